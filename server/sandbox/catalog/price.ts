import {assertCurrency} from '../currency.js';
import {invalidRequest} from '../errors.js';
import {newId} from '../objects.js';
import type {Backend} from '../state.js';
import type {CurrencyOption, PriceTerms, Tier} from './price-params.js';

/** A price as Stripe shows it. Amounts are in the currency's smallest unit. */
export type Price = {
  id: string;
  object: 'price';
  active: boolean;
  billing_scheme: 'per_unit' | 'tiered';
  created: number;
  currency: string;
  custom_unit_amount: object | null;
  livemode: false;
  lookup_key: string | null;
  metadata: Record<string, string>;
  nickname: string | null;
  product: string;
  recurring: object | null;
  tax_behavior: 'exclusive' | 'inclusive' | 'unspecified';
  tiers_mode: string | null;
  transform_quantity: {divide_by: number; round: string} | null;
  type: 'one_time' | 'recurring';
  unit_amount: number | null;
  unit_amount_decimal: string | null;
};

/** A price with the parts that are shown only when they are asked for by `expand`. */
export type PriceRecord = {price: Price; tiers?: object[]; currencyOptions: Record<string, object>};

/**
 * Makes a price. `created` is in seconds since 1970.
 *
 * @throws StripeRefusal when the terms contradict each other
 */
export function newPrice(terms: PriceTerms, product: string, created: number): PriceRecord {
  assertCurrency(terms.currency);
  assertOneAmount(terms);
  const {currency, custom_unit_amount: custom, recurring, tiers, tax_behavior: taxBehavior = 'unspecified'} = terms;
  const price: Price = {
    id: newId('price'),
    object: 'price',
    active: terms.active ?? true,
    billing_scheme: terms.billing_scheme ?? 'per_unit',
    created,
    currency,
    custom_unit_amount: customAmount(custom),
    livemode: false,
    lookup_key: terms.lookup_key ?? null,
    metadata: terms.metadata ?? {},
    nickname: terms.nickname ?? null,
    product,
    recurring: recurring
      ? {
          interval: recurring.interval,
          interval_count: recurring.interval_count ?? 1,
          meter: recurring.meter ?? null,
          trial_period_days: recurring.trial_period_days ?? null,
          usage_type: recurring.usage_type ?? 'licensed',
        }
      : null,
    tax_behavior: taxBehavior,
    tiers_mode: terms.tiers_mode ?? null,
    transform_quantity: terms.transform_quantity ?? null,
    type: recurring ? 'recurring' : 'one_time',
    ...unitAmounts(terms),
  };
  // Stripe's currency options begin with the price's own currency.
  const own = {[currency]: currencyOption({...terms, tax_behavior: taxBehavior})};
  return {price, ...(tiers && {tiers: tiers.map(shownTier)}), currencyOptions: {...own, ...shownOptions(terms.currency_options)}};
}

/** Keeps a new price and tells of it. */
export function addPrice(backend: Backend, record: PriceRecord): Price {
  backend.state.prices.set(record.price.id, record);
  backend.emit('price.created', record.price);
  return record.price;
}

/** Currency options in the shape of an answer. */
export const shownOptions = (options: Record<string, CurrencyOption> = {}) =>
  Object.fromEntries(Object.entries(options).map(([currency, option]) => [currency, currencyOption(option)]));

function assertOneAmount({
  unit_amount,
  unit_amount_decimal,
  custom_unit_amount: custom,
  tiers,
  tiers_mode,
  billing_scheme,
}: PriceTerms): void {
  const tiered = billing_scheme === 'tiered';
  if (tiered && (!tiers || !tiers_mode))
    throw invalidRequest('`tiers` and `tiers_mode` are required when `billing_scheme` is `tiered`.', {
      param: tiers ? 'tiers_mode' : 'tiers',
    });
  if (!tiered && tiers) throw invalidRequest('`tiers` needs `billing_scheme` to be `tiered`.', {param: 'tiers'});
  if (tiers && tiers.at(-1)?.up_to !== 'inf') throw invalidRequest('The last tier must have `up_to` set to `inf`.', {param: 'tiers'});
  const given = [unit_amount, unit_amount_decimal, custom?.enabled || undefined, tiers].filter((amount) => amount !== undefined);
  if (given.length === 1) return;
  throw invalidRequest(
    given.length === 0
      ? 'You must specify either `unit_amount`, `unit_amount_decimal`, or `custom_unit_amount`.'
      : 'You may only specify one of `unit_amount`, `unit_amount_decimal`, `custom_unit_amount` and `tiers`.',
    {param: 'unit_amount'},
  );
}

const currencyOption = (option: Partial<CurrencyOption>) => ({
  custom_unit_amount: customAmount(option.custom_unit_amount),
  tax_behavior: option.tax_behavior ?? 'unspecified',
  ...(option.tiers && {tiers: option.tiers.map(shownTier)}),
  ...unitAmounts(option),
});

const customAmount = (custom: CurrencyOption['custom_unit_amount']) =>
  custom?.enabled ? {maximum: custom.maximum ?? null, minimum: custom.minimum ?? null, preset: custom.preset ?? null} : null;

const shownTier = (tier: Tier) => {
  const flat = unitAmounts({unit_amount: tier.flat_amount, unit_amount_decimal: tier.flat_amount_decimal});
  return {
    flat_amount: flat.unit_amount,
    flat_amount_decimal: flat.unit_amount_decimal,
    ...unitAmounts(tier),
    up_to: tier.up_to === 'inf' ? null : tier.up_to,
  };
};

// A decimal amount with a fraction has no whole amount beside it.
function unitAmounts({unit_amount: whole, unit_amount_decimal: decimal}: {unit_amount?: number; unit_amount_decimal?: string}) {
  const text = whole === undefined ? decimal?.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') : String(whole);
  if (text === undefined) return {unit_amount: null, unit_amount_decimal: null};
  return {unit_amount: text.includes('.') ? null : Number(text), unit_amount_decimal: text};
}
