import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {feedProduct, type FeedProduct} from '../../../server/acp/feed/feed.js';
import {feed} from '../../../server/commands.js';
import {composeServer} from '../../support/compose-server.js';
import {openShop} from '../../support/open-shop.js';

describe('the feed', () => {
  it('has each variant under the id that a checkout takes, priced and with what is left of it', async (t) => {
    const {storefront, checkout, left, parts} = await openShop(t);
    await checkout.create({items: [{itemId: 'cup-ink-s', quantity: await left('cup-ink-s')}]});
    const products = (await storefront.search('', 100)).map((product) => feedProduct(product, parts.facts.shop));
    const variants = new Map(products.flatMap((product) => product.variants.map((variant) => [variant.id, variant])));
    const cup = variants.get('cup-ink-s');
    assert.deepEqual(cup?.price, {amount: 2000, currency: 'USD'});
    assert.deepEqual(cup?.availability, {available: false, status: 'out_of_stock'}, 'all of them are in a cart');
    assert.equal(cup?.seller.name, parts.facts.shop.name);
    for (const id of variants.keys())
      assert.equal((await checkout.create({items: [{itemId: id, quantity: 1}]})).line_items[0]?.item.id, id);
  });

  it('names options and former prices in the words of the shop', () => {
    const told = feedProduct(
      {
        id: 'cup',
        title: 'Cup',
        description: '',
        images: [],
        currency: 'jpy',
        options: [{name: 'colour', title: 'Colour', values: [{value: 'ink', title: 'Ink'}]}],
        variants: [
          {id: 'cup-ink', title: 'Ink', options: {colour: 'ink'}, price: 900, compare_at_price: 1200, availability: 'low_stock'},
          {id: 'cup-none', title: 'Cup', options: {}, price: 900, compare_at_price: 900, availability: 'in_stock'},
        ],
      },
      {name: 'Shop', links: [{type: 'terms_of_use', url: 'https://shop.example/terms'}]},
    );
    const seller = {name: 'Shop', links: [{type: 'terms_of_service', url: 'https://shop.example/terms'}]};
    const price = {amount: 900, currency: 'JPY'};
    assert.deepEqual(told, {
      id: 'cup',
      title: 'Cup',
      variants: [
        {
          id: 'cup-ink',
          title: 'Cup, Ink',
          price,
          list_price: {amount: 1200, currency: 'JPY'},
          availability: {available: true, status: 'limited_stock'},
          variant_options: [{name: 'Colour', value: 'Ink'}],
          seller,
        },
        {id: 'cup-none', title: 'Cup', price, availability: {available: true, status: 'in_stock'}, seller},
      ],
    });
  });

  it('comes from the command line, as a body or a product a line', async (t) => {
    const {databaseUrl} = composeServer(t);
    const run = async (...args: string[]) => {
      let [said, refused] = ['', ''];
      const environment = {DATABASE_URL: databaseUrl};
      const code = await feed(args, {environment, out: (words) => void (said += words), err: (words) => void (refused += words)});
      return {code, said, refused};
    };
    const {products} = JSON.parse((await run()).said) as {products: FeedProduct[]};
    assert.ok(products.length >= 8);
    const lines = (await run('--jsonl')).said.trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      products,
    );
    const {code, refused} = await run('--xml');
    assert.equal(code, 2);
    assert.match(refused, /^Usage: chat-checkout feed/);
  });
});
