import assert from 'node:assert/strict';
import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {parseCatalog, readCatalog} from '../../../../server/adapters/file/read-catalog.js';
import {aCatalogFile, catalogJson} from './a-catalog-file.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const SHIPPED = {'catalog.json': 'usd', 'catalog.eur.json': 'eur', 'catalog.jpy.json': 'jpy', 'catalog.kwd.json': 'kwd'};

describe('the shipped catalogs', () => {
  const files = Object.entries(SHIPPED).map(([name, currency]) => ({name, currency, file: readCatalog(join(root, name))}));
  for (const {name, currency, file} of files)
    it(`${name} loads, in ${currency}`, () => {
      assert.equal(file.shop.currency, currency);
      assert.equal(file.discounts.length, 2);
    });

  it('are one shop: the same things, pictures and stock', () => {
    const [usd, ...others] = files.map(({file}) =>
      file.products.map(({id, title, images, options, stock, variants}) => ({
        ...{id, title, images, options, stock},
        variants: variants?.map((variant) => [variant.id, variant.options, variant.stock, variant.images]),
      })),
    );
    for (const other of others) assert.deepEqual(other, usd);
  });

  it('show every state a product can be in', () => {
    const products = files[0]!.file.products;
    const mug = products.find(({id}) => id === 'mug');
    const combinations = (mug?.options ?? []).reduce((count, {values}) => count * values.length, 1);
    assert.ok(products.length >= 8);
    assert.ok((mug?.variants ?? []).length < combinations, 'some combinations do not exist');
    assert.ok(
      mug?.variants?.some(({stock}) => stock === 0),
      'some are sold out',
    );
    assert.ok(
      products.some(({stock}) => stock === 2),
      'one is low in stock',
    );
    assert.ok(
      products.some(({stock}) => stock === 0),
      'one is sold out',
    );
    assert.ok(products.some(({title}) => title.length >= 60) && products.some(({title}) => title.length <= 4));
  });

  it('use every picture there is', () => {
    const used = files[0]!.file.products.flatMap(({images, variants}) => [
      ...images,
      ...(variants ?? []).flatMap((one) => one.images ?? []),
    ]);
    assert.deepEqual(
      [...new Set(used)].sort(),
      readdirSync(join(root, 'images'))
        .map((name) => `images/${name}`)
        .sort(),
    );
  });
});

type Json = ReturnType<typeof catalogJson>;

