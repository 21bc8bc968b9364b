import * as z from 'zod';
import type {Charge} from './charges.js';
import {refused, resourceMissing} from './errors.js';
import {ledgerEntry} from './ledger.js';
import {newId} from './objects.js';
import {isWithin, listPage, paging, timeRange} from './paging.js';
import {changedMetadata, expand, flag, metadataChanges, read, text} from './params.js';
import {seconds, type Backend, type Endpoint, type IntentRecord} from './state.js';

/** A buyer's complaint at their bank. The amount is in the currency's smallest unit. */
export type Dispute = {
  id: string;
  object: 'dispute';
  amount: number;
  charge: string;
  created: number;
  currency: string;
  evidence: Record<string, unknown>;
  metadata: Record<string, string>;
  payment_intent: string;
  reason: string;
  status: 'needs_response' | 'under_review' | 'won' | 'lost';
};

const updateParams = z.strictObject({
  evidence: z.optional(z.record(z.string(), z.string())),
  metadata: z.optional(metadataChanges),
  submit: z.optional(flag),
  expand,
});
const listParams = z.strictObject({...paging, created: timeRange, charge: z.optional(text), payment_intent: z.optional(text)});

/** The bank takes the money back until the dispute is decided. */
export function openDispute(backend: Backend, {intent, tokenId}: IntentRecord, charge: Charge): void {
  const created = seconds(backend);
  const eightDays = 8 * 24 * 60 * 60;
  const dispute: Dispute & Record<string, unknown> = {
    id: newId('du'),
    object: 'dispute',
    amount: charge.amount_captured,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: {},
    evidence_details: {due_by: created + eightDays, enhanced_eligibility: {}, has_evidence: false, past_due: false, submission_count: 0},
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: intent.id,
    reason: 'fraudulent',
    status: 'needs_response',
  };
  backend.state.disputes.set(dispute.id, dispute);
  charge.disputed = true;
  backend.state.ledger.push(ledgerEntry(newId('txn'), 'dispute', intent, {amount: dispute.amount, created, tokenId}));
  backend.emit('charge.dispute.created', dispute);
  backend.emit('charge.dispute.funds_withdrawn', dispute);
}

/** `GET /v1/disputes/{id}` */
export const retrieveDispute: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  return findDispute(backend, id);
};

/** `GET /v1/disputes`, newest first. */
export const listDisputes: Endpoint = ({state}, {params}) => {
  const wanted = read(listParams, params);
  const found = [...state.disputes.values()].filter(
    ({charge, payment_intent: intent, created}) =>
      (wanted.charge ?? charge) === charge && (wanted.payment_intent ?? intent) === intent && isWithin(wanted.created, created),
  );
  return listPage(found, wanted, {url: '/v1/disputes', kind: 'dispute'});
};

/**
 * `POST /v1/disputes/{id}`. As in Stripe's test mode, submitted evidence decides at once when its `uncategorized_text`
 * is `winning_evidence` or `losing_evidence`.
 */
export const updateDispute: Endpoint = (backend, {params, id}) => {
  const wanted = read(updateParams, params);
  const dispute = findDispute(backend, id);
  if (wanted.evidence) assertOpen(dispute);
  dispute.metadata = changedMetadata(dispute.metadata, wanted.metadata);
  Object.assign(dispute.evidence, wanted.evidence);
  if (!wanted.evidence || wanted.submit === false) return dispute;
  const {uncategorized_text: verdict} = dispute.evidence;
  if (verdict === 'winning_evidence') return decide(backend, dispute, 'won');
  if (verdict === 'losing_evidence') return decide(backend, dispute, 'lost');
  dispute.status = 'under_review';
  backend.emit('charge.dispute.updated', dispute);
  return dispute;
};

/** `POST /v1/disputes/{id}/close`: the seller accepts that it is lost. */
export const closeDispute: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  const dispute = findDispute(backend, id);
  assertOpen(dispute);
  return decide(backend, dispute, 'lost');
};

function decide(backend: Backend, dispute: Dispute, status: 'won' | 'lost'): Dispute {
  dispute.status = status;
  const record = backend.state.intents.get(dispute.payment_intent);
  if (status === 'won' && record) {
    const entry = {amount: dispute.amount, created: seconds(backend), tokenId: record.tokenId};
    backend.state.ledger.push(ledgerEntry(newId('txn'), 'dispute_reversal', record.intent, entry));
    backend.emit('charge.dispute.funds_reinstated', dispute);
  }
  backend.emit('charge.dispute.closed', dispute);
  return dispute;
}

function findDispute({state}: Backend, id: string): Dispute {
  const dispute = state.disputes.get(id);
  if (!dispute) throw resourceMissing('dispute', id, {param: 'dispute'});
  return dispute;
}

function assertOpen({status}: Dispute): void {
  if (status === 'won' || status === 'lost') throw refused('This dispute is already closed.');
}
