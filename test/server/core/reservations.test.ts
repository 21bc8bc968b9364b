import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {sql} from 'kysely';
import type {Change} from '../../../server/core/change.js';
import type {CheckoutSession} from '../../../shared/session.js';
import {openShop, sanFrancisco, TTL_MS, type Shop} from '../../support/open-shop.js';
import {catalogJson} from '../adapters/file/a-catalog-file.js';

const urls = {success: 'https://shop.example/back', cancel: 'https://shop.example/back'};
const cup = (quantity: number) => ({itemId: 'cup-ink-s', quantity});
const codes = ({messages}: CheckoutSession) => messages.map(({code}) => code);
const details = {address: sanFrancisco};

/** Something that happens inside the next call of a supplier, which is slow for that long. */
function during<T extends object>(port: T, name: keyof T, act: () => Promise<void>) {
  const call = port[name] as (...args: unknown[]) => unknown;
  const slow = async (...args: unknown[]) => {
    port[name] = call as T[keyof T];
    await act();
    return call(...args);
  };
  port[name] = slow as T[keyof T];
}

/** A promise that a test keeps when the time has come. */
function signal() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return {promise, resolve};
}

/** What the shelf and the reservations say of the ink cup. */
async function shelf({database}: Shop) {
  const row = await database.selectFrom('stock').selectAll().where('item_id', '=', 'cup-ink-s').executeTakeFirstOrThrow();
  const held = await database.selectFrom('stock_reservations').selectAll().where('item_id', '=', 'cup-ink-s').execute();
  return {onHand: Number(row.on_hand), reserved: Number(row.reserved), held: held.map(({holder, quantity}) => [holder, Number(quantity)])};
}

describe('what a checkout holds, while a change that is refused is being priced', () => {
  const changes: [what: string, change: Change][] = [
    ['more than there is', {items: [cup(9)]}],
    ['less of one thing and too much of another', {items: [cup(1), {itemId: 'tea', quantity: 99}]}],
    ['another thing in its place, of which there is not enough', {items: [{itemId: 'tea', quantity: 99}]}],
    ['a code that does not exist', {items: [cup(1)], codes: ['NOPE']}],
    ['a way of delivery that is not offered', {items: [cup(1)], optionId: 'evening'}],
    ['a thing that does not exist', {items: [cup(1), {itemId: 'nothing', quantity: 1}]}],
  ];
  for (const supplier of ['catalog', 'tax'] as const) {
    for (const [what, change] of changes) {
      // A thing that does not exist is found out before tax is asked for.
      if (supplier === 'tax' && what === 'a thing that does not exist') continue;
      it(`is nobody else’s: ${what}, ${supplier} being slow`, async (t) => {
        const shop = await openShop(t);
        const {checkout, parts, payments} = shop;
        const {id} = await shop.ready(3);
        let other: CheckoutSession | undefined;
        const taking = async () => void (other = await shop.ready(3));
        if (supplier === 'catalog') during(parts.catalog, 'items', taking);
        else during(parts.tax, 'calculate', taking);
        await checkout.update(id, change).catch((error: {code?: string}) => assert.match(error.code ?? '', /^invalid/));
        assert.ok(other, 'somebody else came in between');
        assert.deepEqual(codes(other), ['out_of_stock']);
        assert.deepEqual(await shelf(shop), {onHand: 3, reserved: 3, held: [[id, 3]]});

        assert.equal((await checkout.complete(other.id, {token: 'spt_other'})).status, 'not_ready_for_payment');
        assert.equal((await checkout.complete(id, {token: 'spt_1'})).status, 'completed');
        assert.deepEqual(await shelf(shop), {onHand: 0, reserved: 0, held: []});
        assert.equal(payments.charges().length, 1);
      });
    }
  }

  it('is let go of once a change that lowers it is stored', async (t) => {
    const shop = await openShop(t);
    const {id} = await shop.ready(3);
    await shop.checkout.update(id, {items: [cup(1)]});
    assert.deepEqual(await shelf(shop), {onHand: 3, reserved: 1, held: [[id, 1]]});
  });
});

