import type {FulfillmentDetails} from '../../shared/address.js';
import type {CheckoutSession, Message} from '../../shared/session.js';
import {longNamed} from './products.js';
import {completed, GOOD_CODE, options, sessionOf, type Cart} from './shop.js';

const items = [{id: 'mug-ink-12oz', quantity: 2}];

/** Where most of the stories deliver to. */
export const home: FulfillmentDetails = {
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  phone_number: '+1 510 555 0142',
  address: {
    name: 'Ada Lovelace',
    line_one: '1200 Lakeshore Ave',
    line_two: 'Apt 4',
    city: 'Oakland',
    state: 'CA',
    country: 'US',
    postal_code: '94606',
  },
};

/** Two mugs to Oakland. */
export const readyCart: Cart = {
  items,
  details: home,
  buyer: {email: 'ada@example.com', full_name: 'Ada Lovelace', first_name: 'Ada'},
  optionId: 'standard',
};

/** Something that a session says. */
export const message = (type: Message['type'], content: string, overrides: Partial<Message> = {}): Message => ({
  type,
  severity: type === 'error' ? 'high' : 'info',
  content_type: 'plain',
  content,
  ...overrides,
});

export const newSession = sessionOf({items});
export const addressed = sessionOf({...readyCart, optionId: undefined});
export const ready = sessionOf(readyCart);
export const discounted = sessionOf({...readyCart, codes: [GOOD_CODE]});
export const rejected = sessionOf({...readyCart, codes: ['SUMMER26']});
export const paid = completed(discounted);
export const many = sessionOf({
  ...readyCart,
  items: ['mug-ink-12oz', 'mug-clay-12oz', 'mug-oat-12oz', 'mug-clay-16oz', 'kettle', 'tray', 'candle', 'napkins'].map((id, index) => ({
    id,
    quantity: index + 1,
  })),
});

const LONG_TEXT = 'Sent in two parcels from two places because the kiln in Neukirchen-Vluyn is being rebuilt until the spring';

/** Every name, amount and sentence as long as they get. */
export const long: CheckoutSession = {
  ...ready,
  line_items: ready.line_items.map((line) => ({
    ...line,
    name: longNamed.title,
    quantity: 99,
    unit_amount: 123456789,
    variant_options: longNamed.options.map(({title, values}) => ({name: title, value: values[0]!.title})),
    totals: line.totals.map((row) => ({...row, amount: 123456789})),
  })),
  fulfillment_details: {
    ...home,
    email: 'augusta.ada.king-noel.countess.of.lovelace@analytical-engine.mathematics.example.com',
    address: {
      ...home.address!,
      name: 'Augusta Ada King-Noel, Countess of Lovelace',
      line_one: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Road 123456',
      city: 'Taumatawhakatangihangakoauauotamateaturipukakapikimaungahoronukupokaiwhenuakitanatahu',
    },
  },
  fulfillment_options: options.map((option) => ({
    ...option,
    title: `${option.title}, ${LONG_TEXT}`,
    description: LONG_TEXT,
    totals: option.totals.map((row) => ({...row, amount: 123456789})),
  })),
  totals: ready.totals.map((row) => ({
    ...row,
    display_text: `${row.display_text}: ${LONG_TEXT}`,
    amount: 123456789,
    description: LONG_TEXT,
  })),
  messages: [message('warning', `${LONG_TEXT}. ${LONG_TEXT}.`), message('info', `https://shop.example/${'a-long-address-'.repeat(8)}`)],
  links: ready.links.map((link) => ({...link, title: `${link.title}: ${LONG_TEXT}`})),
};

/** Faults at a line and at fields of the address. */
export const faulty: CheckoutSession = {
  ...ready,
  status: 'not_ready_for_payment',
  line_items: ready.line_items.map((line) => ({...line, availability_status: 'out_of_stock', available_quantity: 0})),
  messages: [
    message('error', 'Everyday Mug, Ink is sold out.', {code: 'out_of_stock', param: '$.line_items[0]'}),
    message('error', 'The postal code is not one of California.', {
      code: 'invalid',
      param: '$.fulfillment_details.address.postal_code',
      resolution: 'requires_buyer_input',
    }),
  ],
};

/** One of each kind of message. */
export const talkative: CheckoutSession = {
  ...ready,
  messages: [
    message('error', 'The card was declined. Try another one.', {code: 'payment_declined'}),
    message('warning', 'The price of Everyday Mug changed from $26.00 to $28.00.', {code: 'price_change', param: '$.line_items[0]'}),
    message('info', 'Orders before noon leave today.'),
  ],
};
