import {GUEST} from '../../core/call.js';
import {withSavedMethods} from '../caller.js';
import {defineTool} from '../tool.js';

export const getCheckout = defineTool({
  name: 'get_checkout',
  title: 'Get a checkout',
  description: 'The checkout as it stands: items, delivery, totals, status, and the order once it is paid.',
  visibility: ['model', 'app'],
  opensWidget: false,
  annotations: {readOnlyHint: true, destructiveHint: false, openWorldHint: false, idempotentHint: true},
  invoking: 'Looking up the checkout',
  invoked: 'Checkout looked up',
  async run({checkout_session_id}, parts) {
    // What became of a payment is told whoever asks: where the sign-in cannot be read there are only no saved methods to show.
    const customerId = await parts.caller?.().catch(() => undefined);
    return withSavedMethods(await parts.checkout.get(checkout_session_id, GUEST), customerId, parts);
  },
});
