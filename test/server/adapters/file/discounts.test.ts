import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {CatalogFile} from '../../../../server/adapters/file/catalog-file.js';
import {fileDiscounts} from '../../../../server/adapters/file/discounts.js';
import {aCatalogFile, catalogJson} from './a-catalog-file.js';

const file = (...more: object[]) => aCatalogFile({...catalogJson(), discounts: [...catalogJson().discounts, ...more]});
const ids = async (codes: string[], ...more: object[]) => (await fileDiscounts(file(...more)).find(codes, 'usd')).map(({id}) => id);

describe('the guide to discounts', () => {
  it('has an example that the shop takes, with every member it tells of', () => {
    const text = readFileSync('docs/discounts.md', 'utf8');
    const example = JSON.parse(/```json discounts\n([^]*?)```/.exec(text)![1]!) as object[];
    const demo = JSON.parse(readFileSync('catalog.json', 'utf8')) as object;
    const read = aCatalogFile({...demo, discounts: example});
    const told = [...text.matchAll(/^\| (`[a-z_]+`[^|]*)\|[^|]*\|$/gm)].flatMap(([, names]) => names!.match(/(?<=`)[a-z_]+(?=`)/g) ?? []);
    const members = new Set(told.filter((name) => !name.startsWith('discount_code_')));
    const known = Object.keys(CatalogFile.shape.discounts.unwrap().element.shape);
    assert.deepEqual([...members].sort(), known.sort());
    const shown = new Set(example.flatMap((discount) => Object.keys(discount)));
    assert.deepEqual([...shown].sort(), known.sort());
    assert.equal(read.discounts.length, example.length);
  });
});

describe('fileDiscounts', () => {
  it('knows a code however it is typed', async () => {
    assert.deepEqual(await ids([' welcome10 ', 'NOPE', 'constructor', '']), ['WELCOME10']);
  });

  it('finds what applies by itself whatever is typed, in the order of the file', async () => {
    const automatic = {id: 'summer', automatic: true, name: 'Summer', percent_bps: 500};
    assert.deepEqual(await ids([], automatic), ['summer']);
    assert.deepEqual(await ids(['spring', 'table15'], automatic), ['TABLE15', 'SPRING', 'summer']);
  });

  it('says all the terms of a discount', async () => {
    const [terms] = await fileDiscounts(
      file({
        id: 'tea-time',
        code: 'TEA',
        name: 'Tea for less',
        amount_off: 100,
        method: 'each',
        priority: 2,
        applies_to: ['tea', 'cup-ink-s'],
        exclusive: true,
        minimum_subtotal: 2000,
        starts_at: '2026-03-01T00:00:00Z',
        ends_at: '2026-06-01T00:00:00+02:00',
        usage_limit: 100,
        countries: ['US', 'CA'],
        signed_in_only: true,
      }),
    ).find(['tea'], 'usd');
    assert.deepEqual(terms, {
      id: 'tea-time',
      code: 'TEA',
      name: 'Tea for less',
      off: {amount: 100},
      method: 'each',
      priority: 2,
      appliesTo: ['tea', 'cup-ink-s'],
      exclusive: true,
      minimum: 2000,
      startsAt: Date.UTC(2026, 2, 1),
      endsAt: Date.UTC(2026, 4, 31, 22),
      limit: 100,
      countries: ['US', 'CA'],
      signedInOnly: true,
    });
  });

  it('says no more than the file does', async () => {
    const [terms] = await fileDiscounts(file()).find(['WELCOME10'], 'usd');
    assert.deepEqual(terms, {id: 'WELCOME10', code: 'WELCOME10', name: '10% off', off: {rateBps: 1000}, method: 'across'});
  });

  it('refuses a cart in another currency', async () => {
    await assert.rejects(fileDiscounts(file()).find([], 'eur'), /discounts are in usd, but the cart is in eur/);
  });
});
