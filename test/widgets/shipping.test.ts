import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import '../../widgets/index.js';
import type {CheckoutShipping} from '../../widgets/elements/shipping/shipping.js';
import {anOption, aSession, aSessionWithoutAddress} from '../support/builders.js';
import {countEvents, find, heard, isAccessibleInBothThemes, textOf} from '../support/element.js';

const make = (session = aSession()) =>
  fixture<CheckoutShipping>(html`<checkout-shipping .session=${session} locale="en-US"></checkout-shipping>`);
const radio = (element: CheckoutShipping, id: string) => find<HTMLInputElement>(element, `input[value=${id}]`);

describe('checkout-shipping', () => {
  isAccessibleInBothThemes(() => make());

  it('shows a skeleton before there is a session', async () => {
    const element = await fixture<CheckoutShipping>(html`<checkout-shipping></checkout-shipping>`);
    expect(element.renderRoot.querySelector('input')).to.not.exist;
    await expect(element).to.be.accessible();
  });

  it('asks for an address first', async () => {
    expect(textOf(await make(aSessionWithoutAddress()))).to.equal('Delivery Add an address to see delivery options.');
  });

  it('says when nothing delivers to the address', async () => {
    expect(textOf(await make(aSession({fulfillment_options: []})))).to.contain('No delivery options for this address.');
  });

  it('shows title, carrier, days and cost with its tax', async () => {
    expect(textOf(await make(aSession({fulfillment_options: [anOption()]})))).to.equal(
      'Delivery Standard USPS $7.00 Wed, Nov 25 – Fri, Nov 27',
    );
  });

  it('shows one day as one day, and a pickup with its place, free', async () => {
    const words = textOf(await make());
    expect(words).to.contain('Express UPS $15.00 Tue, Nov 24');
    expect(words).to.contain('Pick up at Ostberry Temescal, 4901 Telegraph Ave, Oakland');
    expect(words).to.contain('Free');
  });

  it('shows the hours of a local delivery', async () => {
    const window = {start: '2026-11-24T18:00:00Z', end: '2026-11-24T20:00:00Z'};
    const element = await make(
      aSession({
        fulfillment_options: [
          anOption({type: 'local_delivery', delivery_window: window, earliest_delivery_time: undefined, latest_delivery_time: undefined}),
        ],
      }),
    );
    expect(textOf(element)).to.match(/Nov 24, \d+:00.+\d+:00/);
  });

  it('shows no time rather than a wrong one', async () => {
    const element = await make(aSession({fulfillment_options: [anOption({earliest_delivery_time: 'soon', latest_delivery_time: 'soon'})]}));
    expect(textOf(element)).to.equal('Delivery Standard USPS $7.00');
  });

  it('has the chosen option checked', async () => {
    const element = await make();
    expect(radio(element, 'standard').checked).to.be.true;
    element.session = aSession({selected_fulfillment_options: [{type: 'shipping', option_id: 'express', item_ids: ['li_1']}]});
    await element.updateComplete;
    expect(radio(element, 'express').checked).to.be.true;
  });

  it('reports the option by mouse, with its type', async () => {
    const element = await make();
    setTimeout(() => radio(element, 'pickup').click());
    const event = await heard(element, 'checkout-option-change');
    expect([event.optionId, event.optionType]).to.deep.equal(['pickup', 'pickup']);
  });

  it('reports the option by keyboard', async () => {
    const element = await make();
    radio(element, 'standard').focus();
    setTimeout(() => sendKeys({press: 'ArrowDown'}));
    expect((await heard(element, 'checkout-option-change')).optionId).to.equal('express');
  });

  it('stays put while busy, with the focus where it was', async () => {
    const element = await make();
    element.busy = true;
    await element.updateComplete;
    radio(element, 'standard').focus();
    expect(await countEvents(element, 'checkout-option-change', () => radio(element, 'express').click())).to.equal(0);
    expect(radio(element, 'standard').checked).to.be.true;
    expect(element.shadowRoot!.activeElement).to.equal(radio(element, 'standard'));
  });

  it('goes back to the true choice when the change has failed', async () => {
    const element = await make();
    radio(element, 'express').click();
    element.busy = true;
    await element.updateComplete;
    expect(radio(element, 'express').checked).to.be.true;
    element.busy = false;
    await element.updateComplete;
    expect(radio(element, 'standard').checked).to.be.true;
  });

  it('is silent when properties are set', async () => {
    const element = await make();
    const set = () => (element.session = aSession({selected_fulfillment_options: []}));
    expect(await countEvents(element, 'checkout-option-change', set)).to.equal(0);
  });

  it('puts the cost at the left in a right-to-left page', async () => {
    const wrapper = await fixture(html`<div dir="rtl"><checkout-shipping .session=${aSession()}></checkout-shipping></div>`);
    const element = wrapper.querySelector('checkout-shipping')!;
    await element.updateComplete;
    expect(find(element, '.amount').getBoundingClientRect().left).to.be.below(radio(element, 'standard').getBoundingClientRect().left);
  });

  it("tells times in the zone of the host, and in the browser's where that zone is not known", async () => {
    const window = {start: '2026-11-25T02:00:00Z', end: '2026-11-25T04:00:00Z'};
    const session = aSession({fulfillment_options: [anOption({delivery_window: window})]});
    const element = await fixture<CheckoutShipping>(
      html`<checkout-shipping .session=${session} locale="en-US" time-zone="Asia/Tokyo"></checkout-shipping>`,
    );
    expect(textOf(element)).to.match(/Wed, Nov 25, 11:00\sAM/);
    element.timeZone = 'America/Los_Angeles';
    await element.updateComplete;
    expect(textOf(element)).to.match(/Tue, Nov 24, 6:00/);
    element.timeZone = 'Nowhere/Land';
    await element.updateComplete;
    expect(textOf(element)).to.match(/Nov 2[45]/);
  });
});
