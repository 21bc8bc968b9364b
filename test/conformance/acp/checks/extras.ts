/** ACP-052, 101, 106: what comes beside the purchase itself. */
import assert from 'node:assert/strict';
import {check, must} from '../check.js';
import {payable, ready} from '../lab.js';
import {NEWEST, type Told} from '../words.js';

const WHOLE = {versions: [NEWEST]} as const;

export const extras = [
  check('ACP-052', 'with an address the cheapest way of delivery is chosen, and there is tax', async (door, lab) => {
    const {words} = door;
    const {session} = await ready(lab, door);
    const sent = session.fulfillment_options.filter(({type}: Told) => type === 'shipping');
    const cheapest = Math.min(...sent.map((option: Told) => words.amount(option, 'total')));
    const chosen = sent.find(({id}: Told) => id === words.selected(session));
    assert.equal(session.status, 'ready_for_payment');
    assert.equal(words.amount(chosen, 'total'), cheapest);
    must(
      session.totals.some(({type}: Told) => type === 'tax'),
      'there is no tax row',
    );
  }),

  check(
    'ACP-101',
    'who brought the buyer is told to nobody and stands in nobody’s way; personal data in it is refused',
    async (door, lab) => {
      const cart = door.words.create(payable(lab));
      for (const affiliate_attribution of [{provider: 'partners', token: 'secret-of-partners'}, 'nonsense', {provider: 7}]) {
        const {ok, text} = await door.create({...cart, affiliate_attribution});
        must(ok && !/secret-of-partners|attribution/.test(text), text.slice(0, 200));
      }
      const personal = {provider: 'partners', token: 'ada@example.com'};
      const {ok, body} = await door.create({...cart, affiliate_attribution: personal});
      assert.deepEqual([ok, body.code], [false, 'pii_not_allowed']);
    },
    WHOLE,
  ),

  check(
    'ACP-106',
    'notes come back with the order, and so does the agent’s own reference; more than 5000 characters are refused',
    async (door, lab) => {
      const cart = door.words.create(payable(lab));
      const {body} = await door.create({...cart, order_notes: 'Ring twice', client_reference_id: 'ref-7'});
      const token = await lab.mint(door.words.amount(body, 'total'));
      const {order} = (await door.complete(body.id, door.words.pay(token))).body;
      assert.deepEqual([order?.confirmation?.order_notes, order?.client_reference_id], ['Ring twice', 'ref-7']);
      const long = await door.create({...cart, order_notes: 'x'.repeat(5_001)});
      assert.deepEqual([long.ok, long.body.param], [false, '$.order_notes']);
    },
    WHOLE,
  ),
];
