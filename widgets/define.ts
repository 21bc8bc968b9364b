import {CheckoutAddress} from './elements/address/address.js';
import {CheckoutDiscounts} from './elements/discounts/discounts.js';
import {CheckoutFlow} from './elements/flow/flow.js';
import {CheckoutItems} from './elements/items/items.js';
import {CheckoutMessages} from './elements/messages/messages.js';
import {CheckoutPay} from './elements/pay/pay.js';
import {CheckoutProduct} from './elements/product/product.js';
import {CheckoutReceipt} from './elements/receipt/receipt.js';
import {CheckoutShipping} from './elements/shipping/shipping.js';
import {CheckoutTerms} from './elements/terms/terms.js';
import {CheckoutTotals} from './elements/totals/totals.js';

/** `<checkout-flow>` and the elements it shows: all that the checkout page carries. */
export const flowElements = {
  'checkout-address': CheckoutAddress,
  'checkout-discounts': CheckoutDiscounts,
  'checkout-flow': CheckoutFlow,
  'checkout-items': CheckoutItems,
  'checkout-messages': CheckoutMessages,
  'checkout-pay': CheckoutPay,
  'checkout-product': CheckoutProduct,
  'checkout-receipt': CheckoutReceipt,
  'checkout-shipping': CheckoutShipping,
  'checkout-terms': CheckoutTerms,
  'checkout-totals': CheckoutTotals,
};

/** Registers tags. One that is taken, by us or by another copy of this module, is left as it is. */
export function define(elements: Record<string, CustomElementConstructor>) {
  for (const [tag, element] of Object.entries(elements)) if (!customElements.get(tag)) customElements.define(tag, element);
}
