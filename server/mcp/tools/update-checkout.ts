import {GUEST} from '../../core/call.js';
import {withSavedMethods} from '../caller.js';
import {defineTool} from '../tool.js';

/** For the widget only: an address is the buyer's to give there, not the model's to fill in. */
export const updateCheckout = defineTool({
  name: 'update_checkout',
  title: 'Change a checkout',
  description:
    'Change items, buyer, delivery address, delivery option or discount codes of an open checkout. What is left out stays; arrays replace.',
  visibility: ['app'],
  opensWidget: false,
  annotations: {readOnlyHint: false, destructiveHint: false, openWorldHint: false, idempotentHint: true},
  invoking: 'Updating the checkout',
  invoked: 'Checkout updated',
  async run({checkout_session_id, items, buyer, fulfillment_details, selected_fulfillment_options, discounts}, parts) {
    // Before anything changes: a caller who cannot be told is refused.
    const customerId = await parts.caller?.();
    const change = {
      ...(items && {items: items.map(({id, quantity}) => ({itemId: id, quantity}))}),
      ...(buyer !== undefined && {buyer}),
      ...(fulfillment_details !== undefined && {details: fulfillment_details}),
      ...(selected_fulfillment_options && {optionId: selected_fulfillment_options[0]?.option_id ?? null}),
      ...(discounts && {codes: discounts.codes}),
      ...(customerId && {signedIn: true}),
    };
    return withSavedMethods(await parts.checkout.update(checkout_session_id, change, GUEST), customerId, parts);
  },
});
