import {expect, fixture, html} from '@open-wc/testing';
import '../../widgets/index.js';
import type {CheckoutFlow} from '../../widgets/elements/flow/flow.js';
import type {Fields, Host} from '../../widgets/host/host.js';
import {en} from '../../widgets/locales/en.js';
import {strings as fr} from '../../widgets/locales/fr.js';
import {localize} from '../../widgets/locales/localize.js';
import {aProductAnswer, anAnswer, aSession} from '../support/builders.js';
import {fakeClock, settled} from '../support/fake-clock.js';
import {fakeHost} from '../support/fake-host.js';

// A language stays known once it was fetched, so each test has a tag of its own.

/** A flow in a host of this language, its words still on their way. */
async function show(locale: string, options: Parameters<typeof fakeHost>[0] = {}) {
  const clock = fakeClock();
  const fake = fakeHost({toolOutput: aProductAnswer(), context: {locale}, ...options});
  const flow = await fixture<CheckoutFlow>(html`<checkout-flow .host=${fake.host} .delay=${clock.delay}></checkout-flow>`);
  const drawn = async () => {
    await settled();
    await flow.updateComplete;
    await Promise.all([...flow.renderRoot.querySelectorAll('*')].map((part) => (part as Partial<CheckoutFlow>).updateComplete));
  };
  await drawn();
  const part = <K extends keyof HTMLElementTagNameMap>(tag: K) => flow.renderRoot.querySelector(tag);
  return {
    ...fake,
    flow,
    clock,
    drawn,
    part,
    asked: () => fake.calls.filter(({name}) => name === 'get_locale'),
    /** What the buy button says; undefined while there is none. */
    buy: () => part('checkout-product')?.renderRoot.querySelector('[part=button]')?.textContent?.trim(),
    price: () => part('checkout-product')?.renderRoot.querySelector('bdi')?.textContent,
    async turn(to: string) {
      (fake.host as {context: Host['context']}).context = {locale: to};
      fake.deliver({});
      await drawn();
    },
  };
}
const words = (strings: Fields = {...fr}) => ({structuredContent: {locale: 'fr', strings}});

describe('the language of a page', () => {
  for (const locale of ['constructor', '__proto__', 5 as unknown as string])
    it(`is English in a host that calls its own ${locale}`, async () => {
      const {buy, clock, drawn} = await show(locale, {answers: {get_locale: () => ({structuredContent: {}})}});
      await clock.pass(2_000);
      await drawn();
      expect(buy()).to.match(/^[A-Z]/);
    });

  it('is waited for by the first view', async () => {
    const {asked, buy, drawn} = await show('fr-FR');
    expect(asked().map(({args}) => args)).to.deep.equal([{locale: 'fr-FR', order: '__WORDS__'}]);
    expect(buy()).to.equal(undefined);
    asked()[0]!.answer(words());
    await drawn();
    expect(buy()).to.equal('Acheter');
  });

  it('comes without the names of its words from a server of the same build', async () => {
    const {asked, buy, drawn} = await show('fr-DZ');
    const values = (names: object, ours: Fields): unknown[] =>
      Object.entries(names).map(([name, each]) =>
        name === 'flow' ? values(each as object, ours[name] as Fields) : (ours[name] as unknown),
      );
    asked()[0]!.answer({structuredContent: {locale: 'fr', words: values(en, fr as unknown as Fields)}});
    await drawn();
    expect(buy()).to.equal('Acheter');
    expect(localize('fr-DZ')).to.deep.equal(fr);
  });

  it('is English where it takes too long, and changes when it has come', async () => {
    const {asked, buy, clock, drawn} = await show('fr-CA');
    await clock.pass(1_499);
    await drawn();
    expect(buy()).to.equal(undefined);
    await clock.pass(1);
    await drawn();
    expect(buy()).to.equal('Buy now');
    asked()[0]!.answer(words());
    await drawn();
    expect(buy()).to.equal('Acheter');
  });

  it('is English at once where the host says English or nothing', async () => {
    for (const locale of ['en-GB', undefined]) {
      const {asked, buy} = await show('', {context: {locale}});
      expect(asked()).to.deep.equal([]);
      expect(buy()).to.equal('Buy now');
    }
  });

  it('is English with the amounts of the reader where we do not speak it', async () => {
    const {asked, buy, price, drawn} = await show('nl-NL');
    asked()[0]!.answer({structuredContent: {}});
    await drawn();
    expect(buy()).to.equal('Buy now');
    expect(price()).to.match(/US\$\s28,00/);
  });

  it('is English where the host refuses the tool or answers with nonsense', async () => {
    const refused = await show('fr-BE');
    refused.asked()[0]!.fail(new Error('unknown tool'));
    await refused.drawn();
    expect(refused.buy()).to.equal('Buy now');
    const broken = await show('fr-CH');
    broken.asked()[0]!.answer({isError: true, content: [{type: 'text', text: 'Something went wrong.'}]});
    await broken.drawn();
    expect(broken.buy()).to.equal('Buy now');
  });

  it('may change later: the old one stays until the new one is there, and what was typed stays', async () => {
    const session = aSession({fulfillment_details: undefined, status: 'not_ready_for_payment'});
    const {asked, part, drawn, turn} = await show('en-US', {
      toolOutput: anAnswer(session),
      answers: {get_checkout: () => anAnswer(session)},
    });
    const field = () => part('checkout-address')!.renderRoot.querySelector<HTMLInputElement>('#city')!;
    const label = () => part('checkout-address')!.renderRoot.querySelector('label[for=city]')?.textContent?.trim();
    field().value = 'Nantes';
    field().dispatchEvent(new Event('input', {bubbles: true, composed: true}));
    await turn('fr-LU');
    expect([label(), field().value]).to.deep.equal(['City', 'Nantes']);
    asked()[0]!.answer(words());
    await drawn();
    expect([label(), field().value]).to.deep.equal(['Ville', 'Nantes']);
    await turn('en-US');
    expect([label(), field().value, asked().length]).to.deep.equal(['City', 'Nantes', 1]);
  });

  it('is the one the host asked for last, whatever comes first', async () => {
    const {asked, buy, drawn, turn} = await show('fr-MC');
    await turn('en-US');
    expect(buy()).to.equal('Buy now');
    asked()[0]!.answer(words());
    await drawn();
    expect(buy()).to.equal('Buy now');
  });
});