/** Each row plants one fault and quotes the line that must name it. */
const FAULTS: [spoil: (json: Json & Record<string, never>) => void, line: string][] = [
  [(json) => delete (json.shop as {name?: string}).name, 'shop.name: expected text, got nothing.'],
  [(json) => (json.shop.currency = 'USD'), 'shop.currency: expected a lower-case ISO 4217 code such as "usd", got "USD".'],
  [(json) => (json.shop.country = 'usa'), 'shop.country: expected a two-letter ISO 3166-1 code such as "US", got "usa".'],
  [
    (json) => (json.shop.time_zone = 'Mars/Base'),
    'shop.time_zone: expected an IANA time zone such as "America/Los_Angeles", got "Mars/Base".',
  ],
  [
    (json) => (json.shop.links[0]!.path = 'https://x.example'),
    'shop.links[0].path: expected a path such as "/legal/terms", got "https://x.example".',
  ],
  [(json) => Object.assign(json.products[1]!, {prise: 1}), 'products[1]: expected no other keys, got "prise".'],
  [(json) => (json.products[1]!.price = 12.5), 'products[1].price: expected a whole number, got 12.5.'],
  [(json) => (json.products[1]!.price = -1), 'products[1].price: expected at least 0, got -1.'],
  [(json) => Object.assign(json.products[1]!, {price: '900'}), 'products[1].price: expected a number, got "900".'],
  [(json) => delete (json.products[1] as {price?: number}).price, 'products[1].price: expected a whole number, got nothing.'],
  [(json) => (json.products[1]!.stock = 1e9), 'products[1].stock: expected at most 1000000, got 1000000000.'],
  [(json) => (json.products[1]!.title = ' '), 'products[1].title: expected at least 1 character, got 0.'],
  [(json) => (json.products[1]!.images = []), 'products[1].images: expected at least 1 entry, got 0.'],
  [
    (json) => (json.products[1]!.images = ['../x.svg']),
    'products[1].images[0]: expected a path beside the catalog file such as "images/mug.svg", got "../x.svg".',
  ],
  [
    (json) => (json.products[1]!.images = ['images/gone.svg']),
    'products[1].images[0]: expected a picture that exists beside the catalog file, got "images/gone.svg".',
  ],
  [
    (json) => (json.products[1]!.description = 'So <b>good</b>'),
    'products[1].description: expected plain text without HTML, got "So <b>good</b>".',
  ],
  [(json) => (json.products[1]!.title = 'Tea &amp; more'), 'products[1].title: expected plain text without HTML, got "Tea &amp; more".'],
  [(json) => (json.products[1]!.id = 'cup'), 'products[1].id: expected an unused id, got "cup", which is also products[0].id.'],
  [
    (json) => (json.products[1]!.id = 'cup-ink-s'),
    'products[1].id: expected an unused id, got "cup-ink-s", which is also products[0].variants[0].id.',
  ],
  [(json) => Object.assign(json.products[0]!, {price: 5}), 'products[0].price: expected nothing, since each variant has its own, got 5.'],
  [(json) => delete json.products[0]!.variants, 'products[0].variants: expected variants, since there are options, got nothing.'],
  [(json) => (variant(json, 0).options.color = 'red'), 'products[0].variants[0].options.color: expected one of ink, oat, got "red".'],
  [
    (json) => Object.assign(variant(json, 0).options, {lid: 'yes'}),
    'products[0].variants[0].options.lid: expected only color, size, got "lid".',
  ],
  [
    (json) => (variant(json, 2).options.color = 'ink'),
    'products[0].variants[2].options: expected an unused combination, got "ink / s", which is also products[0].variants[0].options.',
  ],
  [
    (json) => (variant(json, 1).compare_at_price = 2600),
    'products[0].variants[1].compare_at_price: expected more than the price, 2600, got 2600.',
  ],
  [
    (json) => (json.shipping.zones[1]!.options[0]!.business_days = [5, 3]),
    'shipping.zones[1].options[0].business_days[1]: expected 5 or more, got 3.',
  ],
  [
    (json) => (json.shipping.pickup[0]!.id = 'us-express'),
    'shipping.pickup[0].id: expected an unused id, got "us-express", which is also shipping.zones[1].options[1].id.',
  ],
  [
    (json) => (json.shipping.local_delivery[0]!.window.end = '09:00'),
    'shipping.local_delivery[0].window.end: expected later than 17:00, got "09:00".',
  ],
  [
    (json) => (json.shipping.local_delivery[0]!.window.end = '8 pm'),
    'shipping.local_delivery[0].window.end: expected a time of day such as "17:00", got "8 pm".',
  ],
  [(json) => (json.tax.rates[0]!.rate_bps = 10_001), 'tax.rates[0].rate_bps: expected at most 10000, got 10001.'],
  [
    (json) => (json.discounts[1]!.code = 'welcome10'),
    'discounts[1].code: expected an unused code, got "WELCOME10", which is also discounts[0].code.',
  ],
  [(json) => (json.discounts[1]!.percent_bps = 500), 'discounts[1]: expected either percent_bps or amount_off, got both.'],
  [
    (json) => (json.discounts[2]!.ends_at = '2026-02-01T00:00:00Z'),
    'discounts[2].ends_at: expected later than 2026-03-01T00:00:00Z, got "2026-02-01T00:00:00Z".',
  ],
  [
    (json) => delete (json.discounts[0] as {code?: string}).code,
    'discounts[0].code: expected a code, since it is not automatic, got nothing.',
  ],
  [
    (json) => Object.assign(json.discounts[0]!, {automatic: true, id: 'ten'}),
    'discounts[0].code: expected nothing, since an automatic discount has no code, got "WELCOME10".',
  ],
  [
    (json) => Object.assign(json.discounts[0]!, {automatic: true, code: undefined}),
    'discounts[0].id: expected an id, since an automatic discount has no code, got nothing.',
  ],
  [
    (json) => json.discounts.forEach((discount, index) => index < 2 && Object.assign(discount, {id: 'ten'})),
    'discounts[1].id: expected an unused id, got "ten", which is also discounts[0].id.',
  ],
  [
    (json) => Object.assign(json.discounts[1]!, {id: 'WELCOME10'}),
    'discounts[0].code: expected an unused id, got "WELCOME10", which is also discounts[1].id.',
  ],
  [
    (json) => Object.assign(json.discounts[0]!, {applies_to: ['tea', 'saucer']}),
    'discounts[0].applies_to[1]: expected the id of a product or a variant, got "saucer".',
  ],
  [(json) => Object.assign(json.discounts[0]!, {method: 'every'}), 'discounts[0].method: expected one of across, each, got "every".'],
  [(json) => Object.assign(json.discounts[0]!, {priority: 0}), 'discounts[0].priority: expected at least 1, got 0.'],
  [(json) => Object.assign(json.discounts[0]!, {usage_limit: 0}), 'discounts[0].usage_limit: expected at least 1, got 0.'],
  [
    (json) => Object.assign(json.discounts[0]!, {countries: ['usa']}),
    'discounts[0].countries[0]: expected a two-letter ISO 3166-1 code such as "US", got "usa".',
  ],
  [
    (json) => (json.shop.currency = 'kwd') && (json.products[1]!.price = 905),
    'products[1].price: expected a multiple of 10, since cards take no smaller coin of a three-decimal currency, got 905.',
  ],
];

