import {expect} from '@open-wc/testing';
import {CheckoutController} from '../../../widgets/controllers/checkout-controller.js';
import {fakeClock, settled} from '../../support/fake-clock.js';
import {fakeHost} from '../../support/fake-host.js';
import {anAnswer, aCompletedSession, aSession} from '../../support/builders.js';

const live: CheckoutController[] = [];

/** An open checkout that nobody touches, and a server that says `truth` from the moment it is set. */
async function setUp(session = aSession()) {
  const clock = fakeClock();
  let truth = session;
  const fake = fakeHost({
    toolOutput: anAnswer(session),
    requestCheckout: () => new Promise(() => {}),
    answers: {get_checkout: () => anAnswer(structuredClone(truth))},
  });
  const element = {addController() {}, removeController() {}, requestUpdate() {}, updateComplete: Promise.resolve(true)};
  const controller = new CheckoutController(element, fake.host, {delay: clock.delay});
  live.push(controller);
  controller.hostConnected();
  await settled();
  fake.calls.length = 0;
  return {controller, clock, ...fake, tell: (next: typeof truth) => (truth = next)};
}

const look = (visibilityState: 'visible' | 'hidden') => {
  Object.defineProperty(document, 'visibilityState', {configurable: true, value: visibilityState});
  document.dispatchEvent(new Event('visibilitychange', {bubbles: true}));
};

describe('an open checkout that is looked at', () => {
  beforeEach(() => look('visible'));
  afterEach(() => {
    live.splice(0).forEach((controller) => controller.hostDisconnected());
    Reflect.deleteProperty(document, 'visibilityState');
  });

  for (const [what, session, view] of [
    ['paid', aCompletedSession(), 'receipt'],
    ['canceled', aSession({status: 'canceled'}), 'canceled'],
    ['expired', aSession({status: 'expired'}), 'expired'],
  ] as const)
    it(`shows within four seconds that it was ${what} in another tab, and asks no more`, async () => {
      const {controller, clock, names, tell} = await setUp();
      tell(session);
      await clock.pass(4_000);
      expect(controller.view).to.equal(view);
      await clock.pass(3_600_000);
      look('visible');
      expect(names()).to.have.lengthOf(1);
    });

  it('shows what another tab changed', async () => {
    const {controller, clock, tell} = await setUp();
    tell(aSession({status: 'not_ready_for_payment'}));
    await clock.pass(4_000);
    expect(controller.known.checkout?.status).to.equal('not_ready_for_payment');
  });

  it('follows a payment that began in another tab', async () => {
    const {controller, clock, tell} = await setUp();
    tell(aSession({status: 'complete_in_progress'}));
    await clock.pass(4_000);
    expect(controller.view).to.equal('checking');
    tell(aCompletedSession());
    await clock.pass(3_500);
    expect(controller.view).to.equal('receipt');
  });

  it('asks without anybody noticing: nothing is busy, and what did not change stays the same', async () => {
    const {controller, clock, answers, calls} = await setUp();
    const {checkout, payment} = controller.known;
    await clock.pass(7_000);
    expect(calls).to.have.lengthOf(2);
    expect(controller.known.checkout).to.equal(checkout);
    expect(controller.known.payment).to.equal(payment);
    delete answers.get_checkout;
    await clock.pass(3_500);
    expect(calls).to.have.lengthOf(3);
    expect(controller.busy).to.equal(false);
  });

  it('keeps what was said about the last act', async () => {
    const {controller, clock, answers} = await setUp();
    answers.update_checkout = () => ({isError: true, content: [{type: 'text', text: 'Only three are left.'}]});
    await controller.setQuantity('mug-ink-12oz', 9);
    await clock.pass(10_000);
    expect(controller.known.error).to.equal('Only three are left.');
    answers.get_checkout = () => Promise.reject(new Error('offline'));
    await clock.pass(10_000);
    expect(controller.known.error).to.equal('Only three are left.');
    expect(controller.known.notice).to.equal(undefined);
  });

  it('asks nothing while hidden, and at once when it is seen again', async () => {
    const {controller, clock, names, tell} = await setUp();
    look('hidden');
    await clock.pass(60_000);
    expect(names()).to.have.lengthOf(0);
    tell(aCompletedSession());
    look('visible');
    await settled();
    expect(controller.view).to.equal('receipt');
  });

  it('asks at once when it gets the focus', async () => {
    const {controller, tell} = await setUp();
    tell(aCompletedSession());
    window.dispatchEvent(new Event('focus'));
    await settled();
    expect(controller.view).to.equal('receipt');
  });

  it('asks more seldom after ten minutes in which nobody did anything, until somebody does', async () => {
    const {controller, clock, calls} = await setUp();
    const asked = async (ms: number) => {
      calls.length = 0;
      await clock.pass(ms);
      return calls.length;
    };
    await clock.pass(605_000);
    expect(await asked(100_000)).to.equal(5);
    void controller.pay();
    expect(await asked(7_000)).to.equal(2);
  });

  it('asks once at a time, and again after a lost answer', async () => {
    const {controller, clock, answers, calls, tell} = await setUp();
    delete answers.get_checkout;
    await clock.pass(10_000);
    expect(calls).to.have.lengthOf(1);
    tell(aCompletedSession());
    answers.get_checkout = () => anAnswer(aCompletedSession());
    await clock.pass(5_500);
    expect(controller.view).to.equal('receipt');
  });

  it('does not hold up the buyer, and an answer from before the change is no news', async () => {
    const {controller, clock, answers, calls} = await setUp();
    delete answers.get_checkout;
    await clock.pass(3_500);
    const changed = aSession({status: 'not_ready_for_payment'});
    answers.update_checkout = () => anAnswer(changed);
    await controller.setOption('express', 'shipping');
    calls[0]!.answer(anAnswer(aSession()));
    await settled();
    expect(controller.known.checkout).to.equal(changed);
  });

  it('asks nobody any more once it is gone', async () => {
    const {controller, clock, names} = await setUp();
    controller.hostDisconnected();
    await clock.pass(60_000);
    look('visible');
    expect(names()).to.have.lengthOf(0);
  });
});
