import {expect, fixture, html} from '@open-wc/testing';
import '../../widgets/index.js';
import type {CheckoutFlow} from '../../widgets/elements/flow/flow.js';
import {CheckoutPayEvent} from '../../widgets/elements/pay/pay.js';
import {fakeClock, settled} from '../support/fake-clock.js';
import {fakeHost, fakeSheet} from '../support/fake-host.js';
import {anAnswer, aCompletedSession, aProductAnswer, aSession} from '../support/builders.js';

type Options = Parameters<typeof fakeHost>[0];

async function show(options: Options = {}, content = html``) {
  const clock = fakeClock();
  const fake = fakeHost(options);
  const flow = await fixture<CheckoutFlow>(html`<checkout-flow .host=${fake.host} .delay=${clock.delay}>${content}</checkout-flow>`);
  const drawn = async () => {
    await settled();
    await flow.updateComplete;
    await Promise.all([...flow.renderRoot.querySelectorAll('*')].map((part) => (part as Partial<CheckoutFlow>).updateComplete));
  };
  await drawn();
  const part = <K extends keyof HTMLElementTagNameMap>(tag: K) => flow.renderRoot.querySelector(tag);
  const button = (label: string) => [...flow.renderRoot.querySelectorAll('button')].find(({textContent}) => textContent?.trim() === label);
  /** All the words on the screen, shadow roots included. */
  const words = (root: ParentNode = flow.renderRoot): string =>
    [...root.querySelectorAll('*')].map((each) => (each.shadowRoot ? words(each.shadowRoot) : '') + ownText(each)).join(' ');
  return {flow, clock, drawn, part, button, words, ...fake};
}
const ownText = (element: Element) =>
  [...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : '')).join('');

/** A session on screen, checked with the server. */
const showSession = (session = aSession(), options: Options = {}, content = html``) =>
  show({...options, toolOutput: anAnswer(session), answers: {get_checkout: () => anAnswer(session), ...options.answers}}, content);