const variant = (json: Json, index: number) =>
  json.products[0]!.variants![index]! as {options: Record<string, string>; compare_at_price?: number};

const faultsOf = (json: unknown): string => {
  try {
    parseCatalog(json, {name: 'shop.json', hasPicture: (path) => path !== 'images/gone.svg'});
  } catch (error) {
    return (error as Error).message; // parseCatalog throws nothing but Error
  }
  return 'no fault';
};

describe('a wrong catalog', () => {
  it('is not what the tests start from', () => assert.equal(faultsOf(catalogJson()), 'no fault'));

  for (const [spoil, line] of FAULTS)
    it(line, () => {
      const json = catalogJson();
      spoil(json as Json & Record<string, never>);
      assert.equal(faultsOf(json), `shop.json has a fault:\n  ${line}`);
    });

  it('has all its faults listed at once', () => {
    const json = catalogJson();
    json.products[1]!.images = ['images/gone.svg'];
    json.products[1]!.id = 'cup';
    json.discounts[1]!.code = 'WELCOME10';
    assert.match(faultsOf(json), /^shop\.json has 3 faults:\n(  .+\.\n?){3}$/);
  });

  it('may be no object at all', () => {
    assert.equal(faultsOf([]), 'shop.json has a fault:\n  the file: expected an object, got [].');
  });
});

describe('readCatalog', () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
  after(() => rmSync(folder, {recursive: true}));

  it('says when the file is missing, and when it is not JSON', () => {
    assert.throws(() => readCatalog(join(folder, 'none.json')), /^Error: The catalog file .+none\.json cannot be read: ENOENT/);
    writeFileSync(join(folder, 'bad.json'), '{"shop": ');
    assert.throws(() => readCatalog(join(folder, 'bad.json')), /^Error: bad\.json is not JSON: /);
  });

  it('looks for the pictures beside the file', () => {
    writeFileSync(join(folder, 'shop.json'), JSON.stringify(catalogJson()));
    assert.throws(() => readCatalog(join(folder, 'shop.json')), /products\[1\]\.images\[0\]: expected a picture that exists/);
  });

  it('fills in what may be left out', () => {
    const {shop, products, tax} = aCatalogFile();
    assert.deepEqual(shop.weekend, ['saturday', 'sunday']);
    assert.deepEqual([products[1]!.tags, products[0]!.tax_category, tax.rates[0]!.shipping_taxed], [[], 'general', false]);
  });
});
