import type {Message} from '../../shared/session.js';
import type {Call} from './call.js';
import type {Completion} from './completion.js';
import {english} from './english.js';
import type {CardNetwork, Challenge, CheckoutRecord} from './record.js';
import type {Words} from './words.js';

/** Who acquires the shop's card payments, in ACP's words: what an agent's 3-D Secure needs to know (ACP 2026-04-17). */
export interface AcquirerDetails {
  acquirer_bin: string;
  /** ISO 3166-1, two letters. */
  acquirer_country: string;
  acquirer_merchant_id: string;
  merchant_name: string;
  requestor_id?: string;
}

/**
 * When an agent's card payment needs 3-D Secure; a session keeps the rule it was opened under. The chat host's payment sheet
 * authenticates its buyer itself, so its sessions know nothing of this.
 */
export interface Authentication {
  /** `always`: nothing is charged without a proof. `conditional`: where the bank asks for one. */
  enforcement: 'always' | 'conditional';
  acquirer: AcquirerDetails;
}

/** What the buyer's bank gave the agent for this payment. A secret of the payment: kept with a try until it is settled, shown to nobody. */
export interface Proof {
  cryptogram: string;
  electronicCommerceIndicator: '01' | '02' | '05' | '06' | '07';
  /** Of the directory server; of 3-D Secure 1 the XID. */
  transactionId: string;
  /** E.g. `2.2.0`. */
  version: string;
}

/** Of what agents can do, what this shop makes use of. */
const USED = '3ds';

const isAble = ({interventions = []}: CheckoutRecord) => interventions.includes(USED);

/** Whether nothing of this checkout is charged without a proof. */
export const needsProof = ({enforcement}: CheckoutRecord): boolean => enforcement === 'always';

/** Whether this checkout can never be paid where it is: its agent cannot do what the shop always asks for. */
export const isBarred = (record: CheckoutRecord): boolean => needsProof(record) && !isAble(record);

/** Whether the bank's question can be handed to whoever makes this call. */
export const canAsk = (record: CheckoutRecord, {unableTo3ds}: Completion): boolean =>
  record.enforcement !== undefined && isAble(record) && !unableTo3ds;

/** What a new record keeps of its agent and of the shop's rule, to be spread into it. A guest's, and the shop's own, has none. */
export function withInterventions(
  {owner, interventions}: Call,
  authentication: Authentication | undefined,
): Pick<CheckoutRecord, 'interventions' | 'enforcement'> {
  if (!authentication || !owner) return {};
  return {enforcement: authentication.enforcement, ...(interventions?.length && {interventions: [...interventions]})};
}

/** What a session says of 3-D Secure, to be spread into it: the interventions that both sides can do, and what a question comes with. */
export function authenticationOf(record: CheckoutRecord, isAsked: boolean, {authentication}: {authentication?: Authentication}) {
  const {enforcement, challenge} = record;
  const interventions = enforcement && {
    supported: isAble(record) ? [USED] : [],
    required: enforcement === 'always' ? [USED] : [],
    enforcement,
  };
  return {
    ...(interventions && {interventions}),
    ...(isAsked && challenge && authentication && {metadata: metadataOf(challenge, authentication)}),
  };
}

// A bank that asked wants to see the buyer, not only more of the card's data.
const metadataOf = ({network}: Challenge, {enforcement, acquirer}: Authentication) => ({
  acquirer_details: acquirer,
  directory_server: network,
  ...(enforcement === 'conditional' && {flow_preference: {type: 'challenge', challenge: {type: 'mandated'}}}),
});

/** What has to be done about 3-D Secure before this checkout can be paid. */
export function authenticationNotes(record: CheckoutRecord, isAsked: boolean, words: Words = english): Message[] {
  const note = {severity: 'high', content_type: 'plain'} as const;
  if (isAsked) return [{type: 'info', ...note, param: '$.authentication_metadata', content: words.authenticate}];
  if (record.phase !== 'open' || !isBarred(record)) return [];
  const error = {type: 'error', code: 'intervention_required', resolution: 'requires_buyer_review'} as const;
  return [{...error, ...note, param: '$.capabilities.interventions', content: words.cannotAuthenticate}];
}

/** A record whose payment waits for the buyer's bank. The token pays this total and no other, and never without a proof. */
export const challenged = (record: CheckoutRecord, tokenHash: string, network: CardNetwork, now: number): CheckoutRecord => ({
  ...record,
  challenge: {tokenHash, network, askedAt: now},
  challenged: {...record.challenged, [tokenHash]: network},
  authorized: {...record.authorized, [tokenHash]: record.quote.total},
});
