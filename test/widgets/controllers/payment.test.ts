import {expect} from '@open-wc/testing';
import type {CheckoutSession} from '../../../shared/session.js';
import {CheckoutController} from '../../../widgets/controllers/checkout-controller.js';
import {fakeClock, settled} from '../../support/fake-clock.js';
import {fakeHost, fakeSheet} from '../../support/fake-host.js';
import {anAnswer, aCompletedSession, aProduct, aSession} from '../../support/builders.js';

const declined = aSession({
  messages: [{type: 'error', code: 'payment_declined', content_type: 'plain', content: 'The card was declined.'}],
});
const inProgress = aSession({status: 'complete_in_progress'});
const live: CheckoutController[] = [];

/** A session that can be paid, and a server that says `truth` from the moment it is set. */
async function setUp({withSheet = true, session = aSession()} = {}) {
  const clock = fakeClock();
  const sheet = fakeSheet();
  let truth: CheckoutSession | undefined = session;
  const fake = fakeHost({
    toolOutput: anAnswer(session),
    ...(withSheet && {requestCheckout: sheet.requestCheckout}),
    answers: {get_checkout: () => (truth ? anAnswer(truth) : Promise.reject(new Error('offline')))},
  });
  const element = {addController() {}, removeController() {}, requestUpdate() {}, updateComplete: Promise.resolve(true)};
  const controller = new CheckoutController(element, fake.host, {delay: clock.delay});
  live.push(controller);
  controller.hostConnected();
  await settled();
  fake.calls.length = 0;
  return {controller, clock, sheet, ...fake, tell: (next?: CheckoutSession) => (truth = next)};
}

