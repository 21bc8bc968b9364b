import type {AddressField} from '../../shared/address.js';
import type {Words} from './words.js';

const fields: Record<AddressField, string> = {
  name: 'name',
  line_one: 'street address',
  line_two: 'second address line',
  city: 'city',
  state: 'state or region',
  postal_code: 'postal code',
};

/** The shop's words in English, which it speaks to whoever asks for no other language. The widgets know its rows of sums by these words. */
export const english: Words = {
  locale: 'en-US',

  totals: {
    items: 'Items',
    price: 'Price',
    discount: 'Discount',
    subtotal: 'Subtotal',
    tax: 'Tax',
    total: 'Total',
    totalBeforeTax: 'Total before tax',
    estimatedTotal: 'Estimated total',
    refunded: 'Refunded',
  },

  soldOut: (name) => `${name} is sold out.`,
  onlyLeft: (name, available) => `Only ${available} of ${name} ${available === 1 ? 'is' : 'are'} left.`,
  unknownItem: (id) => `There is no item "${id}". Name the items again without it.`,

  addressMissing: 'Add a delivery address to see shipping and tax.',
  fieldMissing: (field) => `The ${fields[field]} is missing.`,
  fieldInvalid: (field, country) => `The ${fields[field]} does not look right for ${country}.`,
  noDelivery: 'We do not deliver to this address. Use another address.',
  pickupOnly: 'We do not deliver to this address. Choose a pickup instead, or another address.',
  chooseDelivery: 'Choose how to get your order.',

  taxAddressInvalid: 'Tax cannot be worked out for this address. Check the postal code, the state and the country.',
  taxUnavailable: 'Tax cannot be worked out right now. Nothing was charged. Try again in a moment.',
  minimumNotMet: (least) => `The total must be at least ${least} to be paid here.`,
  maximumExceeded: (most) => `The total can be at most ${most} to be paid here.`,

  priceChanged: 'The total has changed since you last saw it. Nothing was charged. Check the new total before you pay.',
  buyerReview: 'This order has to be confirmed by the buyer: open the address in continue_url, check the order and pay there.',
  approvalPending: 'The shop looks at this order before it can be paid. Nothing was charged. Look again later.',
  orderRejected: 'The shop did not accept this order. Nothing was charged.',
  paymentChecked: 'Your payment is being checked. You do not need to pay again.',
  paymentUnavailable: 'The payment service could not be reached. Nothing was charged. Try again in a moment.',
  authenticate: 'The card’s bank has to confirm this payment with the buyer. Nothing was charged. Send the result with the payment.',
  bankRefused: 'The bank did not confirm this payment. Nothing was charged. Try another card.',
  bankSilent: 'The bank could not be asked to confirm this payment. Nothing was charged. Try again, or try another card.',
  cannotAuthenticate:
    'Cards are taken here only when their bank confirms the payment, which is not possible here. The buyer can pay on the shop’s own page.',
  declines: {
    card_declined: 'Your card was declined. Nothing was charged. Try another card.',
    insufficient_funds: 'Your card has insufficient funds. Nothing was charged. Try another card.',
    expired_card: 'Your card has expired. Nothing was charged. Try another card.',
    incorrect_details: 'The card details are not right. Nothing was charged. Check them or try another card.',
    try_again: 'The card could not be charged just now. Nothing was charged. Try again.',
    requires_3ds: 'Your bank asks for a confirmation that is not possible here. Nothing was charged. Try another card.',
    cannot_authenticate: 'The bank of this card cannot confirm payments here. Nothing was charged. Try another card.',
    proof_unusable: 'The bank’s confirmation of this payment could not be used. Nothing was charged. Authorize the payment again.',
    token_unusable: 'This payment authorization can no longer be used. Nothing was charged. Authorize the payment again.',
    amount_not_allowed: 'The payment authorization does not cover this total. Nothing was charged. Open the payment again.',
  },

  rejections: {
    discount_code_invalid: () => 'This code is not valid.',
    discount_code_expired: (code) => `${code} has expired.`,
    discount_code_already_applied: (code) => `${code} is already applied.`,
    discount_code_combination_disallowed: (code) => `${code} would take nothing more off this cart.`,
    discount_code_minimum_not_met: (code, minimum) =>
      minimum ? `${code} needs a subtotal of at least ${minimum}.` : `${code} needs a higher subtotal.`,
    discount_code_user_not_logged_in: (code) => `Sign in to use ${code}.`,
    discount_code_user_ineligible: (code) => `${code} is not for this order.`,
    discount_code_usage_limit_reached: (code) => `${code} has been used up.`,
  },
};
