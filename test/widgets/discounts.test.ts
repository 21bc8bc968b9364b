import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import '../../widgets/index.js';
import type {CheckoutSession} from '../../shared/session.js';
import type {CheckoutDiscounts} from '../../widgets/elements/discounts/discounts.js';
import {aMessage, aSession} from '../support/builders.js';
import {countEvents, find, heard, isAccessibleInBothThemes, textOf} from '../support/element.js';

const welcome = {id: 'd_1', code: 'WELCOME10', coupon: {id: 'c_1', name: '10% off your first order'}, amount: 560};
const table = {id: 'd_2', code: 'TABLE15', coupon: {id: 'c_2', name: '$15 off'}, amount: 1500};
const automatic = {id: 'd_3', coupon: {id: 'c_3', name: 'Spring sale'}, amount: 300};
const aDiscounted = (applied: NonNullable<CheckoutSession['discounts']>['applied'], more: Partial<CheckoutSession> = {}) =>
  aSession({discounts: {codes: applied.flatMap(({code}) => code ?? []), applied, rejected: []}, ...more});
const refusal = aMessage({
  type: 'warning',
  code: 'discount_code_expired',
  param: '$.discounts.codes[0]',
  content: 'SUMMER has expired.',
});

const make = (session = aSession()) =>
  fixture<CheckoutDiscounts>(html`<checkout-discounts .session=${session} locale="en-US"></checkout-discounts>`);
const summary = (element: CheckoutDiscounts) => find(element, 'summary');
const input = (element: CheckoutDiscounts) => find<HTMLInputElement>(element, 'input');
const apply = (element: CheckoutDiscounts) => find<HTMLButtonElement>(element, 'form button');

/** Opens the field, as a buyer does, and waits until it has the focus. */
async function open(element: CheckoutDiscounts) {
  const focused = new Promise((resolve) => input(element).addEventListener('focus', resolve, {once: true}));
  summary(element).click();
  await focused;
}

async function type(element: CheckoutDiscounts, code: string) {
  await open(element);
  input(element).value = code;
}

