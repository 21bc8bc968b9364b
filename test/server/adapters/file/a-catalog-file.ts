import {parseCatalog} from '../../../../server/adapters/file/read-catalog.js';
import type {CatalogFile} from '../../../../server/adapters/file/catalog-file.js';

/** A small well-formed file as JSON, for a test to spoil or to extend. */
export const catalogJson = () => ({
  shop: {
    name: 'Test shop',
    currency: 'usd',
    country: 'US',
    time_zone: 'America/Los_Angeles',
    support_email: 'help@shop.example',
    links: [{type: 'terms_of_use', title: 'Terms', path: '/legal/terms'}],
  },
  products: [
    {
      id: 'cup',
      title: 'Café Cup',
      description: 'Holds the tea.',
      images: ['images/cup.svg'],
      tags: ['blue'],
      options: [
        {
          name: 'color',
          title: 'Colour',
          values: [
            {value: 'ink', title: 'Ink', swatch: '#2f4a8c'},
            {value: 'oat', title: 'Oat'},
          ],
        },
        {
          name: 'size',
          title: 'Size',
          values: [
            {value: 's', title: 'Small'},
            {value: 'l', title: 'Large'},
          ],
        },
      ],
      variants: [
        {id: 'cup-ink-s', options: {color: 'ink', size: 's'}, price: 2000, stock: 3},
        {id: 'cup-ink-l', options: {color: 'ink', size: 'l'}, price: 2600, compare_at_price: 3000, stock: 0, images: ['images/ink.svg']},
        {id: 'cup-oat-s', options: {color: 'oat', size: 's'}, price: 2000, stock: 5},
      ],
    },
    {id: 'tea', title: 'Green Tea', description: 'For the cup.', images: ['images/tea.svg'], tax_category: 'food', price: 900, stock: 7},
  ],
  shipping: {
    zones: [
      {id: 'far', countries: ['US'], states: ['AK', 'HI'], options: [{id: 'far-post', title: 'Post', amount: 1290, business_days: [5, 9]}]},
      {
        id: 'us',
        countries: ['US'],
        options: [
          {id: 'us-standard', title: 'Standard', carrier: 'USPS', amount: 590, free_over: 7500, business_days: [3, 5]},
          {id: 'us-express', title: 'Express', amount: 1490, business_days: [1, 2]},
        ],
      },
    ],
    pickup: [
      {
        id: 'pickup',
        title: 'Pick up',
        location: {
          name: 'Workshop',
          address: {name: 'Workshop', line_one: '1 Kiln Street', city: 'Oakland', state: 'CA', country: 'US', postal_code: '94611'},
        },
        ready_in_hours: 4,
        hours: {open: '10:00', close: '18:00'},
      },
    ],
    local_delivery: [
      {
        id: 'evening',
        title: 'Evening',
        amount: 900,
        country: 'US',
        postal_codes: ['94601', '94611'],
        window: {start: '17:00', end: '20:00'},
        same_day_before: '12:00',
        radius_miles: 12,
      },
    ],
  },
  tax: {
    rates: [
      {country: 'US', state: 'CA', rate_bps: 725, name: 'CA', exempt_categories: ['food']},
      {country: 'US', state: 'CA', postal_prefix: '946', rate_bps: 1025, name: 'East Bay', exempt_categories: ['food']},
      {country: 'US', state: 'TX', rate_bps: 825, name: 'TX', shipping_taxed: true},
      {country: 'CA', rate_bps: 500, name: 'GST', shipping_taxed: true},
    ],
  },
  discounts: [
    {code: 'WELCOME10', name: '10% off', percent_bps: 1000},
    {code: 'TABLE15', name: '$15 off', amount_off: 1500, minimum_subtotal: 9000},
    {code: 'SPRING', name: 'Spring', amount_off: 500, starts_at: '2026-03-01T00:00:00Z', ends_at: '2026-06-01T00:00:00Z'},
  ],
});

/** The same, read. */
export const aCatalogFile = (json: unknown = catalogJson()): CatalogFile => parseCatalog(json, {name: 'test.json', hasPicture: () => true});
