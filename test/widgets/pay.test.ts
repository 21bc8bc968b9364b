import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import '../../widgets/index.js';
import type {CheckoutPay, PayMode} from '../../widgets/elements/pay/pay.js';
import {aMessage, aSession, aSessionWithoutAddress} from '../support/builders.js';
import {countEvents, find, heard, isAccessibleInBothThemes, textOf} from '../support/element.js';

const make = (session = aSession(), mode: PayMode = 'sheet') =>
  fixture<CheckoutPay>(html`<checkout-pay .session=${session} mode=${mode} locale="en-US"></checkout-pay>`);
const button = (element: CheckoutPay) => find<HTMLButtonElement>(element, 'button');

describe('checkout-pay', () => {
  isAccessibleInBothThemes(() => make());

  it('shows no button and no amount before there is a session', async () => {
    const element = await fixture<CheckoutPay>(html`<checkout-pay></checkout-pay>`);
    expect(element.renderRoot.querySelector('button')).to.not.exist;
    expect(element.renderRoot.textContent).not.to.match(/\d/);
    await expect(element).to.be.accessible();
  });

  it('says what will be paid', async () => {
    const element = await make();
    expect(textOf(element)).to.equal('Pay $67.06');
    expect(button(element)).to.have.attribute('aria-disabled', 'false');
  });

  it('says where the external checkout leads', async () => {
    const element = await make(aSession(), 'external');
    expect(textOf(element)).to.equal('Continue to checkout Opens shop.example');
  });

  describe('with payment methods saved with the merchant', () => {
    const methods = [
      {type: 'card', id: 'pm_1', display_name: 'Visa', display_brand: 'visa', display_last4: '4242'},
      {type: 'card', id: 'pm_2', display_name: 'Mastercard •••• 4444', display_brand: 'mastercard', display_last4: '4444'},
    ];
    const saved = (session = aSession()) =>
      fixture<CheckoutPay>(html`<checkout-pay .session=${session} .methods=${methods} mode="saved" locale="en-US"></checkout-pay>`);
    const pressed = async (element: CheckoutPay) => {
      const event = heard(element, 'checkout-pay');
      button(element).click();
      return (await event).methodId;
    };
    const radios = (element: CheckoutPay) => [...element.renderRoot.querySelectorAll('input')];

    isAccessibleInBothThemes(() => saved());

    it('picks the first and says which is charged', async () => {
      const element = await saved();
      expect(button(element).innerText.replace(/\s+/g, ' ')).to.equal('Pay $67.06 with Visa •••• 4242');
      expect(radios(element).map(({checked}) => checked)).to.deep.equal([true, false, false]);
      expect(await pressed(element)).to.equal('pm_1');
    });

    it('charges the one that is picked, by keyboard too', async () => {
      const element = await saved();
      radios(element)[0]!.focus();
      await sendKeys({press: 'ArrowDown'});
      await element.updateComplete;
      expect(button(element).innerText.replace(/\s+/g, ' ')).to.equal('Pay $67.06 with Mastercard •••• 4444');
      expect(await pressed(element)).to.equal('pm_2');
    });

    it('leads to the merchant for another way', async () => {
      const element = await saved();
      radios(element)[2]!.click();
      await element.updateComplete;
      expect(button(element).innerText.replace(/\s+/g, ' ')).to.equal('Continue to checkout');
      expect(textOf(element)).to.contain('Opens shop.example');
      expect(await pressed(element)).to.equal(undefined);
    });

    it('has no other way where the merchant has no page', async () => {
      const element = await saved(aSession({continue_url: undefined}));
      expect(radios(element).map(({value}) => value)).to.deep.equal(['pm_1', 'pm_2']);
    });

    it('shows none before one can pay, and nothing to type a card into', async () => {
      expect(radios(await saved(aSessionWithoutAddress()))).to.deep.equal([]);
      expect(radios(await saved()).every(({type}) => type === 'radio')).to.equal(true);
    });

    it('keeps what is picked while it is busy', async () => {
      const element = await saved();
      element.busy = true;
      await element.updateComplete;
      radios(element)[1]!.click();
      await element.updateComplete;
      expect(radios(element).map(({checked}) => checked)).to.deep.equal([true, false, false]);
    });
  });

  it('has no button where one cannot pay at all', async () => {
    const element = await make(aSession(), 'none');
    expect(element.renderRoot.querySelector('button')).to.not.exist;
    expect(textOf(element)).to.equal('Payment is not available in this chat.');
  });

  it('shows the note it is given', async () => {
    const element = await make();
    element.note = 'Test mode: no money moves.';
    await element.updateComplete;
    expect(textOf(element)).to.equal('Pay $67.06 Test mode: no money moves.');
  });

  const reasons: [string, ReturnType<typeof aSession>][] = [
    ['Add an address to continue', aSessionWithoutAddress()],
    [
      'Check the address to continue',
      aSession({status: 'not_ready_for_payment', messages: [aMessage({param: '$.fulfillment_details.address.postal_code'})]}),
    ],
    [
      'Choose a delivery option to continue',
      aSession({status: 'not_ready_for_payment', messages: [aMessage({code: 'missing', param: '$.selected_fulfillment_options'})]}),
    ],
    ['Change the items above to continue', aSession({status: 'not_ready_for_payment', messages: [aMessage({param: '$.line_items[0]'})]})],
    ['This order cannot be paid yet', aSession({status: 'in_progress'})],
  ];
  for (const [reason, session] of reasons) {
    it(`cannot be pressed and says: ${reason}`, async () => {
      const element = await make(session);
      expect(textOf(element), 'the total is an estimate: no amount is promised').to.equal(`Pay ${reason}`);
      expect(button(element)).to.have.attribute('aria-disabled', 'true');
      expect(find(element, `#${button(element).getAttribute('aria-describedby')}`).textContent).to.equal(reason);
      expect(await countEvents(element, 'checkout-pay', () => button(element).click())).to.equal(0);
      await expect(element).to.be.accessible();
    });
  }

  it('asks to pay by mouse and by keyboard', async () => {
    const element = await make();
    setTimeout(() => button(element).click());
    const event = await heard(element, 'checkout-pay');
    expect(event.bubbles && event.composed).to.be.true;
    element.focus();
    expect(await countEvents(element, 'checkout-pay', () => sendKeys({press: 'Enter'}))).to.equal(1);
  });

  it('waits while busy, keeps the focus and the amount', async () => {
    const element = await make();
    element.focus();
    element.busy = true;
    await element.updateComplete;
    expect(element.shadowRoot!.activeElement).to.equal(button(element));
    expect(textOf(element)).to.contain('Pay $67.06');
    expect(await countEvents(element, 'checkout-pay', () => button(element).click())).to.equal(0);
    await expect(element).to.be.accessible();
  });

  it('is silent when properties are set', async () => {
    const element = await make(aSessionWithoutAddress());
    expect(await countEvents(element, 'checkout-pay', () => (element.session = aSession()))).to.equal(0);
  });
});
