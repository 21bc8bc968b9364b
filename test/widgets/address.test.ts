import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import '../../widgets/index.js';
import type {CheckoutAddress} from '../../widgets/elements/address/address.js';
import {aMessage, aSession, aSessionWithoutAddress} from '../support/builders.js';
import {countEvents, find, heard, isAccessibleInBothThemes, textOf} from '../support/element.js';

const make = (session = aSessionWithoutAddress()) =>
  fixture<CheckoutAddress>(html`<checkout-address .session=${session} locale="en-US"></checkout-address>`);
const field = (element: CheckoutAddress, name: string) => find<HTMLInputElement>(element, `[name=${name}]`);
const errorOf = (element: CheckoutAddress, name: string) => element.renderRoot.querySelector(`#${name}-error`)?.textContent;
const save = (element: CheckoutAddress) => find<HTMLButtonElement>(element, '[part=button]');
const names = (element: CheckoutAddress) => [...element.renderRoot.querySelectorAll('input')].map(({name}) => name).join(' ');

async function type(element: CheckoutAddress, values: Record<string, string>) {
  for (const [name, value] of Object.entries(values)) {
    field(element, name).value = value;
    field(element, name).dispatchEvent(new Event('input', {bubbles: true}));
    await element.updateComplete;
  }
}

const oakland = {
  email: 'ada@example.com',
  name: 'Ada Lovelace',
  line_one: '1200 Lakeshore Ave',
  city: 'Oakland',
  state: 'ca',
  postal_code: '94606',
};

