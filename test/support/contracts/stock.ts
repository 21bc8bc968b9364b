import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {TestContext} from 'node:test';
import type {Stock} from '../../../server/core/ports.js';

export interface StockUnderTest {
  stock: Stock;
  /** Puts things on the shelf; called once, before anything else. */
  seed(items: {itemId: string; onHand: number}[]): Promise<void>;
  end(): Promise<void>;
}

/** What every stock must do. `make` gives an empty one each time. */
export function stockContract(name: string, make: () => Promise<StockUnderTest>): void {
  /** Five mugs, three candles, one lamp. */
  async function aShelf(t: TestContext): Promise<Stock> {
    const made = await make();
    t.after(() => made.end());
    await made.seed([
      {itemId: 'mug', onHand: 5},
      {itemId: 'candle', onHand: 3},
      {itemId: 'lamp', onHand: 1},
    ]);
    return made.stock;
  }
  const counts = async (stock: Stock) => Object.fromEntries(await stock.available(['mug', 'candle', 'lamp']));
  const mugs = (quantity: number) => ({itemId: 'mug', quantity});
  const candles = (quantity: number) => ({itemId: 'candle', quantity});
  const lamps = (quantity: number) => ({itemId: 'lamp', quantity});

  describe(`stock: ${name}`, () => {
    it('says how many are free, and 0 for what it does not know', async (t) => {
      const stock = await aShelf(t);
      assert.deepEqual(
        [...(await stock.available(['mug', 'tent']))],
        [
          ['mug', 5],
          ['tent', 0],
        ],
      );
      assert.equal((await stock.available([])).size, 0);
    });

    it('reserves and gives back', async (t) => {
      const stock = await aShelf(t);
      assert.deepEqual(await stock.reserve('ada', [mugs(2), lamps(1)]), []);
      assert.deepEqual(await counts(stock), {mug: 3, candle: 3, lamp: 0});
      await stock.release('ada');
      assert.deepEqual(await counts(stock), {mug: 5, candle: 3, lamp: 1});
    });

    it('gives back once, however often it is asked', async (t) => {
      const stock = await aShelf(t);
      await stock.reserve('ada', [mugs(2)]);
      await stock.reserve('bob', [mugs(1)]);
      await stock.release('ada');
      await stock.release('ada');
      await stock.release('nobody');
      assert.deepEqual(await counts(stock), {mug: 4, candle: 3, lamp: 1});
    });

    it('makes the reservation exactly what is wanted: grown, shrunk, replaced, repeated, emptied', async (t) => {
      const stock = await aShelf(t);
      for (const [wanted, mug, candle] of [
        [[mugs(2)], 3, 3],
        [[mugs(5)], 0, 3],
        [[mugs(5)], 0, 3],
        [[mugs(1)], 4, 3],
        [[candles(3)], 5, 0],
        [[candles(1), mugs(1), mugs(2)], 2, 2],
        [[], 5, 3],
      ] as const) {
        assert.deepEqual(await stock.reserve('ada', wanted), []);
        assert.deepEqual(await counts(stock), {mug, candle, lamp: 1});
      }
    });

    it('changes nothing when one thing is short, and says what the holder could have', async (t) => {
      const stock = await aShelf(t);
      await stock.reserve('bob', [mugs(2)]);
      await stock.reserve('ada', [mugs(2), candles(1)]);
      const short = await stock.reserve('ada', [lamps(1), mugs(4), {itemId: 'tent', quantity: 1}]);
      assert.deepEqual(
        short.sort((a, b) => a.itemId.localeCompare(b.itemId)),
        [
          {itemId: 'mug', available: 3},
          {itemId: 'tent', available: 0},
        ],
      );
      assert.deepEqual(await counts(stock), {mug: 1, candle: 2, lamp: 1});
      await stock.release('ada');
      assert.deepEqual(await counts(stock), {mug: 3, candle: 3, lamp: 1});
    });

    it('gives the last unit to one of ten who ask at once', async (t) => {
      const stock = await aShelf(t);
      const answers = await Promise.all(Array.from({length: 10}, (_, index) => stock.reserve(`buyer-${index}`, [lamps(1)])));
      assert.equal(answers.filter((short) => short.length === 0).length, 1);
      for (const short of answers) if (short.length) assert.deepEqual(short, [{itemId: 'lamp', available: 0}]);
      assert.deepEqual(await counts(stock), {mug: 5, candle: 3, lamp: 0});
    });

    it('never promises more than there is to carts that overlap in every order', async (t) => {
      const stock = await aShelf(t);
      const carts = [
        [mugs(1), candles(1)],
        [candles(1), mugs(1)],
        [lamps(1), mugs(1), candles(1)],
      ];
      const answers = await Promise.all(Array.from({length: 12}, (_, index) => stock.reserve(`buyer-${index}`, carts[index % 3]!)));
      assert.equal(answers.filter((short) => short.length === 0).length, 3, 'there are three candles');
      assert.equal((await counts(stock)).candle, 0);
      assert.equal((await counts(stock)).mug, 2);
      await Promise.all(Array.from({length: 12}, (_, index) => stock.release(`buyer-${index}`)));
      assert.deepEqual(await counts(stock), {mug: 5, candle: 3, lamp: 1});
    });

    it('keeps one of two carts that one holder asks for at once, never both', async (t) => {
      const stock = await aShelf(t);
      await Promise.all([stock.reserve('ada', [mugs(2)]), stock.reserve('ada', [candles(1)]), stock.reserve('ada', [mugs(1)])]);
      const {mug, candle} = await counts(stock);
      assert.ok([`3,3`, '5,2', '4,3'].includes(`${mug},${candle}`), `left over: ${mug} mugs, ${candle} candles`);
      await stock.release('ada');
      assert.deepEqual(await counts(stock), {mug: 5, candle: 3, lamp: 1});
    });
  });
}
