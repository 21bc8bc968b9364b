/** The two statuses of an order that somebody has to look at before it is paid. Seen at sellers of our own that let no agent pay alone. */
import assert from 'node:assert/strict';
import {check, must} from '../check.js';
import type {Door} from '../door.js';
import {ready} from '../lab.js';
import type {Told} from '../words.js';

/** 2025-09-29 knows neither status. */
const statusOf = ({version}: Door, status: string) => (version === '2025-09-29' ? 'not_ready_for_payment' : status);
const codeOf = ({version}: Door, code: string, older: string) => (version === '2025-09-29' ? older : code);
const codesOf = ({messages}: Told) => messages.map(({code}: Told) => code);

export const review = [
  check(
    'ACP-054',
    'where the buyer has to confirm, no payment is made, and the session says where the buyer can (requires_escalation)',
    async (outer, lab) => {
      const seller = await lab.with({env: {ACP_BUYER_REVIEW_ABOVE: '0'}});
      const door = seller.door(outer.version, outer.binding);
      const {id, session, pay} = await ready(seller, door);
      const code = codeOf(door, 'intervention_required', 'requires_sign_in');
      const looks = [session, (await door.get(id)).body, (await door.update(id, {})).body, (await door.complete(id, await pay())).body];
      for (const told of looks)
        assert.deepEqual([told.status, codesOf(told), told.order], [statusOf(door, 'requires_escalation'), [code], undefined]);
      const page = `${seller.url}/checkout/${id}`;
      if (door.version === '2025-09-29') must(session.messages[0].content.endsWith(page), session.messages[0].content);
      else assert.equal(session.continue_url, page);
      const {status} = await fetch(page, {redirect: 'manual'});
      assert.equal(status, 303);
      assert.equal((await door.cancel(id)).body.status, 'canceled');
    },
  ),

  check('ACP-054', 'where the seller has to approve, nothing is paid or changed until it has (pending_approval)', async (outer, lab) => {
    const seller = await lab.with({env: {ACP_APPROVAL_ABOVE: '0'}});
    const door = seller.door(outer.version, outer.binding);
    const {id, session, pay} = await ready(seller, door);
    const code = codeOf(door, 'approval_required', 'invalid');
    const held = [statusOf(door, 'pending_approval'), [code], undefined];
    for (const told of [session, (await door.get(id)).body, (await door.complete(id, await pay())).body])
      assert.deepEqual([told.status, codesOf(told), told.order], held);
    const changed = await door.update(id, {});
    assert.deepEqual([changed.ok, changed.body.code], [false, 'approval_pending']);
    const {status} = await fetch(`${seller.url}/checkout/${id}`, {redirect: 'manual'});
    assert.equal(status, 409);
    await seller.own().command('approval', 'approve', id, String(door.words.amount(session, 'total')));
    const {body} = await door.get(id);
    assert.deepEqual([body.status, codesOf(body)], ['ready_for_payment', []]);
    assert.equal((await door.complete(id, await pay())).body.status, 'completed');
  }),

  check('ACP-054', 'what the seller does not approve is canceled, as what the agent cancels itself', async (outer, lab) => {
    const seller = await lab.with({env: {ACP_APPROVAL_ABOVE: '0'}});
    const door = seller.door(outer.version, outer.binding);
    const {id} = await ready(seller, door);
    await seller.own().command('approval', 'reject', id);
    assert.equal((await door.get(id)).body.status, 'canceled');
    const {id: other} = await ready(seller, door);
    assert.equal((await door.cancel(other)).body.status, 'canceled');
  }),
];
