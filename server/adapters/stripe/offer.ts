import type Stripe from 'stripe';
import type {Amount, Currency} from '../../../shared/money.js';
import {fromStripeAmount} from './amounts.js';

/** What the shop takes from Stripe's catalog. */
export interface OfferRules {
  /** The shop's currency, lower case. */
  currency: Currency;
  /** Whether the key is a live one. Objects of the other mode are not sold. */
  livemode: boolean;
  /** Whether tax is added to prices, so that a price which holds its tax already would be taxed twice. */
  taxOnTop: boolean;
}

export type Offer = {price: Amount; compareAtPrice?: Amount} | {refused: string};

/**
 * Whether a Stripe product with its default price (expanded, with its currency options) can be bought in one go, and for how much.
 * A refusal is a sentence without its full stop that may be shown.
 */
export function readOffer(product: Stripe.Product, rules: OfferRules): Offer {
  const thing = `"${product.id}"`;
  const refused = (why: string): Offer => ({refused: `${thing} ${why}`});
  const {default_price: price} = product;
  if (product.livemode !== rules.livemode)
    return refused(`belongs to the ${product.livemode ? 'live' : 'test'} mode of the shop's account`);
  if (!product.active) return refused('is no longer sold');
  if (!price || typeof price === 'string') return refused('has no price');
  if (!price.active) return refused('has no price at present');
  if (price.type === 'recurring' || price.recurring) return refused('is a subscription, which this checkout does not sell');
  if (price.billing_scheme === 'tiered') return refused('has a price that depends on the quantity, which this checkout does not sell');
  if (price.transform_quantity) return refused('is priced by the package, which this checkout does not sell');
  if (price.custom_unit_amount) return refused('has a price that the buyer chooses, which this checkout does not sell');

  const own = price.currency === rules.currency;
  const option = own ? price : price.currency_options?.[rules.currency];
  if (!option) return refused(`has no price in ${rules.currency.toUpperCase()}`);
  if (option.custom_unit_amount) return refused('has a price that the buyer chooses, which this checkout does not sell');
  if (rules.taxOnTop && option.tax_behavior === 'inclusive') return refused('has a price that includes tax, which this checkout adds');
  const amount = option.unit_amount === null ? undefined : fromStripeAmount(option.unit_amount, rules.currency);
  if (amount === undefined) return refused('has a price below the smallest coin, which cannot be charged');

  const before = fromStripeAmount(wholeNumber(product.metadata.compare_at_price) ?? 0, rules.currency) ?? 0;
  return {price: amount, ...(before > amount && {compareAtPrice: before})};
}

/** A count or an amount in metadata: digits only, else undefined. */
export const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
