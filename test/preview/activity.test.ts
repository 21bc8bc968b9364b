import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {Activity} from '../../widgets/preview/activity.js';

const lines = ({entries}: Activity) => entries.map(({who, name, state}) => `${who} ${name} ${state}`);

describe('the activity', () => {
  it('shows a call while it runs, then how it ended and how long it took', async () => {
    const activity = new Activity();
    let changes = 0;
    activity.addEventListener('change', () => changes++);
    const call = activity.run('model', 'show_product', {id: 1}, async () => ({content: []}));
    assert.deepEqual(lines(activity), ['model show_product running']);
    assert.deepEqual(await call, {content: []});
    assert.deepEqual(lines(activity), ['model show_product done']);
    assert.equal(typeof activity.entries[0]?.ms, 'number');
    assert.equal(changes, 2);
  });

  it('notes a result with isError and a thrown error as failed, and passes the error on', async () => {
    const activity = new Activity();
    await activity.run('widget', 'a', {}, async () => ({isError: true}));
    await assert.rejects(
      activity.run('widget', 'b', {}, () => Promise.reject(new Error('Refused.'))),
      /Refused\./,
    );
    assert.deepEqual(lines(activity), ['widget a failed', 'widget b failed']);
    assert.equal(activity.entries[1]?.answer, 'Refused.');
  });

  it('keeps the order of beginning and the last 500 lines', async () => {
    const activity = new Activity();
    const first = activity.run('model', 'first', {}, async () => 1);
    for (let count = 0; count < 500; count++) activity.note('host', `note ${count}`);
    await first;
    assert.equal(activity.entries.length, 500);
    assert.equal(activity.entries[499]?.name, 'note 499');
    activity.clear();
    assert.deepEqual(activity.entries, []);
  });
});
