/**
 * Checks the sessions of the real server, in every state that can be reached, against the official ACP 2026-04-17 schemas.
 * They are read from `ACP_SPEC_DIR`, or from where they usually lie beside the repository, and are no part of it: without them this
 * says so and ends well.
 */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {Ajv2020, type ValidateFunction} from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import {ACP_VERSION, totalOf, type CheckoutSession} from '../../shared/session.js';
import {composeServer, mintToken} from '../support/compose-server.js';
import {call, connectOverHttp, openServer, sessionOf} from '../support/open-server.js';
import {oakland, sanFrancisco, TTL_MS} from '../support/open-shop.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const spec = resolve(process.env.ACP_SPEC_DIR ?? join(dirname(root), 'shared', 'acp-spec'));
const schemas = join(spec, 'spec', ACP_VERSION, 'json-schema');

const endings: (() => unknown)[] = [];
const t = {after: (end: () => unknown) => void endings.push(end)};
const counts = {passed: 0, failed: 0};

/** The definitions by name, as `file#name`. References between the files use bare file names, which their own `$id`s do not match. */
function loadSchemas(folder: string): (file: string, name: string) => ValidateFunction {
  const ajv = new Ajv2020({strict: false, allErrors: true});
  formats.default(ajv);
  for (const file of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    const {$id: _declared, ...schema} = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
    ajv.addSchema(schema, file);
  }
  return (file, name) => ajv.compile({$ref: `schema.${file}.json#/$defs/${name}`});
}

function report(what: string, faults: readonly string[]) {
  counts[faults.length ? 'failed' : 'passed'] += 1;
  process.stdout.write(`${faults.length ? 'FAIL' : 'ok  '} ${what}\n${faults.map((fault) => `       ${fault}\n`).join('')}`);
}

function faultsOf(validate: ValidateFunction, value: unknown): string[] {
  if (validate(value)) return [];
  const said = (validate.errors ?? []).map(
    ({instancePath, message, params}) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
  );
  return [...new Set(said)].slice(0, 12);
}

/** What the schemas cannot say: sums, and choices that exist. */
function sumFaults({totals, line_items, selected_fulfillment_options, fulfillment_options}: CheckoutSession): string[] {
  const row = (type: Parameters<typeof totalOf>[1]) => totalOf(totals, type) ?? 0;
  const faults: string[] = [];
  if (row('total') !== row('items_base_amount') - row('items_discount') + row('fulfillment') + row('tax'))
    faults.push('the totals do not add up');
  const lines = line_items.reduce((whole, line) => whole + (totalOf(line.totals, 'subtotal') ?? 0), 0);
  if (row('subtotal') !== lines) faults.push('the subtotal is not the sum of the lines');
  for (const {option_id, item_ids} of selected_fulfillment_options) {
    if (!fulfillment_options.some(({id}) => id === option_id)) faults.push(`the selected option ${option_id} is not offered`);
    if (item_ids.some((each) => !line_items.some(({id}) => id === each))) faults.push('a selected option names an unknown line');
  }
  return faults;
}

