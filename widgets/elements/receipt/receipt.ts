import {html, LitElement, nothing} from 'lit';
import {property} from 'lit/decorators.js';
import type {CheckoutSession} from '../../../shared/session.js';
import {dateRange, deliveryTime} from '../../locales/dates.js';
import {fill, localize} from '../../locales/localize.js';
import {base} from '../../styles/base.js';
import {checkIcon} from '../../styles/icons.js';
import {bone, skeleton} from '../../styles/skeleton.js';
import {styles} from './receipt.styles.js';

/** The buyer wants to see the order's own page. */
export class CheckoutOrderOpenEvent extends Event {
  readonly url: string;
  constructor(url: string) {
    super('checkout-order-open', {bubbles: true, composed: true});
    this.url = url;
  }
}

/**
 * What was bought: thanks, order number, delivery estimate, lines and sum. Shows `<checkout-items readonly>` and
 * `<checkout-totals>` inside, so those two tags are to be defined with it. Nothing is claimed without an order.
 *
 * @tagname checkout-receipt
 * @csspart base - the outermost box
 * @csspart heading - the thanks
 * @csspart delivery - the delivery estimate
 * @csspart button - opens the order
 * @cssprop --checkout-color-success - colour of the check mark
 * @fires checkout-order-open - with the order's `url`
 */
export class CheckoutReceipt extends LitElement {
  static override styles = [...base, styles];

  /** A completed session with its order; a skeleton is shown without one. */
  @property({attribute: false}) session?: CheckoutSession;
  /** BCP 47 tag for dates, amounts and words; the browser's own without it. */
  @property() locale?: string;
  /** IANA time zone for delivery times; the browser's own without it. */
  @property({attribute: 'time-zone'}) timeZone?: string;

  override render() {
    const t = localize(this.locale);
    const {session} = this;
    const order = session?.order;
    if (!session || !order) {
      return skeleton(localize(this.locale).loading, html`<div class="head"><i class="bone sign"></i>${bone}</div>`);
    }
    const when = this.#delivery(session);
    const locale = this.locale ?? nothing;
    const name = session.buyer?.first_name;
    const open = () => this.dispatchEvent(new CheckoutOrderOpenEvent(order.permalink_url));
    return html`<div part="base">
      <div class="head">
        <span class="sign">${checkIcon}</span>
        <div>
          <h2 part="heading">${name ? fill(t.thankYouName, name) : t.thankYou}</h2>
          <p class="muted">${fill(t.orderPlaced, order.order_number ?? order.id)}</p>
        </div>
      </div>
      ${when ? html`<p class="delivery" part="delivery"><small>${t.estimatedDelivery}</small><br />${when}</p>` : nothing}
      <checkout-items readonly .session=${session} locale=${locale}></checkout-items>
      <checkout-totals .session=${session} locale=${locale}></checkout-totals>
      <button type="button" class="button" part="button" @click=${open}>${t.viewOrder}</button>
    </div>`;
  }

  #delivery({order, fulfillment_options: options, selected_fulfillment_options: [selected]}: CheckoutSession): string {
    const estimate = order?.estimated_delivery;
    const option = options.find(({id}) => id === selected?.option_id);
    return estimate ? dateRange(estimate.earliest, estimate.latest, this) : option ? deliveryTime(option, this) : '';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'checkout-receipt': CheckoutReceipt;
  }
  interface GlobalEventHandlersEventMap {
    'checkout-order-open': CheckoutOrderOpenEvent;
  }
}
