import * as z from 'zod';
import {WEEKDAYS} from '../../core/business-days.js';

/*
 * The shop in one JSON file. Keys are snake_case. Amounts are integers in minor units of the shop's currency: 2800 is $28.00 or ¥2800;
 * in a three-decimal currency such as kwd they are multiples of 10, since cards take no smaller coin. Unknown keys are faults, so a
 * misspelt one cannot be overlooked. What one field cannot say alone (ids used twice, say) is checked in `catalog-faults.ts`.
 */

// Eight digits are the most that card networks take.
const Price = z.int().min(0).max(99_999_999);
const Text = z.string().trim().min(1).max(200);
const Prose = z.string().trim().min(1).max(2000);
/** Up to 64 letters, digits, `.`, `_` and `-`: ids end up in URLs, JSONPaths and provider metadata. */
const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {error: expected('an id of letters, digits, ".", "_" and "-"')});
const Country = z.string().regex(/^[A-Z]{2}$/, {error: expected('a two-letter ISO 3166-1 code such as "US"')});
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {error: expected('a time of day such as "17:00"')});
const Instant = z.iso.datetime({offset: true, error: expected('an RFC 3339 time such as "2026-11-22T08:00:00Z"')});
/** A picture's path relative to the catalog file, e.g. `images/mug-ink.svg`. */
const Picture = z.string().regex(/^(?!.*\.\.)[\w-][\w./-]*$/, {error: expected('a path beside the catalog file such as "images/mug.svg"')});

/**
 * The shop itself. A link names the merchant's own page by `url`; `path` is a page of this server, where stand-ins for the demo are.
 * `weekend` defaults to Saturday and Sunday. */
const Shop = z.strictObject({
  name: Text,
  currency: z.string().regex(/^[a-z]{3}$/, {error: expected('a lower-case ISO 4217 code such as "usd"')}),
  country: Country,
  time_zone: z.string().refine(isTimeZone, {error: expected('an IANA time zone such as "America/Los_Angeles"')}),
  weekend: z.array(z.enum(WEEKDAYS)).max(6).default(['saturday', 'sunday']),
  support_email: z.email({error: expected('an e-mail address')}),
  links: z.array(
    z
      .strictObject({
        type: z.enum(['terms_of_use', 'privacy_policy', 'return_policy', 'shipping_policy', 'contact_us', 'about_us', 'faq', 'support']),
        title: Text,
        url: z.url({protocol: /^https$/, error: expected('an https address')}).optional(),
        path: z
          .string()
          .regex(/^\/(?!\/)/, {error: expected('a path such as "/legal/terms"')})
          .optional(),
      })
      .refine(({url, path}) => (url === undefined) !== (path === undefined), {error: expected('either a url or a path')}),
  ),
});

