import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {fileCatalog} from '../../../../server/adapters/file/catalog.js';
import {fileShop} from '../../../../server/adapters/file/shop.js';
import {openingStock} from '../../../../server/adapters/file/stock.js';
import {Product} from '../../../../shared/product.js';
import {aCatalogFile, catalogJson} from './a-catalog-file.js';

const catalog = (publicUrl = 'https://shop.example') => fileCatalog(aCatalogFile(), {publicUrl});

describe('fileCatalog', () => {
  it('prices a variant and says in words what was chosen', async () => {
    assert.deepEqual(await catalog().items(['cup-ink-l']), [
      {
        itemId: 'cup-ink-l',
        productId: 'cup',
        title: 'Café Cup',
        description: 'Holds the tea.',
        variantOptions: [
          {name: 'Colour', value: 'Ink'},
          {name: 'Size', value: 'Large'},
        ],
        images: ['https://shop.example/images/ink.svg'],
        price: 2600,
        compareAtPrice: 3000,
        currency: 'usd',
        taxCategory: 'general',
      },
    ]);
  });

  it('sells a thing without variants under the product’s id', async () => {
    const [tea] = await catalog().items(['tea']);
    assert.deepEqual([tea?.price, tea?.taxCategory, tea?.variantOptions], [900, 'food', []]);
  });

  it('leaves out unknown ids, ids of products with variants and names every object has', async () => {
    const items = await catalog().items(['nope', 'cup', 'constructor', 'tea', 'tea']);
    assert.deepEqual(
      items.map(({itemId}) => itemId),
      ['tea'],
    );
  });

  it('shows a product by its own id and by a variant’s, in the shared shape', async () => {
    const product = await catalog().product('cup');
    assert.deepEqual(await catalog().product('cup-oat-s'), product);
    assert.deepEqual(Product.parse(product), product);
    assert.deepEqual(
      product?.variants.map(({title}) => title),
      ['Ink / Small', 'Ink / Large', 'Oat / Small'],
    );
    assert.deepEqual((await catalog().product('tea'))?.variants, [
      {id: 'tea', title: 'Green Tea', options: {}, price: 900, availability: 'in_stock'},
    ]);
    assert.equal(await catalog().product('nope'), undefined);
  });

  it('keeps a public URL’s own path', async () => {
    for (const publicUrl of ['https://shop.example/store', 'https://shop.example/store/'])
      assert.deepEqual((await catalog(publicUrl).product('tea'))?.images, ['https://shop.example/store/images/tea.svg']);
  });

  it('hands out copies, so that a caller’s availability stays the caller’s', async () => {
    const one = catalog();
    (await one.product('tea'))!.variants[0]!.availability = 'out_of_stock';
    assert.equal((await one.product('tea'))?.variants[0]?.availability, 'in_stock');
  });

  for (const [query, found, why] of [
    ['', ['cup', 'tea'], 'everything for no words'],
    ['  !? ', ['cup', 'tea'], 'everything for no letters'],
    ['cups', ['cup'], 'a plural'],
    ['CAFE', ['cup'], 'without regard to case and accents'],
    ['the blue cup', ['cup'], 'a tag, and nothing for "the"'],
    ['green', ['tea'], 'a word of a title'],
    ['oat', ['cup'], 'an option value'],
    ['holds', ['cup'], 'the description when nothing else matches'],
    ['tea cup', ['cup', 'tea'], 'both, in the file’s order where they match alike'],
    ['lamp', [], 'nothing'],
  ] as const)
    it(`finds ${why}`, async () =>
      assert.deepEqual(
        (await catalog().search(query, 10)).map(({id}) => id),
        found,
      ));

  it('stops at the limit', async () => assert.equal((await catalog().search('', 1)).length, 1));
});

describe('openingStock', () => {
  it('has one row for each thing that can be bought', () => {
    assert.deepEqual(openingStock(aCatalogFile()), [
      {itemId: 'cup-ink-s', quantity: 3},
      {itemId: 'cup-ink-l', quantity: 0},
      {itemId: 'cup-oat-s', quantity: 5},
      {itemId: 'tea', quantity: 7},
    ]);
  });
});

describe('fileShop', () => {
  it('delivers to its own country first and makes links absolute', () => {
    const json = catalogJson();
    json.shipping.zones.unshift({
      id: 'ca',
      countries: ['CA', 'MX'],
      options: [{id: 'ca', title: 'Post', amount: 1, business_days: [1, 2]}],
    } as never);
    assert.deepEqual(fileShop(aCatalogFile(json), {publicUrl: 'https://shop.example/'}), {
      name: 'Test shop',
      country: 'US',
      shipsTo: ['US', 'CA', 'MX'],
      links: [{type: 'terms_of_use', title: 'Terms', url: 'https://shop.example/legal/terms'}],
    });
  });
});
