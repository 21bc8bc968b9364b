import type {Result} from './planted-server.js';
import {inHead, onCall, onHtml, onMeta, onPage, rpcError, type Row} from './plant.js';

/** In the page and in the answers: one mistake at a time, for which every other check must stay silent. */
export const pageMistakes: readonly Row[] = [
  // the page
  ['the page is not listed', 'resource-listed', 'fail', {answers: {'resources/list': (result) => (result.resources = [])}}],
  ['the page comes twice', 'one-content', 'fail', {answers: {'resources/read': ({contents}) => contents.push(contents[0])}}],
  ['the page has the older MIME type', 'mime-type', 'fail', onPage((item) => (item.mimeType = 'text/html+skybridge'))],
  ['the metadata is on the listing only', 'meta-on-content', 'warn', onPage((item) => delete item._meta)],
  [
    'the two policies differ',
    'csp-spellings',
    'fail',
    onMeta((meta) => meta['openai/widgetCSP'].connect_domains.push('https://api.example')),
  ],
  [
    'the page embeds another site',
    'frames',
    'warn',
    onMeta((meta) => {
      meta.ui.csp.frameDomains = ['https://pay.example'];
      meta['openai/widgetCSP'].frame_domains = ['https://pay.example'];
    }),
  ],
  ['the domain has one spelling', 'domain', 'fail', onMeta((meta) => (meta.ui.domain = 'https://shop.example'))],
  ['nothing is said about the border', 'prefers-border', 'fail', onMeta((meta) => delete meta.ui.prefersBorder)],
  ['the page has no description', 'widget-description', 'warn', onMeta((meta) => delete meta['openai/widgetDescription'])],
  ['the page has no doctype', 'html', 'fail', onHtml((html) => html.replace(/<!doctype html>/i, ''))],
  ['the page needs a style sheet beside it', 'self-contained', 'fail', inHead('<link rel="stylesheet" href="./style.css">')],
  ['the page runs text', 'no-eval', 'fail', inHead('<script>new Function("return 1")()</script>')],
  ['the page is heavy', 'page-size', 'fail', inHead(`<style>/*${'x'.repeat(150_000)}*/</style>`)],
  [
    'the page shows a picture from elsewhere',
    'csp-covers',
    'fail',
    inHead('<style>i{background:url(https://elsewhere.example/a.png)}</style>'),
  ],

  // the answers
  [
    'a search fails',
    'calls',
    'fail',
    {instead: (_, body) => (body?.params?.name === 'show_product' ? rpcError(body.id, -32603) : undefined)},
  ],
  [
    'the pictures are from elsewhere',
    'image-origins',
    'fail',
    onCall('search_products', ({structuredContent}) =>
      structuredContent.products.forEach((product: Result) => (product.images = ['https://cdn.example/a.jpg'])),
    ),
  ],
  ['the buyer is asked before leaving', 'redirect-domains', 'warn', onMeta((meta) => (meta['openai/widgetCSP'].redirect_domains = []))],
  ['a result is too long', 'response-size', 'fail', onCall('show_product', ({content}) => (content[0].text = 'x'.repeat(150_000)))],
  ['a result has no text', 'text-fallback', 'fail', onCall('search_products', (result) => (result.content = []))],
  ['an unknown checkout is an ordinary answer', 'tool-errors', 'fail', onCall('get_checkout', (result) => delete result.isError)],
  [
    'a refusal shows its stack',
    'tool-errors',
    'fail',
    onCall('get_checkout', ({content}) => (content[0].text += '\n    at get (checkout.ts:12:3)')),
  ],
];
