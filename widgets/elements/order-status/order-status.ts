import {html, LitElement, nothing} from 'lit';
import {property} from 'lit/decorators.js';
import {formatMoney} from '../../../shared/money.js';
import type {OrderAdjustment} from '../../../shared/session.js';
import {dateRange} from '../../locales/dates.js';
import {fill, localize} from '../../locales/localize.js';
import {localizeMore} from '../../locales/more/localize-more.js';
import {base} from '../../styles/base.js';
import {checkIcon} from '../../styles/icons.js';
import {bone, skeleton} from '../../styles/skeleton.js';
import {progressOf, type OrderFulfillment, type TrackedOrder} from './progress.js';
import {styles} from './order-status.styles.js';

/** The buyer opened a page about the order: a shipment's tracking, a digital good, or the order's own. Call `preventDefault()` to open it yourself. */
export class CheckoutOrderLinkEvent extends Event {
  readonly url: string;
  constructor(url: string) {
    super('checkout-order-link', {bubbles: true, composed: true, cancelable: true});
    this.url = url;
  }
}

/**
 * How an order stands after it was placed: the steps on its way, each shipment with its tracking, and what happened to the money.
 * Says only what the order says; words it does not know are shown as they are (ACP 2026-04-17: statuses may be new ones).
 *
 * @tagname checkout-order-status
 * @csspart base - the outermost box
 * @csspart heading - the order's number
 * @csspart canceled - that the order was canceled
 * @csspart timeline - the list of steps
 * @csspart step - one step; the current one has `aria-current`
 * @csspart delivery - the delivery estimate
 * @csspart fulfillment - one shipment, pickup or digital delivery
 * @csspart link - opens tracking, a digital good or the order's page
 * @csspart adjustment - one refund or other change
 * @csspart amount - its amount
 * @cssprop --checkout-color-success - colour of the steps that are done
 * @cssprop --checkout-color-danger - colour of a canceled order
 * @fires checkout-order-link - with the `url` that was opened; cancelable
 */
export class CheckoutOrderStatus extends LitElement {
  static override styles = [...base, styles];

  /** The order; a skeleton is shown without one. */
  @property({attribute: false}) order?: TrackedOrder;
  /** ISO 4217 code for amounts that do not say theirs; without it such an amount is left out. */
  @property() currency?: string;
  /** BCP 47 tag for dates, amounts and words; the browser's own without it. */
  @property() locale?: string;
  /** IANA time zone for dates; the browser's own without it. */
  @property({attribute: 'time-zone'}) timeZone?: string;

  override render() {
    const {order, locale} = this;
    if (!order) return skeleton(localize(locale).loading, [bone, bone, bone]);
    const t = localizeMore(locale).order;
    const {permalink_url: page, estimated_delivery: estimate, fulfillments = [], adjustments = []} = order;
    const {steps, isOver} = progressOf(order);
    const when = isOver || !estimate ? '' : dateRange(estimate.earliest, estimate.latest, this);
    return html`<div part="base">
      <h2 part="heading">${fill(t.number, order.order_number ?? order.id)}</h2>
      ${order.status === 'canceled' ? html`<p class="canceled" part="canceled">${this.#word(order.status)}</p>` : this.#timeline(steps)}
      ${when ? html`<p part="delivery"><small>${localize(locale).estimatedDelivery}</small><br />${when}</p>` : nothing}
      ${fulfillments.map((each, index) => this.#fulfillment(each, index + 1))}
      ${
        adjustments.length
          ? html`<section>
              <h3>${t.changes}</h3>
              <ul role="list">
                ${adjustments.map((each) => this.#adjustment(each))}
              </ul>
            </section>`
          : nothing
      }
      ${this.#link(page, localize(locale).viewOrder)}
    </div>`;
  }

  /** What a status is called; one that is not known as it came, which is still better than none. */
  #word = (status: string) => localizeMore(this.locale).order.statuses[status] ?? status.replaceAll('_', ' ');

  #timeline(steps: ReturnType<typeof progressOf>['steps']) {
    return html`<ol part="timeline" aria-label=${localizeMore(this.locale).order.progress}>
      ${steps.map(
        ({status, state, isCurrent}) =>
          html`<li class="step ${state}" part="step" aria-current=${isCurrent ? 'step' : nothing}>
            ${state === 'done' ? checkIcon : html`<i class="dot"></i>`}<span>${this.#word(status)}</span>
          </li>`,
      )}
    </ol>`;
  }

  #fulfillment({type, status, carrier, tracking_number: number, ...more}: OrderFulfillment, count: number) {
    const t = localizeMore(this.locale).order;
    const {tracking_url, digital_delivery, description, estimated_delivery: estimate, events = []} = more;
    // ACP's log only grows; its last entry is the news, whatever order the times are in
    const news = events.at(-1);
    const line = (...words: (string | undefined | false)[]) => {
      const text = words.filter(Boolean).join(' · ');
      return text ? html`<p class="small muted">${text}</p>` : nothing;
    };
    return html`<section class="part" part="fulfillment">
      <div class="row">
        <h3>${fill(t.parts[type], count)}</h3>
        ${status ? html`<span>${this.#word(status)}</span>` : nothing}
      </div>
      ${carrier || number ? html`<p class="small muted">${carrier} <bdi>${number}</bdi></p>` : nothing}
      ${line(status !== 'delivered' && estimate && dateRange(estimate.earliest, estimate.latest, this))} ${line(description)}
      ${news ? line(dateRange(news.occurred_at, undefined, this, true), news.description ?? this.#word(news.type), news.location) : nothing}
      ${this.#link(tracking_url, t.track, number)} ${this.#link(digital_delivery?.access_url, t.openDigital)}
    </section>`;
  }

  #adjustment({type, status, amount, currency = this.currency, occurred_at}: OrderAdjustment) {
    const t = localizeMore(this.locale).order;
    const state = status === 'pending' ? t.pending : status === 'failed' ? t.failed : '';
    return html`<li class="row" part="adjustment">
      <span>
        ${t.adjustments[type] ?? t.adjustments.other}
        <small>${[dateRange(occurred_at, undefined, this), state].filter(Boolean).join(' · ')}</small>
      </span>
      ${amount === undefined || !currency ? nothing : html`<bdi class="amount" part="amount">${formatMoney(amount, currency, this.locale)}</bdi>`}
    </li>`;
  }

  #link(url: string | undefined, word: string, about?: string) {
    if (!url || !/^https?:/i.test(url)) return nothing;
    return html`<p>
      <a class="link" part="link" href=${url} target="_blank" rel="noopener" @click=${this.#open}
        >${word}${about ? html`<span class="hidden"> ${about}</span>` : nothing}</a
      >
    </p>`;
  }

  #open = (event: Event) => {
    const {href} = event.currentTarget as HTMLAnchorElement;
    if (!this.dispatchEvent(new CheckoutOrderLinkEvent(href))) event.preventDefault();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'checkout-order-status': CheckoutOrderStatus;
  }
  interface GlobalEventHandlersEventMap {
    'checkout-order-link': CheckoutOrderLinkEvent;
  }
}
