import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import '../../widgets/index.js';
import type {CheckoutCatalog} from '../../widgets/elements/catalog/catalog.js';
import {aProduct, aVariant} from '../support/builders.js';
import {countEvents, find, heard, isAccessibleInBothThemes, textOf} from '../support/element.js';

const plate = aProduct({id: 'plate', title: 'Dinner plate', options: [], variants: [aVariant('x', 'y', {id: 'plate', price: 1800})]});
const soldOut = aProduct({
  id: 'lamp',
  title: 'Paper lamp',
  variants: [aVariant('x', 'y', {price: 9000, availability: 'out_of_stock'})],
});
const onSale = aProduct({id: 'vase', title: 'Bud vase', variants: [aVariant('x', 'y', {price: 2400, compare_at_price: 3000})]});
const make = (products: CheckoutCatalog['products'] = [aProduct(), plate, soldOut, onSale], layout: 'row' | 'grid' = 'row') =>
  fixture<CheckoutCatalog>(html`<checkout-catalog .products=${products} layout=${layout} locale="en-US"></checkout-catalog>`);
const buttons = (element: CheckoutCatalog) => [...element.renderRoot.querySelectorAll('button')];

describe('checkout-catalog', () => {
  isAccessibleInBothThemes(() => make());

  it('is accessible as a grid', async () => expect(await make(undefined, 'grid')).to.be.accessible());

  it('shows a skeleton without a price before there are products', async () => {
    const element = await fixture<CheckoutCatalog>(html`<checkout-catalog></checkout-catalog>`);
    expect(element.renderRoot.textContent).not.to.match(/\d/);
    await expect(element).to.be.accessible();
  });

  it('says that there is nothing', async () => {
    const element = await make([]);
    expect(textOf(element)).to.equal('No products to show.');
    await expect(element).to.be.accessible();
  });

  it('shows one price, the lowest of several, a sale price beside the former, and what is sold out', async () => {
    const words = (await Promise.all([[plate], [aProduct()], [onSale], [soldOut]].map((products) => make(products)))).map(textOf);
    expect(words).to.deep.equal([
      'Dinner plate $18.00 View',
      'Stoneware mug From $24.00 View',
      'Bud vase $24.00 Was $30.00 View',
      'Paper lamp $90.00 Sold out View',
    ]);
  });

  it('asks for the lowest price of what can be bought, not of what is sold out', async () => {
    const variants = [aVariant('a', 'b', {price: 1000, availability: 'out_of_stock'}), aVariant('c', 'd', {price: 2000})];
    expect(textOf(await make([aProduct({variants})])))
      .to.contain('$20.00')
      .and.not.to.contain('$10.00');
  });

  it('opens a product by keyboard, named by its button', async () => {
    const element = await make();
    const button = find<HTMLButtonElement>(element, '[aria-label="View Dinner plate"]');
    button.focus();
    setTimeout(() => sendKeys({press: 'Enter'}));
    expect((await heard(element, 'checkout-product-open')).productId).to.equal('plate');
  });

  it('brings a card into view when its button gets the focus', async () => {
    const wrapper = await fixture(
      html`<div style="width: 300px"><checkout-catalog .products=${[aProduct(), plate, soldOut, onSale]}></checkout-catalog></div>`,
    );
    const element = wrapper.querySelector('checkout-catalog')!;
    await element.updateComplete;
    buttons(element).at(-1)!.focus();
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const {left, right} = buttons(element).at(-1)!.getBoundingClientRect();
    const frame = wrapper.getBoundingClientRect();
    expect(left).to.be.at.least(frame.left - 1);
    expect(right).to.be.at.most(frame.right + 1);
  });

  it('has at most eight cards in a row, and all of them in a grid', async () => {
    const many = Array.from({length: 12}, (_, index) => aProduct({id: `p${index}`}));
    expect(buttons(await make(many)).length).to.equal(8);
    expect(buttons(await make(many, 'grid')).length).to.equal(12);
  });

  it('waits while busy without dropping the focus', async () => {
    const element = await make();
    const [first] = buttons(element);
    first!.focus();
    element.busy = true;
    await element.updateComplete;
    expect(await countEvents(element, 'checkout-product-open', () => first!.click())).to.equal(0);
    expect(element.shadowRoot!.activeElement).to.equal(first);
  });

  it('is silent when properties are set', async () => {
    const element = await make();
    expect(await countEvents(element, 'checkout-product-open', () => (element.products = [plate]))).to.equal(0);
  });

  it('begins at the right in a right-to-left page, and only the row scrolls', async () => {
    const wrapper = await fixture(
      html`<div dir="rtl" style="width: 280px"><checkout-catalog .products=${[aProduct(), plate, soldOut]}></checkout-catalog></div>`,
    );
    const element = wrapper.querySelector('checkout-catalog')!;
    await element.updateComplete;
    const [first, second] = buttons(element).map((button) => button.getBoundingClientRect().left);
    expect(first).to.be.above(second!);
    expect(wrapper.scrollWidth).to.equal(280);
  });
});
