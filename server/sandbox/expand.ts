import {invalidRequest} from './errors.js';
import type {Backend} from './state.js';

type Fields = Record<string, unknown>;

const EXPANDABLE = new Set([
  ...['data', 'latest_charge', 'payment_method', 'payment_intent', 'charge', 'customer', 'line_items', 'shipping_rate'],
  ...[
    'default_payment_method',
    'invoice_settings',
    'default_price',
    'product',
    'price',
    'tiers',
    'currency_options',
    'tax_code',
    'fixed_amount',
    'discounts',
    'coupon',
  ],
  ...['shipping_cost', 'shipping_options', 'refund', 'dispute', 'object'],
]);

/** Refuses paths that name nothing expandable, before the call has changed anything. */
export function assertExpandable(paths: unknown): void {
  if (!Array.isArray(paths)) return;
  const wrong = paths.find(
    (path) =>
      !String(path)
        .split('.')
        .every((field) => EXPANDABLE.has(field)),
  );
  if (wrong !== undefined) throw invalidRequest(`This property cannot be expanded (${String(wrong).slice(0, 100)}).`, {param: 'expand'});
}

/**
 * Replaces ids by the objects they name, along Stripe's paths: `latest_charge`, `data.latest_charge`,
 * `payment_intent.payment_method`, and shows what is only shown on demand: `line_items`, and a price's `tiers` and
 * `currency_options`. The stored objects are left as they are; what the answer does not hold is passed over.
 */
export function expanded(backend: Backend, answer: object, paths: unknown): object {
  if (!Array.isArray(paths)) return answer;
  const copy = structuredClone(answer) as Fields;
  for (const path of paths) follow(backend, copy, String(path).split('.'));
  return copy;
}

function follow(backend: Backend, node: Fields, [field = '', ...rest]: string[]): void {
  const hidden = onDemand(backend, node, field);
  if (hidden !== undefined) node[field] = structuredClone(hidden);
  const value = node[field];
  if (Array.isArray(value)) {
    for (const item of value as Fields[]) follow(backend, item, rest);
    return;
  }
  if (typeof value === 'string') node[field] = structuredClone(lookUp(backend, value)) ?? value;
  const next = node[field];
  if (rest.length && typeof next === 'object' && next !== null) follow(backend, next as Fields, rest);
}

function lookUp({state}: Backend, id: string): object | undefined {
  const {charges, customers, paymentMethods, products, shippingRates, refunds, disputes, coupons} = state;
  const maps = [charges, customers, paymentMethods, products, shippingRates, refunds, disputes, coupons];
  for (const map of maps) if (map.has(id)) return map.get(id);
  return state.intents.get(id)?.intent ?? state.prices.get(id)?.price;
}

function onDemand({state}: Backend, {object, id}: Fields, field: string): unknown {
  const list = (data: object[] = [], path: string) => ({
    object: 'list',
    data,
    has_more: false,
    url: `/v1/${path}/${String(id)}/line_items`,
  });
  const key = String(id);
  if (field === 'line_items' && object === 'checkout.session') return list(state.checkouts.get(key)?.lines, 'checkout/sessions');
  if (field === 'line_items' && object === 'tax.calculation') return list(state.calculations.get(key)?.lines, 'tax/calculations');
  if (field === 'line_items' && object === 'tax.transaction') return list(state.taxTransactions.get(key)?.lines, 'tax/transactions');
  if (field === 'tiers' && object === 'price') return state.prices.get(key)?.tiers;
  if (field === 'currency_options' && object === 'price') return state.prices.get(key)?.currencyOptions;
  return undefined;
}