describe('<checkout-flow>', () => {
  const views: [name: string, options: Options][] = [
    ['loading', {}],
    ['product', {toolOutput: aProductAnswer()}],
    ['failed', {toolOutput: {isError: true, content: [{type: 'text', text: 'No such product.'}]}}],
    ['checkout', {toolOutput: anAnswer(aSession()), answers: {get_checkout: () => anAnswer(aSession())}}],
    ['receipt', {toolOutput: anAnswer(aCompletedSession())}],
    ['canceled', {toolOutput: anAnswer(aSession({status: 'canceled'}))}],
    ['checking', {toolOutput: anAnswer(aSession({status: 'complete_in_progress'}))}],
  ];
  for (const [name, options] of views)
    it(`is accessible: ${name}`, async () => {
      const {flow} = await show(options);
      await expect(flow).to.be.accessible();
    });

  it('shows what the host says of the things until the shop has answered, and never afterwards', async () => {
    const items = [
      {id: 'mug-ink-12oz', quantity: 2, name: 'A mug', price: '$24.99', images: ['https://elsewhere.example/mug.jpg']},
      {id: 'x', quantity: 1},
    ];
    const {flow, drawn, words, deliver, answers} = await show({toolInput: {checkout_session: {items}}});
    expect(words().replace(/\s+/g, ' ')).to.contain('A mug').and.to.contain('× 2 · $24.99');
    expect(flow.renderRoot.querySelector('img')).to.not.exist;
    await expect(flow).to.be.accessible();
    answers.get_checkout = () => anAnswer(aSession());
    deliver({toolOutput: anAnswer(aSession())});
    await drawn();
    expect(words()).not.to.contain('A mug').and.not.to.contain('24.99');
  });

  for (const toolInput of [{checkout_session: {items: 'two'}}, {checkout_session: null}, {checkout_session: {items: [null, {name: 7}]}}])
    it(`loads all the same with a call such as ${JSON.stringify(toolInput)}`, async () => {
      const {flow} = await show({toolInput: toolInput as never});
      expect(flow.renderRoot.querySelector('ul')).to.not.exist;
      expect(flow.renderRoot.querySelector('checkout-product')).to.exist;
    });

  it('hands its parts the time zone of the host', async () => {
    const {part} = await showSession(aSession(), {context: {locale: 'en-US', timeZone: 'Asia/Tokyo'}});
    expect(part('checkout-shipping')?.timeZone).to.equal('Asia/Tokyo');
  });

  it('pays with a saved method where there is no sheet: the total that was shown, once, and the server is asked', async () => {
    const methods = [{type: 'card', id: 'pm_1', display_name: 'Visa', display_brand: 'visa', display_last4: '4242'}];
    const open = anAnswer(aSession());
    Object.assign(open.structuredContent!.payment as object, {managed_payment_methods: methods});
    let paid = false;
    const {part, drawn, calls} = await show({
      toolOutput: open,
      answers: {
        get_checkout: () => (paid ? anAnswer(aCompletedSession()) : open),
        complete_checkout: () => {
          paid = true;
          return {structuredContent: {status: 'completed', order: {id: 'ord_1'}}};
        },
      },
    });
    const pay = part('checkout-pay')!;
    expect(pay.mode).to.equal('saved');
    pay.dispatchEvent(new CheckoutPayEvent('pm_1'));
    pay.dispatchEvent(new CheckoutPayEvent('pm_1'));
    await drawn();
    const completions = calls.filter(({name}) => name === 'complete_checkout');
    expect(completions.map(({args}) => args)).to.deep.equal([
      {checkout_session_id: 'cs_1', payment_data: {token: 'pm_1', provider: 'stripe', amount: 6706}},
    ]);
    expect(part('checkout-receipt')).to.exist;
  });

  it('shows no amount before it has one', async () => {
    const {words} = await show();
    expect(words()).not.to.match(/[$0]/);
  });

  it('says that it is still loading, and tries again', async () => {
    const {clock, drawn, button, deliver, answers, part} = await show();
    await clock.pass(10_000);
    await drawn();
    deliver({toolInput: {product_id: 'mug'}});
    answers.show_product = aProductAnswer;
    button('Try again')!.click();
    await drawn();
    expect(part('checkout-product')?.product?.title).to.equal('Stoneware mug');
  });

  it('goes from product to checkout and puts the focus on the heading', async () => {
    const {flow, part, drawn} = await show({toolOutput: aProductAnswer(), answers: {checkout_session: () => anAnswer(aSession())}});
    expect(flow.shadowRoot!.activeElement).to.equal(null);
    const buy = [...part('checkout-product')!.renderRoot.querySelectorAll('button')].find((each) => each.textContent?.includes('Buy'));
    buy!.click();
    await drawn();
    await drawn();
    expect(flow.shadowRoot!.activeElement?.textContent).to.equal('Checkout');
    expect(part('checkout-totals')?.session?.id).to.equal('cs_1');
  });

  it('gives the session to every part', async () => {
    const {part} = await showSession();
    for (const tag of ['items', 'address', 'shipping', 'totals', 'terms', 'pay'] as const)
      expect(part(`checkout-${tag}`)?.session?.id, tag).to.equal('cs_1');
  });

  it('pays in the sheet and gives the focus back to the button when it is canceled', async () => {
    const sheet = fakeSheet();
    const {flow, part, drawn, words} = await showSession(aSession(), {requestCheckout: sheet.requestCheckout});
    expect(part('checkout-pay')?.mode).to.equal('sheet');
    part('checkout-pay')!.renderRoot.querySelector('button')!.click();
    await drawn();
    expect(part('checkout-pay')?.busy).to.equal(true);
    sheet.reject(new Error('User cancelled checkout'));
    await drawn();
    await drawn();
    expect(words()).to.contain('Payment was canceled. Nothing was charged.');
    expect(flow.shadowRoot!.activeElement?.localName).to.equal('checkout-pay');
  });

  it('shows the receipt after a payment and opens the order through the host', async () => {
    const sheet = fakeSheet();
    const {answers, part, drawn, opened, words} = await showSession(aSession(), {requestCheckout: sheet.requestCheckout});
    part('checkout-pay')!.renderRoot.querySelector('button')!.click();
    answers.get_checkout = () => anAnswer(aCompletedSession());
    sheet.resolve({});
    await drawn();
    await drawn();
    expect(words()).to.contain('1042');
    part('checkout-receipt')!.renderRoot.querySelector('button')!.click();
    expect(opened).to.deep.equal(['https://shop.example/orders/ord_1']);
  });

  it('opens the external checkout, and the shop’s links, through the host', async () => {
    const {part, opened} = await showSession();
    expect(part('checkout-pay')?.mode).to.equal('external');
    part('checkout-pay')!.renderRoot.querySelector('button')!.click();
    part('checkout-terms')!.renderRoot.querySelector('a')!.click();
    expect(opened).to.deep.equal(['https://shop.example/checkout/cs_1', 'https://shop.example/legal/terms']);
  });

  it('shows the address where the host opens nothing', async () => {
    const {flow, part, drawn} = await showSession(aSession(), {openExternal: () => Promise.reject(new Error('denied'))});
    part('checkout-pay')!.renderRoot.querySelector('button')!.click();
    await drawn();
    expect(flow.renderRoot.querySelector('a')?.href).to.equal('https://shop.example/checkout/cs_1');
  });

  it('shows why a change was refused and leaves the cart as it was', async () => {
    const {part, drawn, words} = await showSession(aSession(), {
      answers: {update_checkout: () => ({isError: true, content: [{type: 'text', text: 'Only 2 are left.'}]})},
    });
    const increase = part('checkout-items')!.renderRoot.querySelector<HTMLElement>('[aria-label^="Increase"]');
    increase!.click();
    await drawn();
    await drawn();
    expect(words()).to.contain('Only 2 are left.');
    expect(part('checkout-items')?.session).to.deep.equal(aSession());
  });

  it('announces a new total, not the first one', async () => {
    const totals = [{type: 'total' as const, display_text: 'Total', amount: 6727}];
    const {flow, part, drawn, calls} = await showSession(aSession(), {answers: {update_checkout: () => anAnswer(aSession({totals}))}});
    const status = () => flow.renderRoot.querySelector('[role=status]')?.textContent?.trim();
    expect(status()).to.equal('');
    part('checkout-shipping')!.renderRoot.querySelectorAll('input')[1]!.click();
    await drawn();
    await drawn();
    expect(calls.at(-1)?.args.selected_fulfillment_options).to.deep.equal([{option_id: 'express', type: 'shipping'}]);
    expect(status()).to.equal('New total $67.27');
  });

  it('lets a part be replaced, and gives the replacement what it needs', async () => {
    const sheet = fakeSheet();
    const own = html`<button slot="pay">Mine</button>`;
    const {flow} = await showSession(aSession(), {requestCheckout: sheet.requestCheckout}, own);
    const mine = flow.querySelector('button')!;
    expect(mine).to.deep.include({mode: 'sheet', busy: false});
    expect((mine as {session?: unknown}).session).to.deep.equal(aSession());
    mine.dispatchEvent(new CheckoutPayEvent());
    expect(sheet.payloads).to.have.lengthOf(1);
  });

  it('goes back to the product, or cancels where there was none', async () => {
    const {deliver, drawn, button, part} = await showSession(aSession(), {
      answers: {cancel_checkout: () => anAnswer(aSession({status: 'canceled'}))},
    });
    expect(button('Back to product')).to.equal(undefined);
    expect(button('Cancel checkout')).not.to.equal(undefined);
    deliver({toolOutput: aProductAnswer()});
    await drawn();
    button('Back to product')!.click();
    await drawn();
    expect(part('checkout-product')?.product?.id).to.equal('mug');
  });

  it('starts over with a new host and leaves the old one alone', async () => {
    const {flow, deliver, drawn, part} = await showSession();
    const next = fakeHost({toolOutput: aProductAnswer()});
    flow.host = next.host;
    await drawn();
    deliver({toolOutput: anAnswer(aSession())});
    await drawn();
    expect(part('checkout-product')?.product?.id).to.equal('mug');
  });

  it('reports a height that can shrink', async () => {
    const heights: number[] = [];
    const box = document.body.appendChild(document.createElement('div'));
    const reported = async (height: string) => {
      const before = heights.length;
      box.style.height = height;
      while (heights.length === before) await new Promise(requestAnimationFrame);
      return heights.at(-1)!;
    };
    const {flow} = await show({reportHeight: (height: number) => heights.push(height)});
    const tall = await reported('2000px');
    expect(tall).to.be.above(2000);
    expect(await reported('10px')).to.be.within(10, tall - 1900);
    flow.remove();
    box.remove();
  });

  it('changes the discount codes from its slot', async () => {
    const {flow, calls, drawn} = await showSession(aSession(), {}, html`<checkout-discounts slot="discounts"></checkout-discounts>`);
    const discounts = flow.querySelector('checkout-discounts')!;
    await discounts.updateComplete;
    discounts.renderRoot.querySelector('input')!.value = 'WELCOME10';
    discounts.renderRoot.querySelector<HTMLButtonElement>('form button')!.click();
    await drawn();
    const {name, args} = calls.at(-1)!;
    expect([name, args]).to.deep.equal(['update_checkout', {checkout_session_id: 'cs_1', discounts: {codes: ['WELCOME10']}}]);
    expect(discounts.busy).to.be.true;
  });
});
