import {toCompletedCheckout} from '../../../shared/chatgpt-checkout.js';
import {GUEST} from '../../core/call.js';
import {defineTool} from '../tool.js';

/**
 * Called by the host's payment sheet with the shared payment token, or by the widget with a method that the caller saved. A decline is an ordinary answer whose messages the sheet
 * shows while it stays open. There is no idempotency key in this dialect: repeats answer with what is stored.
 */
export const completeCheckout = defineTool({
  name: 'complete_checkout',
  title: 'Pay for a checkout',
  description:
    "Charge the checkout's total with the payment token of the host's payment sheet, or with a payment method the buyer saved, and place the order.",
  visibility: ['app'],
  opensWidget: false,
  annotations: {readOnlyHint: false, destructiveHint: true, openWorldHint: true, idempotentHint: true},
  invoking: 'Paying',
  invoked: 'Payment answered',
  async run({checkout_session_id, buyer, payment_data: {token, amount}}, {checkout, caller}) {
    const customerId = await caller?.();
    const completion = {
      token,
      ...(customerId && {customerId}),
      ...(amount !== undefined && {amount}),
      ...(buyer && {buyer}),
    };
    return toCompletedCheckout(await checkout.complete(checkout_session_id, completion, GUEST));
  },
});
