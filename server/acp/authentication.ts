/** 3-D Secure and other interventions, as agents tell of them (ACP 2026-04-17; 2026-01-30 has the same members). */
import type {CheckoutSession, Message} from '../../shared/session.js';
import type {Proof} from '../core/authentication.js';
import type {Words} from '../core/words.js';
import {Problem} from './problem.js';
import {isObject, missing, object, remark, word} from './read.js';

const INTERVENTIONS = ['3ds', 'biometric', 'address_verification'];

/** What the agent says it can do. Unknown words, and what is no list of words, are nothing it can do (ACP capability negotiation). */
export function readInterventions(capabilities: unknown): string[] {
  const {interventions} = isObject(capabilities) ? capabilities : {};
  const {supported} = isObject(interventions) ? interventions : {};
  return Array.isArray(supported) ? INTERVENTIONS.filter((word) => supported.includes(word)) : [];
}

/** How 3-D Secure went for the buyer: `refused` by the bank or by the buyer, or `failed`, so that nobody knows. */
export type AuthenticationResult = {kind: 'proven'; proof: Proof} | {kind: 'refused' | 'failed'};

const KINDS: Record<string, AuthenticationResult['kind']> = {
  authenticated: 'proven',
  informational: 'proven',
  attempt_acknowledged: 'proven',
  denied: 'refused',
  rejected: 'refused',
  canceled: 'refused',
  abandoned: 'refused',
  not_supported: 'failed',
  internal_error: 'failed',
  processing_error: 'failed',
};

const INDICATORS = ['01', '02', '05', '06', '07'] as const;
// Some name a version by its first two numbers.
const VERSIONS: Record<string, string> = {'2.1': '2.1.0', '2.2': '2.2.0', '2.3': '2.3.0'};
const KNOWN_VERSIONS = ['1.0.2', '2.1.0', '2.2.0', '2.3.0', '2.3.1'];

/** Undefined where there is none. Details are required for the outcomes that prove something, and not looked at for others. */
export function readAuthenticationResult(value: unknown): AuthenticationResult | undefined {
  if (value === undefined || value === null) return undefined;
  const path = '$.authentication_result';
  const {outcome: given, outcome_details: details} = object(value, path);
  const outcome = word(given, `${path}.outcome`);
  const kind = Object.hasOwn(KINDS, outcome) ? KINDS[outcome] : undefined;
  if (!kind) throw unusable(`${path}.outcome`, `one of ${Object.keys(KINDS).join(', ')}`);
  return kind === 'proven' ? {kind, proof: readProof(details, `${path}.outcome_details`)} : {kind};
}

function readProof(value: unknown, path: string): Proof {
  if (!isObject(value)) throw missing(path);
  const at = (name: string) => `${path}.${name}`;
  const cryptogram = word(value.three_ds_cryptogram, at('three_ds_cryptogram'), 64);
  if (!/^[A-Za-z0-9+/_-]{20,62}={0,2}$/.test(cryptogram)) throw unusable(at('three_ds_cryptogram'), 'a cryptogram in base64');
  const indicator = word(value.electronic_commerce_indicator, at('electronic_commerce_indicator'));
  const electronicCommerceIndicator = INDICATORS.find((each) => each === indicator);
  if (!electronicCommerceIndicator) throw unusable(at('electronic_commerce_indicator'), `one of ${INDICATORS.join(', ')}`);
  const transactionId = word(value.transaction_id, at('transaction_id'));
  const named = word(value.version, at('version'));
  const version = VERSIONS[named] ?? named;
  if (!KNOWN_VERSIONS.includes(version)) throw unusable(at('version'), `one of ${KNOWN_VERSIONS.join(', ')}`);
  return {cryptogram, electronicCommerceIndicator, transactionId, version};
}

// Never says what came: it may be a secret of the payment.
const unusable = (param: string, expected: string) => new Problem('invalid', `Expected ${expected} at ${param}.`, {param});

/** In the session's words: nothing was charged, since the agent's 3-D Secure proved nothing. Without a verdict the agent may try again. */
export const notAuthenticated = (kind: 'refused' | 'failed', words: Words): Message => ({
  ...remark('invalid', '$.payment_data', kind === 'refused' ? words.bankRefused : words.bankSilent),
  code: 'payment_declined',
  resolution: kind === 'refused' ? 'requires_buyer_input' : 'recoverable',
});

/**
 * For versions that cannot say what the agent needs for the bank's question: 2025-09-29 has no member for it, and 2026-01-30 demands a
 * description of the buyer's browser, which nobody here knows. Their sessions say that 3-D Secure is wanted, and no more.
 */
export function withoutChallenge(session: CheckoutSession & {authentication_metadata?: unknown}): CheckoutSession {
  const {authentication_metadata: _unsaid, ...kept} = session;
  if (kept.status !== 'authentication_required') return kept;
  const messages = kept.messages.map((message): Message => {
    if (message.param !== '$.authentication_metadata') return message;
    return {...message, type: 'error', code: 'requires_3ds', param: '$.payment_data'};
  });
  return {...kept, status: 'not_ready_for_payment', messages};
}
