import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, nothing} from 'lit';
import type {Product} from '../../../shared/product.js';
import {inCurrency, type Context} from '../../stories/globals.js';
import {longNamed, plainProduct, products} from '../../stories/products.js';

interface Args {
  products?: readonly Product[];
  layout: 'row' | 'grid';
  busy: boolean;
}
type Story = StoryObj<Args>;

export default {
  title: 'Elements/Catalog',
  component: 'checkout-catalog',
  args: {products, layout: 'row', busy: false},
  argTypes: {layout: {control: 'inline-radio', options: ['row', 'grid']}},
} satisfies Meta<Args>;

const render = ({products, layout, busy}: Args, {globals}: Context) =>
  html`<checkout-catalog
    .products=${products?.map((product) => inCurrency(product, globals))}
    layout=${layout}
    locale=${globals.locale ?? nothing}
    ?busy=${busy}
  ></checkout-catalog>`;

/** A row to scroll through. */
export const Normal: Story = {render};
export const Grid: Story = {render, args: {layout: 'grid'}};
export const Skeleton: Story = {render, args: {products: undefined}};
export const Empty: Story = {render, args: {products: []}};
export const One: Story = {render, args: {products: products.slice(0, 1)}};
export const Long: Story = {
  render,
  args: {layout: 'grid', products: [longNamed, plainProduct('long', longNamed.title, 123456789, longNamed.images[0]!), ...products]},
};
export const Many: Story = {
  render,
  args: {layout: 'grid', products: Array.from({length: 4}, () => products).flat()},
};
/** A picture that cannot be loaded leaves its quiet tile. */
export const NoPicture: Story = {
  render,
  args: {
    products: products.map((product) => ({
      ...product,
      images: [],
      variants: product.variants.map((variant) => ({...variant, images: []})),
    })),
  },
};
export const Busy: Story = {render, args: {busy: true}};
