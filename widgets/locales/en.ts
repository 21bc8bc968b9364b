import type {AddressField} from '../../shared/address.js';

/** What the address form asks for. */
export type FormField = AddressField | 'country' | 'email' | 'phone_number';

/** A text that depends on a number: by the categories of `Intl.PluralRules`, `{0}` standing for the number. */
export type Plural = {other: string} & Partial<Record<Intl.LDMLPluralRule, string>>;

/** The label of each field; `US.state` is what the field is called in that country alone. */
type FieldLabels = Record<FormField, string> & Record<`${string}.${string}`, string>;

const fields: FieldLabels = {
  name: 'Full name',
  line_one: 'Address',
  line_two: 'Apartment, suite, etc.',
  city: 'City',
  state: 'Region',
  postal_code: 'Postal code',
  country: 'Country',
  email: 'Email',
  phone_number: 'Phone',
  'US.state': 'State',
  'US.postal_code': 'ZIP code',
  'CA.state': 'Province',
  'AU.state': 'State',
  'IN.state': 'State',
  'IN.postal_code': 'PIN code',
  'JP.state': 'Prefecture',
  'GB.city': 'Town or city',
  'GB.postal_code': 'Postcode',
};
const onlyLeft: Plural = {other: 'Only {0} left'};
/** Words for what the server already says in English, by its type or code: other languages have them, English shows the server's. */
const none: Record<string, string> = {};

export const en = {
  fields,
  /** Names of links by ACP's link types; `other` for one without a name. */
  links: {
    terms_of_use: 'Terms',
    privacy_policy: 'Privacy',
    return_policy: 'Returns',
    shipping_policy: 'Shipping',
    contact_us: 'Contact',
    other: 'More information',
  } as Record<string, string>,
  /** Rows of the sum by the server's English words or, where it may say what it likes, by ACP's total types. */
  totals: none,
  /** Sentences for the server's messages by their codes. */
  codes: none,

  loading: 'Loading…',

  quantity: 'Quantity',
  quantityOf: 'Quantity of {0}',
  increase: 'Increase quantity of {0}',
  decrease: 'Decrease quantity of {0}',

  wasPrice: 'Was',
  soldOut: 'Sold out',
  onlyLeft,
  buy: 'Buy now',
  pictureOf: '{0}, picture {1}',

  items: 'Items',
  each: 'each',
  remove: 'Remove',
  removeName: 'Remove {0}',
  noItems: 'Your cart is empty.',
  removed: '{0} removed',
  undo: 'Undo',

  discounts: {
    add: 'Add a discount code',
    code: 'Discount code',
    apply: 'Apply',
    applied: 'Discounts applied',
    rejected: 'This code cannot be used.',
  },

  address: 'Deliver to',
  edit: 'Edit',
  editAddress: 'Edit address',
  cancel: 'Cancel',
  saveAddress: 'Save address',
  updateAddress: 'Update address',
  optional: 'optional',
  fieldMissing: '{0} is missing',
  fieldInvalid: '{0} does not look right',
  emailInvalid: 'Enter an email like name@example.com',

  delivery: 'Delivery',
  free: 'Free',
  needAddressForDelivery: 'Add an address to see delivery options.',
  noDelivery: 'No delivery options for this address.',
  pickUpAt: 'Pick up at {0}',
  readyBy: 'Ready {0}',

  pay: 'Pay',
  methods: {payWith: 'Pay with', otherWay: 'Another way to pay', payBy: 'with {0}'},
  continueToCheckout: 'Continue to checkout',
  opens: 'Opens {0}',
  cannotPay: 'Payment is not available in this chat.',
  working: 'One moment…',
  needAddress: 'Add an address to continue',
  checkAddress: 'Check the address to continue',
  needDelivery: 'Choose a delivery option to continue',
  checkItems: 'Change the items above to continue',
  notReady: 'This order cannot be paid yet',

  terms: 'Terms and policies',

  thankYou: 'Thank you',
  thankYouName: 'Thank you, {0}',
  orderPlaced: 'Order {0} is placed',
  estimatedDelivery: 'Estimated delivery',
  viewOrder: 'View order',

  flow: {
    checkout: 'Checkout',
    loading: 'Loading checkout…',
    backToProduct: 'Back to product',
    cancel: 'Cancel checkout',
    newTotal: 'New total {0}',
    // heading, sentence and button of a view without a session to draw
    states: {
      late: ['Still loading', 'The shop has not answered yet.', 'Try again'],
      failed: ['This did not load', 'The shop could not be reached. Check your connection and try again.', 'Try again'],
      checking: ['Checking your payment…', 'This takes a few seconds. Please do not pay again.'],
      unclear: ['Still checking your payment', 'There is no answer from the payment yet. Please do not pay again.', 'Check again'],
      canceled: ['Checkout canceled', 'Nothing was charged.', 'Start again'],
      expired: ['This checkout has expired', 'Nothing was charged. Start again to see current prices.', 'Start again'],
    },
    notices: {
      canceled: 'Payment was canceled. Nothing was charged.',
      not_paid: 'No payment has arrived. You can try again.',
      unreachable: 'The shop could not be reached. Check your connection and try again.',
      elsewhere: 'Finish on the page that opened. This card updates by itself.',
      blocked: 'The page could not be opened from here. Use this link:',
    },
  },
};
