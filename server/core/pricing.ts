import {hold} from './basket.js';
import type {CheckoutParts} from './checkout.js';
import {CheckoutError} from './errors.js';
import {makeQuote} from './quote.js';
import type {CheckoutRecord, Inputs} from './record.js';
import {reviewed} from './review.js';

const RETAX_MS = 10_000; // every open page asks for its session each few seconds

/** Pricing a stored session again, together with what it holds on the shelves. */
export function makePricing(parts: CheckoutParts, load: (id: string) => Promise<CheckoutRecord>) {
  const {store, stock, clock} = parts;

  /** What these inputs cost now, and reserves them beside what the session had. */
  const requote = async (record: CheckoutRecord, inputs: Inputs) =>
    makeQuote(inputs, await hold(stock, record.id, inputs.items, record.inputs.items), clock.now(), parts);

  /** Makes the reservation fit the stored record again after a change that was not stored. */
  const restore = async (id: string): Promise<void> => {
    const record = await store.get(id);
    if (record?.phase === 'open' || record?.phase === 'paying') await hold(stock, id, record.inputs.items);
    else await stock.release(id);
    // The record may have changed, or ended, while its reservation was put back.
    if (record && (await store.get(id))?.version !== record.version) await restore(id);
  };

  /** Prices a session again whose tax was out of reach. Where that fails, or somebody else was faster, the stored record stands. */
  const taxed = async (record: CheckoutRecord): Promise<CheckoutRecord> => {
    if (record.phase !== 'open' || record.quote.taxProblem !== 'unavailable' || clock.now() - record.updatedAt < RETAX_MS) return record;
    try {
      const quote = await requote(record, record.inputs);
      const priced = await reviewed(parts.review, {...record, quote, updatedAt: clock.now()});
      if (await store.replace(priced)) return {...priced, version: record.version + 1};
    } catch (error) {
      if (!(error instanceof CheckoutError)) throw error; // an item that is gone: the buyer's next change says so
    }
    await restore(record.id);
    return load(record.id);
  };

  return {requote, restore, taxed};
}
