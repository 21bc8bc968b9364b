/** ACP-006, 010, 044 to 067: what is in a session, and how it changes. */
import assert from 'node:assert/strict';
import {check, must, SINCE_2026} from '../check.js';
import {payable, ready, Skipped} from '../lab.js';
import {BUYER, HOME, NEWEST, type Told} from '../words.js';

const codesOf = (session: Told): string[] => session.messages.map(({code}: Told) => code);

export const session = [
  check(
    'ACP-006',
    'a canceled session gives its goods back: the last ones go to somebody else',
    async (door, lab) => {
      const cart = door.words.create(payable(lab, {items: [[lab.scarce.id, lab.scarce.left]]}));
      const [one, other] = [(await door.create(cart)).body, (await door.create(cart)).body];
      assert.equal(one.status, 'ready_for_payment');
      assert.equal(other.status, 'not_ready_for_payment');
      assert.equal((await door.cancel(one.id)).body.status, 'canceled');
      const {body: now} = await door.update(other.id, door.words.update({items: [[lab.scarce.id, lab.scarce.left]]}));
      await door.cancel(other.id);
      assert.equal(now.status, 'ready_for_payment');
    },
    {alone: true},
  ),

  check('ACP-010', 'the seller computes: amounts that an agent sends mean nothing', async (door, lab) => {
    const honest = (await ready(lab, door)).session;
    const cart = door.words.create(payable(lab)) as Told;
    for (const line of cart.line_items ?? cart.items) Object.assign(line, {unit_amount: 1, base_amount: 1});
    const {body} = await door.create({...cart, totals: [{type: 'total', display_text: 'Total', amount: 1}]});
    assert.deepEqual(body.totals, honest.totals);
  }),

  check('ACP-044', 'an item is named in any of four ways; a quantity is a whole number from 1', async (door, lab) => {
    const early = door.version === '2025-09-29';
    const cart = (lines: object[]) => ({...(early ? {items: lines} : {line_items: lines, currency: 'usd', capabilities: {}})});
    const id = lab.item;
    const carts = [[{id}, {id}], [{id, quantity: 2}], [{item: {id}, quantity: 2}], [{id, quantity: 1}, {id}]];
    for (const lines of carts) {
      const {body} = await door.create(cart(lines));
      assert.deepEqual(body.line_items.map(door.words.quantity), [2], JSON.stringify(lines));
    }
    for (const quantity of [0, -1, 1.5, '2']) {
      const {ok, body} = await door.create(cart([{id, quantity}]));
      assert.deepEqual([ok, body.param], [false, `${door.words.itemParam(0)}.quantity`], JSON.stringify(quantity));
    }
  }),

  check('ACP-044', 'what a cart cannot do without is named when it is missing', async (door, lab) => {
    const whole = door.words.create({items: [[lab.item, 1]]}) as Told;
    for (const member of Object.keys(whole)) {
      const {[member]: _left, ...rest} = whole;
      const {ok, body} = await door.create(rest);
      assert.deepEqual([ok, body.code, body.param], [false, 'missing', `$.${member}`]);
    }
  }),

  check('ACP-045', 'lists may be empty and are never absent', async (door, lab) => {
    const {body} = await door.create(door.words.create({items: [[lab.item, 1]]}));
    const members = ['line_items', 'totals', 'fulfillment_options', 'messages', 'links'];
    for (const member of members) must(Array.isArray(body[member]), member);
    for (const member of ['id', 'status', 'currency']) assert.equal(typeof body[member], 'string', member);
    if (door.version !== '2025-09-29') assert.equal(typeof body.capabilities, 'object');
  }),

  check('ACP-048', 'a line has an id of its own, and a quantity of at least 1', async (door, lab) => {
    const {session: told} = await ready(lab, door, {
      items: [
        [lab.item, 2],
        [lab.otherItem, 1],
      ],
    });
    for (const line of told.line_items) {
      assert.notEqual(line.id, line.item.id);
      must(door.words.quantity(line) >= 1);
    }
  }),

  check('ACP-049', 'totals add up: with tax, parcels and codes, and without', async (door, lab) => {
    // Every answer of every check is held against the arithmetic; these are the carts that have all of it.
    const carts = [
      {},
      {
        items: [
          [lab.item, 3],
          [lab.otherItem, 2],
        ] as const,
      },
      {codes: [lab.code]},
      {address: null},
      {items: [[lab.item, 7]] as const, codes: [lab.code]},
    ];
    for (const cart of carts) {
      const {body} = await door.create(door.words.create(payable(lab, cart)));
      must(door.words.amount(body, 'total') > 0);
    }
  }),

  check('ACP-050', 'ways of delivery have ids of their own, and none goes nowhere', async (door, lab) => {
    const {session: told} = await ready(lab, door);
    const ids = told.fulfillment_options.map(({id}: Told) => id);
    assert.equal(new Set(ids).size, ids.length);
    const {body: nowhere} = await door.create(door.words.create({items: [[lab.item, 1]]}));
    must(nowhere.fulfillment_options.every(({type}: Told) => type === 'pickup' || type === 'digital'));
  }),

  check('ACP-051', 'a chosen way of delivery is one that was offered', async (door, lab) => {
    const {id, session: told} = await ready(lab, door);
    const {ok, body} = await door.update(id, door.words.update({option: 'no-such-option'}));
    must(!ok || body.messages.some(({type, code}: Told) => type === 'error' && /^(invalid|missing)$/.test(code)), 'it was taken');
    if (ok) assert.notEqual(door.words.selected(body), 'no-such-option');
    assert.equal(
      told.fulfillment_options.some((option: Told) => option.id === door.words.selected(told)),
      true,
    );
  }),

  check(
    'ACP-051',
    'its item_ids are ids of lines or of items, and ids of lines are told',
    async (door, lab) => {
      const {id, session: told} = await ready(lab, door);
      const [line] = told.line_items;
      const option_id = door.words.selected(told);
      for (const item of [line.id, line.item.id]) {
        const {body} = await door.update(id, {selected_fulfillment_options: [{type: 'shipping', option_id, item_ids: [item]}]});
        assert.deepEqual(body.selected_fulfillment_options[0].item_ids, [line.id]);
      }
      assert.equal((await door.update(id, {selected_fulfillment_options: [{type: 'shipping', option_id, item_ids: ['none']}]})).ok, false);
    },
    {versions: SINCE_2026},
  ),

  check('ACP-053', 'an update changes what it names: absent stays, null clears, lists replace', async (door, lab) => {
    const {words} = door;
    const {id} = await ready(lab, door);
    const {body: kept} = await door.update(id, words.update({items: [[lab.otherItem, 1]]}));
    assert.equal(kept.buyer.email, BUYER.email);
    assert.equal(words.address(kept)?.city, HOME.city);
    assert.deepEqual(
      kept.line_items.map(({item}: Told) => item.id),
      [lab.otherItem],
    );
    const {body: cleared} = await door.update(id, words.update({buyer: null, address: null}));
    assert.deepEqual([cleared.buyer, words.address(cleared)], [undefined, undefined]);
    assert.equal(cleared.status, 'not_ready_for_payment');
  }),

  check(
    'ACP-053',
    'discount codes replace those that were there, and an empty list clears them',
    async (door, lab) => {
      const {id, session: told} = await ready(lab, door);
      const {body: cheaper} = await door.update(id, door.words.update({codes: [lab.code]}));
      must(door.words.amount(cheaper, 'total') < door.words.amount(told, 'total'));
      const {body: wrong} = await door.update(id, door.words.update({codes: ['NO-SUCH-CODE']}));
      assert.equal(door.words.amount(wrong, 'total'), door.words.amount(told, 'total'));
      must(wrong.messages.length > 0);
      const {body: none} = await door.update(id, door.words.update({codes: []}));
      assert.deepEqual(none.totals, told.totals);
    },
    {versions: SINCE_2026},
  ),

  check('ACP-054', 'messages say what is the matter, and where, as a JSONPath', async (door, lab) => {
    const {body} = await door.create(door.words.create({items: [[lab.item, 1]]}));
    assert.equal(body.status, 'not_ready_for_payment');
    const errors = body.messages.filter(({type}: Told) => type === 'error');
    must(errors.length > 0);
    for (const {code, content, param} of errors) must(code && content && param.startsWith('$.'), JSON.stringify(errors));
  }),

  check('ACP-055', 'markdown has no raw HTML in it', async (door, lab) => {
    const {body} = await door.create(door.words.create(payable(lab, {items: [[lab.soldOut, 1]]})));
    for (const {content_type, content} of body.messages) if (content_type === 'markdown') assert.doesNotMatch(content, /<[a-z!/]/i);
  }),

  check('ACP-056', 'terms and privacy are linked, and the links lead somewhere', async (door, lab) => {
    const {links} = (await ready(lab, door)).session;
    for (const wanted of ['terms_of_use', 'privacy_policy']) {
      const url = links.find(({type}: Told) => type === wanted)?.url;
      must(url, wanted);
      must((await fetch(url)).ok, url);
    }
  }),

  check('ACP-057', 'an address may have a phone number and a company', async (door, lab) => {
    const {ok, body} = await door.create(
      door.words.create(payable(lab, {address: {...HOME, phone_number: '+15105550123', company: 'Engines'}})),
    );
    assert.deepEqual([ok, body.status], [true, 'ready_for_payment']);
  }),

  check('ACP-058', 'a buyer is known by an e-mail, with a name in one piece or two, or none', async (door, lab) => {
    const {email} = BUYER;
    for (const buyer of [BUYER, {email, full_name: 'Ada Byron'}, {email, name: 'Ada Byron'}, {email}]) {
      const {body} = await door.create(door.words.create(payable(lab, {buyer})));
      assert.deepEqual([body.status, body.buyer.email], ['ready_for_payment', email], JSON.stringify(buyer));
    }
  }),

  check('ACP-059', 'what is sold out is not sold: a payment answers with the session, and no order', async (door, lab) => {
    const {body} = await door.create(door.words.create(payable(lab, {items: [[lab.soldOut, 1]]})));
    const paid = await door.complete(body.id, door.words.pay('spt_none'));
    assert.deepEqual([paid.ok, paid.body.order], [true, undefined]);
    must(codesOf(paid.body).includes('out_of_stock'));
  }),

  check(
    'ACP-061',
    'interventions are those that both know; unknown words are no mistake (ACP-062), an agent’s own are not told back (ACP-067)',
    async (door, lab) => {
      for (const supported of [['3ds', 'biometric', 'dancing'], []]) {
        const capabilities = {interventions: {supported, display_context: 'native', max_redirects: 1}, unheard_of: true};
        const {ok, body} = await door.create({...door.words.create(payable(lab)), capabilities});
        must(ok);
        const {interventions} = body.capabilities;
        for (const each of interventions?.supported ?? []) must(supported.includes(each), each);
        assert.deepEqual([interventions?.display_context, interventions?.max_redirects], [undefined, undefined]);
      }
    },
    {versions: SINCE_2026},
  ),

  check(
    'ACP-065',
    'ways of payment are handlers, each with its merchant and its provider (ACP-068); no list of extensions is empty (ACP-066)',
    async (door, lab) => {
      const {capabilities} = (await ready(lab, door)).session;
      assert.equal(capabilities.payment_methods, undefined);
      for (const handler of capabilities.payment.handlers) {
        assert.match(handler.name, /^\w+(\.\w+)+$/);
        must(handler.config.merchant_id && handler.config.psp);
        if (handler.name === 'dev.acp.tokenized.card') must(handler.config.accepted_brands.length > 0);
      }
      assert.notEqual(capabilities.extensions?.length, 0);
    },
    {versions: SINCE_2026},
  ),

  check(
    'ACP-047',
    'a session says which version it is, when it was made and when it ends',
    async (door, lab) => {
      const {session: told} = await ready(lab, door);
      if (!told.protocol) throw new Skipped('these members are no must');
      assert.equal(told.protocol.version, NEWEST);
      must(Date.parse(told.expires_at) > Date.parse(told.created_at));
    },
    {versions: [NEWEST]},
  ),
];
