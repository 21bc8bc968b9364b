import type {CheckoutSession} from '../../shared/session.js';
import type {CheckoutResult} from '../../shared/tools.js';
import {CheckoutError} from '../core/errors.js';
import {shownMethods} from './shown-methods.js';
import type {ToolParts} from './tool.js';

/**
 * Who is calling, told from a request's headers: the payment provider's id of a customer, e.g. `cus_…`; undefined for a guest. It is
 * asked only by tools that need to know. Throw when it cannot be told, e.g. for a sign-in that has lapsed: a change or a payment is
 * refused then, rather than that a buyer is quietly taken for a guest; a look goes on without saved methods. A thrown `CheckoutError`
 * is what the caller reads; the words of any other error stay in the log.
 */
export type CustomerOf = (request: Request) => Promise<string | undefined>;

/** The caller of one request, found when a tool needs to know. */
export function callerOf(customerOf: CustomerOf, request: Request, onError: ToolParts['onError']): () => Promise<string | undefined> {
  return async () => {
    try {
      return (await customerOf(request)) || undefined;
    } catch (cause) {
      if (cause instanceof CheckoutError) throw cause;
      onError(cause, 'customer');
      throw new CheckoutError('service_unavailable', 'it cannot be told right now who is signed in, so nothing was done; try again', {
        cause,
      });
    }
  };
}

/** What a tool answers with a session, and with what the caller may pay it with. */
export async function withSavedMethods(
  checkout: CheckoutSession,
  customerId: string | undefined,
  {payment, savedMethods, onError}: ToolParts,
): Promise<CheckoutResult> {
  const payable = checkout.status === 'ready_for_payment' || checkout.status === 'not_ready_for_payment';
  if (!customerId || !savedMethods || !payable) return {checkout, payment};
  // There are other ways to pay, so the checkout goes on without them.
  const managed = await shownMethods(savedMethods, customerId, (error) => onError(error, 'saved payment methods'));
  return {checkout, payment: {...payment, ...(managed.length && {managed_payment_methods: managed})}};
}
