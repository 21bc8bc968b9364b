import * as z from 'zod';
import {resourceMissing} from '../errors.js';
import {newId} from '../objects.js';
import type {Hooks} from '../payment-intent-params.js';
import {expand, read, text} from '../params.js';
import {seconds, type Backend, type Endpoint, type IntentRecord} from '../state.js';
import {findCalculation} from './calculations.js';
import {hasFullReversal, reverse} from './reversals.js';
import {findTransaction, isReferenceTaken, recordSale, transactionOf} from './transactions.js';

type Reason =
  | 'another_payment_associated_with_calculation'
  | 'calculation_expired'
  | 'currency_mismatch'
  | 'original_transaction_voided'
  | 'unique_reference_violation';

/** What became of the tax of a payment: one attempt for the payment, one for each refund. */
export type TaxAssociation = {
  id: string;
  object: 'tax.association';
  calculation: string;
  payment_intent: string;
  tax_transaction_attempts: Attempt[];
};
type Attempt = {source: string} & (
  {status: 'committed'; committed: {transaction: string}} | {status: 'errored'; errored: {reason: Reason}}
);

/** `GET /v1/tax/associations/find` */
export const findAssociation: Endpoint = ({state}, {params}) => {
  const {payment_intent: id} = read(z.strictObject({payment_intent: text, expand}), params);
  const association = state.taxAssociations.get(id);
  if (!association) throw resourceMissing('tax association', id, {param: 'payment_intent'});
  return association;
};

/** Links an intent to the calculation its hooks name, or unlinks it. @throws StripeRefusal for a calculation that is not there */
export function linkTax(backend: Backend, record: IntentRecord, hooks: Hooks | undefined): void {
  const calculationId = hooks?.inputs?.tax?.calculation;
  if (calculationId === undefined) return;
  const {intent} = record;
  intent.hooks = hooks;
  if (calculationId === '') {
    delete record.calculationId;
    backend.state.taxAssociations.delete(intent.id);
    return;
  }
  findCalculation(backend, calculationId, {param: 'hooks[inputs][tax][calculation]', status: 400});
  record.calculationId = calculationId;
  backend.state.taxAssociations.set(intent.id, {
    id: newId('taxa'),
    object: 'tax.association',
    calculation: calculationId,
    payment_intent: intent.id,
    tax_transaction_attempts: [],
  });
}

/** The payment succeeded: its calculation becomes a transaction. What stands in the way is kept as an attempt, never thrown. */
export function commitTax(backend: Backend, {intent, calculationId}: IntentRecord): void {
  const association = backend.state.taxAssociations.get(intent.id);
  if (!association || !calculationId) return;
  const record = findCalculation(backend, calculationId);
  const {currency, expires_at: expiresAt} = record.calculation;
  const reason: Reason | undefined = transactionOf(backend, calculationId)
    ? 'another_payment_associated_with_calculation'
    : expiresAt <= seconds(backend)
      ? 'calculation_expired'
      : currency !== intent.currency
        ? 'currency_mismatch'
        : isReferenceTaken(backend, intent.id)
          ? 'unique_reference_violation'
          : undefined;
  const attempt: Attempt = reason
    ? {source: intent.id, status: 'errored', errored: {reason}}
    : {source: intent.id, status: 'committed', committed: {transaction: recordSale(backend, record, {reference: intent.id}).id}};
  association.tax_transaction_attempts.push(attempt);
}

/** A refund takes tax back: all of it when the whole payment is refunded, else a flat amount. */
export function reverseTax(backend: Backend, {intent}: IntentRecord, refund: {id: string; amount: number; isWhole: boolean}): void {
  const association = backend.state.taxAssociations.get(intent.id);
  const [sale] = association?.tax_transaction_attempts ?? [];
  if (!association || sale?.status !== 'committed') return;
  const original = findTransaction(backend, sale.committed.transaction);
  const reason: Reason | undefined = hasFullReversal(backend, original.transaction)
    ? 'original_transaction_voided'
    : isReferenceTaken(backend, refund.id)
      ? 'unique_reference_violation'
      : undefined;
  const amounts = refund.isWhole ? {} : {flat_amount: -refund.amount};
  const attempt: Attempt = reason
    ? {source: refund.id, status: 'errored', errored: {reason}}
    : {source: refund.id, status: 'committed', committed: {transaction: reverse(backend, original, {reference: refund.id, ...amounts}).id}};
  association.tax_transaction_attempts.push(attempt);
}

/** A refund failed: the tax it took back is owed again. */
export function restoreTax(backend: Backend, {intent}: IntentRecord, refundId: string): void {
  const association = backend.state.taxAssociations.get(intent.id);
  const index = association?.tax_transaction_attempts.findIndex(({source}) => source === refundId) ?? -1;
  const attempt = association?.tax_transaction_attempts[index];
  if (!association || attempt?.status !== 'committed') return;
  backend.state.taxTransactions.delete(attempt.committed.transaction);
  association.tax_transaction_attempts.splice(index, 1);
}