describe('paying', () => {
  afterEach(() => live.splice(0).forEach((controller) => controller.hostDisconnected()));

  it('opens the sheet inside the click, with the session the buyer saw', async () => {
    const {controller, sheet} = await setUp();
    void controller.pay();
    expect(sheet.payloads).to.have.lengthOf(1);
    expect(sheet.payloads[0]).to.deep.include({id: 'cs_1', currency: 'USD', payment_mode: 'test'});
    expect(controller.busy).to.equal(true);
  });

  it('opens one sheet for a double click, and none while a change is under way', async () => {
    const {controller, sheet, calls} = await setUp();
    void controller.setOption('express', 'shipping');
    void controller.pay();
    expect(sheet.payloads).to.have.lengthOf(0);
    await settled();
    calls[0]!.answer(anAnswer(aSession()));
    await settled();
    void controller.pay();
    void controller.pay();
    await settled();
    void controller.pay();
    expect(sheet.payloads).to.have.lengthOf(1);
  });

  it('changes nothing under an open sheet', async () => {
    const {controller, calls} = await setUp();
    void controller.pay();
    await controller.setQuantity('mug-ink-12oz', 9);
    await controller.cancel();
    expect(calls).to.have.lengthOf(0);
  });

  it('does not open a sheet for a session that cannot be paid', async () => {
    const {controller, sheet, opened} = await setUp({session: aSession({status: 'not_ready_for_payment'})});
    await controller.pay();
    expect(sheet.payloads).to.have.lengthOf(0);
    expect(opened).to.deep.equal([]);
  });

  it('shows the receipt when the server says completed', async () => {
    const {controller, sheet, tell} = await setUp();
    const paid = controller.pay();
    tell(aCompletedSession());
    sheet.resolve({id: 'cs_1', status: 'completed', order: {id: 'ord_1'}});
    await paid;
    expect(controller.view).to.equal('receipt');
    expect(controller.busy).to.equal(false);
  });

  it('does not believe a sheet that claims success', async () => {
    const {controller, sheet, clock} = await setUp();
    void controller.pay();
    sheet.resolve({id: 'cs_1', status: 'completed', order: {id: 'ord_1'}});
    await settled();
    expect(controller.view).to.equal('checking');
    await clock.pass(10_000);
    expect(controller.view).to.equal('checkout');
    expect(controller.known.notice).to.equal('not_paid');
  });

  it('says canceled when the buyer closed the sheet, and can be paid again', async () => {
    const {controller, sheet, names} = await setUp();
    const paid = controller.pay();
    sheet.reject(new Error('User cancelled checkout'));
    await paid;
    expect(controller.known.notice).to.equal('canceled');
    expect(controller.view).to.equal('checkout');
    expect(names()).to.deep.equal(['get_checkout']);
    void controller.pay();
    expect(sheet.payloads).to.have.lengthOf(2);
    expect(controller.known.notice).to.equal(undefined);
  });

  it('shows the receipt even after a cancel when the payment had gone through', async () => {
    const {controller, sheet, tell} = await setUp();
    const paid = controller.pay();
    tell(aCompletedSession());
    sheet.reject('Checkout canceled');
    await paid;
    expect(controller.view).to.equal('receipt');
  });

  it("leaves a decline to the session's own message", async () => {
    const {controller, sheet, tell} = await setUp();
    const paid = controller.pay();
    tell(declined);
    sheet.resolve({isError: false, structuredContent: {status: 'ready_for_payment', messages: declined.messages}});
    await paid;
    expect(controller.view).to.equal('checkout');
    expect(controller.known.checkout?.messages).to.have.lengthOf(1);
    expect(controller.known.notice).to.equal(undefined);
  });

  it('says that no payment has arrived when the sheet failed and the session does not say why', async () => {
    const {controller, sheet} = await setUp();
    const paid = controller.pay();
    sheet.resolve({code: 'processing_error', message: 'x'});
    await paid;
    expect(controller.known.notice).to.equal('not_paid');
  });

  it('finds out about an unknown answer: completed', async () => {
    const {controller, sheet, clock, tell} = await setUp();
    void controller.pay();
    sheet.reject(new Error('Checkout request timeout'));
    await settled();
    expect(controller.view).to.equal('checking');
    tell(aCompletedSession());
    await clock.pass(1_000);
    expect(controller.view).to.equal('receipt');
  });

  it('finds out about an unknown answer: not paid, said only after asking for some seconds', async () => {
    const {controller, sheet, clock, names} = await setUp();
    void controller.pay();
    sheet.resolve(undefined);
    await clock.pass(6_000);
    expect(controller.view).to.equal('checking');
    expect(controller.known.notice).to.equal(undefined);
    await clock.pass(5_000);
    expect(controller.view).to.equal('checkout');
    expect(controller.known.notice).to.equal('not_paid');
    expect(names().length).to.be.within(4, 7);
  });

  it('turns to the receipt by itself when the money of an unknown answer arrives late', async () => {
    const {controller, sheet, clock, tell} = await setUp();
    void controller.pay();
    sheet.resolve(undefined);
    await clock.pass(11_000);
    expect(controller.known.notice).to.equal('not_paid');
    expect(controller.busy).to.equal(false);
    tell(aCompletedSession());
    await clock.pass(5_000);
    expect(controller.view).to.equal('receipt');
  });

  it('never says not paid while the server cannot be reached', async () => {
    const {controller, sheet, clock, tell} = await setUp();
    void controller.pay();
    tell(undefined);
    sheet.resolve(undefined);
    await clock.pass(60_000);
    expect(controller.view).to.equal('checking');
    tell(aCompletedSession());
    await clock.pass(3_000);
    expect(controller.view).to.equal('receipt');
  });

  it('waits two minutes for a payment in progress, then lets the buyer ask again', async () => {
    const {controller, sheet, clock, tell} = await setUp();
    void controller.pay();
    tell(inProgress);
    sheet.reject(new Error('Checkout request timeout'));
    await clock.pass(119_000);
    expect(controller.view).to.equal('checking');
    await clock.pass(6_000);
    expect(controller.view).to.equal('unclear');
    tell(aCompletedSession());
    await controller.checkAgain();
    expect(controller.view).to.equal('receipt');
  });

  it('goes on checking a payment that was in progress when the page was loaded', async () => {
    const {controller, clock, tell} = await setUp({session: inProgress});
    expect(controller.view).to.equal('checking');
    tell(declined);
    await clock.pass(12_000);
    expect(controller.view).to.equal('checkout');
  });

  it('says at once that a payment under way elsewhere has ended without one', async () => {
    const {controller, clock, tell} = await setUp({session: inProgress});
    await clock.pass(1_000);
    expect(controller.view).to.equal('checking');
    tell(declined);
    await clock.pass(3_500);
    expect(controller.view).to.equal('checkout');
    expect(controller.known.notice).to.equal(undefined);
  });

  for (const [what, truth, notice] of [
    ['a decline', declined, undefined],
    ['nothing charged', aSession(), 'not_paid'],
  ] as const)
    it(`learns by itself how a payment ended that had stayed unclear: ${what}`, async () => {
      const {controller, clock, tell} = await setUp({session: inProgress});
      await clock.pass(125_000);
      expect(controller.view).to.equal('unclear');
      tell(truth);
      await clock.pass(5_000);
      expect(controller.view).to.equal('checkout');
      expect(controller.known.notice).to.equal(notice);
      expect(controller.busy).to.equal(false);
    });

  it('shows the receipt of a payment that arrived while the buyer looked at the product again', async () => {
    const {controller, clock, tell, deliver} = await setUp({session: inProgress});
    deliver({toolOutput: {structuredContent: {product: aProduct(), priceID: 'mug-ink-12oz'}}});
    await clock.pass(125_000);
    controller.back();
    expect(controller.view).to.equal('product');
    tell(aCompletedSession());
    await clock.pass(5_000);
    expect(controller.view).to.equal('receipt');
  });

  it('sees a payment that the sheet never reports, when the buyer comes back', async () => {
    const {controller, tell} = await setUp();
    void controller.pay();
    tell(aCompletedSession());
    window.dispatchEvent(new Event('focus'));
    await settled();
    expect(controller.view).to.equal('receipt');
  });

  describe('a sheet that never answers', () => {
    it('does not hold up the receipt', async () => {
      const {controller, clock, names, tell} = await setUp();
      void controller.pay();
      await clock.pass(10_000);
      expect(controller.busy).to.equal(true);
      expect(names()).to.have.lengthOf(2);
      tell(aCompletedSession());
      await clock.pass(5_000);
      expect(controller.view).to.equal('receipt');
      expect(controller.busy).to.equal(false);
      await clock.pass(3_600_000);
      expect(names()).to.have.lengthOf(3);
    });

    it('is called unclear after two minutes, and can be paid again only after the server was asked', async () => {
      const {controller, clock, sheet, tell} = await setUp();
      void controller.pay();
      await clock.pass(119_000);
      expect(controller.phase).to.equal('paying');
      await clock.pass(1_000);
      expect(controller.view).to.equal('unclear');
      expect(controller.busy).to.equal(false);
      void controller.checkAgain();
      await clock.pass(6_000);
      expect(controller.view).to.equal('checking');
      await clock.pass(5_000);
      expect(controller.known.notice).to.equal('not_paid');
      void controller.pay();
      expect(sheet.payloads).to.have.lengthOf(2);
      tell(aCompletedSession());
      await clock.pass(5_000);
      expect(controller.view).to.equal('receipt');
    });

    it('is believed no more than any other when it answers late', async () => {
      const {controller, clock, sheet, tell} = await setUp();
      void controller.pay();
      await clock.pass(125_000);
      tell(aCompletedSession());
      sheet.reject(new Error('User cancelled checkout'));
      await settled();
      expect(controller.view).to.equal('receipt');
    });

    it('says nothing about the sheet that came after it', async () => {
      const {controller, clock, sheet} = await setUp();
      const first = controller.pay();
      await clock.pass(120_000);
      void controller.checkAgain();
      await clock.pass(12_000);
      void controller.pay();
      sheet.rejectFirst(new Error('User cancelled checkout'));
      await first;
      expect(controller.phase).to.equal('paying');
    });

    it('is not followed twice when the page is moved', async () => {
      const {controller, clock, names} = await setUp();
      void controller.pay();
      controller.hostDisconnected();
      controller.hostConnected();
      await clock.pass(5_000);
      expect(controller.phase).to.equal('paying');
      expect(names()).to.have.lengthOf(2);
    });
  });

  describe('without a sheet', () => {
    it("opens the merchant's page inside the click and stays payable", async () => {
      const {controller, opened} = await setUp({withSheet: false});
      void controller.pay();
      expect(opened).to.deep.equal(['https://shop.example/checkout/cs_1']);
      await settled();
      expect(controller.known.notice).to.equal('elsewhere');
      expect(controller.busy).to.equal(false);
    });

    it('notices the purchase on return', async () => {
      const {controller, tell} = await setUp({withSheet: false});
      void controller.pay();
      tell(aCompletedSession());
      window.dispatchEvent(new Event('focus'));
      await settled();
      expect(controller.view).to.equal('receipt');
    });

    it('notices the purchase by asking every few seconds, also unseen, for ten minutes', async () => {
      const {controller, clock, names, tell} = await setUp({withSheet: false});
      Object.defineProperty(document, 'visibilityState', {configurable: true, value: 'hidden'});
      try {
        void controller.pay();
        await clock.pass(15_000);
        expect(names()).to.have.lengthOf(4);
        await clock.pass(3_600_000);
        expect(names()).to.have.lengthOf(172);
        void controller.pay();
        tell(aCompletedSession());
        await clock.pass(4_000);
        expect(controller.view).to.equal('receipt');
        await clock.pass(60_000);
        expect(names()).to.have.lengthOf(173);
      } finally {
        Reflect.deleteProperty(document, 'visibilityState');
      }
    });

    it('asks in one row however often the page is opened', async () => {
      const {controller, clock, names, opened} = await setUp({withSheet: false});
      void controller.pay();
      void controller.pay();
      await clock.pass(10_000);
      expect(opened).to.have.lengthOf(2);
      expect(names()).to.have.lengthOf(2);
    });

    it('gives the address to the buyer where the host opens nothing', async () => {
      const {controller, host} = await setUp({withSheet: false});
      host.openExternal = () => Promise.reject(new Error('no links'));
      void controller.pay();
      await settled();
      expect(controller.known.notice).to.equal('blocked');
      expect(controller.blockedUrl).to.equal('https://shop.example/checkout/cs_1');
    });
  });
});
