import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {profiles, type HostKey} from '../../widgets/preview/profiles/profiles.js';
import {hasPaymentSheet, readSettings, writeSettings} from '../../widgets/preview/settings.js';

const defaults = readSettings('');

describe('the toolbar in the address', () => {
  it('is the defaults for an address without a query', () =>
    assert.deepEqual(defaults, {
      theme: 'system',
      locale: 'en-US',
      width: '768',
      host: 'chatgpt',
      outcome: 'pays',
      buyer: 'guest',
      log: 'auto',
    }));

  it('takes every switch from the query', () =>
    assert.deepEqual(readSettings('?theme=dark&locale=de-DE&width=320&outcome=declined&host=mcp-apps&buyer=signed-in&log=open'), {
      theme: 'dark',
      locale: 'de-DE',
      width: '320',
      outcome: 'declined',
      host: 'mcp-apps',
      buyer: 'signed-in',
      log: 'open',
    }));

  it('falls back to the default for a value it does not know', () =>
    assert.deepEqual(readSettings('?theme=blue&locale=&width=320px&outcome=explodes&host=constructor'), defaults));

  it('leaves defaults out, keeps the parameters of others and reads back what it wrote', () => {
    const settings = {...defaults, theme: 'dark', outcome: 'no-sheet'} as const;
    const search = writeSettings(settings, '?theme=light&keep=me&width=320');
    assert.equal(search, '?theme=dark&keep=me&outcome=no-sheet');
    assert.deepEqual(readSettings(search), settings);
    assert.equal(writeSettings(defaults, search), '?keep=me');
    assert.equal(writeSettings(defaults), '');
  });
});

describe('the payment sheet', () => {
  const withSheet = (Object.keys(profiles) as HostKey[]).filter((host) => hasPaymentSheet({...defaults, host}));
  it('is there in the hosts that have one', () => assert.deepEqual(withSheet, ['chatgpt', 'chatgpt-phone', 'mcpjam', 'unruly']));
  it('is not there when switched off', () => assert.equal(hasPaymentSheet({...defaults, outcome: 'no-sheet'}), false));
  it('is never there in MCP Apps, which has no payment method', () =>
    assert.equal(hasPaymentSheet({...defaults, host: 'mcp-apps'}), false));
});