describe('checkout-discounts', () => {
  isAccessibleInBothThemes(() => make(aDiscounted([welcome], {messages: [refusal]})));

  it('shows a skeleton without an amount before there is a session', async () => {
    const element = await fixture<CheckoutDiscounts>(html`<checkout-discounts></checkout-discounts>`);
    expect(element.renderRoot.textContent).not.to.match(/\d/);
    await expect(element).to.be.accessible();
  });

  it('asks for no code until one is wanted', async () => {
    const element = await make();
    expect(textOf(element)).to.equal('Add a discount code');
    expect(find(element, 'details')).not.to.have.attribute('open');
  });

  it('opens by keyboard, with the focus in the field', async () => {
    const element = await make();
    summary(element).focus();
    const focused = new Promise((resolve) => input(element).addEventListener('focus', resolve, {once: true}));
    await sendKeys({press: 'Enter'});
    await focused;
    expect(element.shadowRoot!.activeElement).to.equal(input(element));
  });

  it('reports the whole list, with the new code as it was typed', async () => {
    const element = await make(aDiscounted([welcome, automatic]));
    await type(element, ' table15 ');
    setTimeout(() => sendKeys({press: 'Enter'}));
    expect((await heard(element, 'checkout-discount-change')).codes).to.deep.equal(['WELCOME10', 'table15']);
  });

  it('reports what is left when a code is removed', async () => {
    const element = await make(aDiscounted([welcome, table]));
    setTimeout(() => find(element, '[aria-label="Remove WELCOME10"]').click());
    expect((await heard(element, 'checkout-discount-change')).codes).to.deep.equal(['TABLE15']);
  });

  it('shows what each takes off as the server gave it, and lets only codes be removed', async () => {
    const element = await make(aDiscounted([welcome, automatic]));
    expect(textOf(element)).to.equal('WELCOME10 −$5.60 Remove Spring sale −$3.00 Add a discount code');
  });

  it('keeps what was typed beside the reason when a code is refused', async () => {
    const element = await make();
    await type(element, 'SUMMER');
    apply(element).click();
    element.session = aSession({messages: [refusal]});
    await element.updateComplete;
    expect(textOf(element)).to.contain('SUMMER has expired.');
    expect(input(element).value).to.equal('SUMMER');
    expect(input(element)).to.have.attribute('aria-invalid', 'true');
    expect(find(element, `#${input(element).getAttribute('aria-describedby')}`)).to.have.attribute('role', 'alert');
  });

  it('goes on showing the reason when the session is asked for again, until the next try', async () => {
    const element = await make(aSession({messages: [refusal]}));
    element.session = aSession();
    await element.updateComplete;
    expect(textOf(element)).to.contain('SUMMER has expired.');
    input(element).value = 'WELCOME10';
    apply(element).click();
    element.session = aDiscounted([welcome]);
    await element.updateComplete;
    expect(textOf(element)).not.to.contain('SUMMER');
    expect(input(element).value).to.equal('');
  });

  it('says once why a code that counted does not count any more', async () => {
    const rejected = [{code: 'TABLE15', reason: 'discount_code_minimum_not_met', message: 'TABLE15 needs a subtotal of at least $90.00.'}];
    const message = aMessage({
      code: 'discount_code_minimum_not_met',
      param: '$.discounts.codes[0]',
      content: 'TABLE15 needs a subtotal of at least $90.00.',
    });
    const element = await make(aSession({discounts: {codes: ['TABLE15'], applied: [], rejected}, messages: [message]}));
    expect(element.renderRoot.querySelectorAll('[part=error]').length).to.equal(1);
  });

  it('has a sentence of its own where the server gives no reason', async () => {
    const rejected = [{code: 'X', reason: 'discount_code_invalid'}];
    expect(textOf(await make(aSession({discounts: {codes: ['X'], applied: [], rejected}})))).to.contain('This code cannot be used.');
  });

  it('keeps the focus where the buyer is when the removed code takes its button with it', async () => {
    const element = await make(aDiscounted([welcome]));
    find(element, '[part=remove]').focus();
    element.session = aDiscounted([]);
    await element.updateComplete;
    expect(element.shadowRoot!.activeElement).to.equal(summary(element));
  });

  it('waits while busy without dropping the focus', async () => {
    const element = await make(aDiscounted([welcome]));
    await type(element, 'TABLE15');
    element.busy = true;
    await element.updateComplete;
    const press = () => (apply(element).click(), find(element, '[part=remove]').click());
    expect(await countEvents(element, 'checkout-discount-change', press)).to.equal(0);
    expect(element.shadowRoot!.activeElement).to.equal(input(element));
    await expect(element).to.be.accessible();
  });

  it('has no controls when read only', async () => {
    const element = await make(aDiscounted([welcome]));
    element.readonly = true;
    await element.updateComplete;
    expect(textOf(element)).to.equal('WELCOME10 −$5.60');
  });

  it('is silent when properties are set', async () => {
    const element = await make();
    expect(await countEvents(element, 'checkout-discount-change', () => (element.session = aDiscounted([welcome])))).to.equal(0);
  });

  it('does not overflow at 280 px, and mirrors in a right-to-left page', async () => {
    const long = {...welcome, code: 'WELCOMETOOURLITTLESHOPBYTHESEA2026', amount: 123456789};
    const wrapper = await fixture(
      html`<div dir="rtl" style="width: 280px"><checkout-discounts .session=${aDiscounted([long])}></checkout-discounts></div>`,
    );
    const element = wrapper.querySelector('checkout-discounts')!;
    await element.updateComplete;
    await open(element);
    expect(wrapper.scrollWidth).to.equal(280);
    expect(input(element).getBoundingClientRect().left).to.be.above(apply(element).getBoundingClientRect().left);
  });
});
