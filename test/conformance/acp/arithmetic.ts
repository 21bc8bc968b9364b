/** What the amounts of a session owe each other. The schemas know nothing of it. */
import {wordsOf, type Told, type Version} from './words.js';

/** The sums that do not hold, each in a sentence; empty for a session that adds up. */
export function sumFaults(session: Told, version: Version): string[] {
  const faults: string[] = [];
  const {amount} = wordsOf(version);
  const equal = (what: string, is: number, should: number) =>
    void (is === should || faults.push(`${what} is ${is}, its parts make ${should}`));
  const of = (type: string) => amount(session, type);
  const isWhole = (value: unknown): boolean => Number.isSafeInteger(value);

  equal('the subtotal', of('subtotal'), of('items_base_amount') - of('items_discount'));
  const additions = of('fulfillment') + of('tax') + of('fee') + of('gift_wrap') + of('tip');
  equal('the total', of('total'), of('subtotal') - of('discount') + additions - of('store_credit'));
  for (const {type, amount: value} of session.totals)
    if (!isWhole(value) || value < 0) faults.push(`${type} is ${value}: an amount is a whole number of minor units, not below 0`);

  const lines: Told[] = session.line_items;
  const sum = (type: string) => lines.reduce((whole, line) => whole + amount(line, type), 0);
  equal("the cart's items_base_amount", of('items_base_amount'), sum('items_base_amount'));
  const early = version === '2025-09-29';
  equal("the cart's items_discount", of('items_discount'), sum(early ? 'discount' : 'items_discount'));
  for (const line of lines) {
    const discount = amount(line, early ? 'discount' : 'items_discount');
    equal(`the subtotal of ${line.id}`, amount(line, 'subtotal'), amount(line, 'items_base_amount') - discount);
    equal(`the total of ${line.id}`, amount(line, 'total'), amount(line, 'subtotal') + amount(line, 'tax'));
  }
  for (const option of session.fulfillment_options)
    equal(`the total of ${option.id}`, amount(option, 'total'), amount(option, 'subtotal') + amount(option, 'tax'));
  for (const {amount: whole, allocations, id} of session.discounts?.applied ?? [])
    if (allocations?.length) {
      const allocated = allocations.reduce((so: number, each: Told) => so + each.amount, 0);
      equal(`the discount ${id}`, whole, allocated);
    }
  return faults;
}
