import assert from 'node:assert/strict';
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import type {Browser, FrameLocator} from 'playwright-core';
import {formatMoney} from '../../shared/money.js';
import {strings as ar} from '../../widgets/locales/ar.js';
import {strings as de} from '../../widgets/locales/de.js';
import {en, type FormField} from '../../widgets/locales/en.js';
import {strings as he} from '../../widgets/locales/he.js';
import {strings as ja} from '../../widgets/locales/ja.js';
import {fieldLabel, fill, type Strings} from '../../widgets/locales/localize.js';
import {openBrowser, openPreview, openShop, type Shop} from '../support/flow.js';

/** Where to put pictures of every step; none are taken without it. Then every purchase is made at two widths and in two themes. */
const pictures = process.env.SCREENSHOTS;

interface Purchase {
  locale: string;
  strings: Strings;
  catalog: string;
  currency: string;
  dir: 'ltr' | 'rtl';
  country: string;
  address: Partial<Record<FormField, string>>;
  /** The mug in ink of 12 oz, by standard delivery, in minor units. */
  total: number;
}

const purchases: Purchase[] = [
  {
    locale: 'ja-JP',
    strings: ja,
    catalog: 'catalog.jpy.json',
    currency: 'jpy',
    dir: 'ltr',
    country: 'JP',
    address: {name: '山田 花子', postal_code: '150-0001', state: '東京都', city: '渋谷区', line_one: '神宮前1-2-3'},
    total: 5016, // 3900 + 660, and 10 % of both
  },
  {
    locale: 'ar',
    strings: ar,
    catalog: 'catalog.kwd.json',
    currency: 'kwd',
    dir: 'rtl',
    country: 'KW',
    address: {name: 'ليلى أحمد', line_one: 'شارع الخليج العربي 12', city: 'السالمية'},
    total: 10_000, // 8500 + 1500, no tax
  },
  {
    locale: 'de-DE',
    strings: de,
    catalog: 'catalog.eur.json',
    currency: 'eur',
    dir: 'ltr',
    country: 'DE',
    address: {name: 'Ada Müller', line_one: 'Karl-Heine-Straße 1', postal_code: '04229', city: 'Leipzig'},
    total: 3677, // 2600 + 494 tax, 490 + 93 tax
  },
  {
    locale: 'he',
    strings: he,
    catalog: 'catalog.json',
    currency: 'usd',
    dir: 'rtl',
    country: 'US',
    address: {name: 'נועה לוי', line_one: '1 Main Street', city: 'Oakland', state: 'CA', postal_code: '94607'},
    total: 3677, // 2800 + 287 tax, 590
  },
];

const leaves = (value: unknown): string[] => (typeof value === 'string' ? [value] : Object.values(value as object).flatMap(leaves));

/** Every text and label in the page, shadow roots included. */
const wordsOf = (widget: FrameLocator) =>
  widget.locator('body').evaluate((body) => {
    const found: string[] = [];
    const nodes: Node[] = [body];
    for (const node of nodes) {
      if (node instanceof Text) found.push(node.data);
      if (!(node instanceof Element) || ['STYLE', 'SCRIPT'].includes(node.tagName)) continue;
      for (const name of ['aria-label', 'alt', 'title']) found.push(node.getAttribute(name) ?? '');
      nodes.push(...(node.shadowRoot?.childNodes ?? []), ...node.childNodes); // the list grows while it is read
    }
    return found.map((text) => text.trim()).filter((text) => /\p{L}{2}/u.test(text));
  });

/** Our English, and the server's words for which the languages have their own. Names of links are the shop's. */
const english = [...leaves({...en, links: {}}), 'Subtotal', 'Estimated total', 'Total', 'Tax'].map(
  (text) => new RegExp(`^${text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\d\}/g, '.+')}$`),
);
async function assertNoEnglish(widget: FrameLocator, strings: Strings) {
  const own = new Set(leaves(strings));
  const words = await wordsOf(widget);
  assert.ok(words.length > 5, 'there are words on the page');
  assert.deepEqual(
    words.filter((text) => !own.has(text) && english.some((pattern) => pattern.test(text))),
    [],
  );
}

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

async function buy(
  shop: Shop,
  {locale, strings: t, currency, dir, country, address, total}: Purchase,
  looks: {width: string; theme: string},
) {
  const buyer = await openPreview(browser, shop, {...looks, locale, log: 'closed'});
  const {page, widget} = buyer;
  const look = async (step: string) => {
    await assertNoEnglish(widget, t);
    if (!pictures) return;
    await mkdir(pictures, {recursive: true});
    await buyer.settled();
    await page.setViewportSize({width: 1280, height: 2600});
    await buyer.settled();
    const frame = page.locator('iframe[title="Checkout"]').last();
    await frame.screenshot({path: join(pictures, `${locale}-${looks.width}-${looks.theme}-${step}.png`)});
    await page.setViewportSize({width: 1280, height: 900});
    await buyer.settled();
  };
  const label = (field: FormField) => fieldLabel(t, field, country);
  const button = (name: string) => widget.getByRole('button', {name, exact: true});

  await buyer.pick('Everyday Mug');
  await button(t.buy).waitFor();
  assert.equal(await widget.locator('html').getAttribute('dir'), dir);
  await widget
    .getByText(formatMoney({jpy: 3400, kwd: 7250, eur: 2200, usd: 2400}[currency]!, currency, locale))
    .first()
    .waitFor();
  await widget.getByRole('radio', {name: '12 oz'}).check();
  await look('product');

  await buyer.settled();
  await button(t.buy).click();
  await button(t.saveAddress).waitFor();
  await buyer.settled();
  await button(t.saveAddress).click();
  await widget.getByText(fill(t.fieldMissing, label('line_one')), {exact: true}).waitFor();
  await look('form');
  await widget.getByLabel(label('email'), {exact: true}).fill('ada@example.com');
  for (const [field, value] of Object.entries(address)) await widget.getByLabel(label(field as FormField), {exact: true}).fill(value);
  await buyer.settled();
  await button(t.saveAddress).click();
  await button(t.editAddress).waitFor();
  const amount = formatMoney(total, currency, locale);
  const pay = widget.getByRole('button', {name: `${t.pay} ${amount}`});
  await pay.waitFor();
  await look('checkout');

  await buyer.settled();
  await pay.click();
  await page.getByRole('dialog', {name: 'Payment'}).getByRole('button', {name: /^Pay/}).click();
  const placed = new RegExp(t.orderPlaced.replace('{0}', '\\w{4}-\\w{4}'));
  await widget.getByText(placed).waitFor();
  await button(t.viewOrder).waitFor();
  await look('receipt');
  assert.deepEqual(buyer.faults, []);
  await page.context().close();
}

describe('buying in another language', {concurrency: pictures ? 1 : 3}, () => {
  for (const purchase of purchases) {
    const {locale, catalog, currency, total} = purchase;
    it(`${locale} in ${currency}: every word is of the language, every amount as its readers write it, one charge`, async () => {
      const shop = await openShop({CATALOG: `file:./${catalog}`});
      try {
        const looks = ['768', '320'].flatMap((width) => ['light', 'dark'].map((theme) => ({width, theme})));
        for (const look of pictures ? looks : looks.slice(0, 1)) await buy(shop, purchase, look);
        const charge = (await shop.ledger()).find(({type}) => type === 'charge');
        assert.deepEqual([charge?.amount, charge?.currency], [total, currency]);
      } finally {
        await shop.close();
      }
    });
  }
});
