import {html, LitElement, nothing, type PropertyValues} from 'lit';
import {property} from 'lit/decorators.js';
import {formatMoney} from '../../../shared/money.js';
import {totalOf, type CheckoutSession, type FulfillmentOption} from '../../../shared/session.js';
import {dateRange, deliveryTime} from '../../locales/dates.js';
import {fill, localize} from '../../locales/localize.js';
import {base} from '../../styles/base.js';
import {options} from '../../styles/options.js';
import {bone, skeleton} from '../../styles/skeleton.js';
import {styles} from './shipping.styles.js';

/** The buyer chose another way to get the goods. */
export class CheckoutOptionChangeEvent extends Event {
  readonly optionId: string;
  /** `shipping`, `pickup`, `local_delivery` or `digital`. Not `type`, which every event already has. */
  readonly optionType: FulfillmentOption['type'];
  constructor(optionId: string, type: FulfillmentOption['type']) {
    super('checkout-option-change', {bubbles: true, composed: true});
    this.optionId = optionId;
    this.optionType = type;
  }
}

/**
 * The ways to get the goods as a list of radio buttons: title, when, by whom or where, and what it costs.
 *
 * @tagname checkout-shipping
 * @csspart base - the outermost box
 * @csspart option - one way
 * @csspart legend - the heading
 * @csspart title - its name
 * @csspart detail - when, where, and what it says of itself
 * @csspart amount - its cost
 * @fires checkout-option-change - with `optionId` and `optionType`
 */
export class CheckoutShipping extends LitElement {
  static override styles = [...base, options, styles];

  /** The session; a skeleton is shown without one. */
  @property({attribute: false}) session?: CheckoutSession;
  /** BCP 47 tag for dates, amounts and words; the browser's own without it. */
  @property() locale?: string;
  /** IANA time zone for delivery times; the browser's own without it. */
  @property({attribute: 'time-zone'}) timeZone?: string;
  /** A change is under way: the list waits, but keeps the focus. */
  @property({type: Boolean, reflect: true}) busy = false;

  // The radio buttons follow the buyer's click at once. When the change has failed the session is still the old one and
  // nothing would be drawn again, so they are set back here.
  protected override updated(_changed: PropertyValues<this>) {
    if (!this.busy) for (const input of this.renderRoot.querySelectorAll('input')) input.checked = input.value === this.#selected;
  }

  override render() {
    const t = localize(this.locale);
    if (!this.session) {
      const option = html`<div class="option">${bone}</div>`;
      return skeleton(localize(this.locale).loading, html`<div class="options">${option}${option}</div>`);
    }
    const {fulfillment_options: options, fulfillment_details: details} = this.session;
    return html`<fieldset part="base" aria-busy=${this.busy}>
      <legend part="legend">${t.delivery}</legend>
      ${
        options.length
          ? html`<div class="options">${options.map((option) => this.#option(option))}</div>`
          : html`<p class="muted">${details?.address ? t.noDelivery : t.needAddressForDelivery}</p>`
      }
    </fieldset>`;
  }

  get #selected() {
    return this.session?.selected_fulfillment_options[0]?.option_id;
  }

  // a busy radio must neither move nor lose the focus
  #wait = (event: Event) => {
    if (this.busy) event.preventDefault();
  };

  #option(option: FulfillmentOption) {
    const t = localize(this.locale);
    const cost = totalOf(option.totals, 'total');
    const choose = () => this.dispatchEvent(new CheckoutOptionChangeEvent(option.id, option.type));
    return html`<label class="option" part="option">
      <input
        type="radio"
        name="option"
        value=${option.id}
        aria-disabled=${this.busy}
        .checked=${option.id === this.#selected}
        @click=${this.#wait}
        @change=${choose}
      />
      <span class="what">
        <span class="head">
          <span part="title"
            >${option.title}${option.type === 'shipping' && option.carrier ? html` <small>${option.carrier}</small>` : nothing}</span
          >
          ${
            cost === undefined
              ? nothing
              : html`<bdi class="amount" part="amount">${cost ? formatMoney(cost, this.session!.currency, this.locale) : t.free}</bdi>`
          }
        </span>
        ${this.#details(option).map((text) => (text ? html`<small part="detail">${text}</small>` : nothing))}
      </span>
    </label>`;
  }

  #details(option: FulfillmentOption) {
    const t = localize(this.locale);
    const {description, location} = option;
    const ready = dateRange(option.ready_by, option.ready_by, this, true);
    return [
      deliveryTime(option, this) || (ready && fill(t.readyBy, ready)),
      location && fill(t.pickUpAt, [location.name, location.address.line_one, location.address.city].filter(Boolean).join(', ')),
      description,
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'checkout-shipping': CheckoutShipping;
  }
  interface GlobalEventHandlersEventMap {
    'checkout-option-change': CheckoutOptionChangeEvent;
  }
}
