import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Doors} from '../../widgets/preview/doors.js';
import {createOpenaiHost, resultGlobals} from '../../widgets/preview/openai-host.js';
import type {ToFrame} from '../../widgets/preview/openai-shim.js';
import type {OpenaiOffer} from '../../widgets/preview/profiles/profile.js';

const result = {content: [], structuredContent: {a: 1}, _meta: {b: 2}};

const offer: OpenaiOffer = {
  methods: ['callTool', 'openExternal', 'requestCheckout', 'notifyIntrinsicHeight'],
  globals: [],
  toolOutput: 'structured-content',
  checkoutAnswer: 'session',
  initializesFirst: false,
};

function aHost(differs: Partial<OpenaiOffer> = {}, doors: Partial<Doors> = {}) {
  const sent: ToFrame[] = [];
  const heights: number[] = [];
  const answer = createOpenaiHost({
    offer: {...offer, ...differs},
    send: (message) => sent.push(message),
    doors: {
      callTool: async () => result,
      openLink: async () => true,
      followUp: assert.fail,
      informModel: assert.fail,
      requestCheckout: async () => ({id: 'cs_1', status: 'completed'}),
      ...doors,
    },
    setHeight: (height) => heights.push(height),
    saveState: assert.fail,
    close: assert.fail,
  });
  const call = async (method: string, ...args: unknown[]) => {
    await answer({chatPreview: 'call', id: 1, method, args});
    return sent[sent.length - 1]!;
  };
  return {call, heights};
}

describe('the globals of a tool’s answer', () => {
  it('hold the structured content, and the whole result in the envelope', () =>
    assert.deepEqual(resultGlobals(result, 'structured-content'), {
      toolOutput: {a: 1},
      toolResponseMetadata: {status: 'success', call_tool_result: {a: 1}, mcp_tool_result: result},
    }));
  it('hold the whole result where the host puts it there', () => assert.equal(resultGlobals(result, 'whole-result').toolOutput, result));
});

describe('a method of window.openai', () => {
  it('answers with what came of it', async () =>
    assert.deepEqual(await aHost().call('callTool', 'get_checkout'), {chatPreview: 'answer', id: 1, result}));
  it('is refused where the host does not offer it', async () =>
    assert.deepEqual(await aHost({methods: []}).call('callTool', 'get_checkout'), {
      chatPreview: 'answer',
      id: 1,
      error: 'window.openai.callTool is not known to this host',
    }));
  it('says nothing of a link the buyer would not follow', async () =>
    assert.deepEqual(await aHost({}, {openLink: async () => false}).call('openExternal', {href: 'https://a.example'}), {
      chatPreview: 'answer',
      id: 1,
      result: undefined,
    }));
  it('takes a height that is a number', async () => {
    const {call, heights} = aHost();
    await call('notifyIntrinsicHeight', 512);
    await call('notifyIntrinsicHeight', '512px');
    assert.deepEqual(heights, [512]);
  });
});

describe('the answer of the payment sheet', () => {
  const session = {id: 'cs_1', status: 'completed'};
  it('is the session', async () =>
    assert.deepEqual(await aHost().call('requestCheckout', {}), {chatPreview: 'answer', id: 1, result: session}));
  it('is a whole tool result where the host hands that over', async () =>
    assert.deepEqual(await aHost({checkoutAnswer: 'whole-result'}).call('requestCheckout', {}), {
      chatPreview: 'answer',
      id: 1,
      result: {content: [], structuredContent: session},
    }));
});
