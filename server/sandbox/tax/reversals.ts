import * as z from 'zod';
import {invalidRequest, refused} from '../errors.js';
import {newId} from '../objects.js';
import {expand, integer, metadata, read, text} from '../params.js';
import {seconds, type Backend, type Endpoint} from '../state.js';
import {assertNewReference, findTransaction, type Transaction, type TransactionLine, type TransactionRecord} from './transactions.js';

const negative = integer.refine((value) => value <= 0, 'Amounts of a reversal must be negative.');
const reversalParams = z.strictObject({
  mode: z.enum(['full', 'partial']),
  original_transaction: text,
  reference: text.max(500),
  flat_amount: z.optional(negative),
  line_items: z.optional(
    z.array(
      z.strictObject({
        amount: negative,
        amount_tax: negative,
        original_line_item: text,
        reference: text,
        quantity: z.optional(integer),
        metadata: z.optional(metadata),
      }),
    ),
  ),
  shipping_cost: z.optional(z.strictObject({amount: negative, amount_tax: negative})),
  metadata: z.optional(metadata),
  expand,
});

type Reversal = Omit<z.output<typeof reversalParams>, 'expand' | 'mode' | 'original_transaction'>;

/** `POST /v1/tax/transactions/create_reversal`: in full, or partly by one flat amount or by lines and shipping. */
export const createReversal: Endpoint = (backend, {params}) => {
  const wanted = read(reversalParams, params);
  const original = findTransaction(backend, wanted.original_transaction, {param: 'original_transaction', status: 400});
  if (original.transaction.type === 'reversal') throw refused('A reversal cannot be reversed.');
  const {flat_amount: flat, line_items: items, shipping_cost: shipping} = wanted;
  const isPartial = flat !== undefined || items !== undefined || shipping !== undefined;
  if (wanted.mode === 'full' && isPartial)
    throw invalidRequest('`flat_amount`, `line_items` and `shipping_cost` are only for a partial reversal.', {param: 'mode'});
  if (wanted.mode === 'partial' && (!isPartial || (flat !== undefined && (items || shipping))))
    throw invalidRequest('A partial reversal needs either `flat_amount`, or `line_items` and `shipping_cost`.', {param: 'mode'});
  const missing = items?.find(({original_line_item: id}) => !original.lines.some((line) => line.id === id));
  if (missing) throw invalidRequest(`No such original line item: '${missing.original_line_item}'`, {param: 'line_items'});
  assertNewReference(backend, wanted.reference);
  if (hasFullReversal(backend, original.transaction))
    throw refused(`The transaction ${original.transaction.id} has been reversed in full.`);
  return reverse(backend, original, wanted);
};

/** Takes tax back that is no longer owed. Without amounts all of it. The caller has checked that it may. */
export function reverse(backend: Backend, {transaction, lines}: TransactionRecord, wanted: Reversal): Transaction {
  const {flat_amount: flat, line_items: items, shipping_cost: shipping} = wanted;
  const isFull = flat === undefined && !items && !shipping;
  const created = seconds(backend);
  const reversal: Transaction = {
    ...transaction,
    id: newId('tax'),
    created,
    metadata: wanted.metadata ?? {},
    posted_at: created,
    reference: wanted.reference,
    reversal: {original_transaction: transaction.id},
    shipping_cost: isFull ? negated(transaction.shipping_cost) : shipping ? {...transaction.shipping_cost, ...shipping} : null,
    type: 'reversal',
  };
  const reversed: TransactionLine[] = isFull
    ? lines.map((line) => reversalLine(line, {amount: -line.amount, amount_tax: -line.amount_tax}))
    : flat !== undefined
      ? flatLines(lines, flat)
      : (items ?? []).map((item) => {
          const {original_line_item: id, quantity, ...changes} = item;
          const line = lines.find((one) => one.id === id)!; // checked when the call came in
          return reversalLine(line, {...changes, quantity: quantity ?? line.quantity});
        });
  backend.state.taxTransactions.set(reversal.id, {transaction: reversal, lines: reversed, calculationId: null});
  return reversal;
}

/** Whether all the tax of a transaction was taken back. */
export const hasFullReversal = ({state}: Backend, {id}: Transaction): boolean =>
  [...state.taxTransactions.values()].some(
    ({transaction: {reversal}, lines}) =>
      reversal?.original_transaction === id && sumOf(lines) === -sumOf(state.taxTransactions.get(id)?.lines ?? []),
  );

const sumOf = (lines: TransactionLine[]) => lines.reduce((sum, {amount, amount_tax: tax}) => sum + amount + tax, 0);

const reversalLine = (line: TransactionLine, changes: Partial<TransactionLine>): TransactionLine => ({
  ...line,
  id: newId('tax_li'),
  reversal: {original_line_item: line.id},
  type: 'reversal',
  ...changes,
});

// A flat amount, tax included, is spread over the lines by what they cost; the rest of the rounding goes to the last.
function flatLines(lines: TransactionLine[], flat: number): TransactionLine[] {
  const costs = lines.map(({amount, amount_tax: tax, tax_behavior: behavior}) => amount + (behavior === 'exclusive' ? tax : 0));
  const whole = costs.reduce((sum, cost) => sum + cost, 0);
  let left = flat;
  return lines.map((line, i) => {
    const share = i === lines.length - 1 ? left : whole === 0 ? 0 : Math.trunc((flat * costs[i]!) / whole);
    left -= share;
    const tax = costs[i] ? Math.trunc((share * line.amount_tax) / costs[i]!) : 0;
    return reversalLine(line, {amount: line.tax_behavior === 'exclusive' ? share - tax : share, amount_tax: tax});
  });
}

const negated = (cost: object | null): object | null => {
  if (!cost) return null;
  const {amount, amount_tax: tax} = cost as {amount: number; amount_tax: number}; // every shipping cost has both
  return {...cost, amount: -amount, amount_tax: -tax};
};