describe('checkout-address', () => {
  describe('form', () => {
    isAccessibleInBothThemes(() => make());
  });
  describe('summary', () => {
    isAccessibleInBothThemes(() => make(aSession()));
  });

  it('shows a skeleton before there is a session', async () => {
    const element = await fixture<CheckoutAddress>(html`<checkout-address></checkout-address>`);
    expect(element.renderRoot.querySelector('input')).to.not.exist;
    await expect(element).to.be.accessible();
  });

  it("asks for the country's fields, with tokens for autofill", async () => {
    const element = await make();
    expect(names(element)).to.equal('email phone_number name line_one line_two city state postal_code');
    expect(field(element, 'postal_code').autocomplete).to.equal('shipping postal-code');
    expect(field(element, 'email').autocomplete).to.equal('email');
    expect(field(element, 'phone_number').required).to.be.false;
  });

  it("offers the session's countries by name, the shop's own first", async () => {
    const options = [...find<HTMLSelectElement>(await make(), 'select').options].map(({text}) => text);
    expect(options).to.deep.equal(['United States', 'Canada', 'Germany', 'Japan']);
  });

  it('offers the countries it is given instead', async () => {
    const element = await make();
    element.countries = 'JP';
    await element.updateComplete;
    expect(field(element, 'country').value).to.equal('JP');
    expect(textOf(element)).to.contain('Prefecture');
  });

  it('changes its fields with the country and keeps what was typed', async () => {
    const element = await make();
    await type(element, {city: 'Berlin', postal_code: '10115', country: 'DE'});
    expect(names(element)).to.equal('email phone_number name line_one line_two postal_code city');
    expect(field(element, 'city').value).to.equal('Berlin');
    expect(field(element, 'postal_code').value).to.equal('10115');
  });

  it('reports the address, with two-letter states in capitals, and the buyer', async () => {
    const element = await make();
    await type(element, {...oakland, line_one: '  1200 Lakeshore Ave ', phone_number: '+1 510 555 0100'});
    setTimeout(() => save(element).click());
    const {details, buyer} = await heard(element, 'checkout-address-change');
    expect(details).to.deep.equal({
      name: 'Ada Lovelace',
      email: 'ada@example.com',
      phone_number: '+1 510 555 0100',
      address: {name: 'Ada Lovelace', line_one: '1200 Lakeshore Ave', city: 'Oakland', state: 'CA', country: 'US', postal_code: '94606'},
    });
    expect(buyer).to.deep.equal({email: 'ada@example.com', phone_number: '+1 510 555 0100', full_name: 'Ada Lovelace'});
  });

  for (const [country, typed, sent] of [
    ['US', 'New York', 'New York'],
    ['US', ' ny ', 'NY'],
    ['US', 'us-ny', 'us-ny'],
    ['US', 'N.Y.', 'N.Y.'],
    ['CA', 'New Brunswick', 'New Brunswick'],
    ['CA', 'nb', 'NB'],
  ] as const) {
    it(`takes "${typed}" for a state of ${country} and cuts nothing off`, async () => {
      const element = await make();
      await type(element, {...oakland, country, postal_code: country === 'US' ? '10001' : 'E1C 1A1', state: ''});
      field(element, 'state').focus();
      await sendKeys({type: typed}); // by keys: a length limit holds back a person, not a script
      setTimeout(() => save(element).click());
      expect((await heard(element, 'checkout-address-change')).details.address?.state).to.equal(sent);
    });
  }

  it('is sent by Enter', async () => {
    const element = await make();
    await type(element, oakland);
    field(element, 'city').focus();
    setTimeout(() => sendKeys({press: 'Enter'}));
    expect((await heard(element, 'checkout-address-change')).details.address?.city).to.equal('Oakland');
  });

  it('says at each field what is missing, sends nothing, and goes to the first', async () => {
    const element = await make();
    await type(element, {email: 'ada@example.com'});
    expect(await countEvents(element, 'checkout-address-change', () => save(element).click())).to.equal(0);
    expect(errorOf(element, 'city')).to.equal('City is missing');
    expect(errorOf(element, 'postal_code')).to.equal('ZIP code is missing');
    expect(errorOf(element, 'line_two')).to.equal(undefined);
    expect(element.shadowRoot!.activeElement).to.equal(field(element, 'name'));
    expect(field(element, 'name')).to.have.attribute('aria-describedby', 'name-error');
    await expect(element).to.be.accessible();
  });

  for (const [name, value, error] of [
    ['email', 'ada@example', 'Enter an email like name@example.com'],
    ['postal_code', '9460', 'ZIP code does not look right'],
    ['state', 'C1', 'State does not look right'],
    ['state', 'N', 'State does not look right'],
    ['city', '   ', 'City is missing'],
  ] as const) {
    it(`refuses "${value}" as ${name}`, async () => {
      const element = await make();
      await type(element, {...oakland, [name]: value});
      expect(await countEvents(element, 'checkout-address-change', () => save(element).click())).to.equal(0);
      expect(errorOf(element, name)).to.equal(error);
      await type(element, {[name]: 'x'});
      expect(errorOf(element, name), 'gone as soon as it is being corrected').to.equal(undefined);
    });
  }

  it('is a summary once the session has an address', async () => {
    const element = await make(aSession());
    expect(textOf(element)).to.equal(
      'Deliver to Edit Ada Lovelace 1200 Lakeshore Ave, Apt 4 Oakland, CA 94606, United States ada@example.com',
    );
  });

  it('opens the form with the address in it, and closes it without a word', async () => {
    const element = await make(aSession());
    find(element, '.link').focus();
    find(element, '.link').click();
    await element.updateComplete;
    expect(field(element, 'line_one').value).to.equal('1200 Lakeshore Ave');
    expect(element.shadowRoot!.activeElement).to.equal(field(element, 'email'));
    await type(element, {city: 'Paris'});
    find(element, '[type=button]').click();
    await element.updateComplete;
    expect(textOf(element)).to.contain('Oakland');
  });

  it('becomes the summary when the saved session arrives, and the focus goes along', async () => {
    const element = await make();
    await type(element, oakland);
    save(element).focus();
    save(element).click();
    element.session = aSession();
    await element.updateComplete;
    expect(textOf(element)).to.contain('Oakland, CA 94606');
    expect(element.shadowRoot!.activeElement).to.equal(find(element, '.link'));
  });

  it('keeps what is being typed when the session changes for another reason', async () => {
    const element = await make(aSession());
    find(element, '.link').click();
    await element.updateComplete;
    await type(element, {city: 'Berkeley'});
    element.session = aSession();
    await element.updateComplete;
    expect(field(element, 'city').value).to.equal('Berkeley');
  });

  it('keeps what was typed when saving has failed, however often the session changes', async () => {
    const element = await make();
    await type(element, oakland);
    save(element).click();
    for (const _ of 'two') {
      element.session = aSessionWithoutAddress();
      await element.updateComplete;
    }
    expect(field(element, 'city').value).to.equal('Oakland');
  });

  it("opens with the server's words at the field they are about", async () => {
    const param = '$.fulfillment_details.address.postal_code';
    const element = await make(
      aSession({status: 'not_ready_for_payment', messages: [aMessage({param, content: 'The postal code does not look right.'})]}),
    );
    expect(errorOf(element, 'postal_code')).to.equal('The postal code does not look right.');
    expect(field(element, 'postal_code')).to.have.attribute('aria-invalid', 'true');
    await expect(element).to.be.accessible();
  });

  it('shows what is said about the address as a whole above the fields', async () => {
    const element = await make(
      aSession({messages: [aMessage({param: '$.fulfillment_details.address', content: 'We do not deliver to this address.'})]}),
    );
    expect(find(element, '[role=alert]').innerText).to.equal('We do not deliver to this address.');
  });

  it('waits while busy: sends nothing, loses nothing', async () => {
    const element = await make();
    await type(element, oakland);
    save(element).focus();
    element.busy = true;
    await element.updateComplete;
    expect(await countEvents(element, 'checkout-address-change', () => save(element).click())).to.equal(0);
    expect(element.shadowRoot!.activeElement).to.equal(save(element));
    expect(field(element, 'city').value).to.equal('Oakland');
  });

  it('is silent when properties are set', async () => {
    const element = await make();
    expect(await countEvents(element, 'checkout-address-change', () => (element.session = aSession()))).to.equal(0);
  });

  it('mirrors in a right-to-left page and does not overflow at 280 px', async () => {
    const wrapper = await fixture(
      html`<div dir="rtl" style="width: 280px"><checkout-address .session=${aSessionWithoutAddress()}></checkout-address></div>`,
    );
    const element = wrapper.querySelector('checkout-address')!;
    await element.updateComplete;
    expect(wrapper.scrollWidth).to.equal(280);
    expect(field(element, 'state').getBoundingClientRect().left).to.be.above(field(element, 'postal_code').getBoundingClientRect().left);
  });
});
