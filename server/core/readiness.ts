import {addressProblems} from '../../shared/address.js';
import {formatMoney, type Amount} from '../../shared/money.js';
import type {Message} from '../../shared/session.js';
import {english} from './english.js';
import type {DeclineReason} from './ports.js';
import type {CheckoutRecord, QuotedLine} from './record.js';
import {rejections} from './rejection.js';
import type {Words} from './words.js';

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

/** Says that a thing is short. `available` 0 is sold out. */
export const shortage = (name: string, available: number, param: string, words: Words = english): Message =>
  available === 0 ? error('out_of_stock', param, words.soldOut(name)) : error('quantity_exceeded', param, words.onlyLeft(name, available));

/** What still blocks payment, each with the JSONPath of what it is about. Empty means the buyer may pay. */
export function readiness({inputs, quote}: CheckoutRecord, words: Words = english): Message[] {
  const blocks: Message[] = [];
  quote.lines.forEach((line, index) => {
    if (line.available < line.quantity) blocks.push(shortage(nameOf(line), line.available, `$.line_items[${index}]`, words));
  });
  for (const id of inputs.unknown ?? []) blocks.push(error('not_found', '$.line_items', words.unknownItem(id), 'recoverable'));
  const path = '$.fulfillment_details.address';
  const option = quote.options.find(({id}) => id === quote.optionId);
  if (option?.type !== 'pickup') {
    const address = inputs.details?.address;
    if (!address) {
      blocks.push(error('missing', path, words.addressMissing));
    } else {
      for (const {field, problem} of addressProblems(address)) {
        const content = problem === 'missing' ? words.fieldMissing(field) : words.fieldInvalid(field, address.country);
        blocks.push(error(problem, `${path}.${field}`, content));
      }
      if (!quote.options.some(({type}) => type !== 'pickup')) {
        const content = quote.options.length ? words.pickupOnly : words.noDelivery;
        blocks.push(error('region_restricted', `${path}.country`, content));
      } else if (!option) {
        blocks.push(error('missing', '$.selected_fulfillment_options', words.chooseDelivery));
      }
    }
  }
  const postalCode = `${path}.postal_code`;
  if (quote.taxProblem === 'address_invalid' && !blocks.some(({param}) => param === postalCode)) {
    blocks.push(error('invalid', postalCode, words.taxAddressInvalid));
  }
  if (quote.taxProblem === 'unavailable') {
    blocks.push(error('invalid', '$.totals', words.taxUnavailable, 'recoverable'));
  }
  const {least, most} = quote.limits;
  const money = (amount: Amount) => formatMoney(amount, quote.currency, words.locale);
  if (quote.taxed && quote.total < least) {
    blocks.push(error('minimum_not_met', '$.totals', words.minimumNotMet(money(least))));
  }
  if (quote.total > most) blocks.push(error('maximum_exceeded', '$.totals', words.maximumExceeded(money(most))));
  return blocks;
}

const declines: Record<DeclineReason, [code: string, resolution: NonNullable<Message['resolution']>]> = {
  card_declined: ['payment_declined', 'requires_buyer_input'],
  insufficient_funds: ['payment_declined', 'requires_buyer_input'],
  expired_card: ['payment_declined', 'requires_buyer_input'],
  incorrect_details: ['payment_declined', 'requires_buyer_input'],
  try_again: ['payment_declined', 'recoverable'],
  requires_3ds: ['requires_3ds', 'requires_buyer_input'],
  cannot_authenticate: ['payment_declined', 'requires_buyer_input'],
  proof_unusable: ['payment_declined', 'recoverable'],
  token_unusable: ['payment_declined', 'recoverable'],
  amount_not_allowed: ['invalid', 'recoverable'],
};

/** What the buyer should know although it does not block payment. */
export function notices({phase, quote, attempt, priceChangedFrom}: CheckoutRecord, words: Words = english): Message[] {
  const told: Message[] = rejections(quote, words);
  if (priceChangedFrom !== undefined) {
    told.push(
      message('warning', words.priceChanged, {
        code: 'price_change',
        severity: 'high',
        resolution: 'requires_buyer_review',
        param: '$.totals',
      }),
    );
  }
  if (phase === 'paying') told.push(message('info', words.paymentChecked, {severity: 'high'}));
  if (phase === 'open' && attempt?.state === 'declined') {
    const reason = attempt.reason ?? 'card_declined';
    const [code, resolution] = declines[reason];
    told.push(error(code, '$.payment_data', words.declines[reason], resolution));
  }
  if (phase === 'open' && attempt?.state === 'unavailable') {
    told.push(message('info', words.paymentUnavailable, {severity: 'high'}));
  }
  return told;
}
