import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {TestContext} from 'node:test';
import type {Catalog} from '../../../server/core/ports.js';
import {Product} from '../../../shared/product.js';

/** The ids under which the things of the contract are sold. */
export interface CatalogUnderTest {
  catalog: Catalog;
  /** "Café Cup" in three variants of colour and size; the large ink one costs 26.00 dollars, on sale from 30.00, the others 20.00. */
  cup: {id: string; inkSmall: string; inkLarge: string; oatSmall: string};
  /** "Green Tea" for 9.00 dollars, without variants. */
  tea: string;
}

/** What every catalog must do. `make` gives a shop that sells the cup and the tea. */
export function catalogContract(name: string, make: (t: TestContext) => Promise<CatalogUnderTest>): void {
  describe(`catalog: ${name}`, () => {
    it('prices what is asked for, each thing once, and leaves out what it does not know', async (t) => {
      const {catalog, cup, tea} = await make(t);
      const items = await catalog.items([cup.inkLarge, 'nope', 'constructor', tea, tea]);
      assert.deepEqual(
        items.map(({itemId, productId, title, price, compareAtPrice, currency}) => [
          itemId,
          productId,
          title,
          price,
          compareAtPrice,
          currency,
        ]),
        [
          [cup.inkLarge, cup.id, 'Café Cup', 2600, 3000, 'usd'],
          [tea, tea, 'Green Tea', 900, undefined, 'usd'],
        ],
      );
      assert.equal(catalog.currency, 'usd');
      assert.deepEqual(await catalog.items([]), []);
    });

    it('says in words what was chosen', async (t) => {
      const {catalog, cup, tea} = await make(t);
      const items = await catalog.items([cup.inkLarge, tea]);
      assert.deepEqual(
        items.map(({variantOptions}) => variantOptions.map(({value}) => value)),
        [['Ink', 'Large'], []],
      );
      assert.ok(items.every(({images, taxCategory}) => images.every((url) => URL.canParse(url)) && taxCategory));
    });

    it('shows a product with all its variants, by its own id and by a variant’s', async (t) => {
      const {catalog, cup} = await make(t);
      const product = await catalog.product(cup.id);
      assert.deepEqual(Product.parse(product), product);
      assert.deepEqual(await catalog.product(cup.oatSmall), product);
      assert.deepEqual(
        product?.variants.map(({id, price, title}) => [id, price, title]),
        [
          [cup.inkSmall, 2000, 'Ink / Small'],
          [cup.inkLarge, 2600, 'Ink / Large'],
          [cup.oatSmall, 2000, 'Oat / Small'],
        ],
      );
      for (const variant of product.variants)
        for (const {name: option, values} of product.options)
          assert.ok(
            values.some(({value}) => value === variant.options[option]),
            `${variant.id} has a known ${option}`,
          );
    });

    it('gives a product without variants one, under the product’s id', async (t) => {
      const {catalog, tea} = await make(t);
      const product = await catalog.product(tea);
      assert.deepEqual([product?.options, product?.variants.map(({id}) => id)], [[], [tea]]);
      assert.equal(await catalog.product('nope'), undefined);
    });

    it('finds products by their words, best first, and everything without words', async (t) => {
      const {catalog, cup, tea} = await make(t);
      const ids = async (query: string, limit = 10) => (await catalog.search(query, limit)).map(({id}) => id);
      assert.deepEqual(await ids('cafe cups'), [cup.id]);
      assert.deepEqual(await ids('green'), [tea]);
      assert.deepEqual(await ids('zebra'), []);
      assert.deepEqual((await ids('')).sort(), [cup.id, tea].sort());
      assert.equal((await ids('', 1)).length, 1);
    });

    it('gives away copies: what a caller writes into one stays there', async (t) => {
      const {catalog, cup} = await make(t);
      const [found] = await catalog.search('cup', 1);
      found!.variants[0]!.availability = 'out_of_stock';
      (await catalog.product(cup.id))!.title = 'Mine';
      const again = await catalog.product(cup.id);
      assert.deepEqual([again?.title, again?.variants[0]?.availability], ['Café Cup', 'in_stock']);
    });
  });
}
