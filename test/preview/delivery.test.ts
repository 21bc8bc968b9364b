import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {deliver} from '../../widgets/preview/delivery.js';
import {faithful} from '../../widgets/preview/profiles/profile.js';

const result = {content: [{type: 'text' as const, text: '{"a":1}'}], structuredContent: {a: 1}, _meta: {secret: 2}};
const first = {id: 'w1', isAgain: false, calls: 1};

describe('a tool result on its way into a page', () => {
  it('arrives whole from a host that is faithful, and nothing is said', () =>
    assert.deepEqual(deliver(result, faithful, first), {whole: result, notified: result, quirks: []}));

  it('keeps its _meta for window.openai where the notification has the host’s own', () => {
    const {whole, notified, quirks} = deliver(result, {...faithful, replacesMeta: true}, first);
    assert.deepEqual(whole?._meta, {secret: 2});
    assert.deepEqual(notified?._meta, {'openai/widgetSessionId': 'w1'});
    assert.deepEqual(quirks, ['The host replaced _meta of the tool result']);
  });

  it('keeps its text where everything else is stripped', () => {
    const {notified, quirks} = deliver(result, {...faithful, strips: ['structuredContent', '_meta']}, first);
    assert.deepEqual(notified, {content: result.content});
    assert.equal(quirks.length, 2);
    assert.deepEqual(result.structuredContent, {a: 1});
  });

  it('is empty for a page that is shown again, where the host forgets it, and only then', () => {
    const forgetful = {...faithful, emptiesAfterReload: true};
    assert.deepEqual(deliver(result, forgetful, first).quirks, []);
    const {whole, notified} = deliver(result, forgetful, {...first, isAgain: true});
    assert.deepEqual(whole, {content: [], structuredContent: {}});
    assert.deepEqual(notified, whole);
  });

  it('never comes after several tool calls, where the host loses it then', () => {
    const losing = {...faithful, losesAfterSeveralCalls: true};
    assert.deepEqual(deliver(result, losing, first).notified, result);
    assert.deepEqual(deliver(result, losing, {...first, calls: 2}), {
      quirks: ['The host lost the tool result: 2 tools were called in this turn'],
    });
  });
});
