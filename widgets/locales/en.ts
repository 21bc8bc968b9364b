import type {AddressField} from '../../shared/address.js';

/** What the address form asks for. */
export type FormField = AddressField | 'country' | 'email' | 'phone_number';

const fields: Record<FormField, string> = {
  name: 'Full name',
  line_one: 'Address',
  line_two: 'Apartment, suite, etc.',
  city: 'City',
  state: 'Region',
  postal_code: 'Postal code',
  country: 'Country',
  email: 'Email',
  phone_number: 'Phone',
};
const byCountry: Record<string, Partial<Record<FormField, string>>> = {
  US: {state: 'State', postal_code: 'ZIP code'},
  CA: {state: 'Province'},
  AU: {state: 'State'},
  IN: {state: 'State', postal_code: 'PIN code'},
  JP: {state: 'Prefecture'},
  GB: {city: 'Town or city', postal_code: 'Postcode'},
};
const links: Record<string, string> = {
  terms_of_use: 'Terms',
  privacy_policy: 'Privacy',
  return_policy: 'Returns',
  shipping_policy: 'Shipping',
  contact_us: 'Contact',
};

export const en = {
  loading: 'Loading…',

  quantity: 'Quantity',
  quantityOf: (name: string) => `Quantity of ${name}`,
  increase: (name: string) => `Increase quantity of ${name}`,
  decrease: (name: string) => `Decrease quantity of ${name}`,

  wasPrice: 'Was',
  soldOut: 'Sold out',
  onlyLeft: (count: number) => `Only ${count} left`,
  buy: 'Buy now',
  pictureOf: (name: string, number: number) => `${name}, picture ${number}`,

  items: 'Items',
  each: 'each',
  remove: 'Remove',
  removeName: (name: string) => `Remove ${name}`,
  noItems: 'Your cart is empty.',

  address: 'Deliver to',
  edit: 'Edit',
  editAddress: 'Edit address',
  cancel: 'Cancel',
  saveAddress: 'Save address',
  updateAddress: 'Update address',
  optional: 'optional',
  field: (field: FormField, country: string) => byCountry[country]?.[field] ?? fields[field],
  fieldMissing: (label: string) => `${label} is missing`,
  fieldInvalid: (label: string) => `${label} does not look right`,
  emailInvalid: 'Enter an email like name@example.com',

  delivery: 'Delivery',
  free: 'Free',
  needAddressForDelivery: 'Add an address to see delivery options.',
  noDelivery: 'No delivery options for this address.',
  pickUpAt: (place: string) => `Pick up at ${place}`,
  readyBy: (time: string) => `Ready ${time}`,

  pay: 'Pay',
  methods: {payWith: 'Pay with', otherWay: 'Another way to pay', payBy: (method: string) => `with ${method}`},
  continueToCheckout: 'Continue to checkout',
  opens: (host: string) => `Opens ${host}`,
  cannotPay: 'Payment is not available in this chat.',
  working: 'One moment…',
  needAddress: 'Add an address to continue',
  checkAddress: 'Check the address to continue',
  needDelivery: 'Choose a delivery option to continue',
  checkItems: 'Change the items above to continue',
  notReady: 'This order cannot be paid yet',

  terms: 'Terms and policies',
  link: (type: string) => links[type] ?? 'More information',

  thankYou: (name?: string) => (name ? `Thank you, ${name}` : 'Thank you'),
  orderPlaced: (number: string) => `Order ${number} is placed`,
  estimatedDelivery: 'Estimated delivery',
  viewOrder: 'View order',

  flow: {
    checkout: 'Checkout',
    loading: 'Loading checkout…',
    backToProduct: 'Back to product',
    cancel: 'Cancel checkout',
    newTotal: (total: string) => `New total ${total}`,
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
