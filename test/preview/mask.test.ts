import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {maskText, printMasked} from '../../widgets/preview/mask.js';

describe('tokens in the log', () => {
  it('keep their first eight characters', () => assert.equal(maskText('token spt_1QabcDEF99 used'), 'token spt_1Qab… used'));
  it('are shortened wherever they stand in a value', () =>
    assert.equal(
      printMasked({payment_data: {token: 'spt_1QabcDEF99'}, texts: ['paid with spt_1QabcDEF99']}),
      '{\n  "payment_data": {\n    "token": "spt_1Qab…"\n  },\n  "texts": [\n    "paid with spt_1Qab…"\n  ]\n}',
    ));
  it('are keys and client secrets as well', () => {
    assert.equal(maskText('sk_test_51abcdef'), 'sk_test_…');
    assert.equal(maskText('pi_3abc_secret_Xyz123'), 'pi_3abc_…');
  });
  it('are not test names, which are no secrets', () =>
    assert.equal(maskText('pm_card_visa cs_test_1 ord_1'), 'pm_card_visa cs_test_1 ord_1'));
});

describe('a value that JSON cannot hold', () => {
  it('is printed as text', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    assert.equal(printMasked(circle), '[object Object]');
    assert.equal(printMasked(undefined), 'undefined');
    assert.equal(printMasked('plain'), 'plain');
  });
});
