import {invalidRequest} from './errors.js';
import type {Backend} from './state.js';

type Fields = Record<string, unknown>;

const EXPANDABLE = new Set([
  'data',
  'latest_charge',
  'payment_method',
  'payment_intent',
  'charge',
  'customer',
  'line_items',
  'shipping_rate',
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
 * `payment_intent.payment_method`, and `line_items` of a hosted checkout. The stored objects are left as they are;
 * what the answer does not hold is passed over.
 */
export function expanded(backend: Backend, answer: object, paths: unknown): object {
  if (!Array.isArray(paths)) return answer;
  const copy = structuredClone(answer) as Fields;
  for (const path of paths) follow(backend, copy, String(path).split('.'));
  return copy;
}

function follow(backend: Backend, node: Fields, [field = '', ...rest]: string[]): void {
  if (field === 'data' && Array.isArray(node.data)) {
    for (const item of node.data as Fields[]) follow(backend, item, rest);
    return;
  }
  if (field === 'line_items' && node.object === 'checkout.session') {
    node.line_items = lineItems(backend, String(node.id));
    return;
  }
  const value = node[field];
  if (typeof value === 'string') node[field] = structuredClone(lookUp(backend, value)) ?? value;
  const next = node[field];
  if (rest.length && typeof next === 'object' && next !== null) follow(backend, next as Fields, rest);
}

function lookUp({state}: Backend, id: string): object | undefined {
  return state.intents.get(id)?.intent ?? state.charges.get(id) ?? state.paymentMethods.get(id);
}

const lineItems = ({state}: Backend, id: string) => ({
  object: 'list',
  data: state.checkouts.get(id)?.lines ?? [],
  has_more: false,
  url: `/v1/checkout/sessions/${id}/line_items`,
});