/** Every state of a session, each with the status that it must have. */
async function* states(): AsyncGenerator<[what: string, status: CheckoutSession['status'], session: CheckoutSession]> {
  const {checkout, app, payments, clock, ready, stock, change} = await openServer(t);
  const cups = (quantity = 1) => [{itemId: 'cup-ink-s', quantity}];
  const tea = [{itemId: 'tea', quantity: 1}];
  const details = {address: sanFrancisco};

  const chat = await connectOverHttp(t, app);
  const start = {checkout_session: {items: [{id: 'tea', quantity: 1}]}};
  yield ['fresh, through the chat-host door', 'not_ready_for_payment', sessionOf(await call(chat, 'checkout_session', start))];

  const half = await checkout.create({items: tea, details: {address: {...sanFrancisco, line_one: '', postal_code: '1'}}});
  yield ['half an address', 'not_ready_for_payment', half];
  const nowhere = await checkout.create({
    items: tea,
    details: {address: {...sanFrancisco, country: 'FR', state: '', postal_code: '75001'}},
  });
  yield ['nobody delivers there', 'not_ready_for_payment', nowhere];

  const {id} = await ready(1);
  yield ['ready', 'ready_for_payment', await checkout.get(id)];
  yield ['another way of delivery', 'ready_for_payment', await checkout.update(id, {optionId: 'us-express'})];
  yield ['pickup', 'ready_for_payment', await checkout.update(id, {optionId: 'pickup'})];
  const evening = await checkout.update(id, {details: {address: oakland, phone_number: '+15105550123'}, optionId: 'evening'});
  yield ['local delivery', 'ready_for_payment', evening];
  yield ['a code that is not accepted', 'ready_for_payment', await checkout.update(id, {codes: ['NOPE']})];
  yield ['a code that is', 'ready_for_payment', await checkout.update(id, {codes: ['WELCOME10']})];
  yield ['more than there is', 'ready_for_payment', await checkout.update(id, {items: cups(9)})];

  payments.answer({kind: 'declined', reason: 'insufficient_funds'}, {kind: 'declined', reason: 'requires_3ds'});
  yield ['declined', 'ready_for_payment', await checkout.complete(id, {token: 'spt_1'})];
  yield ['3-D Secure asked for', 'ready_for_payment', await checkout.complete(id, {token: 'spt_2'})];
  payments.answer({kind: 'declined', reason: 'amount_not_allowed'}, {kind: 'unavailable'});
  yield ['an authorization that is too small', 'ready_for_payment', await checkout.complete(id, {token: 'spt_3'})];
  yield ['the provider out of reach', 'ready_for_payment', await checkout.complete(id, {token: 'spt_4'})];
  payments.answer({kind: 'unknown', charged: true});
  yield ['in progress', 'complete_in_progress', await checkout.complete(id, {token: 'spt_5'})];
  clock.pass(2_000);
  await checkout.reconcile();
  yield ['completed', 'completed', await checkout.get(id)];

  const fetched = await checkout.create({items: tea});
  await checkout.update(fetched.id, {optionId: 'pickup'});
  yield ['completed, to be fetched', 'completed', await checkout.complete(fetched.id, {token: 'spt_6'})];

  const dearer = await checkout.create({items: tea, details});
  change(({products}) => void (products[1]!.price = 950));
  yield ['a price that changed', 'ready_for_payment', await checkout.complete(dearer.id, {token: 'spt_7'})];
  yield ['canceled', 'canceled', await checkout.cancel(dearer.id)];

  yield ['sold out', 'not_ready_for_payment', await checkout.create({items: [{itemId: 'cup-ink-l', quantity: 1}], details})];
  const short = await checkout.create({items: cups(2), details});
  await stock.release(short.id);
  await stock.reserve('somebody', [{itemId: 'cup-ink-s', quantity: 1}]);
  yield ['sold meanwhile', 'not_ready_for_payment', await checkout.complete(short.id, {token: 'spt_8'})];

  const late = await checkout.create({items: tea, details});
  clock.pass(TTL_MS + 1);
  yield ['expired', 'expired', await checkout.get(late.id)];

  const places = [
    ['catalog.json', 'usd', {country: 'US', state: 'CA', postal_code: '94105'}],
    ['catalog.jpy.json', 'jpy', {country: 'JP', state: 'Tokyo', postal_code: '150-0001'}],
    ['catalog.kwd.json', 'kwd', {country: 'KW', state: '', postal_code: ''}],
  ] as const;
  for (const [catalog, currency, place] of places) {
    const running = await composeServer(t, {catalog}).start();
    const address = {...sanFrancisco, ...place};
    const open = await running.checkout.create({items: [{itemId: 'mug-ink-12oz', quantity: 3}], details: {address}, codes: ['WELCOME10']});
    yield [`the demo shop in ${currency}, ready`, 'ready_for_payment', open];
    const token = await mintToken(running, {amount: totalOf(open.totals, 'total') ?? 0, currency});
    yield [`the demo shop in ${currency}, completed`, 'completed', await running.checkout.complete(open.id, {token})];
  }
}

async function main() {
  if (!existsSync(schemas)) {
    process.stdout.write(`Conformance: skipped, there is no ${schemas} (ACP_SPEC_DIR may name another folder).\n`);
    return;
  }
  const compiled = loadSchemas(schemas);
  const plain = compiled('agentic_checkout', 'CheckoutSession');
  const withOrder = compiled('agentic_checkout', 'CheckoutSessionWithOrder');
  const discounts = compiled('discount', 'discounts_response');
  for await (const [what, status, session] of states()) {
    const wanted = session.status === status ? [] : [`expected the status ${status}, got ${session.status}`];
    const schema = session.order ? withOrder : plain;
    report(what, [
      ...wanted,
      ...faultsOf(schema, session),
      ...(session.discounts ? faultsOf(discounts, session.discounts) : []),
      ...sumFaults(session),
    ]);
  }
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
  if (counts.failed || !counts.passed) process.exitCode = 1;
}

try {
  await main();
} finally {
  for (const end of endings.reverse()) await end();
}
