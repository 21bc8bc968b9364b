import type Stripe from 'stripe';
import type {SavedPaymentMethod, SavedPaymentMethods} from '../../core/ports.js';
import {BROWSING, orUnavailable} from './call.js';

// As many as somebody would look through.
const MOST = 20;

/**
 * The cards that a customer saved in the Stripe account. Only those that the customer agreed to see again at a checkout: Stripe's own
 * pages, too, show `allow_redisplay: always` and no others unless told so.
 */
export const stripeSavedMethods = (client: Stripe, {now}: {now(): number}): SavedPaymentMethods => ({
  list: (customerId) =>
    orUnavailable('the saved payment methods cannot be looked up right now, so nothing was charged; try again', async () => {
      const {data} = await client.customers.listPaymentMethods(
        customerId,
        {type: 'card', allow_redisplay: 'always', limit: MOST, expand: ['data.customer']},
        BROWSING,
      );
      const usable = data.filter(({card}) => card && !isExpired(card, now()));
      // Stripe lists the newest first; a stable sort keeps that behind the preferred one.
      return usable.sort((one, other) => Number(isPreferred(other)) - Number(isPreferred(one))).map(present);
    }),
});

/** Good until the last day of its month, in UTC. */
const isExpired = ({exp_year, exp_month}: Stripe.PaymentMethod.Card, now: number) => now >= Date.UTC(exp_year, exp_month);

function isPreferred({id, customer}: Stripe.PaymentMethod): boolean {
  if (!customer || typeof customer === 'string') return false;
  const preferred = customer.invoice_settings?.default_payment_method;
  return (typeof preferred === 'string' ? preferred : preferred?.id) === id;
}

// Names as people know them; another brand is shown as Stripe writes it.
const BRANDS: Record<string, string> = {
  amex: 'American Express',
  cartes_bancaires: 'Cartes Bancaires',
  diners: 'Diners Club',
  discover: 'Discover',
  eftpos_au: 'eftpos',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

function present({id, card}: Stripe.PaymentMethod): SavedPaymentMethod {
  const {display_brand, brand = 'card', last4 = ''} = card ?? {};
  const shown = display_brand ?? brand;
  return {type: 'card', id, display_name: `${BRANDS[shown] ?? 'Card'} •••• ${last4}`, display_brand: shown, display_last4: last4};
}
