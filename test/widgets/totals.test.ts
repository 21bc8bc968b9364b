import {expect, fixture, html} from '@open-wc/testing';
import '../../widgets/index.js';
import type {CheckoutTotals} from '../../widgets/elements/totals/totals.js';
import {aSession, aTotal} from '../support/builders.js';
import {isAccessibleInBothThemes, textOf} from '../support/element.js';

const make = (session = aSession()) =>
  fixture<CheckoutTotals>(html`<checkout-totals .session=${session} locale="en-US"></checkout-totals>`);

describe('checkout-totals', () => {
  isAccessibleInBothThemes(() => make(aSession({totals: [aTotal('items_discount', 'Discount', 640), aTotal('total', 'Total', 4960)]})));

  it('shows no amount before there is a session', async () => {
    const element = await fixture<CheckoutTotals>(html`<checkout-totals></checkout-totals>`);
    expect(element.renderRoot.textContent).not.to.match(/\d/);
    expect(element.renderRoot.querySelector('[aria-busy=true]')).to.exist;
    await expect(element).to.be.accessible();
  });

  it('shows every row in the order given', async () => {
    expect(textOf(await make())).to.equal('Items $56.00 Subtotal $56.00 Standard $7.00 Tax $4.06 Total $67.06');
  });

  it('shows a discount as taken away', async () => {
    const element = await make(aSession({totals: [{...aTotal('items_discount', 'Discount', 640), description: 'WELCOME10'}]}));
    expect(textOf(element)).to.equal('Discount WELCOME10 −$6.40');
  });

  it('shows a total that differs from the sum of its rows, because it adds nothing', async () => {
    const element = await make(aSession({totals: [aTotal('subtotal', 'Subtotal', 100), aTotal('total', 'Total', 999)]}));
    expect(textOf(element)).to.equal('Subtotal $1.00 Total $9.99');
  });

  it('prints currencies without and with three decimals', async () => {
    expect(textOf(await make(aSession({currency: 'jpy', totals: [aTotal('total', 'Total', 6706)]})))).to.equal('Total ¥6,706');
    expect(textOf(await make(aSession({currency: 'kwd', totals: [aTotal('total', 'Total', 6706)]})))).to.equal('Total KWD 6.706');
  });

  it('prints in the locale it is given', async () => {
    const element = await make();
    element.locale = 'de-DE';
    await element.updateComplete;
    expect(textOf(element)).to.contain('67,06 $');
  });

  it('says that the amounts are about to change while busy', async () => {
    const element = await make();
    element.busy = true;
    await element.updateComplete;
    expect(element).to.have.attribute('busy');
    expect(element.renderRoot.querySelector('dl')).to.have.attribute('aria-busy', 'true');
  });

  it('puts the amount at the left in a right-to-left page', async () => {
    const wrapper = await fixture(html`<div dir="rtl"><checkout-totals .session=${aSession()}></checkout-totals></div>`);
    const element = wrapper.querySelector('checkout-totals')!;
    await element.updateComplete;
    const [name, amount] = [element.renderRoot.querySelector('dt')!, element.renderRoot.querySelector('dd')!];
    expect(amount.getBoundingClientRect().left).to.be.below(name.getBoundingClientRect().left);
  });

  it('does not overflow at 280 px with long names and amounts', async () => {
    const totals = [aTotal('fee', 'A very long name of a very particular surcharge', 123456789), aTotal('total', 'Total', 123456789)];
    const wrapper = await fixture(
      html`<div style="width: 280px"><checkout-totals .session=${aSession({currency: 'kwd', totals})}></checkout-totals></div>`,
    );
    expect(wrapper.scrollWidth).to.equal(280);
  });
});
