/** ACP-033 to 037: what is refused, and how. */
import assert from 'node:assert/strict';
import {check, must} from '../check.js';
import {payable, ready} from '../lab.js';
import {HOME, NEWEST, type Told} from '../words.js';

const ONCE = {bindings: ['REST'], versions: [NEWEST]} as const;

export const errors = [
  check(
    'ACP-033',
    '401, 404, 405, 413 and 415 are flat errors',
    async (door, lab) => {
      const {id} = await ready(lab, door);
      const replies = [
        await door.get(id, {bearer: null}),
        await door.rest('GET', `/checkout_sessions/${id}/nothing`),
        await door.rest('PUT', `/checkout_sessions/${id}`),
        await door.create(undefined, {text: `{"a":"${'x'.repeat(2_000_000)}"}`}),
        await door.create(undefined, {text: '<xml/>', headers: {'content-type': 'application/xml'}}),
      ];
      assert.deepEqual(
        replies.map(({status}) => status),
        [401, 404, 405, 413, 415],
      );
      assert.match(replies[2]!.headers.get('allow') ?? '', /GET/);
    },
    {...ONCE, alone: true},
  ),

  check('ACP-034', 'an error is flat: type, code, message, param, supported_versions, and nothing else', async (door) => {
    const replies = [await door.create({}), await door.get('cs_none'), await door.get('cs_none', {version: null})];
    for (const {ok, body} of replies) {
      must(!ok && body.code && body.message);
      assert.deepEqual(
        Object.keys(body).filter((name) => !['type', 'code', 'message', 'param', 'supported_versions'].includes(name)),
        [],
      );
      assert.match(body.type, /^(invalid_request|request_not_idempotent|processing_error|service_unavailable)$/);
      assert.match(body.param ?? '$', /^\$/);
    }
  }),

  check('ACP-035', 'what the buyer can mend is a message in a session; an error is for when there is no session', async (door, lab) => {
    const {words} = door;
    const email = await door.create(words.create(payable(lab, {buyer: {first_name: 'A', last_name: 'B', email: 'nobody'}})));
    must(
      email.body.messages.some(({code, param}: Told) => code === 'invalid' && param === '$.buyer.email'),
      'no message about the e-mail',
    );
    const sold = await door.create(words.create(payable(lab, {items: [[lab.soldOut, 1]]})));
    must(
      sold.body.messages.some(({code}: Told) => code === 'out_of_stock'),
      'no message about the stock',
    );
    const half = await door.create(words.create(payable(lab, {address: {...HOME, postal_code: ''}})));
    must(
      half.body.messages.some(({param}: Told) => param === words.addressParam('postal_code')),
      'no message about the address',
    );
    if (door.binding === 'MCP') return;
    const malformed = await door.create(undefined, {text: '{"line_items": ['});
    assert.deepEqual([malformed.status, malformed.body.code], [400, 'invalid_json']);
  }),

  check('ACP-037', 'an item that is in no catalog is refused where it stands', async (door) => {
    const {ok, body} = await door.create(door.words.create({items: [['there-is-no-such-thing', 1]]}));
    assert.deepEqual([ok, body.code], [false, 'invalid_item_id']);
    must(body.param.startsWith(door.words.itemParam(0)), body.param);
  }),
];
