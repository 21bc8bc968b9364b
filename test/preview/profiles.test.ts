import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {fixedContext, hostContext, openaiGlobals} from '../../widgets/preview/host-context.js';
import type {HostProfile} from '../../widgets/preview/profiles/profile.js';
import {hostKeys, profileOf, type HostKey} from '../../widgets/preview/profiles/profiles.js';
import {readSettings, writeSettings} from '../../widgets/preview/settings.js';

const LINE = 130; // characters that fit on one line of the toolbar

/** What a host says about the device, without one. */
Object.assign(globalThis, {matchMedia: () => ({matches: false})});

const variablesOf = (host: HostKey, theme: 'light' | 'dark' = 'light') =>
  (hostContext({theme, locale: 'en-US', host}).styles as {variables?: Record<string, string>} | undefined)?.variables ?? {};

for (const host of hostKeys) {
  const profile = profileOf(host);
  describe(`the host ${host}`, () => {
    it('is named, and one line says what it has', () => {
      assert.match(host, /^[a-z][a-z-]+$/);
      assert.ok(profile.title);
      assert.match(profile.about, /\.$/);
      assert.ok(profile.about.length <= LINE, `${profile.about.length} characters`);
      assert.deepEqual(
        hostKeys.filter((key) => profileOf(key).title === profile.title),
        [host],
      );
    });

    it('comes back out of the address it was written into', () => {
      const settings = {...readSettings(''), host};
      assert.deepEqual(readSettings(writeSettings(settings)), settings);
    });

    it('can be shown: it offers only what fits together', () => {
      const {openai, context, delivery, frame} = profile;
      assert.ok(delivery.moments.every((moment) => moment === 'before-ready' || moment >= 0));
      assert.ok(openai || delivery.moments.length, 'the result comes one way or another');
      if (openai?.toolOutput === 'never') assert.ok(delivery.moments.length);
      if (delivery.emptiesAfterReload) assert.ok(openai?.methods.includes('setWidgetState'), 'nothing else would be left');
      if (frame.width) assert.ok(frame.width >= 320);
      assert.ok(context.displayModes.length === 0 || context.displayModes[0] === 'inline');
    });

    it('tells a page nothing but what its profile has', () => {
      const surroundings = {theme: 'dark', locale: 'de-DE', host} as const;
      const told = {...fixedContext(profile, 600), ...hostContext(surroundings)};
      const {context, openai} = profile;
      for (const name of ['theme', 'locale', 'timeZone'] as const) assert.equal(name in told, context.tells.includes(name), name);
      assert.equal('styles' in told, Boolean(context.styles));
      assert.equal('containerDimensions' in told, Boolean(context.container));
      assert.equal('safeAreaInsets' in told, Boolean(context.safeArea));
      assert.deepEqual(Object.keys(openaiGlobals(surroundings)), openai?.globals ?? []);
    });
  });
}

describe('the style variables of a host', () => {
  const counts = (host: HostKey) => Object.keys(variablesOf(host)).length;
  it('are 68 plain values of the theme in ChatGPT', () => {
    assert.equal(counts('chatgpt'), 68);
    assert.equal(variablesOf('chatgpt')['--color-background-primary'], '#ffffff');
    assert.equal(variablesOf('chatgpt', 'dark')['--color-background-primary'], '#212121');
    assert.equal(variablesOf('chatgpt')['--color-background-danger'], undefined);
  });
  it('are all 76 for both themes at once in Claude, and its own colours', () => {
    assert.equal(counts('claude'), 76);
    assert.equal(variablesOf('claude')['--color-text-primary'], 'light-dark(#141413, #faf9f5)');
    assert.equal(variablesOf('claude')['--color-border-danger'], 'light-dark(#ffb3b1, #8f3432)');
  });
  it('are 76 of an editor in VS Code', () => {
    assert.equal(counts('vscode'), 76);
    assert.equal(variablesOf('vscode')['--border-radius-xl'], '8px');
  });
  it('are none where a host has no style', () => assert.equal(counts('copilot'), 0));
});

/** Whether some host shows this trait, so that it can be tried by hand. */
const traits: Record<string, (profile: HostProfile) => boolean> = {
  'no window.openai': ({openai}) => !openai,
  'window.openai without a sheet': ({openai}) => Boolean(openai && !openai.methods.includes('requestCheckout')),
  'no links': ({capabilities, openai}) => !capabilities.openLinks && !openai,
  'no tools': ({capabilities, openai}) => !capabilities.serverTools && !openai,
  'a result without structured content': ({delivery}) => delivery.strips.includes('structuredContent'),
  'a result without _meta': ({delivery}) => delivery.strips.includes('_meta'),
  'a replaced _meta': ({delivery}) => delivery.replacesMeta,
  'an emptied result after a reload': ({delivery}) => delivery.emptiesAfterReload,
  'a result before the page is ready': ({delivery}) => delivery.moments.includes('before-ready'),
  'two deliveries': ({delivery}) => delivery.moments.length > 1,
  'a late result': ({delivery}) => delivery.moments.some((moment) => Number(moment) > 1000),
  'a lost result': ({delivery}) => delivery.losesAfterSeveralCalls,
  'toolOutput null for ever': ({openai}) => openai?.toolOutput === 'never',
  'the whole result in toolOutput': ({openai}) => openai?.toolOutput === 'whole-result',
  'a script that initializes first': ({openai}) => Boolean(openai?.initializesFirst),
  'a height that only grows': ({frame}) => frame.height === 'grows',
  'a height read from the document': ({frame}) => frame.height === 'read',
  'a frame of the wrong colour scheme': ({frame}) => frame.colorScheme === 'light',
  'a phone': ({frame, context}) => Boolean(frame.width && context.safeArea?.bottom && context.platform === 'mobile'),
  'a return address for listed origins': ({links}) => links.addsReturn,
  'a question before a link': ({links}) => links.asks !== 'never',
};

describe('among the hosts', () => {
  for (const [trait, has] of Object.entries(traits)) it(`one has ${trait}`, () => assert.ok(hostKeys.some((key) => has(profileOf(key)))));
});
