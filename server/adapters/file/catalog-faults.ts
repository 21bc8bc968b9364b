import {exponentOf} from '../../../shared/money.js';
import {expected, type CatalogFile, type FileProduct} from './catalog-file.js';

/** One thing wrong with the file: where, e.g. `products[3].price`, and a sentence without its full stop. */
export interface Fault {
  path: string;
  message: string;
}

const got = (what: string, value: unknown) => expected(what)({input: value});

/** What is wrong with a file whose fields are all well formed. `hasPicture` says whether a path exists beside the file. */
export function catalogFaults(file: CatalogFile, hasPicture: (path: string) => boolean): Fault[] {
  const {zones, pickup, local_delivery} = file.shipping;
  const ways = [
    ...zones.flatMap((zone, z) => zone.options.map(({id}, o) => [`shipping.zones[${z}].options[${o}].id`, id] as const)),
    ...pickup.map(({id}, i) => [`shipping.pickup[${i}].id`, id] as const),
    ...local_delivery.map(({id}, i) => [`shipping.local_delivery[${i}].id`, id] as const),
  ];
  const things = file.products.flatMap((product, p) => [
    [`products[${p}].id`, product.id] as const,
    ...(product.variants ?? []).map(({id}, v) => [`products[${p}].variants[${v}].id`, id] as const),
  ]);
  return [
    ...repeated('id', things),
    ...repeated('id', ways),
    ...repeated(
      'id',
      zones.map(({id}, z) => [`shipping.zones[${z}].id`, id] as const),
    ),
    ...repeated(
      'code',
      file.discounts.flatMap(({code}, d) => (code === undefined ? [] : [[`discounts[${d}].code`, code.toUpperCase()] as const])),
    ),
    ...repeated('id', discountIds(file)),
    ...file.products.flatMap((product, p) => productFaults(product, `products[${p}]`, hasPicture)),
    ...orderFaults(file),
    ...file.discounts.flatMap((discount, d) => discountFaults(discount, `discounts[${d}]`, new Set(things.map(([, id]) => id)))),
    ...leafFaults(file, '', exponentOf(file.shop.currency) === 3),
  ];
}

function repeated(what: string, entries: readonly (readonly [path: string, value: string])[]): Fault[] {
  const first = new Map<string, string>();
  return entries.flatMap(([path, value]) => {
    const before = first.get(value);
    if (before === undefined) first.set(value, path);
    return before === undefined ? [] : [{path, message: `expected an unused ${what}, got "${value}", which is also ${before}`}];
  });
}

function productFaults(product: FileProduct, path: string, hasPicture: (path: string) => boolean): Fault[] {
  const {options, variants} = product;
  const faults: Fault[] = [];
  const fault = (where: string, message: string) => faults.push({path: `${path}${where}`, message});
  const pictures = (images: readonly string[], where: string) =>
    images.forEach(
      (image, i) => hasPicture(image) || fault(`${where}.images[${i}]`, got('a picture that exists beside the catalog file', image)),
    );
  const saleFaults = ({price, compare_at_price}: {price?: number; compare_at_price?: number}, where: string) => {
    if (price !== undefined && compare_at_price !== undefined && compare_at_price <= price)
      fault(`${where}.compare_at_price`, got(`more than the price, ${price}`, compare_at_price));
  };

  pictures(product.images, '');
  saleFaults(product, '');
  if (options && !variants) fault('.variants', got('variants, since there are options', undefined));
  if (variants && !options) fault('.options', got('options, since there are variants', undefined));
  for (const key of ['price', 'compare_at_price', 'stock'] as const) {
    if (variants && product[key] !== undefined) fault(`.${key}`, got('nothing, since each variant has its own', product[key]));
    if (!variants && !options && key !== 'compare_at_price' && product[key] === undefined)
      fault(`.${key}`, got('a whole number', undefined));
  }
  if (!options || !variants) return faults;

  faults.push(
    ...repeated(
      'name',
      options.map(({name}, o) => [`${path}.options[${o}].name`, name] as const),
    ),
  );
  options.forEach(({values}, o) =>
    faults.push(
      ...repeated(
        'value',
        values.map(({value}, v) => [`${path}.options[${o}].values[${v}].value`, value] as const),
      ),
    ),
  );
  variants.forEach((variant, v) => {
    const where = `.variants[${v}]`;
    if (variant.images) pictures(variant.images, where);
    saleFaults(variant, where);
    for (const {name, values} of options) {
      const known = values.map(({value}) => value);
      const value = variant.options[name];
      if (value === undefined || !known.includes(value)) fault(`${where}.options.${name}`, got(`one of ${known.join(', ')}`, value));
    }
    for (const name of Object.keys(variant.options))
      if (!options.some((option) => option.name === name))
        fault(`${where}.options.${name}`, `expected only ${options.map((option) => option.name).join(', ')}, got "${name}"`);
  });
  const combination = (chosen: Record<string, string>) => options.map(({name}) => chosen[name]).join(' / ');
  faults.push(
    ...repeated(
      'combination',
      variants.map((variant, v) => [`${path}.variants[${v}].options`, combination(variant.options)] as const),
    ),
  );
  return faults;
}

