import qs from 'qs';
import {invalidRequest} from './errors.js';

/** Decoded form parameters: every leaf is text. */
export type Params = Record<string, unknown>;

const WRONG_BODY =
  'Invalid request (check that your POST content type is application/x-www-form-urlencoded). ' +
  'If you have any questions, we can help at https://support.stripe.com/.';

/**
 * Decodes a form body or query string with bracketed keys (`line_items[0][quantity]=2`).
 *
 * `plainObjects` keeps metadata keys such as `constructor`; the default depth of qs, 5, is too shallow for Stripe.
 */
export const parseForm = (text: string): Params => qs.parse(text, {depth: 10, arrayLimit: 1000, parameterLimit: 5000, plainObjects: true});

/** Refuses every body that is not a form, JSON above all. An empty body needs no content type. */
export function assertFormBody(contentType: string | undefined, body: string): void {
  if (body !== '' && !contentType?.toLowerCase().startsWith('application/x-www-form-urlencoded')) throw invalidRequest(WRONG_BODY);
}
