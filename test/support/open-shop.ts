import {createHash} from 'node:crypto';
import type {TestContext} from 'node:test';
import {fileCatalog} from '../../server/adapters/file/catalog.js';
import {fileDiscounts} from '../../server/adapters/file/discounts.js';
import {fileRates} from '../../server/adapters/file/rates.js';
import {fileShop} from '../../server/adapters/file/shop.js';
import {openingStock} from '../../server/adapters/file/stock.js';
import {fileTax} from '../../server/adapters/file/tax.js';
import {close, openDatabase} from '../../server/adapters/sql/database.js';
import {migrate} from '../../server/adapters/sql/migrate.js';
import {seedStock, sqlStock} from '../../server/adapters/sql/stock.js';
import {sqlStore} from '../../server/adapters/sql/store.js';
import {createCheckout, type CheckoutParts} from '../../server/core/checkout.js';
import type {CheckoutStore, Ids, Stock} from '../../server/core/ports.js';
import {createStorefront} from '../../server/core/storefront.js';
import {aCatalogFile, catalogJson} from '../server/adapters/file/a-catalog-file.js';
import {fakeHosted} from './fake-hosted.js';
import {fakePayments} from './fake-payments.js';
import {testClock} from './test-clock.js';

const publicUrl = 'http://127.0.0.1:8787';
export const TTL_MS = 3_600_000;

type CatalogJson = ReturnType<typeof catalogJson>;

/** San Francisco: 7.25 % tax, standard or express delivery, no round of the shop's own. */
export const sanFrancisco = {
  name: 'Ada Byron',
  line_one: '1 Market Street',
  city: 'San Francisco',
  state: 'CA',
  country: 'US',
  postal_code: '94105',
};
/** East Bay: 10.25 % tax, and the evening round. */
export const oakland = {...sanFrancisco, city: 'Oakland', postal_code: '94601'};

/**
 * The whole shop over SQLite in memory and a small catalog file, with a scripted payment provider, scripted payment pages and a clock
 * that stands still. Two cups to San Francisco are 40.00 + 5.90 + 2.90 tax = 48.80 dollars.
 */
export async function openShop(
  t: Pick<TestContext, 'after'>,
  {json = catalogJson(), more = {}}: {json?: CatalogJson; more?: Partial<CheckoutParts>} = {},
) {
  const clock = testClock();
  const payments = fakePayments();
  const hosted = fakeHosted();
  const database = openDatabase('file::memory:');
  t.after(() => close(database));
  await migrate(database);
  const seed = openingStock(aCatalogFile(json)).map(({itemId, quantity}) => ({itemId, onHand: quantity}));
  await seedStock(database, seed);

  // What the shop sells can change while a cart is open.
  let suppliers = read();
  function read() {
    const file = aCatalogFile(json);
    return {file, catalog: fileCatalog(file, {publicUrl}), rates: fileRates(file), tax: fileTax(file), discounts: fileDiscounts(file)};
  }
  const catalog = {
    currency: suppliers.catalog.currency,
    items: (ids: readonly string[]) => suppliers.catalog.items(ids),
    product: (id: string) => suppliers.catalog.product(id),
    search: (query: string, limit: number) => suppliers.catalog.search(query, limit),
  };

  const rows = sqlStore(database);
  const shelves = sqlStock(database);
  const before = new Map<PropertyKey, (() => Promise<void>)[]>();
  /** A port, with what a test wants to happen just before one of its calls. Every member of these ports is an async function. */
  const interrupted = <T extends object>(port: T): T =>
    new Proxy(port, {
      get:
        (target, name) =>
        async (...args: unknown[]) => {
          await before.get(name)?.shift()?.();
          return (target[name as keyof T] as (...args: unknown[]) => unknown)(...args);
        },
    });
  const store = interrupted(rows);
  const stock = interrupted(shelves);

  const shop = fileShop(suppliers.file, {publicUrl});
  const parts = {
    store,
    stock,
    catalog,
    rates: {rates: (...args: Parameters<typeof suppliers.rates.rates>) => suppliers.rates.rates(...args)},
    tax: {calculate: (...args: Parameters<typeof suppliers.tax.calculate>) => suppliers.tax.calculate(...args)},
    discounts: {find: (...args: Parameters<typeof suppliers.discounts.find>) => suppliers.discounts.find(...args)},
    payments: payments.provider,
    hosted: hosted.hosted,
    clock,
    ids: countingIds(),
    facts: {
      shop,
      continueUrl: (id: string) => `${publicUrl}/checkout/${id}`,
      orderUrl: (id: string) => `${publicUrl}/orders/${id}`,
      capabilities: {},
    },
    hash: (text: string) => createHash('sha256').update(text).digest('hex'),
    sessionTtlMs: TTL_MS,
    ...more,
  };
  const checkout = createCheckout(parts);
  const left = async (itemId: string) => (await shelves.available([itemId])).get(itemId) ?? 0;
  return {
    checkout,
    parts,
    clock,
    payments,
    hosted,
    stock: shelves,
    database,
    storefront: createStorefront({catalog, stock}),
    /** The record as it is stored, or an error. */
    async stored(id: string) {
      const record = await rows.get(id);
      if (!record) throw new Error(`there is no record ${id}`);
      return record;
    },
    /** Free pieces of a thing. */
    left,
    /** Changes the catalog file under the running shop. */
    change(edit: (json: CatalogJson) => void) {
      edit(json);
      suppliers = read();
    },
    /** Something that happens right before the next call of this method of the store or the stock. */
    just: (name: keyof CheckoutStore | keyof Stock, act: () => Promise<void>) => void before.set(name, [...(before.get(name) ?? []), act]),
    /** A cart of small ink cups to San Francisco, ready to be paid: two of them cost 48.80. */
    ready: (quantity = 2) =>
      checkout.create({items: [{itemId: 'cup-ink-s', quantity}], details: {address: sanFrancisco}, buyer: {email: 'ada@example.com'}}),
  };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

function countingIds(): Ids {
  const counts = new Map<string, number>();
  const next = (prefix: string) => () => {
    counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    return `${prefix}_${counts.get(prefix)}`;
  };
  return {session: next('cs'), order: next('ord'), orderNumber: next('NO'), line: next('li')};
}
