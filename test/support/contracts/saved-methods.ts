import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {TestContext} from 'node:test';
import {ManagedPaymentMethod} from '../../../shared/tools.js';
import type {SavedPaymentMethods} from '../../../server/core/ports.js';

export interface SavedMethodsUnderTest {
  methods: SavedPaymentMethods;
  /** A customer with cards saved in this order: one that ends in 4444, one that ends in 4242. */
  ada: string;
  /** The customer's preferred one from now on. */
  prefer(last4: string): Promise<void>;
  /** A customer with nothing saved. */
  nobody: string;
  /** From now on nobody answers. */
  cut(): Promise<void>;
}

/** What every list of saved payment methods must do. */
export function savedMethodsContract(name: string, make: (t: TestContext) => Promise<SavedMethodsUnderTest>): void {
  describe(`saved payment methods: ${name}`, () => {
    const last4 = async ({methods, ada}: SavedMethodsUnderTest) => (await methods.list(ada)).map(({display_last4}) => display_last4);

    it('are what the host and the widget can show', async (t) => {
      const {methods, ada} = await make(t);
      const list = await methods.list(ada);
      for (const method of list) assert.deepEqual(ManagedPaymentMethod.parse(method), method);
      assert.equal(new Set(list.map(({id}) => id)).size, 2);
    });

    it('come newest first, behind the preferred one', async (t) => {
      const subject = await make(t);
      assert.deepEqual(await last4(subject), ['4242', '4444']);
      await subject.prefer('4444');
      assert.deepEqual(await last4(subject), ['4444', '4242']);
    });

    it('are none for a customer who saved none', async (t) => {
      const {methods, nobody} = await make(t);
      assert.deepEqual(await methods.list(nobody), []);
    });

    it('are not called none when nobody answers', async (t) => {
      const {methods, ada, cut} = await make(t);
      await cut();
      await assert.rejects(methods.list(ada), {name: 'CheckoutError', code: 'service_unavailable'});
    });
  });
}
