import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Address} from '../../shared/address.js';
import {coinOf} from '../../shared/money.js';
import type {CheckoutSession} from '../../shared/session.js';
import {home, openRunning} from '../support/open-running.js';

const shops: [currency: string, place: Partial<Address>, code: string][] = [
  ['jpy', {country: 'JP', state: 'Tokyo', postal_code: '150-0001'}, 'WELCOME10'],
  // Three lines whose shares of the discount are no whole coins by themselves.
  ['kwd', {country: 'KW', state: '', postal_code: ''}, 'TABLE15'],
  ['kwd', {country: 'KW', state: '', postal_code: ''}, 'WELCOME10'],
];
const items = [
  {itemId: 'mug-ink-8oz', quantity: 3},
  {itemId: 'coffee-beans', quantity: 1},
  {itemId: 'candle', quantity: 1},
];

const rows = ({totals}: CheckoutSession) => Object.fromEntries(totals.map(({type, amount}) => [type, amount]));

describe('a shop in another currency', {concurrency: 3}, () => {
  for (const [currency, place, code] of shops) {
    const address = {...home, ...place};
    const open = async (t: Parameters<typeof openRunning>[0]) => {
      const shop = await openRunning(t, {catalog: `catalog.${currency}.json`});
      const session = await shop.checkout.create({items, details: {address}, buyer: {email: 'ada@example.com'}, codes: [code]});
      const {total = 0, items_discount: discount = 0} = rows(session);
      assert.equal(session.status, 'ready_for_payment');
      assert.ok(discount > 0);
      return {shop, session, total};
    };
    const charged = async (shop: Awaited<ReturnType<typeof openRunning>>) =>
      (await shop.ledger()).map((entry) => [entry.type, entry.amount, entry.currency]);

    it(`${currency} with ${code}: every amount is whole coins and adds up`, async (t) => {
      const {session, total} = await open(t);
      const coin = coinOf(currency);
      const amounts = [
        ...session.totals,
        ...session.line_items.flatMap((line) => line.totals),
        ...session.fulfillment_options.flatMap((option) => option.totals),
        ...(session.discounts?.applied?.flatMap(({allocations}) => allocations ?? []) ?? []),
      ].map(({amount}) => amount);
      for (const amount of amounts) assert.equal(amount % coin, 0, `${amount}`);
      const {items_base_amount: base = 0, items_discount: discount = 0, fulfillment = 0, tax = 0} = rows(session);
      assert.equal(total, base - discount + fulfillment + tax);
    });

    it(`${currency} with ${code}: the payment sheet charges the total, digit for digit`, async (t) => {
      const {shop, session, total} = await open(t);
      const paid = await shop.checkout.complete(session.id, {token: await shop.mint('pm_card_visa', total, currency)});
      assert.equal(paid.status, 'completed');
      assert.deepEqual(await charged(shop), [['charge', total, currency]]);
    });

    it(`${currency} with ${code}: the payment page charges the total, digit for digit`, async (t) => {
      const {shop, session, total} = await open(t);
      await shop.payOn(await shop.page(session.id));
      const paid = await shop.checkout.settleHosted(session.id);
      assert.equal(paid.status, 'completed');
      assert.equal(rows(paid).total, total);
      assert.deepEqual(await charged(shop), [['charge', total, currency]]);
      const {id} = (await shop.store.get(session.id))!.hosted!;
      const page = await shop.client.checkout.sessions.listLineItems(id);
      const shown = page.data.map(({description, amount_total}) => [description, amount_total]);
      for (const line of session.line_items) {
        const subtotal = line.totals.find(({type}) => type === 'subtotal')?.amount;
        assert.ok(
          shown.some(([name, amount]) => String(name).startsWith(String(line.name)) && amount === subtotal),
          `${line.name} at ${subtotal} in ${JSON.stringify(shown)}`,
        );
      }
    });
  }
});
