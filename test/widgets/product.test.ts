import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import '../../widgets/index.js';
import type {CheckoutProduct} from '../../widgets/elements/product/product.js';
import {aProduct, aVariant} from '../support/builders.js';
import {countEvents, find, heard, isAccessibleInBothThemes, textOf} from '../support/element.js';

const make = (product = aProduct(), itemId?: string) =>
  fixture<CheckoutProduct>(html`<checkout-product .product=${product} .itemId=${itemId} locale="en-US"></checkout-product>`);
const radio = (element: CheckoutProduct, title: string) => {
  const label = [...element.renderRoot.querySelectorAll('label')].find(({textContent}) => textContent?.trim().startsWith(title));
  return label!.querySelector('input')!;
};
const buy = (element: CheckoutProduct) => find<HTMLButtonElement>(element, '[part=button]');
const increase = (element: CheckoutProduct) => find(element, '[aria-label^=Increase]');

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

describe('checkout-product', () => {
  isAccessibleInBothThemes(() => make(aProduct(), 'mug-clay-12oz'));

  it('shows a skeleton without a price before there is a product', async () => {
    const element = await fixture<CheckoutProduct>(html`<checkout-product></checkout-product>`);
    expect(element.renderRoot.textContent).not.to.match(/\d/);
    await expect(element).to.be.accessible();
  });

  it('shows the first variant that can be bought, with its values named', async () => {
    const words = textOf(await make());
    expect(words).to.contain('Stoneware mug $28.00 Wheel-thrown stoneware');
    expect(words).to.contain('Colour Ink');
    expect(words).to.contain('Size 12 oz');
    expect(words).to.contain('Buy now');
  });

  it('shows the variant it is given, its former price and how many are left', async () => {
    const words = textOf(await make(aProduct(), 'mug-clay-12oz'));
    expect(words).to.contain('$24.00');
    expect(words).to.contain('$28.00');
    expect(words).to.contain('Only 3 left');
  });

  it('shows a product without options', async () => {
    const variant = {...aVariant('', ''), id: 'vase', options: {}};
    const element = await make(aProduct({id: 'vase', title: 'Bud vase', options: [], variants: [variant]}));
    expect(element.renderRoot.querySelector('fieldset')).to.not.exist;
    setTimeout(() => buy(element).click());
    expect((await heard(element, 'checkout-buy')).itemId).to.equal('vase');
  });

  it('reports another variant and keeps the other choice where it exists', async () => {
    const element = await make(aProduct(), 'mug-clay-16oz');
    setTimeout(() => radio(element, 'Ink').click());
    expect((await heard(element, 'checkout-variant-change')).itemId).to.equal('mug-ink-16oz');
  });

  it('falls back to a size that exists when the chosen one does not', async () => {
    const element = await make(aProduct(), 'mug-clay-16oz');
    radio(element, 'Oat').click();
    expect(element.itemId).to.equal('mug-oat-12oz');
  });

  it('chooses by keyboard', async () => {
    const element = await make();
    radio(element, 'Ink').focus();
    setTimeout(() => sendKeys({press: 'ArrowRight'}));
    expect((await heard(element, 'checkout-variant-change')).itemId).to.equal('mug-clay-12oz');
  });

  it('cannot choose a combination that does not exist', async () => {
    expect(radio(await make(aProduct(), 'mug-oat-12oz'), '16 oz').disabled).to.be.true;
  });

  it('lets one look at a sold-out variant, but not buy it', async () => {
    const element = await make();
    expect(radio(element, '16 oz').closest('label')!.textContent).to.contain('Sold out');
    radio(element, '16 oz').click();
    await element.updateComplete;
    expect(textOf(element)).to.contain('$32.00');
    expect(buy(element).innerText).to.equal('Sold out');
    expect(await countEvents(element, 'checkout-buy', () => buy(element).click())).to.equal(0);
    await expect(element).to.be.accessible();
  });

  it('reports what to buy, and how many', async () => {
    const element = await make();
    increase(element).click();
    await element.updateComplete;
    setTimeout(() => buy(element).click());
    const event = await heard(element, 'checkout-buy');
    expect([event.itemId, event.quantity]).to.deep.equal(['mug-ink-12oz', 2]);
  });

  it('never asks for more than are available', async () => {
    const element = await make(aProduct(), 'mug-clay-12oz');
    for (const _ of 'five!') {
      increase(element).click();
      await element.updateComplete;
    }
    expect(find(element, 'output').innerText).to.contain('3');
    expect(increase(element)).to.have.attribute('aria-disabled', 'true');
  });

  it('waits while busy without dropping the focus', async () => {
    const element = await make();
    buy(element).focus();
    element.busy = true;
    await element.updateComplete;
    expect(element.shadowRoot!.activeElement).to.equal(buy(element));
    expect(await countEvents(element, 'checkout-buy', () => buy(element).click())).to.equal(0);
    expect(await countEvents(element, 'checkout-variant-change', () => radio(element, 'Clay').click())).to.equal(0);
    expect(radio(element, 'Ink').checked).to.be.true;
  });

  it('is silent when properties are set', async () => {
    const element = await make();
    expect(await countEvents(element, 'checkout-variant-change', () => (element.itemId = 'mug-clay-12oz'))).to.equal(0);
  });

  it('shows the pictures one at a time, described by the product', async () => {
    const element = await make(aProduct({images: [PIXEL, `${PIXEL}#2`]}));
    const thumbs = [...element.renderRoot.querySelectorAll<HTMLButtonElement>('.thumbs button')];
    thumbs[1]!.click();
    await element.updateComplete;
    const image = find<HTMLImageElement>(element, '.pictures > .tile img');
    expect(image.src).to.equal(`${PIXEL}#2`);
    expect(image.alt).to.contain('Stoneware mug');
    expect(thumbs[1]).to.have.attribute('aria-pressed', 'true');
    await expect(element).to.be.accessible();
  });

  for (const [width, sideBySide] of [
    [320, false],
    [600, true],
  ] as const) {
    it(`puts the picture ${sideBySide ? 'beside' : 'above'} the words at ${width} px`, async () => {
      const wrapper = await fixture(
        html`<div style="width: ${width}px"><checkout-product .product=${aProduct()}></checkout-product></div>`,
      );
      const element = wrapper.querySelector('checkout-product')!;
      await element.updateComplete;
      const [tile, title] = [find(element, '.tile').getBoundingClientRect(), find(element, 'h2').getBoundingClientRect()];
      expect(title.left >= tile.right).to.equal(sideBySide);
      expect(wrapper.scrollWidth).to.equal(width);
    });
  }

  it('mirrors in a right-to-left page', async () => {
    const wrapper = await fixture(html`<div dir="rtl"><checkout-product .product=${aProduct()}></checkout-product></div>`);
    const element = wrapper.querySelector('checkout-product')!;
    await element.updateComplete;
    expect(increase(element).getBoundingClientRect().left).to.be.above(buy(element).getBoundingClientRect().left);
  });
});
