import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, nothing} from 'lit';
import type {Product} from '../../../shared/product.js';
import {inCurrency, type Context} from '../../stories/globals.js';
import {longNamed, manyValued, mug, products} from '../../stories/products.js';

interface Args {
  product?: Product;
  itemId?: string;
  busy: boolean;
}
type Story = StoryObj<Args>;

export default {title: 'Elements/Product', component: 'checkout-product', args: {product: mug, busy: false}} satisfies Meta<Args>;

const render = ({product, itemId, busy}: Args, {globals}: Context) =>
  html`<checkout-product
    .product=${inCurrency(product, globals)}
    item-id=${itemId ?? nothing}
    locale=${globals.locale ?? nothing}
    ?busy=${busy}
  ></checkout-product>`;

export const Normal: Story = {render};
export const Skeleton: Story = {render, args: {product: undefined}};
/** Low in stock and on sale. */
export const Sale: Story = {render, args: {itemId: 'mug-clay-12oz'}};
/** It can be looked at, but not bought. */
export const SoldOut: Story = {render, args: {itemId: 'mug-ink-16oz'}};
/** 16 oz does not exist in oat, so it cannot be chosen. */
export const Sparse: Story = {render, args: {itemId: 'mug-oat-12oz'}};
/** Nothing to choose but how many. */
export const NoOptions: Story = {render, args: {product: products[1]}};
export const NoPicture: Story = {render, args: {product: {...products[2]!, images: []}}};
export const Long: Story = {render, args: {product: longNamed}};
export const Many: Story = {render, args: {product: manyValued}};
export const Busy: Story = {render, args: {busy: true}};
