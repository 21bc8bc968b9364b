import * as z from 'zod';
import {invalidRequest, refused, resourceMissing} from '../errors.js';
import {newId} from '../objects.js';
import {paging, sequencePage} from '../paging.js';
import {expand, integer, metadata, read, text} from '../params.js';
import {seconds, type Backend, type Endpoint} from '../state.js';
import {findCalculation, type Calculation, type CalculationLine, type CalculationRecord} from './calculations.js';

/** Tax that is owed for a sale, or no longer owed for a refund. Amounts of a reversal are negative. */
export type Transaction = Pick<Calculation, 'currency' | 'customer' | 'customer_details' | 'ship_from_details' | 'tax_date'> & {
  id: string;
  object: 'tax.transaction';
  created: number;
  livemode: false;
  metadata: Record<string, string>;
  posted_at: number;
  reference: string;
  reversal: {original_transaction: string} | null;
  shipping_cost: object | null;
  type: 'transaction' | 'reversal';
};
export type TransactionLine = Pick<
  CalculationLine,
  'amount' | 'amount_tax' | 'product' | 'quantity' | 'reference' | 'tax_behavior' | 'tax_code'
> & {
  id: string;
  object: 'tax.transaction_line_item';
  livemode: false;
  metadata: Record<string, string>;
  reversal: {original_line_item: string} | null;
  type: 'transaction' | 'reversal';
};
export type TransactionRecord = {transaction: Transaction; lines: TransactionLine[]; calculationId: string | null};

const createParams = z.strictObject({
  calculation: text,
  reference: text.max(500),
  metadata: z.optional(metadata),
  posted_at: z.optional(integer),
  expand,
});

/** `POST /v1/tax/transactions/create_from_calculation` */
export const createFromCalculation: Endpoint = (backend, {params}) => {
  const wanted = read(createParams, params);
  const record = findCalculation(backend, wanted.calculation, {status: 400});
  const {id, expires_at: expiresAt} = record.calculation;
  if (expiresAt <= seconds(backend)) throw refused(`The tax calculation ${id} has expired.`, {code: 'calculation_expired'});
  const used = transactionOf(backend, id);
  if (used) throw refused(`The tax calculation ${id} has already become the transaction ${used.id}.`);
  assertNewReference(backend, wanted.reference);
  return recordSale(backend, record, wanted);
};

/** `GET /v1/tax/transactions/{id}` */
export const retrieveTransaction: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  return findTransaction(backend, id).transaction;
};

/** `GET /v1/tax/transactions/{id}/line_items` */
export const listTransactionLines: Endpoint = (backend, {params, id}) => {
  const wanted = read(z.strictObject(paging), params);
  const {lines} = findTransaction(backend, id);
  return sequencePage(lines, wanted, {url: `/v1/tax/transactions/${id}/line_items`, kind: 'tax transaction line item'});
};

/** Turns a calculation into tax that is owed. The caller has checked that it may. */
export function recordSale(
  backend: Backend,
  {calculation, lines}: CalculationRecord,
  {reference, metadata: notes = {}, posted_at: postedAt}: {reference: string; metadata?: Record<string, string>; posted_at?: number},
): Transaction {
  const created = seconds(backend);
  const {currency, customer, customer_details, ship_from_details, shipping_cost: shipping, tax_date} = calculation;
  const {tax_breakdown: _, ...cost} = shipping ?? {};
  const transaction: Transaction = {
    id: newId('tax'),
    object: 'tax.transaction',
    created,
    currency,
    customer,
    customer_details,
    livemode: false,
    metadata: notes,
    posted_at: postedAt ?? created,
    reference,
    reversal: null,
    ship_from_details,
    shipping_cost: shipping && cost,
    tax_date,
    type: 'transaction',
  };
  backend.state.taxTransactions.set(transaction.id, {
    transaction,
    calculationId: calculation.id,
    lines: lines.map(({amount, amount_tax, metadata: own, product, quantity, reference: line, tax_behavior, tax_code}) => ({
      id: newId('tax_li'),
      object: 'tax.transaction_line_item',
      amount,
      amount_tax,
      livemode: false,
      metadata: own,
      product,
      quantity,
      reference: line,
      reversal: null,
      tax_behavior,
      tax_code,
      type: 'transaction',
    })),
  });
  return transaction;
}

/** The transaction a calculation became, if it did. */
export const transactionOf = ({state}: Backend, calculationId: string): Transaction | undefined =>
  [...state.taxTransactions.values()].find((record) => record.calculationId === calculationId)?.transaction;

/** Whether a reference is taken, by a transaction or by a reversal. */
export const isReferenceTaken = ({state}: Backend, reference: string): boolean =>
  [...state.taxTransactions.values()].some(({transaction}) => transaction.reference === reference);

/** @throws StripeRefusal 400 for a reference that is taken */
export function assertNewReference(backend: Backend, reference: string): void {
  if (!isReferenceTaken(backend, reference)) return;
  throw invalidRequest(`A transaction with the reference '${reference.slice(0, 100)}' already exists. References must be unique.`, {
    code: 'resource_already_exists',
    param: 'reference',
  });
}

/** @throws StripeRefusal 404, or 400 when the id stood among the parameters */
export function findTransaction(
  {state}: Backend,
  id: string,
  {param = 'transaction', status = 404}: {param?: string; status?: 400 | 404} = {},
): TransactionRecord {
  const record = state.taxTransactions.get(id);
  if (!record) throw resourceMissing('tax transaction', id, {param, status});
  return record;
}
