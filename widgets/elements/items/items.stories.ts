import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, nothing} from 'lit';
import type {CheckoutSession} from '../../../shared/session.js';
import {inCurrency, type Context} from '../../stories/globals.js';
import {discounted, faulty, long, many, ready} from '../../stories/sessions.js';

interface Args {
  session?: CheckoutSession;
  busy: boolean;
  readonly: boolean;
}
type Story = StoryObj<Args>;

export default {
  title: 'Elements/Items',
  component: 'checkout-items',
  args: {session: ready, busy: false, readonly: false},
} satisfies Meta<Args>;

const render = ({session, busy, readonly}: Args, {globals}: Context) =>
  html`<checkout-items
    .session=${inCurrency(session, globals)}
    locale=${globals.locale ?? nothing}
    ?busy=${busy}
    ?readonly=${readonly}
  ></checkout-items>`;

export const Normal: Story = {render};
export const Skeleton: Story = {render, args: {session: undefined}};
export const Empty: Story = {render, args: {session: {...ready, line_items: []}}};
export const Discounted: Story = {
  render,
  args: {
    session: {
      ...discounted,
      line_items: discounted.line_items.map((line) => ({
        ...line,
        totals: line.totals.map((row) => (row.type === 'subtotal' ? {...row, amount: 5040} : row)),
      })),
    },
  },
};
/** The line is sold out by now. */
export const SoldOut: Story = {render, args: {session: faulty}};
export const Long: Story = {render, args: {session: long}};
export const Many: Story = {render, args: {session: many}};
/** A picture that cannot be loaded leaves its quiet tile. */
export const NoPicture: Story = {render, args: {session: {...ready, line_items: ready.line_items.map((line) => ({...line, images: []}))}}};
export const Busy: Story = {render, args: {busy: true}};
/** As on a receipt. */
export const Done: Story = {render, args: {readonly: true, session: many}};
