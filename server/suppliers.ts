import {dirname, join, resolve} from 'node:path';
import type Stripe from 'stripe';
import {fileCatalog} from './adapters/file/catalog.js';
import {fileDiscounts} from './adapters/file/discounts.js';
import {fileRates} from './adapters/file/rates.js';
import {readCatalog} from './adapters/file/read-catalog.js';
import {fileShop} from './adapters/file/shop.js';
import {openingStock} from './adapters/file/stock.js';
import {fileTax} from './adapters/file/tax.js';
import type {Database} from './adapters/sql/database.js';
import {seedStock, sqlStock} from './adapters/sql/stock.js';
import {readAccount} from './adapters/stripe/account.js';
import {imageOrigins, stripeCatalog} from './adapters/stripe/catalog.js';
import {stockOnSight, stripeOpeningStock} from './adapters/stripe/opening-stock.js';
import {stripeRates, stripeShipsTo, type StripeRatesSettings} from './adapters/stripe/rates.js';
import {stripeTax} from './adapters/stripe/tax.js';
import type {Config} from './config.js';
import type {Catalog, Discounts, FulfillmentRates, Shop, Stock, TaxCalculator} from './core/ports.js';
import type {Logger} from './log.js';

/** Who the shop is, what it sells and at which prices. */
export interface Suppliers {
  shop: Shop;
  catalog: Catalog;
  stock: Stock;
  rates: FulfillmentRates;
  tax: TaxCalculator;
  discounts: Discounts;
  /** Folder of the shop's own pictures, for the server to show at `/images/…`. */
  pictures?: string;
  /** Where else its pictures come from, e.g. `https://files.stripe.com`. */
  imageOrigins: string[];
}

interface Means {
  client: Stripe;
  database: Database;
  log: Logger;
}

// As many as a page may show; pictures of later products at new hosts need a restart.
const SHOWN = 1000;

/** The suppliers that `CATALOG`, `SHIPPING` and `TAX` name. Puts the opening stock on the shelf. Throws when they do not fit together. */
export const openSuppliers = (config: Config, means: Means): Promise<Suppliers> =>
  config.catalogFile === undefined ? fromStripe(config, means) : fromFile(config.catalogFile, config, means);

async function fromFile(path: string, config: Config, {client, database, log}: Means): Promise<Suppliers> {
  const {publicUrl} = config;
  const file = readCatalog(path);
  const {currency, country, time_zone: timeZone, weekend} = file.shop;
  await seedStock(
    database,
    openingStock(file).map(({itemId, quantity}) => ({itemId, onHand: quantity})),
  );
  const taxOnTop = config.tax === 'stripe' || file.tax.rates.length > 0;
  const delivery = {currency, country, timeZone, weekend, livemode: config.stripe.mode === 'live', taxOnTop};
  const shop = fileShop(file, {publicUrl});
  return {
    shop: config.shipping === 'stripe' ? {...shop, shipsTo: await shipsTo(client, delivery, log)} : shop,
    catalog: fileCatalog(file, {publicUrl}),
    stock: sqlStock(database),
    rates: config.shipping === 'stripe' ? stripeRates(client, delivery) : fileRates(file),
    tax: config.tax === 'stripe' ? taxOf(client, log) : fileTax(file),
    discounts: fileDiscounts(file),
    pictures: join(dirname(resolve(path)), 'images'),
    imageOrigins: [],
  };
}

async function fromStripe(config: Config, {client, database, log}: Means): Promise<Suppliers> {
  const livemode = config.stripe.mode === 'live';
  const {currency, timeZone, ...account} = await readAccount(client);
  const catalog = stripeCatalog(client, {currency, livemode, taxOnTop: true, now: Date.now});
  const delivery = {currency, country: account.country, timeZone, livemode, taxOnTop: true};
  const open = async (itemIds: readonly string[]) => {
    const opening = await stripeOpeningStock(client, itemIds);
    await seedStock(
      database,
      opening.map(({itemId, quantity}) => ({itemId, onHand: quantity})),
    );
    return opening.map(({itemId}) => itemId);
  };
  const stock = stockOnSight(sqlStock(database), open);
  const shown = await catalog.search('', SHOWN);
  if (!shown.length) log.warn('CATALOG: there is nothing to sell: no active product in Stripe has a price that can be bought in one go');
  await stock.available(shown.flatMap(({variants}) => variants.map(({id}) => id)));
  return {
    shop: {...account, links: [...account.links, ...config.links], shipsTo: await shipsTo(client, delivery, log)},
    catalog,
    stock,
    rates: stripeRates(client, delivery),
    tax: taxOf(client, log),
    discounts: noDiscounts,
    imageOrigins: ['https://files.stripe.com', ...imageOrigins(shown)],
  };
}

async function shipsTo(client: Stripe, settings: StripeRatesSettings, log: Logger): Promise<string[]> {
  const countries = await stripeShipsTo(client, settings);
  if (!countries.length) log.warn('SHIPPING: nothing can be delivered: there is no active shipping rate in Stripe');
  return countries;
}

const taxOf = (client: Stripe, log: Logger) =>
  stripeTax(client, {now: Date.now, alert: (facts) => log.error(facts, 'tax could not be worked out')});

/** A shop without discounts: every code is one that does not exist. */
const noDiscounts: Discounts = {find: async () => []};
