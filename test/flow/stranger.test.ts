/** The three exercises of docs/theming.md, from its very lines: nothing of the project's source is in the pages. */
import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import type {Browser, Page} from 'playwright-core';
import {buildStalePages} from '../../scripts/pages.mjs';
import {products} from '../../widgets/stories/products.js';
import {discounted, newSession, paid, ready, talkative} from '../../widgets/stories/sessions.js';
import {theme} from '../../widgets/theme/main.js';
import {REBRAND} from '../../widgets/theme/tokens.js';
import {fillAddress, openBrowser, openPreview, openShop, type Shop} from '../support/flow.js';
import {aStranger, filesIn, type Stranger} from '../support/stranger.js';

/** Every element with something to show, as a stranger would write it. */
const everything = (head: string) => `<!doctype html>
<meta charset="utf-8" />
<title>All of it</title>
${head}
${[
  'catalog',
  'product',
  'items',
  'address',
  'shipping',
  'discounts',
  'totals',
  'messages',
  'terms',
  'pay',
  'receipt',
  'order-status',
  'flow',
]
  .map((name) => `<checkout-${name}></checkout-${name}>`)
  .join('\n')}
<script type="module">
  import './dist/lib/widgets/index.js';
  import {pageHost} from './dist/lib/widgets/host/page.js';
  const given = await (await fetch('/given.json')).json();
  for (const [name, properties] of Object.entries(given)) Object.assign(document.querySelector('checkout-' + name), properties);
  const toolOutput = {structuredContent: {checkout: given.items.session}};
  document.querySelector('checkout-flow').host = {...pageHost({mcpUrl: '/mcp', toolOutput}), callTool: async () => toolOutput};
  await Promise.all([...document.querySelectorAll(':defined')].map((element) => element.updateComplete));
  document.body.dataset.ready = '';
</script>`;
const given = {
  catalog: {products},
  product: {product: products[0]},
  items: {session: ready},
  address: {session: newSession},
  shipping: {session: ready},
  discounts: {session: discounted},
  totals: {session: discounted},
  messages: {session: talkative},
  terms: {session: ready},
  pay: {session: ready, mode: 'external'},
  receipt: {session: paid},
  'order-status': {order: paid.order},
};

let browser: Browser;
let shop: Shop;
let stranger: Stranger;
let files: Record<string, string>;
let folder: string;

before(async () => {
  files = await filesIn('docs/theming.md');
  folder = await mkdtemp(join(tmpdir(), 'stranger-shop-'));
  await writeFile(join(folder, 'brand.css'), files['brand.css']!);
  await buildStalePages(['checkout', 'preview'], {quiet: true});
  [browser, shop, stranger] = await Promise.all([
    openBrowser(),
    openShop({THEME: `file:${join(folder, 'brand.css')}`}),
    aStranger({
      ...files,
      'plain.html': everything(''),
      'branded.html': everything('<link rel="stylesheet" href="brand.css" />'),
      'given.json': JSON.stringify(given).replace(/"file:[^"]+"/g, '"data:image/svg+xml,"'), // pictures lie beside the stories
      'session.json': JSON.stringify(ready),
    }),
  ]);
});
after(async () => {
  await browser?.close();
  await Promise.all([shop?.close(), stranger?.close(), rm(folder, {recursive: true, force: true})]);
});

/** What an element, or a part of it, is drawn with. */
const drawn = (page: Page, element: string, part?: string) =>
  page.evaluate(
    ([element, part]) => {
      const host = document.querySelector(`checkout-${element}`)!;
      const {color, backgroundColor, fontFamily, fontSize, borderTopWidth, borderTopLeftRadius} = getComputedStyle(
        part ? host.shadowRoot!.querySelector(`[part~=${part}]`)! : host,
      );
      return {color, backgroundColor, fontFamily, fontSize, borderTopWidth, borderTopLeftRadius};
    },
    [element, part] as const,
  );

const INK = 'rgb(16, 36, 62)';
const PAPER = 'rgb(253, 250, 244)';
const BRICK = 'rgb(163, 52, 29)';
const WHITE = 'rgb(255, 255, 255)';

