import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, it} from 'node:test';
import {Activity} from '../../widgets/preview/activity.js';
import {openDoors} from '../../widgets/preview/doors.js';
import type {Links} from '../../widgets/preview/profiles/profile.js';

const SHOP = 'https://shop.example';
const LISTED = `${SHOP}/pay`;
const OTHER = 'https://other.example/';
const CHAT = 'https://chat.example/c/1';

describe('the way out of a page', () => {
  const opened: string[] = [];
  const asked: string[] = [];

  beforeEach(() => Object.assign(globalThis, {window: {open: (url: URL) => opened.push(String(url))}, location: {href: CHAT}}));
  afterEach(() => {
    opened.length = asked.length = 0;
    for (const name of ['window', 'location']) Reflect.deleteProperty(globalThis, name);
  });

  function doors(links: Links, isWanted = true) {
    const origins = {connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [], redirectDomains: [SHOP]};
    const shop = {tools: new Map(), call: assert.fail, readResource: assert.fail, readPage: assert.fail};
    return openDoors({
      shop,
      activity: new Activity(),
      page: {html: '', prefersBorder: false, origins},
      links,
      confirmLink: async (url) => (asked.push(url.href), isWanted),
      followUp: assert.fail,
      requestCheckout: assert.fail,
    });
  }

  const asksAbout: [Links['asks'], string[]][] = [
    ['never', []],
    ['unlisted', [OTHER]],
    ['always', [LISTED, OTHER]],
  ];
  for (const [asks, about] of asksAbout)
    it(`asks ${asks}: about ${about.join(' and ') || 'nothing'}`, async () => {
      const {openLink} = doors({asks, addsReturn: false});
      for (const href of [LISTED, OTHER]) assert.equal(await openLink(href, true), true);
      assert.deepEqual(asked, about);
      assert.deepEqual(opened, [LISTED, OTHER]);
    });

  it('stays closed when the buyer will not go, and says so', async () => {
    assert.equal(await doors({asks: 'always', addsReturn: false}, false).openLink(OTHER, true), false);
    assert.deepEqual(opened, []);
  });

  it('carries the way back where the host adds it, the page wants it and the origin is listed', async () => {
    const {openLink} = doors({asks: 'never', addsReturn: true});
    await openLink(LISTED, true);
    await openLink(LISTED, false);
    await openLink(OTHER, true);
    assert.deepEqual(opened, [`${LISTED}?redirectUrl=${encodeURIComponent(CHAT)}`, LISTED, OTHER]);
  });
});
