import {define, flowElements} from './define.js';
import {CheckoutDiscounts} from './elements/discounts/discounts.js';

const others = {
  'checkout-discounts': CheckoutDiscounts,
};

/** Registers every tag. May be called twice: a tag that is taken, by us or by another copy of this module, is left as it is. */
export function defineElements() {
  define({...flowElements, ...others});
}

defineElements();
