import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {describe, it} from 'node:test';
import {promisify} from 'node:util';
import {fileURLToPath} from 'node:url';

const log = fileURLToPath(new URL('../../server/log.ts', import.meta.url));

/** What a program that logs this writes to its streams. The log writes to stderr itself, so it is read from outside. */
async function written(statements: string) {
  const script = `import {createLog} from ${JSON.stringify(log)}; const log = createLog('info'); ${statements}`;
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
  const {stdout, stderr} = await run;
  const lines = stderr
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return {stdout, stderr, lines};
}

describe('the log', () => {
  it('is structured, on stderr, without secrets and without what belongs to the buyer', async () => {
    const {stdout, stderr, lines} = await written(`
      log.info({count: 2}, 'settled payments');
      log.error({error: Object.assign(new Error('No such token spt_1QabcSECRET for sk_test_51SECRETkey, pi_1Qabcdef'), {code: 'resource_missing'})}, 'a request failed');
      log.error({error: new Error('whsec_SECRETsecret rk_live_51SECRET')}, 'said spt_SECRETtoken');
      log.error({error: 'thrown text sk_live_SECRET1'}, 'odd');
      log.error({error: new Error('pm_1QSECRETabc is not saved by cus_SECRETabc')}, 'a saved card');
      log.info({token: 'SECRET', buyer: {email: 'SECRET'}, address: {line_one: 'SECRET'}, phone_number: 'SECRET'}, 'flat');
      log.info({session: {fulfillment_details: {address: {line_one: 'SECRET'}}, payment_data: {token: 'SECRET'}}}, 'deep');
      log.info({headers: {authorization: 'SECRET'}, attempt: {prepared: {request: 'SECRET'}, request: 'SECRET'}}, 'payment');
      log.error({error: Object.assign(new Error('No such shared_payment_token, SECRET of Stripe'), {rawType: 'invalid_request_error', code: 'resource_missing', statusCode: 404, requestId: 'req_1'})}, 'Stripe');
      log.debug('quiet');
    `);
    assert.equal(stdout, '');
    assert.equal(stderr.includes('SECRET'), false, stderr);
    assert.equal(lines.length, 9);
    assert.deepEqual([lines[0]?.msg, lines[0]?.count], ['settled payments', 2]);
    assert.match(String(lines[0]?.time), /^\d{4}-\d\d-\d\dT/);
    const error = lines[1]?.error as {type: string; message: string; code: string};
    assert.deepEqual([error.type, error.code], ['Error', 'resource_missing']);
    assert.equal(error.message, 'No such token spt_… for sk_…, pi_1Qabcdef');
    assert.equal(lines[2]?.msg, 'said spt_…');
    const {stack, ...refusal} = lines[8]?.error as {stack: string};
    assert.deepEqual(refusal, {type: 'Error', rawType: 'invalid_request_error', code: 'resource_missing', status: 404, requestId: 'req_1'});
    assert.match(stack, /^\n {4}at /);
  });

  it('tells checkouts and orders apart without the ids that open their pages', async () => {
    const {stderr, lines} = await written(`
      log.error({error: new Error('no cs_AbcdSECRET here, nor ord_WxyzSECRET'), where: 'GET /checkout/cs_AbcdSECRET/return'}, 'a request failed');
      log.error({error: 'ord_WxyzSECRET', where: 'GET /orders/ord_WxyzSECRET?x=cs_test_a1SECRET'}, 'of cs_AbcdSECRET');
      log.info({id: 'cs_AbcdSECRET', total: 7}, 'an order waits');
    `);
    assert.equal(stderr.includes('SECRET'), false, stderr);
    const {message} = lines[0]?.error as {message: string};
    assert.deepEqual([message, lines[0]?.where], ['no cs_AbcdSE… here, nor ord_WxyzSE…', 'GET /checkout/cs_AbcdSE…/return']);
    assert.match(String(lines[1]?.where), /^GET \/orders\/ord_Wxyz/);
    assert.match(String(lines[1]?.msg), /^of cs_Abcd/);
    assert.deepEqual([lines[2]?.id, lines[2]?.total], ['cs_AbcdSE…', 7]);
  });
});
