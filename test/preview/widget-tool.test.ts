import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {isVisibleTo, linkTarget, readWidgetPage, whyNotForApp, widgetUriOf} from '../../widgets/preview/widget-tool.js';

const tool = (meta?: Record<string, unknown>) => ({name: 'a_tool', ...(meta && {_meta: meta})});
const both = {ui: {visibility: ['model', 'app']}, 'openai/widgetAccessible': true};

describe('who may call a tool', () => {
  it('is everyone when nothing is said', () => {
    assert.equal(isVisibleTo(tool(), 'app'), true);
    assert.equal(isVisibleTo(tool(), 'model'), true);
  });
  it('is who the visibility lists', () => {
    assert.equal(isVisibleTo(tool({ui: {visibility: ['app']}}), 'model'), false);
    assert.equal(isVisibleTo(tool({ui: {visibility: ['model']}}), 'app'), false);
  });
  it('is refused to the page with a sentence that names the key', () => {
    assert.match(whyNotForApp(tool({ui: {visibility: ['model']}}), 'a_tool', 'bridge') ?? '', /not visible to the app .*visibility/);
    assert.match(whyNotForApp(undefined, 'nothing', 'bridge') ?? '', /Unknown tool "nothing"/);
  });
  it('needs the older key too when the page asks through window.openai', () => {
    assert.match(whyNotForApp(tool({ui: {visibility: ['app']}}), 'a_tool', 'window.openai') ?? '', /widgetAccessible/);
    assert.equal(whyNotForApp(tool({ui: {visibility: ['app']}}), 'a_tool', 'bridge'), undefined);
    assert.equal(whyNotForApp(tool(both), 'a_tool', 'window.openai'), undefined);
  });
});

describe('the page of a tool', () => {
  it('is named by either spelling', () => {
    assert.equal(widgetUriOf(tool({ui: {resourceUri: 'ui://a'}})), 'ui://a');
    assert.equal(widgetUriOf(tool({'openai/outputTemplate': 'ui://a'})), 'ui://a');
    assert.equal(widgetUriOf(tool({ui: {resourceUri: 'ui://a'}, 'openai/outputTemplate': 'ui://a'})), 'ui://a');
    assert.equal(widgetUriOf(tool()), undefined);
  });
  it('is an error when the two spellings disagree', () =>
    assert.throws(() => widgetUriOf(tool({ui: {resourceUri: 'ui://a'}, 'openai/outputTemplate': 'ui://b'})), /names two pages/));

  const mimeType = 'text/html;profile=mcp-app';
  it('is read from its one content, as text or as base64', () => {
    assert.equal(readWidgetPage('ui://a', [{mimeType, text: '<p>a'}]).html, '<p>a');
    assert.equal(readWidgetPage('ui://a', [{mimeType, blob: Buffer.from('<p>ä').toString('base64')}]).html, '<p>ä');
  });
  it('says whether the host should draw a border', () => {
    assert.equal(readWidgetPage('ui://a', [{mimeType, text: 'a', _meta: {ui: {prefersBorder: true}}}]).prefersBorder, true);
    assert.equal(readWidgetPage('ui://a', [{mimeType, text: 'a', _meta: {'openai/widgetPrefersBorder': true}}]).prefersBorder, true);
    assert.equal(readWidgetPage('ui://a', [{mimeType, text: 'a'}]).prefersBorder, false);
  });
  it('is refused when it is of another type, empty, or not alone', () => {
    assert.throws(
      () => readWidgetPage('ui://a', [{mimeType: 'text/html', text: 'a'}]),
      /must be text\/html;profile=mcp-app, got text\/html$/,
    );
    assert.throws(() => readWidgetPage('ui://a', [{mimeType}]), /is empty/);
    assert.throws(() => readWidgetPage('ui://a', []), /exactly one content, got 0/);
  });
});

describe('a link that a page opens', () => {
  const open = (href: unknown, conversation: string | undefined = 'https://chat.example/c/1') =>
    linkTarget(href, ['https://shop.example'], conversation).href;

  it('carries the conversation to an origin that asked for it', () =>
    assert.equal(open('https://shop.example/pay?a=1'), 'https://shop.example/pay?a=1&redirectUrl=https%3A%2F%2Fchat.example%2Fc%2F1'));
  it('is left alone for other origins, and where there is nowhere to come back to', () => {
    assert.equal(open('https://other.example/pay'), 'https://other.example/pay');
    assert.equal(open('https://shop.example/pay', ''), 'https://shop.example/pay');
  });
  it('must be http or https', () => {
    assert.throws(() => open('javascript:alert(1)'), /Cannot open a javascript: link/);
    assert.throws(() => open('/orders/1'), /expected an absolute URL/);
    assert.throws(() => open(undefined), /expected an absolute URL/);
  });
});