/** One choice, e.g. colour: its name in the variants' `options`, its title for people, its values. `swatch` is `#rrggbb`. */
const Option = z.strictObject({
  name: Id,
  title: Text,
  values: z
    .array(
      z.strictObject({
        value: Id,
        title: Text,
        swatch: z
          .string()
          .regex(/^#[0-9a-f]{6}$/i, {error: expected('"#rrggbb"')})
          .optional(),
      }),
    )
    .min(1),
});

/** What can be bought. `compare_at_price` is the price before a sale and must be higher. `stock` is what the shop opens with. */
const Sale = {price: Price, compare_at_price: Price.optional(), stock: z.int().min(0).max(1_000_000)};

/** A combination of option values that exists; one that is not listed does not. `id` is what carts use. `images` replace the product's. */
const Variant = z.strictObject({id: Id, options: z.record(z.string(), z.string()), ...Sale, images: z.array(Picture).min(1).optional()});

/**
 * A product, either with `options` and `variants`, or with `price` and `stock` of its own; then its id is what carts use.
 * `tags` are extra words for the search. `tax_category` picks rows of the tax table.
 */
const Product = z.strictObject({
  id: Id,
  title: Text,
  description: Prose,
  images: z.array(Picture).min(1),
  tags: z.array(Text).default([]),
  tax_category: Id.default('general'),
  options: z.array(Option).min(1).optional(),
  variants: z.array(Variant).min(1).optional(),
  price: Sale.price.optional(),
  compare_at_price: Sale.compare_at_price,
  stock: Sale.stock.optional(),
});

/**
 * A delivery service. From `free_over` (the cart's subtotal, inclusive) it costs nothing. `business_days` are the fewest and the most
 * working days after the order until it arrives.
 */
const ShippingOption = z.strictObject({
  id: Id,
  title: Text,
  description: Text.optional(),
  carrier: Text.optional(),
  amount: Price,
  free_over: Price.optional(),
  business_days: z.tuple([z.int().min(0).max(90), z.int().min(0).max(90)]),
});

/** Where its options are offered. The first zone that fits an address counts; one with `states` fits only those, so it goes first. */
const Zone = z.strictObject({
  id: Id,
  countries: z.array(Country).min(1),
  states: z.array(Text).min(1).optional(),
  options: z.array(ShippingOption).min(1),
});

const PostalAddress = z.strictObject({
  name: Text,
  line_one: Text,
  line_two: Text.optional(),
  city: Text,
  state: z.string().default(''),
  country: Country,
  postal_code: z.string().default(''),
});

/** A place to fetch the goods, free of charge. Ready `ready_in_hours` after the order, within the daily `hours` if there are any. */
const Pickup = z.strictObject({
  id: Id,
  title: Text,
  description: Text.optional(),
  location: z.strictObject({name: Text, address: PostalAddress, phone: Text.optional(), instructions: Prose.optional()}),
  ready_in_hours: z.int().min(0).max(720),
  hours: z.strictObject({open: TimeOfDay, close: TimeOfDay}).optional(),
});

/**
 * Our own round. It arrives within `window` on the next business day, or on the same one for orders placed before `same_day_before`.
 * `postal_codes` decide who is offered it; the radius is only for show.
 */
const LocalDelivery = z.strictObject({
  id: Id,
  title: Text,
  description: Text.optional(),
  amount: Price,
  country: Country,
  postal_codes: z.array(Text).min(1),
  window: z.strictObject({start: TimeOfDay, end: TimeOfDay}),
  same_day_before: TimeOfDay.optional(),
  radius_miles: z.number().positive().optional(),
  center_postal_code: Text.optional(),
});

/**
 * A sales tax, on top of prices. `rate_bps` is hundredths of a percent: 1025 is 10.25 %. The most specific row that fits counts, alone:
 * longest `postal_prefix`, then `state`, then country. Lines of an exempt category pay none.
 */
const TaxRate = z.strictObject({
  country: Country,
  state: Text.optional(),
  postal_prefix: Text.optional(),
  rate_bps: z.int().min(0).max(10_000),
  name: Text,
  shipping_taxed: z.boolean().default(false),
  exempt_categories: z.array(Id).default([]),
});

/**
 * A discount, either with a `code` or, to apply by itself, `automatic` with an `id`. It takes off `percent_bps` (1000 is 10 %) or
 * `amount_off`: `across` its lines together, or from `each` piece. `applies_to` are ids of products or variants, without it all. Those with
 * the lowest `priority` are taken off first. An `exclusive` one goes with no other. `minimum_subtotal` (of the whole cart, before discounts)
 * is inclusive, `ends_at` is not. `usage_limit` orders may have it. `countries` are those the goods go to.
 */
const Discount = z.strictObject({
  code: Id.optional(),
  id: Id.optional(),
  automatic: z.boolean().default(false),
  name: Text,
  percent_bps: z.int().min(1).max(10_000).optional(),
  amount_off: Price.min(1).optional(),
  method: z.enum(['across', 'each']).default('across'),
  priority: z.int().min(1).max(1000).optional(),
  applies_to: z.array(Id).min(1).optional(),
  exclusive: z.boolean().default(false),
  minimum_subtotal: Price.optional(),
  starts_at: Instant.optional(),
  ends_at: Instant.optional(),
  usage_limit: z.int().min(1).max(1_000_000).optional(),
  countries: z.array(Country).min(1).optional(),
  signed_in_only: z.boolean().default(false),
});

/** The whole file, see the doc comment of each part. */
export const CatalogFile = z.strictObject({
  shop: Shop,
  products: z.array(Product).min(1),
  shipping: z.strictObject({
    zones: z.array(Zone).default([]),
    pickup: z.array(Pickup).default([]),
    local_delivery: z.array(LocalDelivery).default([]),
  }),
  tax: z.strictObject({rates: z.array(TaxRate).default([])}),
  discounts: z.array(Discount).default([]),
});
export type CatalogFile = z.infer<typeof CatalogFile>;
export type FileProduct = CatalogFile['products'][number];

/** The words for one fault of a value: "expected … got …". */
export function expected(what: string) {
  return ({input}: {input?: unknown}) => `expected ${what}, got ${shown(input)}`;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', {timeZone: name}));
  } catch {
    return false; // a RangeError is how Intl says no
  }
}
