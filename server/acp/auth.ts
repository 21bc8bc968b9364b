import {createHash, timingSafeEqual} from 'node:crypto';
import {Problem} from './problem.js';

/** A bearer key and the name of the agent it was given to. An agent may have several keys, to change them without a pause. */
export interface AgentKey {
  name: string;
  key: string;
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Who calls, by the `Authorization` header. Every known key is compared, each in constant time, so that an answer's duration
 * tells nothing. Throws a `Problem` 401 for any other header.
 */
export function authenticate(keys: readonly AgentKey[]): (authorization: string | null | undefined) => string {
  const known = keys.map(({name, key}) => ({name, digest: digest(key)}));
  return (authorization) => {
    const given = digest(/^Bearer +(\S+)$/i.exec(authorization?.trim() ?? '')?.[1] ?? '');
    const found = known.filter((each) => timingSafeEqual(each.digest, given));
    if (found[0]) return found[0].name;
    throw new Problem('unauthorized', 'Send the key you were given as "Authorization: Bearer …".');
  };
}
