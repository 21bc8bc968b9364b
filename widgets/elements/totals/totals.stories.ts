import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, nothing} from 'lit';
import type {CheckoutSession, Total} from '../../../shared/session.js';
import {inCurrency, type Context} from '../../stories/globals.js';
import {discounted, long, newSession, ready} from '../../stories/sessions.js';

interface Args {
  session?: CheckoutSession;
  busy: boolean;
}
type Story = StoryObj<Args>;

export default {title: 'Elements/Totals', component: 'checkout-totals', args: {session: ready, busy: false}} satisfies Meta<Args>;

const render = ({session, busy}: Args, {globals}: Context) =>
  html`<checkout-totals .session=${inCurrency(session, globals)} locale=${globals.locale ?? nothing} ?busy=${busy}></checkout-totals>`;

const row = (type: Total['type'], display_text: string, amount: number, description?: string): Total => ({
  type,
  display_text,
  amount,
  description,
});

export const Normal: Story = {render};
export const Skeleton: Story = {render, args: {session: undefined}};
export const Empty: Story = {render, args: {session: {...ready, totals: []}}};
/** Before there is an address the total is an estimate, and is called so. */
export const Estimate: Story = {render, args: {session: newSession}};
export const Discounted: Story = {render, args: {session: discounted}};
export const Long: Story = {render, args: {session: long}};
/** Every kind of row that the protocol has. */
export const Many: Story = {
  render,
  args: {
    session: {
      ...ready,
      totals: [
        row('items_base_amount', 'Items', 5600),
        row('items_discount', 'Spring sale', 560),
        row('subtotal', 'Subtotal', 5040),
        row('discount', 'WELCOME10', 504),
        row('fulfillment', 'Standard', 700),
        row('gift_wrap', 'Gift wrap', 400, 'In brown paper, with your card'),
        row('fee', 'Small order fee', 150),
        row('tip', 'Tip for the potter', 300),
        row('tax', 'Tax', 406),
        row('store_credit', 'Store credit', 1000),
        row('total', 'Total', 5492),
        row('amount_refunded', 'Refunded', 2800),
      ],
    },
  },
};
export const Busy: Story = {render, args: {busy: true}};