describe('a stranger rebrands the whole checkout with ten tokens in one file', () => {
  it('which are the ten, and the linter finds nothing', () => {
    assert.deepEqual(
      [...files['brand.css']!.matchAll(/--[\w-]+(?=:)/g)].map(([name]) => name),
      REBRAND,
    );
    const said: string[] = [];
    const code = theme(['check', join(folder, 'brand.css')], {
      out: (words) => void said.push(words),
      err: (words) => void said.push(words),
    });
    assert.equal(code, 0, said.join(''));
    assert.match(said.join(''), /fine, in light and dark/);
  });

  it('text, font and size change in every element', async () => {
    const [plain, branded] = await Promise.all(['plain', 'branded'].map((name) => stranger.open(browser, `${name}.html`)));
    for (const {page} of [plain!, branded!]) await page.locator('body[data-ready]').waitFor();
    const names = await branded!.page.evaluate(() => [...document.querySelectorAll(':defined')].map(({localName}) => localName));
    const tags = names.filter((name) => name.startsWith('checkout-')).map((name) => name.replace('checkout-', ''));
    assert.equal(tags.length, 13);
    for (const tag of tags) {
      const [before, after] = await Promise.all([drawn(plain!.page, tag), drawn(branded!.page, tag)]);
      assert.deepEqual([after.color, after.fontFamily, after.fontSize], [INK, 'Georgia, serif', '17px'], tag);
      for (const key of ['color', 'fontFamily', 'fontSize'] as const) assert.notEqual(before[key], after[key], `${tag} ${key}`);
    }
    assert.deepEqual([...plain!.faults, ...branded!.faults], []);

    const {page} = branded!;
    for (const tag of ['product', 'pay']) {
      const button = await drawn(page, tag, 'button');
      assert.deepEqual([button.backgroundColor, button.color, button.borderTopLeftRadius], [BRICK, WHITE, '3px'], tag);
    }
    const corners = {shipping: 'option', address: 'input', messages: 'message', receipt: 'button'};
    for (const [tag, part] of Object.entries(corners))
      assert.equal((await drawn(page, tag, part)).borderTopLeftRadius, '3px', `${tag} ${part}`);
    for (const [tag, part] of Object.entries({address: 'input', receipt: 'button'}))
      assert.equal((await drawn(page, tag, part)).borderTopWidth, '2px', `${tag} ${part}`);
    for (const [tag, part] of [
      ['receipt', 'heading'],
      ['flow', 'heading'],
      ['product', 'title'],
    ] as const)
      assert.equal((await drawn(page, tag, part)).fontFamily, '"Courier New", monospace', tag);
    const card = await page.evaluate(
      () => getComputedStyle(document.querySelector('checkout-flow')!.shadowRoot!.querySelector('section')!).backgroundColor,
    );
    assert.equal(card, PAPER);
    await page.context().close();
    await plain!.page.context().close();
  });

  it('and THEME puts the same file into the page that chat hosts show', async () => {
    const buyer = await openPreview(browser, shop, {theme: 'light', log: 'closed'});
    await buyer.pick('Everyday Mug');
    const button = buyer.widget.getByRole('button', {name: 'Buy now'});
    await button.waitFor();
    const styles = await button.evaluate((element) => {
      const {backgroundColor, borderTopLeftRadius, fontFamily} = getComputedStyle(element);
      return [backgroundColor, borderTopLeftRadius, fontFamily];
    });
    assert.deepEqual(styles, [BRICK, '3px', 'Georgia, serif']);
    assert.deepEqual(buyer.faults, []);
    await buyer.page.context().close();
  });
});

describe('a stranger puts a product view of their own into the flow', () => {
  it('which is given the product, sends checkout-buy, and the buyer buys', async () => {
    const {page, faults} = await stranger.open(browser, 'own-product.html', shop.base);
    const own = page.getByRole('button', {name: 'Two of Fig & Cedar Candle, please'});
    await own.click();
    assert.equal(await page.locator('checkout-flow').evaluate((flow) => flow.shadowRoot!.querySelector('slot[name=product]')), null);
    const widget = page as unknown as Parameters<typeof fillAddress>[0]; // a page finds by label and role as a frame does
    await fillAddress(widget);
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('button', {name: /continue to checkout/i, disabled: false}).click(),
    ]);
    await tab.getByRole('button', {name: /^pay/i}).click();
    await page.bringToFront();
    await page.getByText(/Order \w{4}-\w{4}/).waitFor();
    assert.deepEqual(
      (await shop.ledger()).filter(({type}) => type === 'charge').map(({amount, currency}) => [amount, currency]),
      [[8528, 'usd']], // two at $36.00, delivery $5.90, tax $7.38,
    );
    assert.deepEqual(faults, []);
    await page.context().close();
  });
});

describe('a stranger has a page with totals and a pay button only', () => {
  it('which shows the session it is fed, and says when the buyer wants to pay', async () => {
    const {page, faults} = await stranger.open(browser, 'totals-and-pay.html');
    await page.getByText('$67.06').first().waitFor();
    await page.route('https://shop.example/**', (route) => route.fulfill({contentType: 'text/html', body: '<h1>Pay here</h1>'}));
    await page.getByRole('button', {name: /continue to checkout/i}).click();
    await page.getByRole('heading', {name: 'Pay here'}).waitFor();
    assert.equal(page.url(), ready.continue_url);
    assert.deepEqual(faults, []);
    await page.context().close();
  });
});
