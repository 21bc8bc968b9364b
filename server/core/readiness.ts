import {addressProblems, type AddressField} from '../../shared/address.js';
import {formatMoney, type Amount} from '../../shared/money.js';
import type {Message} from '../../shared/session.js';
import type {DeclineReason} from './ports.js';
import type {CheckoutRecord, QuotedLine} from './record.js';

const message = (type: Message['type'], content: string, more: Partial<Message> = {}): Message => ({
  type,
  content_type: 'plain',
  content,
  ...more,
});

const error = (
  code: string,
  param: string | undefined,
  content: string,
  resolution: NonNullable<Message['resolution']> = 'requires_buyer_input',
): Message => message('error', content, {code, severity: 'high', resolution, ...(param && {param})});

const nameOf = (line: QuotedLine) => [line.title, ...line.variantOptions.map(({value}) => value)].join(', ');

const fieldNames: Record<AddressField, string> = {
  name: 'name',
  line_one: 'street address',
  line_two: 'second address line',
  city: 'city',
  state: 'state or region',
  postal_code: 'postal code',
};

/** Says that a thing is short. `available` 0 is sold out. */
export const shortage = (name: string, available: number, param: string): Message =>
  available === 0
    ? error('out_of_stock', param, `${name} is sold out.`)
    : error('quantity_exceeded', param, `Only ${available} of ${name} ${available === 1 ? 'is' : 'are'} left.`);

/** What still blocks payment, each with the JSONPath of what it is about. Empty means the buyer may pay. */
export function readiness({inputs, quote}: CheckoutRecord): Message[] {
  const blocks: Message[] = [];
  quote.lines.forEach((line, index) => {
    if (line.available < line.quantity) blocks.push(shortage(nameOf(line), line.available, `$.line_items[${index}]`));
  });
  for (const id of inputs.unknown ?? [])
    blocks.push(error('not_found', '$.line_items', `There is no item "${id}". Name the items again without it.`, 'recoverable'));
  const path = '$.fulfillment_details.address';
  const option = quote.options.find(({id}) => id === quote.optionId);
  if (option?.type !== 'pickup') {
    const address = inputs.details?.address;
    if (!address) {
      blocks.push(error('missing', path, 'Add a delivery address to see shipping and tax.'));
    } else {
      for (const {field, problem} of addressProblems(address)) {
        const what = problem === 'missing' ? 'is missing' : `does not look right for ${address.country}`;
        blocks.push(error(problem, `${path}.${field}`, `The ${fieldNames[field]} ${what}.`));
      }
      if (!quote.options.some(({type}) => type !== 'pickup')) {
        const elsewhere = quote.options.length ? ' Choose a pickup instead, or another address.' : ' Use another address.';
        blocks.push(error('region_restricted', `${path}.country`, `We do not deliver to this address.${elsewhere}`));
      } else if (!option) {
        blocks.push(error('missing', '$.selected_fulfillment_options', 'Choose how to get your order.'));
      }
    }
  }
  const postalCode = `${path}.postal_code`;
  if (quote.taxProblem === 'address_invalid' && !blocks.some(({param}) => param === postalCode)) {
    blocks.push(
      error('invalid', postalCode, 'Tax cannot be worked out for this address. Check the postal code, the state and the country.'),
    );
  }
  if (quote.taxProblem === 'unavailable') {
    blocks.push(
      error('invalid', '$.totals', 'Tax cannot be worked out right now. Nothing was charged. Try again in a moment.', 'recoverable'),
    );
  }
  const {least, most} = quote.limits;
  const money = (amount: Amount) => formatMoney(amount, quote.currency, 'en-US');
  if (quote.taxed && quote.total < least) {
    blocks.push(error('minimum_not_met', '$.totals', `The total must be at least ${money(least)} to be paid here.`));
  }
  if (quote.total > most) blocks.push(error('maximum_exceeded', '$.totals', `The total can be at most ${money(most)} to be paid here.`));
  return blocks;
}

// Never the provider's own words, and never why a card that may be stolen was refused.
const declines: Record<DeclineReason, [code: string, content: string, resolution: NonNullable<Message['resolution']>]> = {
  card_declined: ['payment_declined', 'Your card was declined. Nothing was charged. Try another card.', 'requires_buyer_input'],
  insufficient_funds: [
    'payment_declined',
    'Your card has insufficient funds. Nothing was charged. Try another card.',
    'requires_buyer_input',
  ],
  expired_card: ['payment_declined', 'Your card has expired. Nothing was charged. Try another card.', 'requires_buyer_input'],
  incorrect_details: [
    'payment_declined',
    'The card details are not right. Nothing was charged. Check them or try another card.',
    'requires_buyer_input',
  ],
  try_again: ['payment_declined', 'The card could not be charged just now. Nothing was charged. Try again.', 'recoverable'],
  requires_3ds: [
    'requires_3ds',
    'Your bank asks for a confirmation that is not possible here. Nothing was charged. Try another card.',
    'requires_buyer_input',
  ],
  token_unusable: [
    'payment_declined',
    'This payment authorization can no longer be used. Nothing was charged. Authorize the payment again.',
    'recoverable',
  ],
  amount_not_allowed: [
    'invalid',
    'The payment authorization does not cover this total. Nothing was charged. Open the payment again.',
    'recoverable',
  ],
};

/** What the buyer should know although it does not block payment. */
export function notices({phase, inputs, quote, attempt, priceChangedFrom}: CheckoutRecord): Message[] {
  const told: Message[] = [];
  quote.rejected.forEach(({code, reason, message: content}) =>
    told.push(
      message('warning', content, {
        code: reason,
        severity: 'medium',
        resolution: 'requires_buyer_input',
        param: `$.discounts.codes[${inputs.codes.indexOf(code)}]`,
      }),
    ),
  );
  if (priceChangedFrom !== undefined) {
    told.push(
      message('warning', 'The total has changed since you last saw it. Nothing was charged. Check the new total before you pay.', {
        code: 'price_change',
        severity: 'high',
        resolution: 'requires_buyer_review',
        param: '$.totals',
      }),
    );
  }
  if (phase === 'paying') told.push(message('info', 'Your payment is being checked. You do not need to pay again.', {severity: 'high'}));
  if (phase === 'open' && attempt?.state === 'declined') {
    const [code, content, resolution] = declines[attempt.reason ?? 'card_declined'];
    told.push(error(code, '$.payment_data', content, resolution));
  }
  if (phase === 'open' && attempt?.state === 'unavailable') {
    told.push(message('info', 'The payment service could not be reached. Nothing was charged. Try again in a moment.', {severity: 'high'}));
  }
  return told;
}
