import {expect} from '@open-wc/testing';
import {defineElements} from '../../widgets/index.js';

describe('defineElements', () => {
  it('registers every tag and tolerates a second call', () => {
    defineElements();
    for (const name of 'address catalog discounts flow items messages order-status pay product receipt shipping terms totals'.split(' '))
      expect(customElements.get(`checkout-${name}`), name).to.exist;
  });
});
