import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {sumFaults} from '../../conformance/acp/arithmetic.js';
import {VERSIONS, wordsOf, type Cart, type Version} from '../../conformance/acp/words.js';
import {judgedAnswers} from '../../support/acp-oracle.js';
import {oakland, sanFrancisco} from '../../support/open-shop.js';
import {openAcp, type Reply} from './open-acp.js';
import {aCart, aSeed} from './random-requests.js';

/** `RUNS=1000` tries more of them. */
const RUNS = Number(process.env.RUNS ?? 25);

type Step = {kind: 'update'; cart: Cart} | {kind: 'get'} | {kind: 'pay'; token: string} | {kind: 'cancel'};

const aStep: fc.Arbitrary<Step> = fc.oneof(
  {weight: 5, arbitrary: aCart.map((cart): Step => ({kind: 'update', cart}))},
  fc.constant<Step>({kind: 'get'}),
  fc.nat({max: 99}).map((token): Step => ({kind: 'pay', token: `spt_${token}`})),
  fc.constant<Step>({kind: 'cancel'}),
);

const LASTING = new Set(['completed', 'canceled', 'expired']);

describe('random carts, addresses, codes and ways through the door', () => {
  const {seed, log} = aSeed();

  for (const version of VERSIONS)
    it(`add up in every answer of ${version}, and end where they end`, async (t) => {
      log(t);
      const acp = await openAcp(t);
      const words = wordsOf(version);
      const way = fc.asyncProperty(aCart, fc.array(aStep, {maxLength: 6}), async (cart, steps) => {
        const begun = await acp.post('/checkout_sessions', words.create({items: [['tea', 1]], ...cart}), {version});
        if (!assertSound(begun, version)) return;
        const {id} = begun.json;
        let last = begun.json;
        for (const step of steps) {
          const reply = await act(step, id);
          if (!assertSound(reply, version)) continue;
          assert.equal(reply.json.id, id);
          if (LASTING.has(last.status)) assert.equal(reply.json.status, last.status, 'it went on after its end');
          assert.equal(
            reply.json.status === 'completed',
            reply.json.order !== undefined,
            'an order is there when it is paid, and only then',
          );
          last = reply.json;
        }
        const read = await acp.get(acp.at(id), {version});
        assert.deepEqual(read.json.totals, last.totals, 'what is read is what was answered last');
        await acp.cancel(id, {version});
        assert.deepEqual(acp.errors, []);
      });
      const act = (step: Step, id: string) => {
        if (step.kind === 'update') return acp.post(acp.at(id), words.update(step.cart), {version});
        if (step.kind === 'get') return acp.get(acp.at(id), {version});
        if (step.kind === 'cancel') return acp.cancel(id, {version});
        return acp.post(`${acp.at(id)}/complete`, words.pay(step.token), {version});
      };
      await fc.assert(way, {seed, numRuns: RUNS, includeErrorInReport: true});
      t.diagnostic(judgedAnswers());
    });

  it('charges what was told: for every payment the total of the session before it', async (t) => {
    log(t);
    const words = wordsOf('2026-04-17');
    await fc.assert(
      fc.asyncProperty(
        fc.integer({min: 1, max: 4}),
        fc.boolean(),
        fc.constantFrom(sanFrancisco, oakland),
        async (quantity, coded, address) => {
          const endings: (() => unknown)[] = [];
          const acp = await openAcp({after: (end) => void endings.push(end as () => unknown)});
          const cart = {items: [['cup-ink-s', quantity]] as const, address, buyer: {email: 'ada@example.com'}};
          const {json} = await acp.post('/checkout_sessions', words.create({...cart, codes: coded ? ['WELCOME10'] : []}));
          const {json: paid} = await acp.pay(json.id);
          const charged = acp.payments.charges().map(({amount}) => amount);
          for (const end of endings) await end();
          assert.deepEqual(charged, paid.order ? [words.amount(json, 'total')] : []);
        },
      ),
      {seed, numRuns: RUNS, includeErrorInReport: true},
    );
  });
});

/** False for a refusal, which must be a flat 4xx. */
function assertSound({status, json, text}: Reply, version: Version): boolean {
  assert.ok(status < 500, text);
  if (status < 400) assert.deepEqual(sumFaults(json, version), []);
  else assert.ok(json.code && json.message && json.type, text);
  return status < 400;
}
