import {createHash} from 'node:crypto';
import Stripe from 'stripe';
import {CheckoutError} from '../../core/errors.js';
import type {HostedCheckout} from '../../core/ports.js';
import type {CheckoutRecord, QuotedLine} from '../../core/record.js';
import {fromStripeAmount, toStripeAmount} from './amounts.js';

/** A page's payment is looked at itself: a page says `unpaid` of a hold, of a debit under way and of a debit that failed. */
const EXPAND = {expand: ['payment_intent']};

export interface HostedSettings {
  capture?: 'automatic' | 'manual';
  /** Called when the operator must act; never with Stripe's text. */
  alert?: (facts: {type?: string; code?: string; orderId: string}) => void;
}

/** Stripe Checkout as the merchant's own payment page, with exactly the amounts of the session's quote. */
export function stripeHosted(client: Stripe, {capture = 'automatic', alert}: HostedSettings = {}): HostedCheckout {
  async function open(record: CheckoutRecord, urls: {success: string; cancel: string}) {
    if (record.hosted && record.hosted.total === record.quote.total) {
      const page = await client.checkout.sessions.retrieve(record.hosted.id, EXPAND);
      if (!isOver(page)) return record.hosted;
    }
    const params = pageParams(record, urls, capture);
    // A replayed create answers with the page of the first one, even when that is closed by now: the key is good for one record only.
    const hash = createHash('sha256')
      .update(JSON.stringify([params, record.version]))
      .digest('hex')
      .slice(0, 16);
    const page = await client.checkout.sessions.create(params, {idempotencyKey: `acp:hosted:${record.id}:${hash}`});
    if (!page.url) throw new CheckoutError('service_unavailable', 'the payment page cannot be opened right now; try again');
    return {id: page.id, url: page.url};
  }

  return {
    async open(record, urls) {
      try {
        return await open(record, urls);
      } catch (cause) {
        if (!(cause instanceof Stripe.errors.StripeError)) throw cause;
        throw new CheckoutError('service_unavailable', 'the payment page cannot be opened right now; try again', {cause});
      }
    },

    async status(hostedId) {
      try {
        const page = await client.checkout.sessions.retrieve(hostedId, EXPAND);
        const intent = intentOf(page);
        if (page.payment_status !== 'unpaid' || intent?.status === 'requires_capture') {
          const currency = page.currency ?? '';
          const amount = fromStripeAmount(page.amount_total ?? -1, currency);
          return {kind: 'paid', paymentId: intent?.id ?? page.id, amount: amount ?? -1, currency};
        }
        return {kind: isOver(page) ? 'expired' : page.status === 'complete' ? 'processing' : 'open'};
      } catch {
        return {kind: 'unknown'}; // not knowing is an answer: the session stays as it is
      }
    },

    async close(hostedId) {
      try {
        const page = await client.checkout.sessions.retrieve(hostedId, EXPAND);
        if (isOver(page)) return true;
        return page.status === 'open' && (await client.checkout.sessions.expire(hostedId)).status === 'expired';
      } catch {
        return false; // it may have been paid meanwhile: the caller asks for the status next
      }
    },

    async recordTax(calculation, orderId) {
      try {
        // The reference is unique over all of an account's transactions, so the same order is never reported twice.
        await client.tax.transactions.createFromCalculation({calculation, reference: orderId}, {idempotencyKey: `acp:tax:${orderId}`});
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
        // A refusal for good, e.g. of an expired calculation: telling the same again helps nobody, the operator must book it.
        alert?.({type: error.rawType, ...(error.code && {code: error.code}), orderId});
      }
    },
  };
}

/** The payment behind a page; undefined before the page was paid. */
function intentOf({payment_intent: intent}: Stripe.Checkout.Session): Stripe.PaymentIntent | undefined {
  return intent && typeof intent !== 'string' ? intent : undefined;
}

/** Whether a page can no longer be paid: its time is up, or the bank refused the debit that completed it. */
function isOver(page: Stripe.Checkout.Session): boolean {
  const failed = ['requires_payment_method', 'canceled'].includes(intentOf(page)?.status ?? '');
  return page.status === 'expired' || (page.status === 'complete' && failed);
}

function pageParams(
  {id, inputs, quote}: CheckoutRecord,
  urls: {success: string; cancel: string},
  capture: 'automatic' | 'manual',
): Stripe.Checkout.SessionCreateParams {
  const {currency} = quote;
  const exact = (amount: number) => {
    const value = toStripeAmount(amount, currency);
    if (value === undefined) throw new CheckoutError('invalid', 'this total cannot be charged in this currency', {param: '$.totals'});
    return value;
  };
  const item = (name: string, amount: number, quantity: number, images: string[] = []) => ({
    quantity,
    price_data: {currency, unit_amount: exact(amount), product_data: {name, ...(images.length && {images})}},
  });
  const name = (line: QuotedLine) => [line.title, ...line.variantOptions.map(({value}) => value)].join(', ');
  const images = (line: QuotedLine) => line.images.filter((url) => url.startsWith('https:')).slice(0, 1);
  const option = quote.options.find((each) => each.id === quote.optionId);
  return {
    mode: 'payment',
    success_url: urls.success,
    cancel_url: urls.cancel,
    client_reference_id: id,
    metadata: {checkout_session_id: id},
    payment_intent_data: {metadata: {checkout_session_id: id}, ...(capture === 'manual' && {capture_method: 'manual' as const})},
    ...(inputs.buyer && {customer_email: inputs.buyer.email}),
    line_items: [
      // A discounted line is one piece at its own price: a unit price would not always divide.
      ...quote.lines.map((line) =>
        line.discount
          ? item(`${name(line)} × ${line.quantity}`, line.subtotal, 1, images(line))
          : item(name(line), line.unitAmount, line.quantity, images(line)),
      ),
      ...(quote.tax ? [item('Tax', quote.tax, 1)] : []),
    ],
    ...(option && {
      shipping_options: [
        {
          shipping_rate_data: {
            type: 'fixed_amount' as const,
            display_name: option.title,
            fixed_amount: {amount: exact(option.total), currency},
          },
        },
      ],
    }),
  };
}
