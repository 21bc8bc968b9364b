import {Problem} from './problem.js';

/** What an agent signed. `body` is canonical JSON, empty where there is none; `timestamp` is RFC 3339. */
export interface SignedRequest {
  caller: string;
  signature: string;
  timestamp: string;
  body: string;
}

/**
 * Verifies the signature of a request. ACP names no algorithm: it is agreed with each agent, and off without a verifier.
 * False, or a throw, refuses the request.
 */
export type SignatureVerifier = (request: SignedRequest) => Promise<boolean>;

const WINDOW_MS = 300_000;

/** Throws a `Problem` unless the request was signed, recently and well. */
export async function assertSigned(
  verify: SignatureVerifier,
  {signature, timestamp, ...request}: {caller: string; body: string; signature?: string | undefined; timestamp?: string | undefined},
  now: number,
): Promise<void> {
  const age = Math.abs(now - Date.parse(timestamp ?? ''));
  const isRecent = timestamp !== undefined && age <= WINDOW_MS;
  if (signature && isRecent && (await verify({...request, signature, timestamp}).catch(() => false))) return;
  throw new Problem('invalid_signature', 'Send Signature and Timestamp, made within the last five minutes.');
}
