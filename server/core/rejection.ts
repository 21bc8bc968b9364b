import {formatMoney, type Currency} from '../../shared/money.js';
import type {RejectedDiscount} from './ports.js';
import type {Words} from './words.js';

/** Why a code does nothing, in words. A supplier's own sentence is said only where its reason is none of ACP's. */
export function sentenceOf({code, reason, message, minimum}: RejectedDiscount, currency: Currency, {rejections, locale}: Words): string {
  const say = Object.hasOwn(rejections, reason) ? rejections[reason as keyof typeof rejections] : undefined;
  return say?.(code, minimum === undefined ? undefined : formatMoney(minimum, currency, locale)) ?? message;
}
