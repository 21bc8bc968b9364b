import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {readConfig} from '../../server/config.js';
import {authentication} from '../../server/payment-setup.js';

const STRIPE = {STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_PROFILE_ID: 'profile_test_1'};
const ACQUIRER = '400551:US:0123456789';

function fault(environment: Record<string, string>): string | undefined {
  try {
    readConfig(environment);
    return undefined;
  } catch (error) {
    return (error as Error).message.split('\n').slice(1).join().trim();
  }
}

describe('3-D Secure of agents’ payments', () => {
  it('is made where the bank asks, with the sandbox; with a Stripe key it is off', () => {
    assert.equal(readConfig({}).authentication?.enforcement, 'conditional');
    assert.equal(readConfig(STRIPE).authentication, undefined);
    assert.equal(readConfig({ACP_3DS: 'off'}).authentication, undefined);
  });

  it('is switched on with what the acquirer calls the shop', () => {
    assert.deepEqual(readConfig({...STRIPE, ACP_3DS: 'always', ACP_3DS_ACQUIRER: ACQUIRER}).authentication, {
      enforcement: 'always',
      acquirer: {acquirer_bin: '400551', acquirer_country: 'US', acquirer_merchant_id: '0123456789'},
    });
    const {acquirer} = readConfig({ACP_3DS: 'conditional', ACP_3DS_ACQUIRER: `${ACQUIRER}:req-1`}).authentication!;
    assert.equal(acquirer.requestor_id, 'req-1');
    assert.deepEqual(readConfig({ACP_3DS: 'always'}).authentication?.acquirer, readConfig({}).authentication?.acquirer);
  });

  it('says what is wrong', () => {
    assert.match(fault({...STRIPE, ACP_3DS: 'always'}) ?? '', /^- ACP_3DS_ACQUIRER: expected what your acquirer calls you/);
    assert.equal(fault({ACP_3DS: 'sometimes'}), '- ACP_3DS: expected off or conditional or always, got "sometimes"');
    for (const wrong of ['400551', '123456789012:US:1', '400551:usa:1', '400551:us:1', `1:US:${'1'.repeat(36)}`, '1:US:1:2:3', '1:US:a b'])
      assert.match(
        fault({ACP_3DS: 'always', ACP_3DS_ACQUIRER: wrong}) ?? '',
        /^- ACP_3DS_ACQUIRER: expected bin:country:merchant-id/,
        wrong,
      );
  });

  it('names the merchant as the shop is named, in at most 40 characters', () => {
    const config = readConfig({}).authentication!;
    assert.equal(authentication(config, 'x'.repeat(60)).acquirer.merchant_name, 'x'.repeat(40));
  });
});