/** Pairs that stand in the wrong order: first later than last. */
function orderFaults({shipping: {zones, pickup, local_delivery}}: CatalogFile): Fault[] {
  const pairs: [path: string, from: number | string, to: number | string, mayBeEqual: boolean][] = [
    ...zones.flatMap((zone, z) =>
      zone.options.map(({business_days: [least, most]}, o): [string, number, number, boolean] => [
        `shipping.zones[${z}].options[${o}].business_days[1]`,
        least,
        most,
        true,
      ]),
    ),
    ...pickup.flatMap(({hours}, i): [string, string, string, boolean][] =>
      hours ? [[`shipping.pickup[${i}].hours.close`, hours.open, hours.close, false]] : [],
    ),
    ...local_delivery.map(({window}, i): [string, string, string, boolean] => [
      `shipping.local_delivery[${i}].window.end`,
      window.start,
      window.end,
      false,
    ]),
  ];
  return pairs.flatMap(([path, from, to, mayBeEqual]) =>
    from < to || (mayBeEqual && from === to) ? [] : [{path, message: got(mayBeEqual ? `${from} or more` : `later than ${from}`, to)}],
  );
}

/** Without an id of its own, a discount is known by its code. */
function discountIds({discounts}: CatalogFile): [path: string, id: string][] {
  const own = discounts.flatMap(({id}, d): [string, string][] => (id === undefined ? [] : [[`discounts[${d}].id`, id]]));
  const taken = new Set(own.map(([, id]) => id));
  return [
    ...own,
    ...discounts.flatMap(({id, code}, d): [string, string][] =>
      id === undefined && code !== undefined && taken.has(code) ? [[`discounts[${d}].code`, code]] : [],
    ),
  ];
}

function discountFaults(discount: CatalogFile['discounts'][number], path: string, sold: ReadonlySet<string>): Fault[] {
  const {code, id, automatic, percent_bps, amount_off, applies_to = [], starts_at, ends_at} = discount;
  const faults: Fault[] = [];
  if (!automatic && code === undefined) faults.push({path: `${path}.code`, message: got('a code, since it is not automatic', undefined)});
  if (automatic && code !== undefined)
    faults.push({path: `${path}.code`, message: got('nothing, since an automatic discount has no code', code)});
  if (automatic && id === undefined)
    faults.push({path: `${path}.id`, message: got('an id, since an automatic discount has no code', undefined)});
  if ((percent_bps === undefined) === (amount_off === undefined))
    faults.push({path, message: `expected either percent_bps or amount_off, got ${percent_bps === undefined ? 'neither' : 'both'}`});
  applies_to.forEach((each, a) => {
    if (!sold.has(each)) faults.push({path: `${path}.applies_to[${a}]`, message: got('the id of a product or a variant', each)});
  });
  if (starts_at && ends_at && Date.parse(starts_at) >= Date.parse(ends_at))
    faults.push({path: `${path}.ends_at`, message: got(`later than ${starts_at}`, ends_at)});
  return faults;
}

const AMOUNTS = new Set(['price', 'compare_at_price', 'amount', 'free_over', 'amount_off', 'minimum_subtotal']);

/** Raw HTML in any text, and amounts that no card can pay. Both are looked for everywhere, so a new field cannot slip past. */
function leafFaults(value: unknown, path: string, inTens: boolean): Fault[] {
  if (typeof value === 'string')
    return /<[a-z!/?]/i.test(value) || /&(#\d+|#x[0-9a-f]+|[a-z]+);/i.test(value)
      ? [{path, message: got('plain text without HTML', value)}]
      : [];
  if (Array.isArray(value)) return value.flatMap((entry, i) => leafFaults(entry, `${path}[${i}]`, inTens));
  if (typeof value === 'object' && value)
    return Object.entries(value).flatMap(([key, entry]) => leafFaults(entry, path ? `${path}.${key}` : key, inTens));
  const key = path.slice(path.lastIndexOf('.') + 1);
  if (inTens && typeof value === 'number' && AMOUNTS.has(key) && value % 10 !== 0)
    return [{path, message: got('a multiple of 10, since cards take no smaller coin of a three-decimal currency', value)}];
  return [];
}
