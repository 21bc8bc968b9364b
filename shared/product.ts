import * as z from 'zod/mini';
import {Amount} from './money.js';

/** ACP 2026-04-17 `availability_status`, the part a shop of physical goods uses. */
export const Availability = z.enum(['in_stock', 'low_stock', 'out_of_stock']);
export type Availability = z.infer<typeof Availability>;

/** One choosable value of an option, e.g. the colour "Ink". `swatch` is a CSS colour. */
export const OptionValue = z.object({value: z.string(), title: z.string(), swatch: z.optional(z.string())});

export const ProductOption = z.object({name: z.string(), title: z.string(), values: z.array(OptionValue)});
export type ProductOption = z.infer<typeof ProductOption>;

/** What can be bought. `id` is the item id that sessions and tools take. A combination that is not listed does not exist. */
export const Variant = z.object({
  id: z.string(),
  title: z.string(),
  options: z.record(z.string(), z.string()),
  price: Amount,
  compare_at_price: z.optional(Amount),
  availability: Availability,
  available_quantity: z.optional(z.int()),
  images: z.optional(z.array(z.string())),
});
export type Variant = z.infer<typeof Variant>;

/**
 * A product as the buyer sees it. It always has at least one variant; a product without options has one whose id is the product's.
 * Prices are minor units of `currency`; images are absolute URLs, the first is the main one.
 */
export const Product = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  images: z.array(z.string()),
  currency: z.string(),
  options: z.array(ProductOption),
  variants: z.array(Variant),
});
export type Product = z.infer<typeof Product>;
