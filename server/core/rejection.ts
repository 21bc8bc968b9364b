import {formatMoney, type Currency} from '../../shared/money.js';
import type {Message} from '../../shared/session.js';
import {english} from './english.js';
import type {RejectedDiscount} from './ports.js';
import type {Quote} from './record.js';
import type {Words} from './words.js';

/** Why a code does nothing, in words. */
export const sentenceOf = ({code, reason, minimum}: RejectedDiscount, currency: Currency, {rejections, locale}: Words): string =>
  rejections[reason](code, minimum === undefined ? undefined : formatMoney(minimum, currency, locale));

/** Messages for codes that do not apply, each at its place among the codes. */
export const rejections = ({rejected, currency}: Pick<Quote, 'rejected' | 'currency'>, words: Words = english): Message[] =>
  rejected.map((each) => ({
    type: 'warning',
    code: each.reason,
    severity: 'medium',
    resolution: 'requires_buyer_input',
    param: `$.discounts.codes[${each.place}]`,
    content_type: 'plain',
    content: sentenceOf(each, currency, words),
  }));
