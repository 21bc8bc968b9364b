import * as z from 'zod';
import {amount, expand, inert, integer, metadata, text} from '../params.js';
import {taxAddress} from './address.js';

const taxCode = z.string().regex(/^txcd_\d{8}$/);
const behavior = z.enum(['exclusive', 'inclusive']);

const lineItem = z.strictObject({
  amount: integer,
  quantity: z.optional(integer.refine((value) => value >= 1, 'This value must be greater than or equal to 1.')),
  reference: z.optional(text.max(500)),
  tax_behavior: z.optional(behavior),
  tax_code: z.optional(taxCode),
  product: z.optional(text),
  metadata: z.optional(metadata),
  ...inert('performance_location'),
});

/** Parameters of `POST /v1/tax/calculations`. The sandbox keeps no customers, so where they are must be said. */
export const calculationParams = z.strictObject({
  currency: text,
  line_items: z.array(lineItem).min(1).max(100),
  shipping_cost: z.optional(
    z.strictObject({
      amount: z.optional(amount),
      shipping_rate: z.optional(text),
      tax_behavior: z.optional(behavior),
      tax_code: z.optional(taxCode),
    }),
  ),
  customer: z.optional(text),
  customer_details: z.optional(
    z.strictObject({
      address: z.optional(taxAddress),
      address_source: z.optional(z.enum(['shipping', 'billing'])),
      ip_address: z.optional(text),
      tax_ids: z.optional(z.array(z.strictObject({type: text, value: text}))),
      taxability_override: z.optional(z.enum(['none', 'customer_exempt', 'reverse_charge'])),
    }),
  ),
  ship_from_details: z.optional(z.strictObject({address: taxAddress})),
  tax_date: z.optional(integer),
  expand,
});

export type CalculationParams = z.output<typeof calculationParams>;
export type LineParams = CalculationParams['line_items'][number];
