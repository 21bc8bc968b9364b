import {expect} from '@open-wc/testing';
import {CheckoutController} from '../../../widgets/controllers/checkout-controller.js';
import type {Fields, Host} from '../../../widgets/host/host.js';
import {fakeClock, settled} from '../../support/fake-clock.js';
import {fakeHost, type PendingCall} from '../../support/fake-host.js';
import {aLineOf, anAnswer, aCompletedSession, aProductAnswer, aSession} from '../../support/builders.js';

type SetUp = Parameters<typeof fakeHost>[0];

const live: CheckoutController[] = [];

function setUp(options: SetUp = {}) {
  const clock = fakeClock();
  const fake = fakeHost(options);
  const element = {addController() {}, removeController() {}, requestUpdate() {}, updateComplete: Promise.resolve(true)};
  const controller = new CheckoutController(element, fake.host, {delay: clock.delay});
  live.push(controller);
  controller.hostConnected();
  return {controller, clock, ...fake};
}

/** A controller that shows a session that can be paid, with every call so far answered. */
async function withSession(session = aSession(), options: SetUp = {}) {
  const all = setUp({...options, toolOutput: anAnswer(session), answers: {get_checkout: () => anAnswer(session), ...options.answers}});
  await settled();
  all.calls.length = 0;
  delete all.answers.get_checkout;
  return all;
}

const refusal = (message: string) => ({isError: true, content: [{type: 'text', text: message}]});
const itemsOf = ({args}: PendingCall) => args.items;

