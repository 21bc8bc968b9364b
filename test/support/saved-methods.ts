import {CheckoutError} from '../../server/core/errors.js';
import type {SavedPaymentMethod, SavedPaymentMethods} from '../../server/core/ports.js';

export const aSavedMethod = (overrides: Partial<SavedPaymentMethod> = {}): SavedPaymentMethod => ({
  type: 'card',
  id: 'pm_ada_visa',
  display_name: 'Visa •••• 4242',
  display_brand: 'visa',
  display_last4: '4242',
  ...overrides,
});

/** An app builder's own list of what customers saved: just an object. `line` cuts it off; `asked` is who was asked for. */
export function listedMethods(methods: Record<string, SavedPaymentMethod[]>) {
  const line = {reachable: true};
  const asked: string[] = [];
  const savedMethods: SavedPaymentMethods = {
    async list(customerId) {
      asked.push(customerId);
      if (!line.reachable) throw new CheckoutError('service_unavailable', 'the list is out of reach');
      return methods[customerId] ?? [];
    },
  };
  return {savedMethods, line, asked};
}
