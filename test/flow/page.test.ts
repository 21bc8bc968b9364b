import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, before, describe, it} from 'node:test';
import type {Browser} from 'playwright-core';
import {buildStalePages, pageFile} from '../../scripts/pages.mjs';
import {aProductAnswer, aSession, anAnswer} from '../support/builders.js';
import {openBrowser} from '../support/flow.js';

const POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'";
const FRAME = 'http://127.0.0.1/page';
const CHAT = 'http://127.0.0.1/chat';

let browser: Browser;
let page: string;

before(async () => {
  await buildStalePages(['checkout'], {quiet: true});
  page = readFileSync(pageFile('checkout'), 'utf8');
  browser = await openBrowser();
});
after(() => browser?.close());

/**
 * Shows the built page as the strictest host would: one file in a sandboxed frame without an origin, with no leave to load anything.
 * The chat around it answers the bridge's handshake and delivers one tool result. Nothing is served but the two documents.
 */
async function show(toolResult: object) {
  const tab = await browser.newPage();
  const faults: string[] = [];
  const requests: string[] = [];
  tab.on('pageerror', (error) => faults.push(error.message));
  tab.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text()); // a violation of the policy is logged as an error
  });
  await tab.route('**', (route) => {
    const url = route.request().url();
    requests.push(url); // only what the policy lets out comes as far as this
    if (url === CHAT) return route.fulfill({contentType: 'text/html', body: chat(toolResult)});
    if (url === FRAME) return route.fulfill({contentType: 'text/html', body: page, headers: {'content-security-policy': POLICY}});
    return route.abort();
  });
  await tab.goto(CHAT);
  return {widget: tab.frameLocator('iframe'), faults, requests, tab};
}

const chat = (toolResult: object) => `<!doctype html><title>Chat</title><iframe sandbox="allow-scripts" src="${FRAME}"></iframe><script>
  const frame = document.querySelector('iframe');
  const post = (message) => frame.contentWindow.postMessage({jsonrpc: '2.0', ...message}, '*');
  addEventListener('message', ({data: {id, method}}) => {
    if (method === 'ui/initialize') post({id, result: {protocolVersion: '2026-01-26', hostContext: {theme: 'dark', locale: 'en-US'}}});
    if (method === 'tools/call') post({id, result: ${JSON.stringify(toolResult)}});
    if (method === 'ui/notifications/initialized') post({method: 'ui/notifications/tool-result', params: ${JSON.stringify(toolResult)}});
  });
</script>`;

describe('the built page under the strictest policy', () => {
  it('shows the product of a tool result without a violation, an error, or a request', async () => {
    const {widget, faults, requests, tab} = await show(aProductAnswer());
    await widget.getByRole('heading', {name: 'Stoneware mug'}).waitFor();
    await widget.getByRole('button', {name: 'Buy now'}).waitFor();
    await widget.getByText('$28.00').waitFor();
    // Styled by its own sheets: the button has the shape the tokens give it.
    const button = widget.getByRole('button', {name: 'Buy now'});
    assert.equal(await button.evaluate((element) => getComputedStyle(element).borderRadius), '10px');
    assert.deepEqual(faults, []);
    assert.deepEqual(requests, [CHAT, FRAME]);
    await tab.close();
  });

  it('shows a checkout that can be paid likewise', async () => {
    const {widget, faults, requests, tab} = await show(anAnswer(aSession()));
    await widget.getByText('$67.06').waitFor();
    assert.deepEqual(faults, []);
    assert.deepEqual(requests, [CHAT, FRAME]);
    await tab.close();
  });

  it('leaves the placeholder where the policy forbids a picture', async () => {
    const answer = aProductAnswer();
    answer.structuredContent.product.images = ['https://shop.example/mug.jpg'];
    const {widget, requests, tab} = await show(answer);
    const picture = widget.locator('img');
    await picture.waitFor({state: 'attached'});
    await widget.getByRole('button', {name: 'Buy now'}).waitFor();
    assert.equal(await picture.getAttribute('data-ready'), null);
    assert.deepEqual(requests, [CHAT, FRAME]);
    await tab.close();
  });
});
