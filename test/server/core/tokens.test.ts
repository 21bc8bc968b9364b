import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {MOST_TOKENS} from '../../../server/core/tokens.js';
import {reviewAbove} from '../../../server/core/review.js';
import {openShop, sanFrancisco} from '../../support/open-shop.js';

const ada = {owner: 'ada', strict: true};
const proof = (transactionId: string) =>
  ({cryptogram: 'AbCdEfGhIjKlMnOpQrStUvWxY0A=', electronicCommerceIndicator: '05', transactionId, version: '2.2.0'}) as const;
const codes = ({messages}: {messages: {code?: string}[]}) => messages.map(({code}) => code);

describe('the tokens of one checkout', () => {
  it('are so many and no more: then nobody is asked any more, whatever comes', async (t) => {
    const {checkout, ready, payments, stored} = await openShop(t);
    const {id} = await ready();
    for (let n = 0; n < MOST_TOKENS; n += 1) {
      payments.answer({kind: 'declined', reason: 'card_declined'});
      await checkout.complete(id, {token: `spt_${n}`});
    }
    const session = await checkout.complete(id, {token: 'spt_last'});
    assert.deepEqual([session.status, codes(session)], ['ready_for_payment', ['payment_declined']]);
    await checkout.update(id, {optionId: null});
    await checkout.complete(id, {token: 'spt_last'});
    assert.equal(payments.sent.length, MOST_TOKENS);
    assert.equal((await stored(id)).refusedTokens?.length, MOST_TOKENS);
  });

  it('count although none of them was tried, and their proofs do', async (t) => {
    const review = reviewAbove({buyer: 1000});
    const {checkout, stored, payments} = await openShop(t, {more: {review}});
    const buyer = {email: 'ada@example.com'};
    const items = [{itemId: 'cup-ink-s', quantity: 1}];
    const held = await checkout.create({items, details: {address: sanFrancisco}, buyer}, ada);
    const unready = await checkout.create({items, buyer}, ada);
    for (let n = 0; n < MOST_TOKENS + 5; n += 1) {
      await checkout.complete(held.id, {token: `spt_${n}`}, ada);
      await checkout.complete(unready.id, {token: 'spt_1', proof: proof(`ds-${n}`)}, ada);
    }
    for (const {id} of [held, unready]) assert.equal(Object.keys((await stored(id)).authorized ?? {}).length, MOST_TOKENS);
    assert.deepEqual(codes(await checkout.complete(held.id, {token: 'spt_0'}, ada)).includes('intervention_required'), true);
    assert.equal(payments.sent.length, 0);
  });
});
