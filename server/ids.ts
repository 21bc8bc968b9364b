import {randomBytes} from 'node:crypto';
import type {Ids} from './core/ports.js';

// Crockford's alphabet: no letter that is read as another.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = (count: number) => Array.from(randomBytes(count), (byte) => ALPHABET[byte & 31]).join('');
const id = (prefix: string) => () => `${prefix}_${randomBytes(16).toString('hex')}`;
/** Ids as the shop gives them out: 128 random bits where an id opens a page, letters where people say it. */
export const ids: Ids = {
  session: id('cs'),
  order: id('ord'),
  line: () => `li_${randomBytes(6).toString('hex')}`,
  orderNumber: () => `${letters(4)}-${letters(4)}`,
};
