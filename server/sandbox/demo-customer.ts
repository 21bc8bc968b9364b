import {newCustomer} from './customers.js';
import {saveMethod} from './saved-methods.js';
import type {State} from './state.js';

/** A customer who is there from the beginning, so that saved cards can be tried: one that pays, and one without enough money. */
export const DEMO_CUSTOMER = 'cus_demo';

const CARDS = [
  ['pm_demo_short', 'pm_card_chargeDeclinedInsufficientFunds'],
  ['pm_demo_visa', 'pm_card_visa'],
] as const;

/** Puts the demo customer into a state that lacks them. `created` is in seconds since 1970. */
export function seedDemoCustomer(state: State, created: number): void {
  if (state.customers.has(DEMO_CUSTOMER)) return;
  const customer = newCustomer({id: DEMO_CUSTOMER, name: 'Ada Byron', email: 'ada@example.com'}, created);
  state.customers.set(customer.id, customer);
  for (const [id, card] of CARDS) saveMethod(state, {id, card, customer: customer.id, allow_redisplay: 'always'}, created);
}
