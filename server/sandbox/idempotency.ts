import {createHash} from 'node:crypto';
import {invalidRequest, StripeRefusal} from './errors.js';

/** The first answer to a key, as it was sent. */
export type StoredAnswer = {
  path: string;
  fingerprint: string;
  status: number;
  body: string;
  /** Milliseconds since 1970. */
  atMs: number;
};

/** What identifies a request beside its key: the same parameters in another order are the same request. */
export function fingerprint(path: string, form: string): string {
  const params = new URLSearchParams(form);
  params.sort();
  return createHash('sha256').update(`${path}\n${params.toString()}`).digest('hex');
}

/**
 * Looks up the answer already given to a key; undefined when there is none.
 *
 * @throws StripeRefusal 400 `idempotency_error` when the key was used for something else
 * @throws StripeRefusal 409 `idempotency_key_in_use` while its first request is being worked on
 */
export function storedAnswer(
  {answers, inFlight}: {answers: ReadonlyMap<string, StoredAnswer>; inFlight: ReadonlySet<string>},
  key: string,
  path: string,
  requested: string,
): StoredAnswer | undefined {
  if (key.length > 255) throw invalidRequest('The idempotency key must be at most 255 characters long.');
  if (inFlight.has(key)) {
    const message =
      'There is currently another in-progress request using this Idempotency Key (that probably means you submitted twice, ' +
      'and the other request is still going through). Please try again later.';
    throw new StripeRefusal(409, {type: 'idempotency_error', code: 'idempotency_key_in_use', message});
  }
  const answer = answers.get(key);
  if (!answer || answer.fingerprint === requested) return answer;
  const message =
    answer.path === path
      ? `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`
      : `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${path}' vs '${answer.path}'). Try using a key other than '${key}' if you meant to execute a different request.`;
  throw new StripeRefusal(400, {type: 'idempotency_error', message});
}
