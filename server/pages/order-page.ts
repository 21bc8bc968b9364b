import {html} from 'hono/html';
import {formatMoney} from '../../shared/money.js';
import type {CheckoutSession, Order} from '../../shared/session.js';
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
      <p class="lead">${statuses[order.status ?? ''] ?? order.status} · placed on ${day.format(new Date(session.updated_at))}</p>
      <section>
        <h2>Items</h2>
        <ul>
          ${order.line_items?.map(
            (line) =>
              html`<li>
                ${line.image_url ? html`<img src="${line.image_url}" alt="" width="56" height="56" />` : ''}
                <span class="what">${line.title}<br /><small>Quantity ${line.quantity.ordered}</small></span
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
