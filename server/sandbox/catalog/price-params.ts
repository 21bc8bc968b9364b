import * as z from 'zod';
import {amount, clearable, expand, flag, inert, integer, metadata, metadataChanges, text} from '../params.js';

const decimal = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/);
const taxBehavior = z.enum(['exclusive', 'inclusive', 'unspecified']);
const customAmount = z.strictObject({
  enabled: flag,
  maximum: z.optional(amount),
  minimum: z.optional(amount),
  preset: z.optional(amount),
});
const tier = z.strictObject({
  up_to: z.union([z.literal('inf'), integer]),
  flat_amount: z.optional(amount),
  flat_amount_decimal: z.optional(decimal),
  unit_amount: z.optional(amount),
  unit_amount_decimal: z.optional(decimal),
});
const tiers = z.array(tier).min(1);
const currencyOption = z.strictObject({
  unit_amount: z.optional(amount),
  unit_amount_decimal: z.optional(decimal),
  tax_behavior: z.optional(taxBehavior),
  custom_unit_amount: z.optional(customAmount),
  tiers: z.optional(tiers),
});

/** What a price may say about its amount, in every place where one is made. */
export const priceTerms = {
  currency: text,
  unit_amount: z.optional(amount),
  unit_amount_decimal: z.optional(decimal),
  tax_behavior: z.optional(taxBehavior),
  custom_unit_amount: z.optional(customAmount),
  currency_options: z.optional(z.record(z.string().regex(/^[a-z]{3}$/), currencyOption)),
  recurring: z.optional(
    z.strictObject({
      interval: z.enum(['day', 'week', 'month', 'year']),
      interval_count: z.optional(integer),
      usage_type: z.optional(z.enum(['licensed', 'metered'])),
      meter: z.optional(text),
      trial_period_days: z.optional(integer),
    }),
  ),
};

/** Parameters of `POST /v1/prices`. */
export const createPriceParams = z.strictObject({
  ...priceTerms,
  product: z.optional(text),
  product_data: z.optional(
    z.strictObject({
      name: text,
      id: z.optional(text),
      active: z.optional(flag),
      metadata: z.optional(metadata),
      statement_descriptor: z.optional(text),
      tax_code: z.optional(text),
      unit_label: z.optional(text),
      ...inert('tax_details'),
    }),
  ),
  active: z.optional(flag),
  billing_scheme: z.optional(z.enum(['per_unit', 'tiered'])),
  tiers: z.optional(tiers),
  tiers_mode: z.optional(z.enum(['graduated', 'volume'])),
  transform_quantity: z.optional(z.strictObject({divide_by: integer, round: z.enum(['down', 'up'])})),
  lookup_key: z.optional(text.max(200)),
  transfer_lookup_key: z.optional(flag),
  nickname: z.optional(text),
  metadata: z.optional(metadata),
  expand,
});

/** Parameters of `POST /v1/prices/{id}`: the amount of a price never changes. */
export const updatePriceParams = z.strictObject({
  active: z.optional(flag),
  lookup_key: z.optional(clearable),
  transfer_lookup_key: z.optional(flag),
  nickname: z.optional(clearable),
  metadata: z.optional(metadataChanges),
  tax_behavior: z.optional(taxBehavior),
  currency_options: priceTerms.currency_options,
  expand,
});

export type PriceTerms = Omit<z.output<typeof createPriceParams>, 'product' | 'product_data' | 'expand'>;
export type CurrencyOption = z.output<typeof currencyOption>;
export type Tier = z.output<typeof tier>;
