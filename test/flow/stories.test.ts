import assert from 'node:assert/strict';
import {existsSync, readdirSync} from 'node:fs';
import {after, before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import type {Page} from 'playwright-core';
import {enter, look, MODES, openPreviews, type Previews} from '../previews/matrix.js';

let previews: Previews;
let page: Page;

before(async () => {
  previews = await openPreviews();
  page = await previews.open();
});
after(() => previews?.close());

describe('the stories', () => {
  const folder = fileURLToPath(new URL('../../widgets/elements', import.meta.url));
  const elements = readdirSync(folder).filter((name) => existsSync(`${folder}/${name}/${name}.ts`));

  it('are there for every element, and all of them are looked at', () => {
    assert.ok(elements.length > 0);
    assert.deepEqual([...new Set(previews.stories.map(({element}) => element))].sort(), elements.sort());
  });

  it('show every element before there is anything to show, and full', () => {
    const names = (element: string) => previews.stories.filter((each) => each.element === element).map(({name}) => name);
    for (const element of elements) {
      assert.ok(
        names(element).some((name) => ['Skeleton', 'Empty'].includes(name)),
        `${element} has no story without contents`,
      );
      assert.ok(names(element).includes('Long'), `${element} has no story with long words`);
      assert.ok(names(element).includes('Many'), `${element} has no story with many things`);
    }
  });

  for (const mode of MODES)
    it(`are without a fault: ${mode.name}`, async () => {
      const results = await look(page, mode, previews.stories);
      assert.equal(results.length, previews.stories.length);
      const faults = results.flatMap(({element, name, faults}) => faults.map((fault) => `${element} ${name}: ${fault}`));
      assert.deepEqual([...new Set(faults)], []);
    });
});

describe('a checkout by keyboard alone', () => {
  /** What has the focus, shadow trees included: its name attribute, its part, its label, or its tag. */
  const focused = () =>
    page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const host = (element?.getRootNode() as ShadowRoot | undefined)?.host?.localName ?? '';
      return `${host} ${element?.getAttribute('name') ?? element?.getAttribute('part') ?? element?.ariaLabel ?? element?.localName}`;
    });
  /** Presses Tab until the focus is there; gives up after so many stops. */
  const tabTo = async (wanted: string) => {
    const stops: string[] = [];
    for (let stop = 0; stop < 30; stop++) {
      await page.keyboard.press('Tab');
      stops.push(await focused());
      if (stops.at(-1) === wanted) return;
    }
    assert.fail(`no way to ${wanted}: ${stops.join(', ')}`);
  };

  it('leads from the product to the receipt', async () => {
    await enter(page, {name: 'keyboard', window: 480});
    const index = previews.stories.findIndex(({element, name}) => element === 'flow' && name === 'Product');
    await page.evaluate((index) => window.previews.show(index), index);
    await page.locator('checkout-product').getByRole('radio', {name: 'Ink'}).focus();
    await page.keyboard.press('ArrowRight');
    await tabTo('checkout-product button');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', {name: 'Checkout'}).waitFor();
    assert.equal(await focused(), 'checkout-flow heading');

    const typed = {email: 'ada@example.com', name: 'Ada Lovelace', line_one: '1200 Lakeshore Ave', city: 'Oakland', state: 'CA'};
    for (const [field, text] of Object.entries(typed)) {
      await tabTo(`checkout-address ${field}`);
      await page.keyboard.type(text);
    }
    await tabTo('checkout-address postal_code');
    await page.keyboard.type('94606');
    await page.keyboard.press('Enter');
    await page.getByRole('radio', {name: 'Standard'}).waitFor();

    await tabTo('checkout-shipping option');
    await page.keyboard.press('ArrowDown');
    await page.getByText('$15.00').last().waitFor();
    await tabTo('checkout-pay button');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', {name: 'Thank you'}).waitFor();
    await tabTo('checkout-receipt button');
  });
});

describe('what looks at the stories', () => {
  /** What is found when something is put below the first story. */
  const planted = async (html: string, check: 'layout' | 'axe') => {
    await enter(page, {name: 'light', window: 480});
    await page.evaluate(() => window.previews.show(0));
    return page.evaluate(
      async ({html, check}) => {
        const plant = document.createElement('div');
        plant.setHTMLUnsafe(html);
        document.querySelector('main > div')!.append(plant);
        const {faults} = await window.previews[check]();
        plant.remove();
        return faults;
      },
      {html, check},
    );
  };

  it('finds nothing where nothing is planted', async () => {
    assert.deepEqual([...(await planted('<p>Well</p>', 'layout')), ...(await planted('<p>Well</p>', 'axe'))], []);
  });

  const layouts: [what: string, html: string, expected: RegExp][] = [
    ['what sticks out', '<p style="width: 600px">Wide</p>', /Wide.* sticks out sideways/],
    ['words cut off', '<p style="width: 3rem; overflow: hidden; white-space: nowrap">Cut in the middle</p>', /cuts its words off/],
    ['words on words', '<p>One above</p><p style="margin-top: -2.5em">Another</p>', /One above.* lies on .*Another/],
  ];
  for (const [what, html, expected] of layouts)
    it(`finds ${what}`, async () => assert.match((await planted(html, 'layout')).join('\n'), expected));

  it('finds what axe does not like', async () => {
    assert.match((await planted('<button></button>', 'axe')).join('\n'), /button-name/);
    assert.match((await planted('<p style="color: #bbb; background: #fff">Pale</p>', 'axe')).join('\n'), /color-contrast/);
  });

  it('finds what is not mirrored', async () => {
    const index = previews.stories.findIndex(({element, name}) => element === 'totals' && name === 'Normal');
    await enter(page, {name: 'rtl', window: 480, direction: 'rtl'});
    const faults = await page.evaluate(async (index) => {
      await window.previews.show(index);
      const plant = document.createElement('p');
      plant.setHTMLUnsafe('<span style="display: block; margin-left: 60px; text-align: left">Always left</span>');
      document.querySelector('main > div')!.append(plant);
      return (await window.previews.mirror(index)).faults;
    }, index);
    assert.match(faults.join('\n'), /Always left.* its mirror image at/);
    assert.equal(faults.length, 1);
  });

  it('really has the modes it speaks of', async () => {
    await enter(
      page,
      MODES.find(({isForced}) => isForced)!,
    );
    assert.ok(await page.evaluate(() => matchMedia('(forced-colors: active)').matches));
    await enter(
      page,
      MODES.find(({text}) => text === 2)!,
    );
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '32px');
    await enter(
      page,
      MODES.find(({scheme}) => scheme === 'dark')!,
    );
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('main')!).colorScheme), 'dark');
  });
});
