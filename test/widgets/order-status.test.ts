import {expect, fixture, html} from '@open-wc/testing';
import '../../widgets/index.js';
import type {CheckoutOrderStatus} from '../../widgets/elements/order-status/order-status.js';
import type {OrderFulfillment, TrackedOrder} from '../../widgets/elements/order-status/progress.js';
import {aCompletedSession} from '../support/builders.js';
import {countEvents, find, heard, isAccessibleInBothThemes, textOf} from '../support/element.js';

const anOrder = (overrides: Partial<TrackedOrder> = {}): TrackedOrder => ({
  ...aCompletedSession().order!,
  status: 'confirmed',
  ...overrides,
});
const aShipment = (overrides: Partial<OrderFulfillment> = {}): OrderFulfillment => ({
  id: 'ful_1',
  type: 'shipping',
  status: 'in_transit',
  carrier: 'UPS',
  tracking_number: '1Z999AA10123456784',
  tracking_url: 'https://carrier.example/track/1Z999AA10123456784',
  events: [
    {id: 'ev_1', type: 'shipped', occurred_at: '2026-11-23T18:00:00Z'},
    {id: 'ev_2', type: 'in_transit', occurred_at: '2026-11-24T18:00:00Z', description: 'Left the hub', location: 'Memphis, TN'},
  ],
  ...overrides,
});
const refund = {
  id: 'adj_1',
  type: 'refund',
  occurred_at: '2026-11-28T18:00:00Z',
  status: 'completed',
  amount: 2800,
  currency: 'usd',
} as const;

const make = (order = anOrder()) =>
  fixture<CheckoutOrderStatus>(
    html`<checkout-order-status .order=${order} currency="usd" locale="en-US" time-zone="America/Los_Angeles"></checkout-order-status>`,
  );
const steps = (element: CheckoutOrderStatus) =>
  [...element.renderRoot.querySelectorAll<HTMLElement>('[part=step]')].map(
    (step) => `${step.getAttribute('aria-current') ? '> ' : ''}${step.classList.contains('done') ? '✓ ' : ''}${step.innerText.trim()}`,
  );

describe('checkout-order-status', () => {
  isAccessibleInBothThemes(() => make(anOrder({fulfillments: [aShipment()], adjustments: [refund]})));

  it('shows a skeleton before there is an order', async () => {
    const element = await fixture<CheckoutOrderStatus>(html`<checkout-order-status></checkout-order-status>`);
    expect(element.renderRoot.querySelector('[aria-busy=true]')).to.exist;
    await expect(element).to.be.accessible();
  });

  it('shows a placed order at its first step, and when it comes', async () => {
    const element = await make();
    expect(steps(element)).to.deep.equal(['> Confirmed', 'Being prepared', 'Shipped', 'Delivered']);
    expect(textOf(element).replaceAll('\u2009', ' ')).to.contain('Estimated delivery Wed, Nov 25 – Fri, Nov 27');
  });

  const ways: [string, Partial<TrackedOrder>, string[]][] = [
    ['on its way', {status: 'shipped'}, ['✓ Confirmed', '✓ Being prepared', '> Shipped', 'Delivered']],
    ['being reviewed', {status: 'manual_review'}, ['> Being reviewed', 'Being prepared', 'Shipped', 'Delivered']],
    ['done', {status: 'completed'}, ['✓ Confirmed', '✓ Being prepared', '✓ Shipped', '> ✓ Delivered']],
    [
      'further than its own status says',
      {fulfillments: [aShipment({status: 'out_for_delivery'})]},
      ['✓ Confirmed', '✓ Being prepared', '> Out for delivery', 'Delivered'],
    ],
    [
      'only as far as its slowest part',
      {fulfillments: [aShipment({status: 'delivered'}), aShipment({id: 'ful_2', status: 'processing'})]},
      ['✓ Confirmed', '> Being prepared', 'Shipped', 'Delivered'],
    ],
    [
      'ready to be picked up',
      {fulfillments: [aShipment({type: 'pickup', status: 'ready_for_pickup'})]},
      ['✓ Confirmed', '✓ Being prepared', '> Ready for pickup', 'Picked up'],
    ],
    ['in a state nobody knows', {status: 'held_at_customs'}, ['> held at customs']],
  ];
  for (const [name, order, expected] of ways)
    it(`shows an order that is ${name}`, async () => expect(steps(await make(anOrder(order)))).to.deep.equal(expected));

  it('shows a canceled order without steps and without a delivery date', async () => {
    const element = await make(anOrder({status: 'canceled', adjustments: [refund]}));
    expect(steps(element)).to.deep.equal([]);
    expect(textOf(element)).to.equal('Order 1042 Canceled Refunds and changes Refund Sat, Nov 28 $28.00 View order');
    await expect(element).to.be.accessible();
  });

  it('shows each shipment with its carrier, number and latest news', async () => {
    const words = textOf(await make(anOrder({fulfillments: [aShipment(), aShipment({id: 'ful_2', tracking_url: undefined})]})));
    expect(words).to.contain('Shipment 1 On the way UPS 1Z999AA10123456784');
    expect(words).to.contain('Left the hub · Memphis, TN').and.not.to.contain('Nov 23');
    expect(words.match(/Track shipment/g)?.length).to.equal(1);
  });

  it('says what is not yet sure of a refund, and leaves an amount out that has no currency', async () => {
    const element = await make(anOrder({adjustments: [{...refund, status: 'pending'}]}));
    expect(textOf(element)).to.contain('Refund Sat, Nov 28 · Pending $28.00');
    element.currency = undefined;
    element.order = anOrder({adjustments: [{...refund, currency: undefined}]});
    await element.updateComplete;
    expect(textOf(element)).not.to.contain('28.00');
  });

  it('asks the page to open tracking, and stays when the page does', async () => {
    const element = await make(anOrder({fulfillments: [aShipment()]}));
    element.addEventListener('checkout-order-link', (event) => event.preventDefault());
    const click = new MouseEvent('click', {bubbles: true, cancelable: true, composed: true});
    setTimeout(() => find(element, '[part=fulfillment] a').dispatchEvent(click));
    expect((await heard(element, 'checkout-order-link')).url).to.equal('https://carrier.example/track/1Z999AA10123456784');
    expect(click.defaultPrevented).to.be.true;
  });

  it('leaves out links that would run a script', async () => {
    const element = await make(
      anOrder({permalink_url: 'javascript:alert(1)', fulfillments: [aShipment({tracking_url: 'javascript:alert(1)'})]}),
    );
    expect(element.renderRoot.querySelector('a')).to.not.exist;
  });

  it('is silent when properties are set', async () => {
    const element = await make();
    expect(await countEvents(element, 'checkout-order-link', () => (element.order = anOrder({status: 'shipped'})))).to.equal(0);
  });

  it('does not overflow at 280 px, and mirrors in a right-to-left page', async () => {
    const wrapper = await fixture(
      html`<div dir="rtl" style="width: 280px">
        <checkout-order-status .order=${anOrder({fulfillments: [aShipment()], adjustments: [refund]})}></checkout-order-status>
      </div>`,
    );
    const element = wrapper.querySelector('checkout-order-status')!;
    await element.updateComplete;
    expect(wrapper.scrollWidth).to.equal(280);
    expect(find(element, '.dot').getBoundingClientRect().left).to.be.above(find(element, '.step span').getBoundingClientRect().left);
  });
});
