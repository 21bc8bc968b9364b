import {html} from 'hono/html';
import {formatMoney} from '../../shared/money.js';
import type {CheckoutSession, Order, OrderAdjustment, OrderFulfillment} from '../../shared/session.js';
import {page} from './layout.js';

const day = new Intl.DateTimeFormat('en-US', {weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC'});
const statuses: Record<string, string> = {
  created: 'Received',
  confirmed: 'Confirmed',
  manual_review: 'Being reviewed',
  processing: 'Being prepared',
  shipped: 'On its way',
  completed: 'Delivered',
  canceled: 'Canceled',
};

const shipmentStatuses: Record<string, string> = {
  pending: 'Not packed yet',
  processing: 'Being packed',
  shipped: 'On its way',
  in_transit: 'On its way',
  out_for_delivery: 'Arriving today',
  ready_for_pickup: 'Ready to be fetched',
  delivered: 'Delivered',
  failed: 'Could not be delivered',
  canceled: 'Canceled',
};

const adjustmentTypes: Record<string, string> = {
  refund: 'Refund',
  credit: 'Credit',
  return: 'Return',
  exchange: 'Exchange',
  price_adjustment: 'Price adjustment',
  cancellation: 'Cancellation',
  dispute: 'Payment dispute',
};

const DEDUCTIONS = new Set(['items_discount', 'discount', 'amount_refunded']);

/** The order's permalink page. Whoever has the address sees it, so it names the town but not the street or the e-mail. */
export function orderPage(order: Order, session: CheckoutSession, shopName: string) {
  const money = (amount: number) => html`<span class="amount">${formatMoney(amount, session.currency, 'en-US')}</span>`;
  const address = session.fulfillment_details?.address;
  const option = session.fulfillment_options.find(({id}) => id === session.selected_fulfillment_options[0]?.option_id);
  const {earliest, latest} = order.estimated_delivery ?? {};
  const days = [earliest, latest].filter((time): time is string => time !== undefined).map((time) => day.format(new Date(time)));
  const when = [...new Set(days)].join(' – ');
  return page(
    `Order ${order.order_number ?? order.id}`,
    shopName,
    html`<h1>Order ${order.order_number ?? order.id}</h1>
      <p class="lead">${statuses[order.status ?? ''] ?? order.status} · placed on ${day.format(new Date(session.created_at))}</p>
      <section>
        <h2>Items</h2>
        <ul>
          ${order.line_items?.map(
            (line) =>
              html`<li>
                ${line.image_url ? html`<img src="${line.image_url}" alt="" width="56" height="56" />` : ''}
                <span class="what">${line.title}<br /><small>${quantityOf(line.quantity)}</small></span
                >${money(line.subtotal ?? 0)}
              </li>`,
          )}
        </ul>
      </section>
      <section>
        <h2>${option?.type === 'pickup' ? 'Pickup' : 'Delivery'}</h2>
        <div>${option?.title}${when ? html`<br /><span class="muted">${when}</span>` : ''}</div>
        ${
          option?.location
            ? html`<address class="muted">
                ${option.location.name}, ${option.location.address.line_one}, ${option.location.address.city}
              </address>`
            : address
              ? html`<address class="muted">To ${[address.city, address.state, address.country].filter(Boolean).join(', ')}</address>`
              : ''
        }
      </section>
      ${order.adjustments?.length ? changes(order.adjustments, order, session.currency) : ''}
      ${order.fulfillments?.map((shipment, index, {length}) => parcel(shipment, length > 1 ? ` ${index + 1}` : '', order))}
      <section>
        <h2>Total</h2>
        <dl>
          ${order.totals?.map(
            ({type, display_text, amount}) =>
              html`<div class="${type === 'total' ? 'total' : ''}">
                <dt>${display_text}</dt>
                <dd>${DEDUCTIONS.has(type) ? '−' : ''}${money(amount)}</dd>
              </div>`,
          )}
        </dl>
      </section>`,
  );
}

const quantityOf = ({ordered, current}: {ordered: number; current: number}) =>
  current < ordered ? `Quantity ${current} of ${ordered} ordered` : `Quantity ${ordered}`;

/** What happened to the order's money and pieces since. */
function changes(adjustments: readonly OrderAdjustment[], order: Order, currency: string) {
  const titles = new Map(order.line_items?.map(({id, title}) => [id, title]));
  return html`<section>
    <h2>Changes</h2>
    <ul>
      ${adjustments.map(({type, status, occurred_at, amount, description, line_items = [], ...more}) => {
        const what = adjustmentTypes[type] ?? type.replaceAll('_', ' ');
        const state = status === 'completed' ? '' : status;
        const about = [
          day.format(new Date(occurred_at)),
          state,
          ...line_items.map(({id, quantity}) => `${quantity} × ${titles.get(id)}`),
          description,
        ];
        return html`<li>
          <span class="what">${what}<br /><small>${about.filter(Boolean).join(' · ')}</small></span
          >${amount === undefined ? '' : html`<span class="amount">${formatMoney(amount, more.currency ?? currency, 'en-US')}</span>`}
        </li>`;
      })}
    </ul>
  </section>`;
}

/** One shipment: what is in it, where it is, and its tracking. */
function parcel(
  {type, status = 'processing', line_items = [], carrier, events = [], ...more}: OrderFulfillment,
  number: string,
  order: Order,
) {
  const {tracking_number: tracking, tracking_url: url, description} = more;
  const news = events.at(-1);
  const titles = new Map(order.line_items?.map(({id, title}) => [id, title]));
  const where = [news && day.format(new Date(news.occurred_at)), news?.location].filter(Boolean).join(' · ');
  return html`<section>
    <h2>${type === 'pickup' ? 'To be fetched' : 'Shipment'}${number}: ${shipmentStatuses[status] ?? status.replaceAll('_', ' ')}</h2>
    <div>${line_items.map(({id, quantity}) => html`${quantity} × ${titles.get(id)}<br />`)}</div>
    <div class="muted">
      ${where ? html`${where}<br />` : ''}${description ? html`${description}<br />` : ''}${[carrier, tracking].filter(Boolean).join(' ')}
    </div>
    ${url && /^https?:/i.test(url) ? html`<div><a href="${url}" rel="noopener">Follow the shipment</a></div>` : ''}
  </section>`;
}
