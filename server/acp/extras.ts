/** Reads what comes with a checkout beside the purchase itself: notes, references, who brought the buyer, what the buyer consents to. */
import {Problem} from './problem.js';
import {isObject, type Members} from './read.js';

const MAX_NOTES = 5000;
const MAX_REFERENCE = 255;

/** Text of the buyer's; `null` clears. */
export function readText(value: unknown, param: string, most: number): string | null | undefined {
  if (value === undefined || value === null) return value;
  if (typeof value === 'string' && value.length <= most) return value.trim() || null;
  throw new Problem('invalid', `Expected text of at most ${most} characters at ${param}.`, {param});
}

export const readNotes = ({order_notes}: Members) => readText(order_notes, '$.order_notes', MAX_NOTES);

/** No request schema of ACP 2026-04-17 has this member, though the order does: it is taken from the request or its metadata. */
export function readReference({client_reference_id, metadata}: Members): string | null | undefined {
  if (client_reference_id !== undefined) return readText(client_reference_id, '$.client_reference_id', MAX_REFERENCE);
  const inside = isObject(metadata) ? metadata.client_reference_id : undefined;
  return readText(inside, '$.metadata.client_reference_id', MAX_REFERENCE);
}

const MEMBERS = ['provider', 'token', 'publisher_id', 'campaign_id', 'creative_id', 'sub_id', 'issued_at', 'expires_at', 'touchpoint'];
const MAX_MEMBER = 1024;
// An e-mail address from the last character before its @ on, which takes no longer than the text is long; or a telephone number written as one.
const PERSONAL = /[^\s@]@[^\s@]+\.[a-z]{2,}|\+\d[\d ()-]{7,}\d/i;

/**
 * Who brought the buyer (ACP affiliate attribution). What is not understood is left out, and a claim without a provider and a token or
 * publisher is none: attribution never stands in a buyer's way. Only personal data is refused (`pii_not_allowed`).
 */
export function readAttribution(value: unknown): Members | undefined {
  if (!isObject(value)) return undefined;
  const metadata = isObject(value.metadata) ? value.metadata : {};
  const source = isObject(value.source) ? value.source : {};
  for (const [where, members] of [
    ['$.affiliate_attribution', value],
    ['$.affiliate_attribution.metadata', metadata],
    ['$.affiliate_attribution.source', source],
  ] as const) {
    const personal = Object.entries(members).find(([, each]) => typeof each === 'string' && PERSONAL.test(each));
    if (personal)
      throw new Problem('pii_not_allowed', 'Attribution must not hold personal data.', {param: `${where}[${JSON.stringify(personal[0])}]`});
  }
  const told = Object.fromEntries(MEMBERS.flatMap((name) => (isShort(value[name]) ? [[name, value[name]]] : [])));
  if (!told.provider || !(told.token || told.publisher_id)) return undefined;
  const flat = Object.fromEntries(
    Object.entries(metadata).filter(([, each]) => isShort(each) || typeof each === 'number' || typeof each === 'boolean'),
  );
  const from = Object.fromEntries(Object.entries(source).filter(([, each]) => isShort(each)));
  return {...told, ...(Object.keys(flat).length && {metadata: flat}), ...(Object.keys(from).length && {source: from})};
}

const isShort = (value: unknown) => typeof value === 'string' && value !== '' && value.length <= MAX_MEMBER;

/** A channel on which the shop would like to write to buyers who agree (ACP marketing consent). */
export interface ConsentOption {
  /** E.g. `email` or `sms`. */
  channel: string;
  /** What the buyer is asked, in plain words. */
  display_text: string;
  privacy_policy_url: string;
}

/** What the buyer decided, by channel. What is not a decision is left out; leaving a channel out is no consent. */
export function readConsents(value: unknown): Record<string, boolean> {
  const entries = Array.isArray(value) ? value.slice(0, 20) : [];
  return Object.fromEntries(
    entries.flatMap((entry: unknown) =>
      isObject(entry) && typeof entry.channel === 'string' && typeof entry.opted_in === 'boolean' ? [[entry.channel, entry.opted_in]] : [],
    ),
  );
}
