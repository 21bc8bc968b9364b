import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {pageFile} from '../../scripts/pages.mjs';
import {WIDGET_URI} from '../../shared/tools.js';
import {hostStage} from '../support/host-stage.js';
import {chatGpt} from '../support/scripted-chatgpt.js';
import type {Script, ScriptedHost} from '../support/scripted-host.js';
import {askShop, callTool, oneBag, readyCheckout} from '../support/shop-calls.js';

const stage = hostStage();
const mug = {product_id: 'mug'};
const SIZE = 'ui/notifications/size-changed';
const CHAT_COLOR = [10, 80, 120];

const heights = (host: ScriptedHost) => host.all(SIZE).map(({params}) => params.height as number);
const aCheckout = async (): Promise<Script> => ({input: oneBag, result: (await readyCheckout(stage.shop)).result});
const aMug = async (): Promise<Script> => ({input: mug, result: await callTool(stage.shop, 'show_product', mug)});

/** Heights in the frame, in CSS pixels: what its content needs, and how much of that can be seen. */
const measures = (host: ScriptedHost) =>
  host.frame().evaluate(() => ({
    html: Math.ceil(document.documentElement.getBoundingClientRect().height),
    body: Math.ceil(document.body.getBoundingClientRect().height),
    seen: innerHeight,
    scrollable: document.documentElement.scrollHeight - document.documentElement.clientHeight,
  }));

/** The frame follows the last height, and no other is on its way. */
async function steady(host: ScriptedHost): Promise<number> {
  await host.until(SIZE);
  for (let round = 0, last = -1; round < 50; round += 1, last = heights(host).at(-1)!) {
    await host.settled();
    if (last === heights(host).at(-1) && (await measures(host)).seen === last) return last;
  }
  throw new Error(`the height never comes to rest: ${heights(host).join(', ')}`);
}

const makeFrame = (host: ScriptedHost, height: number) =>
  host.tab.evaluate((px) => void ((document.querySelector('#widget') as HTMLElement).style.height = `${px}px`), height);

/** The colour the chat shows at the lower edge of the frame, where the page paints nothing of its own. */
async function colorBehind(host: ScriptedHost): Promise<number[]> {
  const box = (await host.tab.locator('#widget').boundingBox())!;
  const picture = await host.tab.screenshot({clip: {x: box.x + 2, y: box.y + 2, width: 1, height: 1}});
  return host.tab.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas').getContext('2d')!;
      canvas.drawImage(image, 0, 0);
      return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
    },
    `data:image/png;base64,${picture.toString('base64')}`,
  );
}

describe('known host problems: the page in its frame', {concurrency: 3}, () => {
  it('8 a page kept by its address asks for files that are gone: it is one file and asks for none (OEX#206, skybridge#530)', async (t) => {
    const host = await stage.chat(t, await aCheckout());
    await host.widget.getByRole('heading', {name: 'Checkout'}).waitFor();
    const loaded = await host.frame().evaluate(() => performance.getEntriesByType('resource').map(({name}) => name));
    assert.deepEqual(
      loaded.filter((name) => !name.startsWith(`${stage.shop.base}/images/`)),
      [],
    );
    const html = readFileSync(pageFile('checkout'), 'utf8');
    assert.doesNotMatch(html.replace(/<script[^]*?<\/script>/g, ''), /\b(?:src|href)=|@import|url\(/);
    const {contents} = (await askShop(stage.shop, 'resources/read', {uri: WIDGET_URI})) as {contents: {text: string}[]};
    assert.deepEqual([contents.length, contents[0]?.text], [1, html]);
  });

  it('9 the frame is cut off at 150 px unless the exact ui/notifications/size-changed is sent (nutrition-mcp#37, CopilotKit#6700)', async (t) => {
    const host = await stage.chat(t, await aCheckout());
    await host.widget.getByRole('heading', {name: 'Checkout'}).waitFor();
    const height = await steady(host);
    assert.ok(height > 400, `${height} px`);
    assert.deepEqual(await measures(host), {html: height, body: height, seen: height, scrollable: 0});
    assert.deepEqual([...new Set(host.sent.map(({method}) => method).filter((method) => method.includes('size')))], [SIZE]);
  });

  it('10 the height never grows by itself and shrinks with the content (WaniWani#21, nutrition-mcp#37)', async (t) => {
    const host = await stage.chat(t, await aCheckout());
    await host.widget.getByRole('heading', {name: 'Checkout'}).waitFor();
    const high = await steady(host);
    await makeFrame(host, 2000);
    await host.settled();
    assert.equal(heights(host).at(-1), high);
    await host.widget.getByRole('button', {name: 'Cancel checkout'}).click();
    await host.widget.getByRole('heading', {name: 'Checkout canceled'}).waitFor();
    const low = await steady(host);
    assert.ok(low < high / 2, `from ${high} to ${low} px`);
  });

  it('11 a host that reads the height off the DOM finds the natural one, in a small frame and in a large one (claude-ai-mcp#69)', async (t) => {
    const host = await stage.chat(t, await aMug());
    await host.widget.getByRole('button', {name: 'Buy now'}).waitFor();
    const natural = await steady(host);
    for (const frame of [150, 2000]) {
      await makeFrame(host, frame);
      const {html, body} = await measures(host);
      assert.deepEqual([html, body], [natural, natural], `in a frame of ${frame} px`);
    }
  });

  it('12 maxHeight is undefined, or there and small: the page neither needs it nor scrolls inside (OEX#99)', async (t) => {
    for (const maxHeight of [undefined, 200]) {
      const host = await stage.chat(t, chatGpt({...(await aCheckout()), globals: {maxHeight}}));
      await host.widget.getByRole('button', {name: /^Pay \$/}).waitFor();
      await steady(host);
      const inner = await host.widget
        .locator('*')
        .evaluateAll((all) =>
          all
            .filter((each) => /auto|scroll/.test(getComputedStyle(each).overflowY) && each.scrollHeight > each.clientHeight)
            .map(({localName, className}) => `${localName}.${className}`),
        );
      assert.deepEqual(inner, []);
    }
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`14 the frame stays transparent in a ${theme} chat, before the first word of the host too (goose#7439, mcp-use#2610)`, async (t) => {
      const host = await stage.chat(t, chatGpt({theme, globals: {theme}, on: {'ui/initialize': () => new Promise(() => {})}}));
      await host.widget.getByLabel('Loading checkout…').waitFor();
      assert.deepEqual(await colorBehind(host), CHAT_COLOR);
      assert.equal(await host.frame().evaluate(() => getComputedStyle(document.documentElement).colorScheme), theme);
    });

    it(`14 without window.openai the ${theme} chat shines through as well, and a change of theme is followed (mcp-use#2610)`, async (t) => {
      const host = await stage.chat(t, {theme, context: {theme}, ...(await aMug())});
      await host.widget.getByRole('button', {name: 'Buy now'}).waitFor();
      assert.deepEqual(await colorBehind(host), CHAT_COLOR);
      const flipped = theme === 'light' ? 'dark' : 'light';
      await host.tab.evaluate((scheme) => void (document.documentElement.style.colorScheme = scheme), flipped);
      await host.notify('ui/notifications/host-context-changed', {theme: flipped});
      await host.settled();
      assert.deepEqual(await colorBehind(host), CHAT_COLOR);
    });
  }
});
