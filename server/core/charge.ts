import type {Completion} from './completion.js';
import type {Charge} from './ports.js';
import type {CheckoutRecord} from './record.js';

/** The charge of exactly what a record shows. `declines`: how often the saved method was declined; without it the token is none. */
export function chargeOf(
  {id, inputs, quote}: CheckoutRecord,
  {token, customerId, proof}: Completion,
  {orderId, shopName, declines}: {orderId: string; shopName: string; declines?: number | undefined},
): Charge {
  const {details, buyer} = inputs;
  const chosen = quote.options.find((option) => option.id === quote.optionId);
  return {
    checkoutSessionId: id,
    orderId,
    token,
    ...(declines !== undefined && customerId && {saved: {customerId, declines}}),
    ...(proof && {proof}),
    amount: quote.total,
    currency: quote.currency,
    description: `Order at ${shopName}`,
    ...(buyer && {receiptEmail: buyer.email}),
    ...(quote.taxCalculationId && {taxCalculationId: quote.taxCalculationId}),
    // What is picked up is sent nowhere, and an address given for it may be incomplete.
    ...(details?.address &&
      chosen?.type !== 'pickup' && {
        shipping: {
          name: details.address.name || details.name || '',
          address: details.address,
          ...(details.phone_number && {phone: details.phone_number}),
        },
      }),
  };
}
