import type {CheckoutSession} from '../../shared/session.js';
import type {CheckoutResult, ShowProductOutput} from '../../shared/tools.js';
import {isFields, type ToolResult} from '../host/host.js';

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
