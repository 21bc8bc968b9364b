import assert from 'node:assert/strict';
import {after, before, type TestContext} from 'node:test';
import type {Browser, BrowserContext} from 'playwright-core';
import {buildStalePages} from '../../scripts/pages.mjs';
import {openBrowser, openShop, type Shop} from './flow.js';
import {openChat, type Script, type ScriptedHost} from './scripted-host.js';

/** One browser and one shop for all tests of a file. A chat closes with its test, which fails where the page left a fault behind. */
export function hostStage() {
  let browser: Browser;
  let context: BrowserContext;
  let shop: Shop;
  before(async () => {
    await buildStalePages(['checkout'], {quiet: true});
    shop = await openShop();
    browser = await openBrowser();
    context = await browser.newContext({viewport: {width: 720, height: 1600}, locale: 'en-US', timezoneId: 'America/Los_Angeles'});
  });
  after(async () => {
    await browser?.close();
    await shop?.close();
  });
  return {
    get shop() {
      return shop;
    },
    async chat(t: Pick<TestContext, 'after'>, script?: Script): Promise<ScriptedHost> {
      const host = await openChat(context, shop, script);
      t.after(async () => {
        await host.close();
        assert.deepEqual(host.faults, [], 'the page left no error, no violation of the policy, no request of its own');
      });
      return host;
    },
  };
}