describe('the end of a checkout', () => {
  const broken = () => Promise.reject(new Error('disk I/O error'));
  const ends = {
    cancel: ({checkout}: Shop, id: string) => checkout.cancel(id),
    expire: ({checkout, clock}: Shop) => {
      clock.pass(TTL_MS + 1);
      return checkout.expire();
    },
  };
  for (const [end, act] of Object.entries(ends)) {
    for (const step of ['release', 'replace'] as const) {
      it(`${end}: leaves nothing reserved for ever when the ${step} fails once`, async (t) => {
        const shop = await openShop(t);
        const {id} = await shop.ready(3);
        if (step === 'replace') shop.just(step, broken);
        else
          await sql`create trigger broken before delete on stock_reservations begin select raise(abort, 'disk I/O error'); end`.execute(
            shop.database,
          );
        await assert.rejects(act(shop, id), /disk I\/O error/);
        assert.equal((await shop.stored(id)).phase, 'open');
        if (step === 'release') await sql`drop trigger broken`.execute(shop.database);
        shop.clock.pass(60_001);
        await act(shop, id);
        assert.equal((await shop.stored(id)).phase, end === 'cancel' ? 'canceled' : 'expired');
        assert.deepEqual(await shelf(shop), {onHand: 3, reserved: 0, held: []});
      });
    }
  }

  it('that another change outran starts over with the goods of that change', async (t) => {
    const shop = await openShop(t);
    const {id} = await shop.ready(3);
    let held: unknown;
    shop.just('replace', async () => {
      await shop.checkout.update(id, {items: [cup(2)]});
      shop.just('replace', async () => void (held = (await shelf(shop)).held));
    });
    await shop.checkout.cancel(id);
    assert.deepEqual(held, [[id, 2]]);
    assert.deepEqual(await shelf(shop), {onHand: 3, reserved: 0, held: []});
  });

  it('never lets go of what a payment that outruns it is taking', async (t) => {
    const shop = await openShop(t);
    const {id} = await shop.ready(3);
    const ending = signal();
    const paid = signal();
    let canceled: Promise<unknown> | undefined;
    let other: CheckoutSession | undefined;
    shop.just('replace', async () => {
      shop.just('replace', () => {
        ending.resolve();
        return paid.promise;
      });
      canceled = assert.rejects(shop.checkout.cancel(id), {code: 'session_completed'});
      await ending.promise;
      other = await shop.ready(3);
    });
    assert.equal((await shop.checkout.complete(id, {token: 'spt_1'})).status, 'completed');
    paid.resolve();
    await canceled;
    assert.deepEqual(codes(other!), ['out_of_stock']);
    assert.deepEqual(await shelf(shop), {onHand: 0, reserved: 0, held: []});
  });

  it('is cleared of what broke off while it came, by canceling again', async (t) => {
    const shop = await openShop(t);
    const {id} = await shop.ready(3);
    await shop.checkout.cancel(id);
    await shop.stock.reserve(id, [cup(3)]);
    assert.equal((await shop.checkout.cancel(id)).status, 'canceled');
    assert.deepEqual(await shelf(shop), {onHand: 3, reserved: 0, held: []});
  });

  it('that a payment outran leaves what is being paid for reserved', async (t) => {
    const shop = await openShop(t);
    const {id} = await shop.ready(3);
    shop.payments.answer({kind: 'unknown'});
    shop.just('replace', async () => void (await shop.checkout.complete(id, {token: 'spt_1'})));
    await assert.rejects(shop.checkout.cancel(id), {code: 'payment_in_progress'});
    assert.deepEqual(await shelf(shop), {onHand: 3, reserved: 3, held: [[id, 3]]});
  });

  it('is put off for a minute where it fails, and the others end all the same', async (t) => {
    const json = catalogJson();
    json.products[1]!.stock = 300;
    const shop = await openShop(t, {json});
    const {checkout, hosted, clock} = shop;
    const cart = () => checkout.create({items: [{itemId: 'tea', quantity: 1}], details});
    // More than are looked at in one go.
    for (let stuck = 0; stuck < 101; stuck += 1) await checkout.openHosted((await cart()).id, urls);
    clock.pass(1);
    const {id} = await cart();
    let calls = 0;
    const close = hosted.hosted.close;
    hosted.hosted.close = async (page) => {
      calls += 1;
      return close(page);
    };
    hosted.line.reachable = false;
    clock.pass(TTL_MS + 1);
    await assert.rejects(checkout.expire(), {code: 'service_unavailable'});
    assert.equal(calls, 100);
    assert.equal((await shop.stored(id)).phase, 'open');
    await assert.rejects(checkout.expire(), {code: 'service_unavailable'});
    assert.equal(calls, 101, 'only the one that was not tried yet');
    assert.equal((await shop.stored(id)).phase, 'expired');
    clock.pass(59_000);
    assert.equal(await checkout.expire(), 0);
    assert.equal(calls, 101);

    hosted.line.reachable = true;
    clock.pass(1_001);
    assert.equal((await checkout.expire()) + (await checkout.expire()), 101);
    assert.equal(await shop.left('tea'), 300);
  });
});

describe('the start of a checkout', () => {
  const crashed = async (shop: Shop) => {
    shop.just('reserve', () => Promise.reject(new Error('the process ended')));
    await assert.rejects(shop.ready(3), /the process ended/);
    assert.equal((await shop.stored('cs_1')).phase, 'open');
    assert.deepEqual(await shelf(shop), {onHand: 3, reserved: 0, held: []});
  };

  it('that broke off before the goods were reserved leaves none reserved; they are before it is paid', async (t) => {
    const shop = await openShop(t);
    await crashed(shop);
    let held: unknown;
    shop.payments.whileSending(async () => void (held = (await shelf(shop)).held));
    assert.equal((await shop.checkout.complete('cs_1', {token: 'spt_1'})).status, 'completed');
    assert.deepEqual(held, [['cs_1', 3]]);
    assert.deepEqual(await shelf(shop), {onHand: 0, reserved: 0, held: []});
  });

  it('that broke off charges nothing for what somebody else has taken since', async (t) => {
    const shop = await openShop(t);
    await crashed(shop);
    await shop.ready(1);
    const session = await shop.checkout.complete('cs_1', {token: 'spt_1'});
    assert.deepEqual([session.status, codes(session)], ['not_ready_for_payment', ['quantity_exceeded']]);
    assert.deepEqual(shop.payments.sent, []);
  });

  for (const moment of ['insert', 'reserve'] as const) {
    it(`says what somebody else took just before the ${moment}`, async (t) => {
      const shop = await openShop(t);
      shop.just(moment, async () => void (await shop.ready(2)));
      const session = await shop.ready(3);
      assert.deepEqual([session.status, codes(session)], ['not_ready_for_payment', ['quantity_exceeded']]);
      assert.equal(session.line_items[0]?.available_quantity, 1);
      assert.deepEqual(await shop.checkout.get(session.id), session);
      assert.deepEqual(await shelf(shop), {onHand: 3, reserved: 2, held: [['cs_2', 2]]});
    });
  }
});
