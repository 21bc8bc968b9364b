import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import '../../widgets/index.js';
import type {CheckoutReceipt} from '../../widgets/elements/receipt/receipt.js';
import {aCompletedSession, aSession} from '../support/builders.js';
import {countEvents, find, heard, isAccessibleInBothThemes, textOf} from '../support/element.js';

const make = (session = aCompletedSession()) =>
  fixture<CheckoutReceipt>(html`<checkout-receipt .session=${session} locale="en-US"></checkout-receipt>`);

describe('checkout-receipt', () => {
  isAccessibleInBothThemes(() => make());

  it('shows a skeleton before there is a session', async () => {
    const element = await fixture<CheckoutReceipt>(html`<checkout-receipt></checkout-receipt>`);
    expect(element.renderRoot.querySelector('[aria-busy=true]')).to.exist;
    await expect(element).to.be.accessible();
  });

  it('thanks for nothing while there is no order', async () => {
    const element = await make(aSession());
    expect(element.renderRoot.textContent).not.to.contain('Thank you');
  });

  it('shows thanks, the order number and the estimated delivery', async () => {
    const words = textOf(await make());
    expect(words).to.contain('Thank you, Ada Order 1042 is placed');
    expect(words).to.contain('Estimated delivery Wed, Nov 25 – Fri, Nov 27');
  });

  it('falls back to the chosen delivery and the order id', async () => {
    const order = {id: 'ord_7', checkout_session_id: 'cs_1', permalink_url: 'https://shop.example/orders/ord_7'};
    const words = textOf(await make(aCompletedSession({order, buyer: undefined})));
    expect(words).to.contain('Thank you Order ord_7 is placed');
    expect(words).to.contain('Wed, Nov 25 – Fri, Nov 27');
  });

  it('shows the lines without controls, and the sum', async () => {
    const element = await make();
    const items = find<HTMLElementTagNameMap['checkout-items']>(element, 'checkout-items');
    await items.updateComplete;
    expect(textOf(items)).to.contain('Stoneware mug');
    expect(items.renderRoot.querySelector('button')).to.not.exist;
    expect(textOf(find<HTMLElementTagNameMap['checkout-totals']>(element, 'checkout-totals'))).to.contain('Total $67.06');
  });

  it('asks to open the order', async () => {
    const element = await make();
    setTimeout(() => find(element, 'button').click());
    expect((await heard(element, 'checkout-order-open')).url).to.equal('https://shop.example/orders/ord_1');
  });

  it('opens the order by keyboard, the only stop on the way', async () => {
    const element = await make();
    await sendKeys({press: 'Tab'});
    expect(element.renderRoot.querySelector(':focus')?.getAttribute('part')).to.equal('button');
    setTimeout(() => sendKeys({press: 'Enter'}));
    expect((await heard(element, 'checkout-order-open')).url).to.equal('https://shop.example/orders/ord_1');
  });

  it('is silent when properties are set', async () => {
    const element = await make();
    expect(await countEvents(element, 'checkout-order-open', () => (element.session = aCompletedSession()))).to.equal(0);
  });
});
