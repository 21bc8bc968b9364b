import type {Product, Variant} from '../../shared/product.js';
import {pictures} from './pictures.js';

const {mugInk, mugClay, mugOat} = pictures;

const mugOf = (color: string, size: string, image: string, overrides: Partial<Variant> = {}): Variant => ({
  id: `mug-${color.toLowerCase()}-${size}`,
  title: `${color} / ${size.replace('oz', ' oz')}`,
  options: {color: color.toLowerCase(), size},
  price: 2800,
  availability: 'in_stock',
  available_quantity: 22,
  images: [image],
  ...overrides,
});

/** Three colours and two sizes: ink 16 oz is sold out, oat 16 oz does not exist, clay 12 oz is low and on sale. */
export const mug: Product = {
  id: 'mug',
  title: 'Everyday Mug',
  description: 'Wheel-thrown stoneware with a satin glaze and a bare clay foot. Stacks, and survives the dishwasher.',
  images: [mugInk, mugClay, mugOat],
  currency: 'usd',
  options: [
    {
      name: 'color',
      title: 'Color',
      values: [
        {value: 'ink', title: 'Ink', swatch: '#2f4a8c'},
        {value: 'clay', title: 'Clay', swatch: '#c4643f'},
        {value: 'oat', title: 'Oat', swatch: '#e6d8c0'},
      ],
    },
    {
      name: 'size',
      title: 'Size',
      values: [
        {value: '12oz', title: '12 oz'},
        {value: '16oz', title: '16 oz'},
      ],
    },
  ],
  variants: [
    mugOf('Ink', '12oz', mugInk),
    mugOf('Ink', '16oz', mugInk, {price: 3200, availability: 'out_of_stock', available_quantity: 0}),
    mugOf('Clay', '12oz', mugClay, {price: 2400, compare_at_price: 2800, availability: 'low_stock', available_quantity: 3}),
    mugOf('Clay', '16oz', mugClay, {price: 3200}),
    mugOf('Oat', '12oz', mugOat),
  ],
};

/** A product without options: its one variant has the product's id. */
export const plainProduct = (id: string, title: string, price: number, image: string, overrides: Partial<Variant> = {}): Product => ({
  id,
  title,
  description: '',
  images: [image],
  currency: 'usd',
  options: [],
  variants: [{id, title: '', options: {}, price, availability: 'in_stock', available_quantity: 40, ...overrides}],
});

/** The shop of the stories: every kind of price and stock. */
export const products: Product[] = [
  mug,
  plainProduct('kettle', 'Gooseneck Kettle', 8900, pictures.kettle, {compare_at_price: 10900}),
  plainProduct('tray', 'Breakfast Tray', 6400, pictures.tray),
  plainProduct('candle', 'Fig Leaf Candle', 3200, pictures.candle, {availability: 'low_stock', available_quantity: 2}),
  plainProduct('board', 'Serving Board', 5400, pictures.board, {availability: 'out_of_stock', available_quantity: 0}),
  plainProduct('napkins', 'Linen Napkins, set of four', 4200, pictures.napkins),
];

const LONG_WORD = 'Donaudampfschifffahrtsgesellschaftskapitänstasse';

/** Names as long as they get, one of them a single word. */
export const longNamed: Product = {
  ...mug,
  title: `${LONG_WORD} with a hand-turned handle, a saucer and a lid that keeps the tea warm`,
  description: `${mug.description} `.repeat(4).trim(),
  options: mug.options.map((option) => ({
    ...option,
    title: `${option.title} of the glaze and of everything that comes with it`,
    values: option.values.map(({swatch, ...value}) => ({
      ...value,
      title: `${value.title}, as it comes from the kiln in the first week of May`,
    })),
  })),
};

/** Many values to choose from. */
export const manyValued: Product = {
  ...mug,
  options: [
    {name: 'size', title: 'Size', values: Array.from({length: 18}, (_, index) => ({value: `${index + 34}`, title: `${index + 34}`}))},
  ],
  variants: Array.from({length: 18}, (_, index) => ({
    id: `shoe-${index + 34}`,
    title: `${index + 34}`,
    options: {size: `${index + 34}`},
    price: 9900,
    availability: index % 5 === 4 ? ('out_of_stock' as const) : ('in_stock' as const),
  })),
};
