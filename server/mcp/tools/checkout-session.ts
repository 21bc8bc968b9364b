import {GUEST} from '../../core/call.js';
import {defineTool} from '../tool.js';

/** The product checkout conversion contract: this name, this input, and the page at its fixed URI. */
export const checkoutSession = defineTool({
  name: 'checkout_session',
  title: 'Start a checkout',
  description:
    "Start a checkout for items of the shop and show it in the checkout widget. Each item needs the variant's id and a quantity. Prices, shipping and tax are the shop's own; the buyer adds the address and pays in the widget.",
  visibility: ['model', 'app'],
  opensWidget: true,
  annotations: {readOnlyHint: false, destructiveHint: false, openWorldHint: false, idempotentHint: false},
  invoking: 'Preparing the checkout',
  invoked: 'Checkout ready',
  async run({checkout_session: {items}}, {checkout, payment}) {
    const session = await checkout.create({items: items.map(({id, quantity}) => ({itemId: id, quantity}))}, GUEST);
    return {checkout: session, payment};
  },
});