describe('CheckoutController', () => {
  afterEach(() => live.splice(0).forEach((controller) => controller.hostDisconnected()));

  describe('at the start', () => {
    it('loads until something is delivered, and says so after ten seconds', async () => {
      const {controller, clock, deliver} = setUp();
      expect(controller.view).to.equal('loading');
      await clock.pass(9_999);
      expect(controller.view).to.equal('loading');
      await clock.pass(1);
      expect(controller.view).to.equal('late');
      deliver({toolOutput: aProductAnswer()});
      expect(controller.view).to.equal('product');
      expect(controller.known.itemId).to.equal('mug-ink-12oz');
    });

    it('asks for it again itself when the buyer tries again', async () => {
      const {controller, clock, calls} = setUp({
        toolInput: {product_id: 'mug'},
        answers: {show_product: aProductAnswer},
      });
      await clock.pass(10_000);
      await controller.retry();
      expect(calls.map(({name, args}) => [name, args])).to.deep.equal([['show_product', {product_id: 'mug'}]]);
      expect(controller.view).to.equal('product');
    });

    it('shows a delivered session at once and checks it, so that a replayed one is not payable', async () => {
      const {controller, calls} = setUp({toolOutput: anAnswer(aSession())});
      expect(controller.view).to.equal('checkout');
      expect(controller.busy).to.equal(true);
      await settled();
      expect(calls[0]?.args).to.deep.equal({checkout_session_id: 'cs_1'});
      calls[0]!.answer(anAnswer(aCompletedSession()));
      await settled();
      expect(controller.view).to.equal('receipt');
    });

    it('takes a repeated delivery once', async () => {
      const {controller, deliver, calls} = await withSession();
      deliver({toolOutput: anAnswer(aSession({id: 'cs_other'}))});
      deliver({toolOutput: anAnswer(aSession())});
      await settled();
      expect(controller.known.checkout?.id).to.equal('cs_1');
      expect(calls).to.have.lengthOf(0);
    });

    it('shows the sentence of a failed opening call', () => {
      const {controller} = setUp({toolOutput: refusal('No product is called "mgu".')});
      expect(controller.view).to.equal('failed');
      expect(controller.known.error).to.equal('No product is called "mgu".');
    });

    it('asks again by itself for a product whose result came back empty after a reload', async () => {
      const {controller, calls} = setUp({
        toolInput: {product_id: 'mug'},
        toolOutput: {structuredContent: {}},
        answers: {show_product: aProductAnswer},
      });
      await settled();
      expect(calls.map(({name}) => name)).to.deep.equal(['show_product']);
      expect(controller.view).to.equal('product');
    });

    it('starts no second checkout by itself: that is for the buyer to say', async () => {
      const items = [{id: 'mug-ink-12oz', quantity: 1}];
      const {controller, calls} = setUp({toolInput: {checkout_session: {items}}, toolOutput: {structuredContent: {}}});
      await settled();
      expect(calls).to.deep.equal([]);
      expect(controller.view).to.equal('failed');
    });

    it('is not broken by a result it cannot read', () => {
      const {controller} = setUp({toolOutput: {structuredContent: {checkout: {id: 'cs_1', status: 'ready_for_payment'}}}});
      expect(controller.view).to.equal('failed');
    });
  });

  describe('after a reload', () => {
    const remembered = {widgetState: {checkout_session_id: 'cs_1'}};

    it('fetches the remembered session although nothing is delivered', async () => {
      const {controller} = setUp({...remembered, answers: {get_checkout: () => anAnswer(aCompletedSession())}});
      expect(controller.view).to.equal('loading');
      await settled();
      expect(controller.view).to.equal('receipt');
    });

    it('prefers the remembered session to an older delivered one', async () => {
      const {controller} = setUp({
        ...remembered,
        toolOutput: anAnswer(aSession({id: 'cs_0'})),
        answers: {get_checkout: () => anAnswer(aSession())},
      });
      expect(controller.view).to.equal('loading');
      await settled();
      expect(controller.known.checkout?.id).to.equal('cs_1');
    });

    it('falls back to the delivered session when the remembered one is gone', async () => {
      const {controller} = setUp({
        ...remembered,
        toolOutput: anAnswer(aSession({id: 'cs_0'})),
        answers: {
          get_checkout: ({checkout_session_id: id}) => (id === 'cs_0' ? anAnswer(aSession({id: 'cs_0'})) : refusal('No such checkout.')),
        },
      });
      await settled();
      expect(controller.known.checkout?.id).to.equal('cs_0');
    });

    it('knows a widget state that arrives late', async () => {
      const {controller, deliver} = setUp({answers: {get_checkout: () => anAnswer(aSession())}});
      deliver(remembered);
      await settled();
      expect(controller.view).to.equal('checkout');
    });

    it('remembers the session it was given, and forgets a canceled one', async () => {
      const {controller, host, deliver} = await withSession(aSession(), {
        answers: {cancel_checkout: () => anAnswer(aSession({status: 'canceled'}))},
      });
      expect(host.widgetState).to.deep.equal({checkout_session_id: 'cs_1'});
      deliver({toolOutput: aProductAnswer()});
      await controller.cancel();
      expect(host.widgetState).to.deep.equal({});
      expect(controller.view).to.equal('product');
    });

    it('keeps a paid session paid, whatever comes later', async () => {
      const {controller, calls} = await withSession();
      void controller.setQuantity('mug-ink-12oz', 3);
      await settled();
      calls[0]!.answer(anAnswer(aCompletedSession()));
      await settled();
      void controller.setQuantity('mug-ink-12oz', 4);
      await settled();
      calls[1]!.answer(anAnswer(aSession()));
      await settled();
      expect(controller.view).to.equal('receipt');
    });
  });

  describe('buying and changing', () => {
    it('begins a checkout with the picked item', async () => {
      const {controller, calls, names} = setUp({toolOutput: aProductAnswer()});
      void controller.buy('mug-oat-12oz', 2);
      void controller.buy('mug-oat-12oz', 2);
      await settled();
      expect(names()).to.deep.equal(['checkout_session']);
      expect(calls[0]!.args).to.deep.equal({checkout_session: {items: [{id: 'mug-oat-12oz', quantity: 2}]}});
      expect(controller.view).to.equal('product');
      expect(controller.busy).to.equal(true);
      calls[0]!.answer(anAnswer(aSession()));
      await settled();
      expect(controller.view).to.equal('checkout');
      expect(controller.busy).to.equal(false);
    });

    it('changes the open checkout when the buyer went back to the product', async () => {
      const {controller, deliver, calls} = await withSession();
      deliver({toolOutput: aProductAnswer()});
      controller.back();
      expect(controller.view).to.equal('product');
      void controller.buy('mug-oat-12oz', 1);
      await settled();
      expect(calls[0]).to.deep.include({
        name: 'update_checkout',
        args: {checkout_session_id: 'cs_1', items: [{id: 'mug-oat-12oz', quantity: 1}]},
      });
      calls[0]!.answer(anAnswer(aSession({line_items: [aLineOf('mug-oat-12oz', 1)]})));
      await settled();
      expect(controller.view).to.equal('checkout');
    });

    it('makes changes one after another, each from the answer to the one before', async () => {
      const {controller, calls} = await withSession(aSession({line_items: [aLineOf('mug-ink-12oz', 2), aLineOf('mug-oat-12oz', 1)]}));
      void controller.setQuantity('mug-ink-12oz', 3);
      void controller.remove('mug-oat-12oz');
      await settled();
      expect(calls).to.have.lengthOf(1);
      expect(itemsOf(calls[0]!)).to.deep.equal([
        {id: 'mug-ink-12oz', quantity: 3},
        {id: 'mug-oat-12oz', quantity: 1},
      ]);
      calls[0]!.answer(anAnswer(aSession({line_items: [aLineOf('mug-ink-12oz', 3), aLineOf('mug-oat-12oz', 1)]})));
      await settled();
      expect(itemsOf(calls[1]!)).to.deep.equal([{id: 'mug-ink-12oz', quantity: 3}]);
    });

    it('sends address, buyer and option as the server takes them', async () => {
      const {controller, calls} = await withSession(aSession(), {answers: {update_checkout: () => anAnswer(aSession())}});
      const address = {name: 'Ada', line_one: '1 Main St', city: 'Oakland', state: 'CA', country: 'US', postal_code: '94607'};
      await controller.setAddress({address}, {email: 'ada@example.com'});
      await controller.setOption('express', 'shipping');
      expect(calls.map(({args}) => args)).to.deep.equal([
        {checkout_session_id: 'cs_1', fulfillment_details: {address}, buyer: {email: 'ada@example.com'}},
        {checkout_session_id: 'cs_1', selected_fulfillment_options: [{option_id: 'express', type: 'shipping'}]},
      ]);
    });

    it('cancels when the last line is taken out', async () => {
      const {controller, names} = await withSession(aSession(), {
        answers: {cancel_checkout: () => anAnswer(aSession({status: 'canceled'}))},
      });
      await controller.remove('mug-ink-12oz');
      expect(names()).to.deep.equal(['cancel_checkout']);
      expect(controller.view).to.equal('canceled');
    });

    it('puts back what was taken out, behind what is there', async () => {
      const {controller, calls} = await withSession(aSession({line_items: [aLineOf('mug-ink-12oz', 2)]}));
      void controller.setQuantity('mug-oat-12oz', 3);
      await settled();
      expect(itemsOf(calls[0]!)).to.deep.equal([
        {id: 'mug-ink-12oz', quantity: 2},
        {id: 'mug-oat-12oz', quantity: 3},
      ]);
    });

    it('keeps the session and says why when a change is refused, until the next one', async () => {
      const {controller, answers} = await withSession(aSession(), {answers: {update_checkout: () => refusal('Only 2 are left.')}});
      answers.get_checkout = () => anAnswer(aSession());
      await controller.setQuantity('mug-ink-12oz', 9);
      expect(controller.known.error).to.equal('Only 2 are left.');
      expect(controller.known.checkout).to.deep.equal(aSession());
      expect(controller.busy).to.equal(false);
      answers.update_checkout = () => anAnswer(aSession());
      await controller.setQuantity('mug-ink-12oz', 1);
      expect(controller.known.error).to.equal(undefined);
    });

    it('is expired as soon as a change is refused because of it', async () => {
      const {controller, answers} = await withSession(aSession(), {
        answers: {update_checkout: () => refusal('This checkout has expired; start a new one.')},
      });
      answers.get_checkout = () => anAnswer(aSession({status: 'expired'}));
      await controller.setQuantity('mug-ink-12oz', 9);
      await settled();
      expect(controller.view).to.equal('expired');
    });

    it('says so and asks for the truth when a change was not answered', async () => {
      const {controller, calls, clock, names} = await withSession();
      void controller.setQuantity('mug-ink-12oz', 3);
      await clock.pass(30_000);
      expect(controller.known.notice).to.equal('unreachable');
      expect(names()).to.deep.equal(['update_checkout', 'get_checkout']);
      calls[1]!.answer(anAnswer(aSession({line_items: [aLineOf('mug-ink-12oz', 3)]})));
      await settled();
      expect(controller.known.checkout?.line_items[0]?.quantity).to.equal(3);
      calls[0]!.answer(anAnswer(aSession({line_items: [aLineOf('mug-ink-12oz', 1)]})));
      await settled();
      expect(controller.known.checkout?.line_items[0]?.quantity).to.equal(3);
    });

    it('drops the answer to what a fresh start overtook', async () => {
      const {controller, calls} = setUp({widgetState: {checkout_session_id: 'cs_1'}, toolInput: {product_id: 'mug'}});
      await settled();
      void controller.retry();
      await settled();
      calls[1]!.answer(anAnswer(aSession()));
      await settled();
      calls[0]!.answer(anAnswer(aSession({line_items: []})));
      await settled();
      expect(controller.known.checkout?.line_items).to.have.lengthOf(1);
      expect(controller.busy).to.equal(false);
    });

    it('begins anew with the same things after a checkout expired', async () => {
      const {controller, calls} = await withSession(aSession({status: 'expired'}), {
        answers: {checkout_session: () => anAnswer(aSession())},
      });
      expect(controller.view).to.equal('expired');
      await controller.restart();
      expect(calls[0]!.args).to.deep.equal({checkout_session: {items: [{id: 'mug-ink-12oz', quantity: 2}]}});
      expect(controller.view).to.equal('checkout');
    });
  });

  it('asks for the truth when it is connected again, and hears nothing in between', async () => {
    const {controller, deliver, names, answers} = await withSession();
    controller.hostDisconnected();
    deliver({toolOutput: aProductAnswer()});
    expect(controller.known.product).to.equal(undefined);
    answers.get_checkout = () => anAnswer(aCompletedSession());
    controller.hostConnected();
    await settled();
    expect(names()).to.deep.equal(['get_checkout']);
    expect(controller.view).to.equal('receipt');
  });

  it('tells how it would pay by what the host can do at that moment', async () => {
    const {controller, host} = await withSession();
    expect(controller.payMode).to.equal('external');
    (host as {requestCheckout?: Host['requestCheckout']}).requestCheckout = async () => ({}) as Fields;
    expect(controller.payMode).to.equal('sheet');
    controller.known.checkout = aSession({continue_url: undefined});
    (host as {requestCheckout?: Host['requestCheckout']}).requestCheckout = undefined;
    expect(controller.payMode).to.equal('none');
  });
});
