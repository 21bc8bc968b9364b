import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, nothing} from 'lit';
import type {CheckoutSession} from '../../../shared/session.js';
import type {ManagedPaymentMethod} from '../../../shared/tools.js';
import {inCurrency, type Context} from '../../stories/globals.js';
import {addressed, faulty, newSession, ready} from '../../stories/sessions.js';
import type {PayMode} from './pay.js';

interface Args {
  session?: CheckoutSession;
  mode: PayMode;
  methods: ManagedPaymentMethod[];
  busy: boolean;
  note?: string;
}
type Story = StoryObj<Args>;

export default {
  title: 'Elements/Pay',
  component: 'checkout-pay',
  args: {session: ready, mode: 'sheet', methods: [], busy: false},
  argTypes: {mode: {control: 'inline-radio', options: ['sheet', 'saved', 'external', 'none']}},
} satisfies Meta<Args>;

const render = ({session, mode, methods, busy, note}: Args, {globals}: Context) =>
  html`<checkout-pay
    .session=${inCurrency(session, globals)}
    .methods=${methods}
    mode=${mode}
    note=${note ?? nothing}
    locale=${globals.locale ?? nothing}
    ?busy=${busy}
  ></checkout-pay>`;

const card = (id: string, display_name: string, display_last4: string): ManagedPaymentMethod => ({
  type: 'card',
  id,
  display_name,
  display_brand: display_name.toLowerCase(),
  display_last4,
});
const methods = [card('pm_1', 'Visa', '4242'), card('pm_2', 'Mastercard', '4444')];

/** In the host's payment sheet. */
export const Normal: Story = {render};
export const Skeleton: Story = {render, args: {session: undefined}};
/** On the merchant's own page. */
export const External: Story = {render, args: {mode: 'external'}};
/** With a card saved with the merchant before. */
export const Saved: Story = {render, args: {mode: 'saved', methods}};
export const NoWay: Story = {render, args: {mode: 'none'}};
/** Says what is missing. */
export const NoAddress: Story = {render, args: {session: newSession}};
export const NoDelivery: Story = {render, args: {session: addressed}};
export const Fault: Story = {render, args: {session: faulty}};
export const Long: Story = {
  render,
  args: {
    mode: 'saved',
    methods: [card('pm_1', 'A corporate purchasing card of a cooperative with a very long registered name', '4242'), ...methods],
    note: 'The amount is taken when the parcel leaves the house, and not a day before, whatever the carrier says about it.',
    session: {...ready, totals: ready.totals.map((row) => ({...row, amount: 123456789}))},
  },
};
export const Many: Story = {
  render,
  args: {mode: 'saved', methods: Array.from({length: 8}, (_, index) => card(`pm_${index}`, 'Visa', `${4242 + index}`))},
};
export const Busy: Story = {render, args: {busy: true}};
