import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {hostStage} from '../support/host-stage.js';
import {chatGpt, standardVariables} from '../support/scripted-chatgpt.js';
import type {Fields, ScriptedHost} from '../support/scripted-host.js';
import {callTool, oneBag, readyCheckout} from '../support/shop-calls.js';

const stage = hostStage();
const mug = {product_id: 'mug'};
const CHANGED = 'ui/notifications/host-context-changed';
const root = (host: ScriptedHost) =>
  host.frame().evaluate(() => {
    const {dir, style, dataset} = document.documentElement;
    return {dir, scheme: style.colorScheme, theme: dataset.theme, color: style.color};
  });
const price = ({widget}: ScriptedHost) => widget.getByText(/28[.,]00/).first();

async function productIn(t: Parameters<typeof stage.chat>[0], context: Fields) {
  const host = await stage.chat(t, {input: mug, result: await callTool(stage.shop, 'show_product', {product_id: 'mug-ink-12oz'}), context});
  await host.widget.getByRole('heading', {name: 'Everyday Mug'}).waitFor();
  return host;
}

describe('MCP Apps 2026-01-26: the host context', {concurrency: 3}, () => {
  it('all of it may be missing', async (t) => {
    const on = {'ui/initialize': () => ({protocolVersion: '2026-01-26'})};
    const host = await stage.chat(t, {input: mug, result: await callTool(stage.shop, 'show_product', mug), on});
    await host.widget.getByRole('button', {name: 'Buy now'}).waitFor();
  });

  it('ui/notifications/host-context-changed is a part: what it does not name stays', async (t) => {
    const host = await productIn(t, {theme: 'dark', locale: 'de-DE'});
    assert.match((await price(host).textContent())!, /28,00\s\$/);
    await host.notify(CHANGED, {theme: 'light'});
    await host.settled();
    assert.deepEqual(await root(host), {dir: 'ltr', scheme: 'light', theme: 'light', color: ''});
    assert.match((await price(host).textContent())!, /28,00\s\$/);
    await host.notify(CHANGED, {locale: 'en-US'});
    await host.settled();
    assert.match((await price(host).textContent())!, /\$28\.00/);
    assert.deepEqual(await root(host), {dir: 'ltr', scheme: 'light', theme: 'light', color: ''});
  });

  it('locale: the page is turned the way its language is written', async (t) => {
    const host = await productIn(t, {locale: 'ar-EG'});
    assert.equal((await root(host)).dir, 'rtl');
    await host.notify(CHANGED, {locale: 'fr-FR'});
    await host.settled();
    assert.equal((await root(host)).dir, 'ltr');
  });

  it('toolInfo, displayMode, containerDimensions, platform, deviceCapabilities, userAgent and unknown keys: taken as they come', async (t) => {
    const strange = {
      toolInfo: {id: 1, tool: {name: 'show_product', inputSchema: {type: 'object'}}},
      displayMode: 'fullscreen',
      availableDisplayModes: ['inline', 'fullscreen', 'pip'],
      containerDimensions: {height: 400, maxWidth: 768},
      platform: 'mobile',
      deviceCapabilities: {touch: true, hover: false},
      userAgent: 'chatgpt',
      'x-new': {deep: [1]},
      styles: null,
    };
    const host = await productIn(t, strange);
    await host.notify(CHANGED, {...strange, displayMode: 'pip', containerDimensions: {maxHeight: 300}, styles: {variables: null, css: {}}});
    await host.settled();
    await host.widget.getByRole('button', {name: 'Buy now'}).waitFor();
  });

  it('styles.variables: used as they are, whatever CSS they hold, and sent again with another theme', async (t) => {
    const color = (host: ScriptedHost) =>
      host.widget.getByRole('heading', {name: 'Everyday Mug'}).evaluate((heading) => getComputedStyle(heading).color);
    const variables = {'--color-text-primary': 'light-dark(rgb(1 2 3), rgb(4 5 6))', '--font-sans': 'Georgia, serif', color: 'red'};
    const host = await productIn(t, {theme: 'light', styles: {variables}});
    assert.equal(await color(host), 'rgb(1, 2, 3)');
    assert.equal((await root(host)).color, ''); // only custom properties are a host's to set
    const font = await host.widget.getByRole('button', {name: 'Buy now'}).evaluate((button) => getComputedStyle(button).fontFamily);
    assert.match(font, /Georgia/);
    await host.notify(CHANGED, {theme: 'dark'});
    await host.settled();
    assert.equal(await color(host), 'rgb(4, 5, 6)');
    await host.notify(CHANGED, {styles: {variables: {'--color-text-primary': 'color-mix(in srgb, rgb(9 9 9), rgb(9 9 9))'}}});
    await host.settled();
    assert.match(await color(host), /^rgb\(9, 9, 9\)$|^color\(srgb 0\.035\d* 0\.035\d* 0\.035\d*\)$/);
  });

  it('styles.variables: 68 of the 76, none for a status: an error still has its tint, its edge and readable words (MCPJam)', async (t) => {
    const variables = standardVariables('chatgpt');
    assert.equal(Object.keys(variables).length, 68);
    assert.equal(Object.keys(standardVariables('all')).length, 76);
    const {result} = await readyCheckout(stage.shop);
    const refusal = {isError: true, content: [{type: 'text', text: 'Only four are left.'}]};
    const tool = (name: string, _args: Fields, real: () => Promise<Fields>) => (name === 'update_checkout' ? refusal : real());
    const host = await stage.chat(t, chatGpt({input: oneBag, result, context: {styles: {variables}}, tool}));
    await host.widget.getByRole('button', {name: /^Increase quantity/}).click();
    const banner = host.widget.locator('.message.error');
    await banner.waitFor();
    const {back, edge, words} = await banner.evaluate((element) => {
      const {backgroundColor, borderTopColor, color} = getComputedStyle(element);
      return {back: backgroundColor, edge: borderTopColor, words: color};
    });
    for (const tint of [back, edge]) assert.match(tint, /\/ 0?\.[1-9]|\/ 0?\.0[1-9]/, 'a tint that lets the chat shine through');
    assert.equal(words, 'rgb(13, 13, 13)');
  });

  it('styles.css.fonts: stand in the document, where shadow roots can use them', async (t) => {
    const fonts = (family: string) => ({styles: {css: {fonts: `@font-face { font-family: ${family}; src: local(serif) }`}}});
    const host = await productIn(t, fonts('HostFont'));
    const families = () => host.frame().evaluate(() => [...document.fonts].map(({family}) => family));
    assert.deepEqual(await families(), ['HostFont']);
    await host.notify(CHANGED, fonts('OtherFont'));
    await host.settled();
    assert.deepEqual(await families(), ['OtherFont']);
  });

  it('safeAreaInsets: nothing of the page lies below them, and they change', async (t) => {
    const host = await productIn(t, {});
    const place = async () => {
      const [content, frame] = await Promise.all([
        host.widget.getByRole('heading', {name: 'Everyday Mug'}).boundingBox(),
        host.tab.locator('#widget').boundingBox(),
      ]);
      return [content!.x - frame!.x, content!.y - frame!.y] as const;
    };
    const [x, y] = await place();
    await host.notify(CHANGED, {safeAreaInsets: {top: 24, right: 0, bottom: 34, left: 48}});
    await host.settled();
    const [insetX, insetY] = await place();
    assert.ok(insetX >= x + 24 && insetX >= 48, `${x} to ${insetX} px from the left`);
    assert.ok(insetY >= 24 && insetY >= y, `${y} to ${insetY} px from the top`);
  });

  it('timeZone: days of delivery are those of the buyer', async (t) => {
    const {result} = await readyCheckout(stage.shop);
    const days = async (timeZone: string) => {
      const host = await stage.chat(t, {input: oneBag, result, context: {timeZone}});
      const option = host.widget.getByRole('radio').first();
      await option.waitFor();
      return option.evaluate((radio) => (radio.getRootNode() as ShadowRoot).textContent);
    };
    assert.notEqual(await days('Pacific/Kiritimati'), await days('Pacific/Pago_Pago'));
  });

  it('tool-input with display hints (product checkout conversion): shown until the catalog has answered, and then gone', async (t) => {
    const [item] = (oneBag.checkout_session as {items: Fields[]}).items;
    const input = {checkout_session: {items: [{...item, name: 'Coffee as the seller calls it', price: '$1.00'}]}};
    const host = await stage.chat(t, {input});
    const hint = host.widget.getByText('Coffee as the seller calls it');
    await hint.waitFor();
    await host.notify('ui/notifications/tool-result', await callTool(stage.shop, 'checkout_session', input));
    await host.widget.getByText('Morning Hill Coffee, Whole Bean').waitFor();
    assert.deepEqual([await hint.count(), await host.widget.getByText('$1.00').count()], [0, 0]);
  });
});
