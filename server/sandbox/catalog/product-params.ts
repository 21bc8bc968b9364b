import * as z from 'zod';
import {clearable, expand, flag, metadata, metadataChanges, text, webAddress} from '../params.js';
import {priceTerms} from './price-params.js';

const images = z.union([
  z.literal('').transform((): string[] => []),
  z.array(webAddress).refine((urls) => urls.length <= 8, 'A product can have at most 8 images.'),
]);
const size = z
  .string()
  .regex(/^\d{1,8}(\.\d{1,2})?$/)
  .transform(Number);
const packageDimensions = z.strictObject({height: size, length: size, weight: size, width: size});
const features = z.array(z.strictObject({name: text}));
const taxCode = z.string().regex(/^txcd_\d{8}$/);
const taxDetails = z.strictObject({tax_code: z.optional(taxCode), performance_location: z.optional(text)});
const empty = z.literal('').transform(() => null);

const {currency, unit_amount, unit_amount_decimal, tax_behavior, recurring, custom_unit_amount, currency_options} = priceTerms;

/** Parameters of `POST /v1/products`. */
export const createProductParams = z.strictObject({
  id: z.optional(z.string().regex(/^[\w-]{1,255}$/)),
  name: text,
  active: z.optional(flag),
  description: z.optional(clearable),
  images: z.optional(images),
  marketing_features: z.optional(features),
  metadata: z.optional(metadata),
  package_dimensions: z.optional(packageDimensions),
  shippable: z.optional(flag),
  statement_descriptor: z.optional(text),
  tax_code: z.optional(taxCode),
  tax_details: z.optional(taxDetails),
  type: z.optional(z.enum(['good', 'service'])),
  unit_label: z.optional(text),
  url: z.optional(webAddress),
  default_price_data: z.optional(
    z.strictObject({
      currency,
      unit_amount,
      unit_amount_decimal,
      tax_behavior,
      recurring,
      custom_unit_amount,
      currency_options,
      metadata: z.optional(metadata),
    }),
  ),
  expand,
});

/** Parameters of `POST /v1/products/{id}`. An empty value unsets. */
export const updateProductParams = z.strictObject({
  name: z.optional(text),
  active: z.optional(flag),
  default_price: z.optional(clearable),
  description: z.optional(clearable),
  images: z.optional(images),
  marketing_features: z.optional(z.union([z.literal('').transform(() => []), features])),
  metadata: z.optional(metadataChanges),
  package_dimensions: z.optional(z.union([empty, packageDimensions])),
  shippable: z.optional(z.union([empty, flag])),
  statement_descriptor: z.optional(clearable),
  tax_code: z.optional(z.union([empty, taxCode])),
  tax_details: z.optional(z.union([empty, taxDetails])),
  unit_label: z.optional(clearable),
  url: z.optional(z.union([empty, webAddress])),
  expand,
});
