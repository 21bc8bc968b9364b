import {html} from 'hono/html';
import type {CheckoutRecord} from './checkout-sessions.js';
import {amountsOf} from './checkout-view.js';
import {formatAmount} from './currency.js';
import type {PaymentIntent} from './objects.js';
import {payPageStyles} from './pay-page-styles.js';
import type {State} from './state.js';

const CARDS = [
  {name: 'pm_card_visa', label: 'Pays', hint: 'Visa ending in 4242'},
  {name: 'pm_card_chargeDeclined', label: 'Is declined', hint: 'Visa ending in 0002'},
  {name: 'pm_card_threeDSecure2Required', label: 'Needs authentication', hint: 'Visa ending in 3220'},
  {name: 'pm_usBankAccount_success', label: 'Pays later', hint: 'Bank account ending in 6789'},
];
const VERBS: Record<string, string> = {book: 'Book', donate: 'Donate'};

/** The hosted checkout as a page for people. */
export function payPage(checkout: CheckoutRecord, state: State) {
  const intent = state.intents.get(checkout.intentId ?? '')?.intent;
  const total = shown(checkout, amountsOf(checkout).total);
  if (checkout.status === 'complete') {
    const {heading, sentence} = outcome(intent?.status, total);
    return page(
      heading,
      html`<h1>${heading}</h1>
        <p>${sentence}</p>
        ${link(successUrl(checkout), 'Back to the shop')}`,
    );
  }
  if (checkout.status === 'expired')
    return page(
      'Checkout expired',
      html`<h1>This checkout has expired</h1>
        <p>Nothing was paid. Go back to the shop to start again.</p>
        ${link(checkout.wanted.cancel_url, 'Back to the shop')}`,
    );
  const asking = intent?.status === 'requires_action';
  const choosing = !asking && checkout.shippingOptions.length > 1;
  return page(
    asking ? 'Confirm the payment' : 'Test checkout',
    html`<h1>${asking ? 'Is it you?' : 'Checkout'}</h1>
      ${intent?.last_payment_error && html`<p class="problem" role="alert">${declineText(intent.last_payment_error)}</p>`}
      ${summary(checkout, state, choosing)}
      <form method="post">${asking ? question(total) : payment(checkout, choosing)}</form>`,
  );
}

/** A page for a checkout id that names nothing. */
export const missingPage = () =>
  page(
    'No such checkout',
    html`<h1>No such checkout</h1>
      <p>The address is incomplete, or the sandbox was started afresh.</p>`,
  );

/** Where the buyer goes after paying. */
export const successUrl = ({id, wanted}: CheckoutRecord) => wanted.success_url.replaceAll('{CHECKOUT_SESSION_ID}', id);

function summary(checkout: CheckoutRecord, {products, coupons}: State, choosing: boolean) {
  const {subtotal, discount, shipping, total} = amountsOf(checkout);
  const imageOf = ({price}: CheckoutRecord['lines'][number]) => products.get(price.product)?.images[0];
  const pictured = checkout.lines.some(imageOf); // tiles in every line or in none, so that the names stand in one row
  const lines = checkout.lines.map((line) => {
    const product = products.get(line.price.product);
    const image = imageOf(line);
    return html`<li>
      ${
        pictured && html`<span class="picture">${image && html`<img src="${image}" alt="" width="48" height="48" loading="lazy" />`}</span>`
      }
      <span class="name"
        ><strong>${line.description}</strong
        ><small>${line.quantity > 1 ? `Quantity ${line.quantity}` : (product?.description ?? '')}</small></span
      >
      <span class="amount">${shown(checkout, line.amount_subtotal)}</span>
    </li>`;
  });
  const {shippingOptions, shippingChoice} = checkout;
  const chosen = choosing ? undefined : shippingOptions[shippingChoice];
  return html`<ul class="lines">
      ${lines}
    </ul>
    ${
      (choosing || chosen || discount > 0) &&
      html`<dl>
        ${row('Subtotal', shown(checkout, subtotal))}
        ${discount > 0 && row(coupons.get(checkout.coupon ?? '')?.name ?? 'Discount', shown(checkout, -discount))}
        ${chosen && row(chosen.name, shown(checkout, shipping))}
      </dl>`
    }
    ${!choosing && html`<dl class="total">${row('Total', shown(checkout, total))}</dl>`}`;
}

// With several shipping options the total hangs on the choice, so it stands beside each of them.
function payment(checkout: CheckoutRecord, choosing: boolean) {
  const {shippingOptions, shippingChoice, wanted} = checkout;
  const {subtotal, discount, total} = amountsOf(checkout);
  const withTotal = (amount: number) => `${shown(checkout, amount)}, total ${shown(checkout, subtotal - discount + amount)}`;
  const options = shippingOptions.map(({name, amount}, i) =>
    radio('shipping_option', String(i), name, withTotal(amount), i === shippingChoice),
  );
  return html`${choosing && choice('Shipping', options)}
    ${choice(
      'Test card',
      CARDS.map(({name, label, hint}, i) => radio('card', name, label, hint, i === 0)),
    )}
    <button name="action" value="pay">${VERBS[wanted.submit_type ?? ''] ?? 'Pay'} ${choosing ? '' : shown(checkout, total)}</button>
    ${wanted.cancel_url && html`<button class="quiet" name="action" value="cancel">Cancel</button>`}`;
}

function outcome(status: PaymentIntent['status'] | undefined, total: string) {
  if (status === 'processing') return {heading: 'On its way', sentence: `The bank is working on the payment of ${total}.`};
  if (status === 'requires_payment_method') return {heading: 'Not paid', sentence: `The bank refused the payment of ${total}.`};
  if (!status) return {heading: 'Done', sentence: 'There was nothing to pay.'};
  return {heading: 'Paid', sentence: `${total} was paid. Nothing was taken from a real card.`};
}

const row = (term: string, amount: string) =>
  html`<div>
    <dt>${term}</dt>
    <dd class="amount">${amount}</dd>
  </div>`;

const choice = (legend: string, options: unknown[]) =>
  html`<fieldset>
    <legend>${legend}</legend>
    ${options}
  </fieldset>`;

const question = (total: string) =>
  html`<p>The bank of this test card wants to know whether you are paying ${total}.</p>
    <button name="action" value="approve">Yes, it is me</button>
    <button class="quiet" name="action" value="refuse">No, stop the payment</button>`;

const radio = (name: string, value: string, label: string, hint: string, checked: boolean) =>
  html`<label>
    <input type="radio" name="${name}" value="${value}" ${checked ? 'checked' : ''} />
    <span class="option"><span>${label}</span> <small>${hint}</small></span>
  </label>`;

const link = (url: string | undefined, label: string) => url && html`<a class="button" href="${url}">${label}</a>`;

const declineText = (error: object) => ('message' in error ? String(error.message) : 'Your card was declined.');

const page = (title: string, body: unknown) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${payPageStyles}
      </head>
      <body>
        <main>
          <p class="badge">Test page: no money moves</p>
          ${body}
        </main>
      </body>
    </html>`;

/** Amounts in the checkout's locale; one that `Intl` does not know falls back to English. */
function shown({currency, wanted}: CheckoutRecord, amount: number): string {
  try {
    return formatAmount(amount, currency, wanted.locale === 'auto' ? 'en' : wanted.locale);
  } catch (error) {
    if (error instanceof RangeError) return formatAmount(amount, currency);
    throw error;
  }
}
