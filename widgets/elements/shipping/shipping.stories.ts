import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, nothing} from 'lit';
import type {CheckoutSession, FulfillmentOption} from '../../../shared/session.js';
import {inCurrency, type Context} from '../../stories/globals.js';
import {addressed, long, newSession, ready} from '../../stories/sessions.js';

interface Args {
  session?: CheckoutSession;
  timeZone: string;
  busy: boolean;
}
type Story = StoryObj<Args>;

export default {
  title: 'Elements/Shipping',
  component: 'checkout-shipping',
  args: {session: ready, timeZone: 'America/Los_Angeles', busy: false},
} satisfies Meta<Args>;

const render = ({session, timeZone, busy}: Args, {globals}: Context) =>
  html`<checkout-shipping
    .session=${inCurrency(session, globals)}
    locale=${globals.locale ?? nothing}
    time-zone=${timeZone}
    ?busy=${busy}
  ></checkout-shipping>`;

const [standard] = ready.fulfillment_options;
const option = (id: string, overrides: Partial<FulfillmentOption>): FulfillmentOption => ({
  ...standard!,
  carrier: undefined,
  earliest_delivery_time: undefined,
  latest_delivery_time: undefined,
  ...overrides,
  id,
});

export const Normal: Story = {render};
export const Skeleton: Story = {render, args: {session: undefined}};
/** Before there is an address. */
export const Empty: Story = {render, args: {session: newSession}};
/** Nothing is delivered to this address. */
export const Nowhere: Story = {render, args: {session: {...addressed, fulfillment_options: []}}};
/** Nothing chosen yet. */
export const Unchosen: Story = {render, args: {session: addressed}};
/** Every kind: parcel, van, shop, locker, file. */
export const Many: Story = {
  render,
  args: {
    session: {
      ...ready,
      fulfillment_options: [
        ...ready.fulfillment_options,
        option('van', {
          type: 'local_delivery',
          title: 'Our own van',
          delivery_window: {start: '2026-11-24T01:00:00Z', end: '2026-11-24T03:00:00Z'},
        }),
        option('locker', {type: 'pickup', pickup_type: 'locker', title: 'Locker at the station', ready_by: '2026-11-24T02:00:00Z'}),
        option('file', {type: 'digital', title: 'By e-mail', description: 'A pattern to knit it yourself'}),
      ],
    },
  },
};
export const Long: Story = {render, args: {session: long}};
export const Busy: Story = {render, args: {busy: true}};
