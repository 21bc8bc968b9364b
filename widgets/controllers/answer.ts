import type {CheckoutSession} from '../../shared/session.js';
import type {CheckoutResult, ShowProductOutput} from '../../shared/tools.js';
import {isFields, type Fields, type ToolResult} from '../host/host.js';

const LISTS = ['line_items', 'totals', 'messages', 'links', 'fulfillment_options', 'selected_fulfillment_options'];

/** Statuses after which a session never changes again. */
export const isFinal = ({status}: CheckoutSession): boolean => ['completed', 'canceled', 'expired'].includes(status);

/**
 * What a tool's result holds for the buyer. Only the outline is checked: enough that nothing breaks on a stripped or foreign
 * result, without the weight of a schema library in the page. The server has checked its answer against the full schema.
 */
export function readAnswer({structuredContent = {}}: ToolResult): Partial<CheckoutResult & ShowProductOutput> {
  const {checkout, payment, product, priceID} = structuredContent;
  const isSession =
    isFields(checkout) &&
    [checkout.id, checkout.status].every((text) => typeof text === 'string') &&
    LISTS.every((name) => Array.isArray(checkout[name]));
  const isProduct = isFields(product) && Array.isArray(product.variants) && Array.isArray(product.options);
  return {
    ...(isSession && {checkout: checkout as unknown as CheckoutSession}),
    ...(isFields(payment) && {payment: payment as CheckoutResult['payment']}),
    ...(isProduct && {product: product as ShowProductOutput['product'], priceID: priceID as string}),
  };
}

/** A thing on its way into the checkout, in the words of the host. `price` is for the eye: nothing may be worked out from it. */
export interface Hint {
  name: string;
  quantity: unknown;
  price?: unknown;
}

/** What the host says of the things in the call that opened the page (product checkout conversion contract). Empty where it says nothing. */
export function hintsOf(input: Fields = {}): Hint[] {
  const {items} = (input.checkout_session ?? {}) as {items?: Hint[]};
  return Array.isArray(items) ? items.filter((item) => typeof item?.name === 'string') : [];
}
