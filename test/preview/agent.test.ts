import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Product} from '../../shared/product.js';
import {planFor, quantityOf, wordsOf} from '../../widgets/preview/agent.js';

const aProduct = (id: string, title: string, given: Partial<Product> = {}): Product => ({
  id,
  title,
  description: '',
  images: [],
  currency: 'usd',
  options: [],
  variants: [{id, title, options: {}, price: 1000, availability: 'in_stock'}],
  ...given,
});

const mug = aProduct('mug', 'Everyday Mug', {
  description: 'Stoneware for coffee and tea.',
  options: [
    {
      name: 'color',
      title: 'Colour',
      values: [
        {value: 'ink', title: 'Ink'},
        {value: 'clay', title: 'Clay'},
      ],
    },
  ],
  variants: [
    {id: 'mug-ink', title: 'Ink', options: {color: 'ink'}, price: 2400, availability: 'out_of_stock'},
    {id: 'mug-clay', title: 'Clay', options: {color: 'clay'}, price: 2400, availability: 'in_stock'},
  ],
});
const products = [aProduct('vase', 'Bud Vase'), mug, aProduct('travel', 'Travel Mug'), aProduct('dish', 'Butter Dishes')];

describe('what the stand-in for the model does', () => {
  const shows: [said: string, id: string][] = [
    ['Everyday Mug', 'mug'],
    ['two clay mugs, please', 'mug'],
    ['do you have a MUG for travel?', 'travel'],
    ['a butter dish', 'dish'],
    ['show me the vase', 'vase'],
  ];
  for (const [said, productId] of shows)
    it(`shows a product for "${said}"`, () => assert.deepEqual(planFor(said, products), {kind: 'show', productId}));

  it('asks the server about words that name nothing it knows', () => {
    assert.deepEqual(planFor('a flying carpet', products), {kind: 'ask', query: 'flying carpet'});
    assert.deepEqual(planFor('something for coffee', products), {kind: 'ask', query: 'coffee'});
  });

  it('goes straight to a checkout for "buy … right away", with the quantity and the variant that were said', () => {
    assert.deepEqual(planFor('Buy 2 Everyday Mug Clay right away', products), {
      kind: 'buy',
      item: {id: 'mug-clay', quantity: 2, name: 'Everyday Mug'},
      title: 'Everyday Mug',
    });
    assert.deepEqual(planFor('buy an ink everyday mug now', products), {
      kind: 'buy',
      item: {id: 'mug-ink', quantity: 1, name: 'Everyday Mug'},
      title: 'Everyday Mug',
    });
  });

  it('takes a variant that is in stock when none was said', () => {
    const plan = planFor('buy everyday mug now', products);
    assert.equal(plan.kind === 'buy' && plan.item.id, 'mug-clay');
  });

  it('only replies to thanks, to news about an order and to words that ask for nothing', () => {
    for (const said of ['Thanks!', 'My order number is 12', 'please', '…']) assert.equal(planFor(said, products).kind, 'reply');
  });
});

describe('the words of a sentence', () => {
  it('have no case, no accents and no English plural', () =>
    assert.deepEqual(wordsOf('Blue MUGS, dishes; berries & Café glass 12oz'), ['blue', 'mug', 'dish', 'berry', 'cafe', 'glass', '12oz']));
  it('tell a quantity as a figure or a word', () => {
    assert.equal(quantityOf('2 mugs'), 2);
    assert.equal(quantityOf('Three mugs'), 3);
    assert.equal(quantityOf('mugs, 12oz'), 1);
    assert.equal(quantityOf('1000 mugs'), 1);
  });
});
