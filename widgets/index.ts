import {define, flowElements} from './define.js';
import {CheckoutCatalog} from './elements/catalog/catalog.js';
import {CheckoutOrderStatus} from './elements/order-status/order-status.js';

const others = {
  'checkout-catalog': CheckoutCatalog,
  'checkout-order-status': CheckoutOrderStatus,
};

/** Registers every tag. May be called twice: a tag that is taken, by us or by another copy of this module, is left as it is. */
export function defineElements() {
  define({...flowElements, ...others});
}

defineElements();
