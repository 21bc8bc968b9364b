import {chatgpt} from './chatgpt.js';
import {reference} from './mcp-apps.js';
import {faithful, type HostProfile} from './profile.js';

/** Tools and nothing else: a page must leave its links to the buyer. */
export const toolsOnly: HostProfile = {
  ...reference,
  title: 'No links',
  group: 'Test hosts',
  about: 'Calls tools and opens no links: the buyer gets an address to open by hand. No style variables.',
  capabilities: {serverTools: {}},
  context: {tells: ['theme', 'locale'], displayModes: ['inline']},
  delivery: faithful,
};

/** A handshake, a result, and no more. Whatever a page asks for is not known here. */
export const bare: HostProfile = {
  ...reference,
  title: 'Nothing offered',
  group: 'Test hosts',
  about: 'Shows the result and offers nothing: no tools, no links, no theme, no locale. Nothing can be bought here.',
  capabilities: {},
  context: {tells: [], displayModes: []},
  delivery: faithful,
};

/** Every fault of timing at once. Each is reported of some host; all of them together of none. */
export const unruly: HostProfile = {
  ...chatgpt,
  title: 'Unruly',
  group: 'Test hosts',
  about: 'Payment sheet. The result comes too early, again, and late; toolOutput stays null; the height only grows.',
  openai: {
    ...chatgpt.openai!,
    methods: chatgpt.openai!.methods.filter((method) => method !== 'notifyIntrinsicHeight'),
    toolOutput: 'never',
  },
  delivery: {...chatgpt.delivery, moments: ['before-ready', 0, 1500]},
  links: {asks: 'always', addsReturn: false},
};

/** A slow tool or a slow line: the page waits for four seconds. */
export const late: HostProfile = {
  ...reference,
  title: 'Late',
  group: 'Test hosts',
  about: 'MCP Apps only. The result comes four seconds after the page: what it shows meanwhile counts.',
  delivery: {...faithful, moments: [4000]},
};
