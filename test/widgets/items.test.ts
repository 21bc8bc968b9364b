import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import '../../widgets/index.js';
import type {CheckoutItems} from '../../widgets/elements/items/items.js';
import {aLine, aSession, aTotal} from '../support/builders.js';
import {countEvents, find, heard, isAccessibleInBothThemes, textOf} from '../support/element.js';

const bowl = aLine({
  id: 'li_2',
  item: {id: 'bowl', unit_amount: 6400},
  name: 'Nesting bowls',
  quantity: 1,
  variant_options: undefined,
  unit_amount: 6400,
  totals: [aTotal('items_base_amount', 'Price', 6400), aTotal('subtotal', 'Subtotal', 5760)],
});
const make = (session = aSession()) => fixture<CheckoutItems>(html`<checkout-items .session=${session} locale="en-US"></checkout-items>`);
const button = (element: CheckoutItems, name: string) => find<HTMLButtonElement>(element, `button[aria-label="${name}"]`);
const increase = 'Increase quantity of Stoneware mug';
const decrease = 'Decrease quantity of Stoneware mug';

describe('checkout-items', () => {
  isAccessibleInBothThemes(() => make(aSession({line_items: [aLine({availability_status: 'low_stock', available_quantity: 3}), bowl]})));

  it('shows a skeleton without an amount before there is a session', async () => {
    const element = await fixture<CheckoutItems>(html`<checkout-items></checkout-items>`);
    expect(element.renderRoot.textContent).not.to.match(/\d/);
    await expect(element).to.be.accessible();
  });

  it("shows name, chosen values, unit price, quantity and the line's own amount", async () => {
    expect(textOf(await make())).to.equal('Stoneware mug Ink · 12 oz $28.00 each $56.00 Quantity 2 Remove');
  });

  it('shows the former amount of a discounted line', async () => {
    const words = textOf(await make(aSession({line_items: [bowl]})));
    expect(words).to.contain('$57.60');
    expect(words).to.contain('$64.00');
  });

  it('shows no amount where the server gave none, rather than a product of two numbers', async () => {
    const element = await make(aSession({line_items: [aLine({totals: []})]}));
    expect(textOf(element)).not.to.contain('$56.00');
  });

  it('says that the cart is empty', async () => {
    expect(textOf(await make(aSession({line_items: []})))).to.equal('Your cart is empty.');
  });

  it('says how many are left, or that none are', async () => {
    expect(textOf(await make(aSession({line_items: [aLine({availability_status: 'low_stock', available_quantity: 3})]})))).to.contain(
      'Only 3 left',
    );
    expect(textOf(await make(aSession({line_items: [aLine({availability_status: 'out_of_stock', available_quantity: 0})]})))).to.contain(
      'Sold out',
    );
  });

  it('reports another quantity, and goes on showing the true one', async () => {
    const element = await make();
    setTimeout(() => button(element, increase).click());
    const event = await heard(element, 'checkout-quantity-change');
    expect([event.itemId, event.quantity]).to.deep.equal(['mug-ink-12oz', 3]);
    expect(find(element, 'output').textContent).to.contain('2');
  });

  it('reports a quantity by keyboard and keeps the focus when the session is replaced', async () => {
    const element = await make();
    button(element, decrease).focus();
    setTimeout(() => sendKeys({press: 'Enter'}));
    expect((await heard(element, 'checkout-quantity-change')).quantity).to.equal(1);
    element.session = aSession({line_items: [aLine({quantity: 1})]});
    await element.updateComplete;
    expect(element.shadowRoot!.activeElement).to.equal(button(element, decrease));
    expect(button(element, decrease)).to.have.attribute('aria-disabled', 'true');
    expect(find(element, 'output').textContent).to.contain('Quantity 1');
  });

  it('does not go below one nor above what is available', async () => {
    const element = await make(aSession({line_items: [aLine({quantity: 1, available_quantity: 1})]}));
    const count = await countEvents(element, 'checkout-quantity-change', () => {
      button(element, increase).click();
      button(element, decrease).click();
    });
    expect(count).to.equal(0);
  });

  it('lands on what is left when more were in the cart', async () => {
    const element = await make(aSession({line_items: [aLine({quantity: 9, available_quantity: 4, availability_status: 'out_of_stock'})]}));
    setTimeout(() => button(element, decrease).click());
    expect((await heard(element, 'checkout-quantity-change')).quantity).to.equal(4);
  });

  it('reports a removal', async () => {
    const element = await make();
    setTimeout(() => button(element, 'Remove Stoneware mug').click());
    expect((await heard(element, 'checkout-item-remove')).itemId).to.equal('mug-ink-12oz');
  });

  it('keeps the focus in the list when the focused line is gone', async () => {
    const element = await make(aSession({line_items: [aLine(), bowl]}));
    button(element, 'Remove Nesting bowls').focus();
    element.session = aSession();
    await element.updateComplete;
    expect(element.shadowRoot!.activeElement).to.equal(find(element, '[part=base]'));
  });

  it('waits while busy without dropping the focus', async () => {
    const element = await make();
    button(element, increase).focus();
    element.busy = true;
    await element.updateComplete;
    expect(element.shadowRoot!.activeElement).to.equal(button(element, increase));
    const press = () => (button(element, increase).click(), button(element, 'Remove Stoneware mug').click());
    expect(await countEvents(element, 'checkout-quantity-change', press)).to.equal(0);
    expect(await countEvents(element, 'checkout-item-remove', press)).to.equal(0);
    await expect(element).to.be.accessible();
  });

  it('has no controls when read only, but says the quantity', async () => {
    const element = await make();
    element.readonly = true;
    await element.updateComplete;
    expect(element.renderRoot.querySelector('button')).to.not.exist;
    expect(textOf(element)).to.equal('Stoneware mug Ink · 12 oz Quantity 2 · $28.00 each $56.00');
    await expect(element).to.be.accessible();
  });

  it('is silent when properties are set', async () => {
    const element = await make();
    const set = () => (element.session = aSession({line_items: [aLine({quantity: 5})]}));
    expect(await countEvents(element, 'checkout-quantity-change', set)).to.equal(0);
  });

  it('shows a quiet tile where the picture cannot be loaded', async () => {
    const element = await make(aSession({line_items: [aLine({images: ['data:image/png;base64,AAAA']})]}));
    const image = find<HTMLImageElement>(element, 'img');
    await new Promise((resolve) => (image.complete ? resolve(0) : image.addEventListener('error', resolve)));
    expect(getComputedStyle(image).opacity).to.equal('0');
  });

  it('offers the last removal back until the thing is in the cart again, and leaves the focus alone', async () => {
    const other = aLine({id: 'li_2', item: {id: 'teapot'}, name: 'Teapot', quantity: 3});
    const element = await make(aSession({line_items: [aLine(), other]}));
    const removes = element.renderRoot.querySelectorAll<HTMLButtonElement>('[part=remove]');
    removes[1]!.click();
    await element.updateComplete;
    expect(element.renderRoot.querySelector('[part=undo]'), 'still in the cart').to.not.exist;
    element.session = aSession({line_items: [aLine()]});
    await element.updateComplete;
    const undo = find(element, '[part=undo]');
    expect(undo.innerText.replace(/\s+/g, ' ').trim()).to.equal('Teapot removed Undo');
    expect(undo.contains(element.shadowRoot!.activeElement)).to.equal(false);
    await expect(element).to.be.accessible();
    const event = heard(element, 'checkout-quantity-change');
    undo.querySelector('button')!.click();
    const {itemId, quantity} = await event;
    expect([itemId, quantity]).to.deep.equal(['teapot', 3]);
    element.session = aSession({line_items: [aLine(), other]});
    await element.updateComplete;
    expect(element.renderRoot.querySelector('[part=undo]')).to.not.exist;
  });

  it('has buttons of at least 40 px', async () => {
    const {width, height} = button(await make(), increase).getBoundingClientRect();
    expect(Math.min(width, height)).to.be.at.least(40);
  });

  it('does not overflow at 280 px, and mirrors in a right-to-left page', async () => {
    const line = aLine({name: 'Washedlinennapkinswithahandrolledhem', totals: [aTotal('subtotal', 'Subtotal', 123456789)]});
    const wrapper = await fixture(
      html`<div dir="rtl" style="width: 280px"><checkout-items .session=${aSession({line_items: [line]})}></checkout-items></div>`,
    );
    const element = wrapper.querySelector('checkout-items')!;
    await element.updateComplete;
    expect(wrapper.scrollWidth).to.equal(280);
    expect(find(element, '.tile').getBoundingClientRect().left).to.be.above(find(element, '.amount').getBoundingClientRect().left);
  });
});
