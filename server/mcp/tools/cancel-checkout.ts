import {GUEST} from '../../core/call.js';
import {defineTool} from '../tool.js';

export const cancelCheckout = defineTool({
  name: 'cancel_checkout',
  title: 'Cancel a checkout',
  description: 'Give up an open checkout and put its items back on the shelf. A paid checkout cannot be canceled.',
  visibility: ['app'],
  opensWidget: false,
  annotations: {readOnlyHint: false, destructiveHint: true, openWorldHint: false, idempotentHint: true},
  invoking: 'Canceling the checkout',
  invoked: 'Checkout canceled',
  run: async ({checkout_session_id}, {checkout, payment}) => ({checkout: await checkout.cancel(checkout_session_id, GUEST), payment}),
});
