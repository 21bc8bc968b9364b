import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import type {CheckoutSession} from '../../../shared/session.js';
import type {Context, Globals} from '../../stories/globals.js';
import {faulty, long, many, newSession, readyCart, talkative} from '../../stories/sessions.js';
import {completed, GOOD_CODE} from '../../stories/shop.js';
import {storyHost, type Opening} from '../../stories/story-host.js';
import type {Host} from '../../host/host.js';

interface Args {
  opening: Opening;
}
type Story = StoryObj<Args>;

export default {
  title: 'Elements/Flow',
  component: 'checkout-flow',
  args: {opening: {with: 'checkout', cart: readyCart}},
} satisfies Meta<Args>;

// A turn of the toolbar draws the story again. The checkout under way goes on, unless it is to be in another currency.
const known = new WeakMap<Opening, {host: Host; globals: Globals; currency?: string}>();

function hostOf(opening: Opening, globals: Globals): Host {
  const shown = known.get(opening);
  if (shown?.currency === globals.currency && shown) {
    shown.globals = globals;
    return shown.host;
  }
  const entry: {host?: Host; globals: Globals; currency?: string} = {globals, currency: globals.currency};
  const host = storyHost(opening, () => entry.globals);
  known.set(opening, Object.assign(entry, {host}));
  return host;
}

const render = ({opening}: Args, {globals}: Context) => html`<checkout-flow .host=${hostOf(opening, globals)}></checkout-flow>`;

/** A session that the cart's own is replaced by, in the currency of the toolbar. */
const shown = (session: CheckoutSession): Opening => ({
  with: 'checkout',
  cart: readyCart,
  session: ({currency}) => ({...session, currency}),
});

/** From the product to the receipt: nothing here is a picture, and the toolbar says how paying ends. */
export const Product: Story = {render, args: {opening: {with: 'product'}}};
export const Skeleton: Story = {render, args: {opening: {with: 'nothing'}}};
/** A cart without an address. */
export const New: Story = {
  render,
  args: {opening: {with: 'checkout', cart: {items: newSession.line_items.map(({item, quantity}) => ({id: item.id, quantity}))}}},
};
/** Ready to pay in the host's sheet. */
export const Ready: Story = {render};
/** Ready to pay with a card that was saved before. */
export const Saved: Story = {
  render,
  args: {
    opening: {
      with: 'checkout',
      cart: readyCart,
      methods: [{type: 'card', id: 'pm_1', display_name: 'Visa', display_brand: 'visa', display_last4: '4242'}],
    },
  },
};
export const Discounted: Story = {render, args: {opening: {with: 'checkout', cart: {...readyCart, codes: [GOOD_CODE]}}}};
export const Fault: Story = {render, args: {opening: shown(faulty)}};
export const Messages: Story = {render, args: {opening: shown(talkative)}};
export const Long: Story = {render, args: {opening: shown(long)}};
export const Many: Story = {render, args: {opening: shown(many)}};
/** The payment is under way and nobody knows yet how it ends. */
export const Busy: Story = {
  render,
  args: {opening: {with: 'checkout', cart: readyCart, session: (made) => ({...made, status: 'complete_in_progress'})}},
};
export const Done: Story = {render, args: {opening: {with: 'checkout', cart: readyCart, session: completed}}};
export const Canceled: Story = {
  render,
  args: {opening: {with: 'checkout', cart: readyCart, session: (made) => ({...made, status: 'canceled'})}},
};
export const Expired: Story = {
  render,
  args: {opening: {with: 'checkout', cart: readyCart, session: (made) => ({...made, status: 'expired'})}},
};
/** What the page was opened for is not there. */
export const Failed: Story = {render, args: {opening: {with: 'refusal'}}};
