/** Order events and the feed against the official schemas. An event must name its type and the order's status besides. */
import {fileURLToPath} from 'node:url';
import {feedProduct} from '../../server/acp/feed/feed.js';
import {fileCatalog} from '../../server/adapters/file/catalog.js';
import {readCatalog} from '../../server/adapters/file/read-catalog.js';
import {fileShop} from '../../server/adapters/file/shop.js';
import {openEvents} from '../server/acp/open-events.js';
import {conform, oracle, report} from './oracle.js';

const VERSION = '2026-04-17';
const publicUrl = 'https://shop.example';
const CATALOGS = ['catalog.json', 'catalog.eur.json', 'catalog.jpy.json', 'catalog.kwd.json'];

await conform([VERSION], async (t) => {
  const faultsOf = oracle(VERSION);
  const {order, checkout, deliver, receiver, errors} = await openEvents(t);
  const {id, line_items = []} = await order();
  const steps: [string, () => Promise<unknown>][] = [
    ['paid', async () => undefined],
    ['being prepared', () => checkout.recordStatus(id, 'processing')],
    ['a shipment', () => checkout.recordShipment(id, {id: 'box', lines: [{id: line_items[0]!.id, quantity: 1}], carrier: 'USPS'})],
    [
      'on its way',
      () => checkout.recordShipment(id, {id: 'box', status: 'in_transit', trackingUrl: 'https://usps.example/1', location: 'Reno, NV'}),
    ],
    ['arrived', () => checkout.recordShipment(id, {id: 'box', status: 'delivered', description: 'At the door'})],
    ['refunded', () => checkout.recordRefund(id, {amount: 100, reason: 'chipped'})],
    ['canceled', () => checkout.recordStatus(id, 'canceled')],
  ];
  for (const [what, act] of steps) {
    await act();
    await deliver();
    const event = receiver.accepted.at(-1);
    const {type = '', data} = event ?? {};
    const wrong = [
      ...(receiver.accepted.length === steps.findIndex(([name]) => name === what) + 1 ? [] : ['no event arrived']),
      ...(['order_create', 'order_update'].includes(type) ? [] : [`the type is ${type}`]),
      ...(data?.type === 'order' && data.status ? [] : ['the order has no type or no status']),
    ];
    report(`event: ${what}`, [...wrong, ...faultsOf('Order', data)]);
  }
  report('event: no surprise on the way', errors.map(String));

  for (const name of CATALOGS) {
    const file = readCatalog(fileURLToPath(new URL(`../../${name}`, import.meta.url)));
    const shop = fileShop(file, {publicUrl});
    const products = await fileCatalog(file, {publicUrl}).search('', 1000);
    const feed = {products: products.map((product) => feedProduct(product, shop))};
    report(`feed: ${name}`, [...(products.length ? [] : ['nothing is in it']), ...faultsOf('UpsertProductsRequest', feed, 'feed')]);
  }
});
