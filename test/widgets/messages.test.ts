import {expect, fixture, html} from '@open-wc/testing';
import '../../widgets/index.js';
import type {CheckoutMessages} from '../../widgets/elements/messages/messages.js';
import {aMessage, aSession, aSessionWithoutAddress} from '../support/builders.js';
import {find, isAccessibleInBothThemes, textOf} from '../support/element.js';

const make = (session = aSession()) => fixture<CheckoutMessages>(html`<checkout-messages .session=${session}></checkout-messages>`);
const declined = aMessage({code: 'payment_declined', param: '$.payment_data', content: 'Your card was declined.'});
const warning = aMessage({type: 'warning', code: 'price_change', content: 'The total has changed.'});
const info = aMessage({type: 'info', content: 'Your payment is being checked.'});

describe('checkout-messages', () => {
  isAccessibleInBothThemes(() => make(aSession({messages: [info, warning, declined]})));

  it('is empty and takes no room without a session', async () => {
    const element = await fixture<CheckoutMessages>(html`<checkout-messages></checkout-messages>`);
    expect(element.empty).to.be.true;
    expect(element).to.have.attribute('empty');
    expect(element.getBoundingClientRect().height).to.equal(0);
    await expect(element).to.be.accessible();
  });

  it('shows errors first, as an alert, and the rest as a status', async () => {
    const element = await make(aSession({messages: [info, warning, declined]}));
    expect(textOf(element)).to.equal('Your card was declined. The total has changed. Your payment is being checked.');
    expect(find(element, '[role=alert]').innerText).to.equal('Your card was declined.');
    expect(find(element, '[role=status]').innerText).to.contain('The total has changed.');
  });

  it('has both live regions before there is a message', async () => {
    const element = await make();
    const alert = find(element, '[role=alert]');
    element.session = aSession({messages: [declined]});
    await element.updateComplete;
    expect(find(element, '[role=alert]')).to.equal(alert);
    expect(element.empty).to.be.false;
  });

  it('leaves what belongs to the address form to the form', async () => {
    expect((await make(aSessionWithoutAddress())).empty).to.be.true;
    const field = aMessage({param: '$.fulfillment_details.address.postal_code', content: 'Check the postal code.'});
    expect((await make(aSession({messages: [field]}))).empty).to.be.true;
  });

  it('shows the given messages instead of those of the session', async () => {
    const element = await make(aSession({messages: [declined]}));
    element.messages = [aMessage({content: 'The shop could not be reached.'})];
    await element.updateComplete;
    expect(textOf(element)).to.equal('The shop could not be reached.');
  });

  it('shows markdown and markup as plain text', async () => {
    const element = await make(aSession({messages: [aMessage({content_type: 'markdown', content: '**No** <img src=x>'})]}));
    expect(textOf(element)).to.equal('**No** <img src=x>');
  });

  it('puts the sign at the right in a right-to-left page', async () => {
    const wrapper = await fixture(html`<div dir="rtl"><checkout-messages .messages=${[info]}></checkout-messages></div>`);
    const element = wrapper.querySelector('checkout-messages')!;
    await element.updateComplete;
    const [sign, text] = [element.renderRoot.querySelector('svg')!, element.renderRoot.querySelector('.message span')!];
    expect(sign.getBoundingClientRect().left).to.be.above(text.getBoundingClientRect().left);
  });
});