describe('what the server says in English', () => {
  it('is said in the language, where it is known by its code; the shop’s own words stay', async () => {
    const {addLanguage} = await import('../../widgets/locales/localize.js');
    addLanguage('fr', fr);
    const address = {name: 'Ada', line_one: '1 rue X', city: '', state: '', postal_code: '44', country: 'FR'};
    const message = (code: string | undefined, param: string, content: string) =>
      ({type: 'error', content_type: 'plain', code, param, content}) as const;
    const session = aSession({
      status: 'not_ready_for_payment',
      fulfillment_details: {address},
      messages: [
        message('missing', '$.fulfillment_details.address.city', 'The city is missing.'),
        message('invalid', '$.fulfillment_details.address.postal_code', 'The postal code does not look right for FR.'),
        message('region_restricted', '$.fulfillment_details.address.country', 'We do not deliver to this address.'),
        message('payment_declined', '$.payment_data', 'Your card was declined.'),
        message(undefined, '$.line_items', 'Closed on Mondays.'),
      ],
      totals: [
        {type: 'subtotal', display_text: 'Subtotal', amount: 5600},
        {type: 'fulfillment', display_text: 'Standard', amount: 700},
        {type: 'total', display_text: 'Estimated total', amount: 6300},
      ],
    });
    const {flow} = await show('fr', {toolOutput: anAnswer(session), answers: {get_checkout: () => anAnswer(session)}});
    const texts = (tag: 'checkout-address' | 'checkout-messages' | 'checkout-totals', selector: string) =>
      [...flow.renderRoot.querySelector<CheckoutFlow>(`slot > ${tag}`)!.renderRoot.querySelectorAll(selector)].map(({textContent}) =>
        textContent?.trim(),
      );
    expect(texts('checkout-address', '.error')).to.have.members([
      'Veuillez renseigner ce champ\xa0: Ville',
      'Veuillez vérifier ce champ\xa0: Code postal',
      fr.codes.region_restricted,
    ]);
    expect(texts('checkout-messages', '.message')).to.deep.equal([fr.codes.payment_declined, 'Closed on Mondays.']);
    expect(texts('checkout-totals', 'dt')).to.deep.equal(['Sous-total', 'Standard', 'Total estimé']);
  });
});
