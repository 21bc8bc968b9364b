import {html, LitElement, nothing} from 'lit';
import {property, state} from 'lit/decorators.js';
import {formatMoney} from '../../../shared/money.js';
import {totalOf, type CheckoutSession} from '../../../shared/session.js';
import type {ManagedPaymentMethod} from '../../../shared/tools.js';
import {fill, localize} from '../../locales/localize.js';
import {base} from '../../styles/base.js';
import {options} from '../../styles/options.js';
import {bone, skeleton} from '../../styles/skeleton.js';
import {styles} from './pay.styles.js';

/** How one pays here: in the host's own payment sheet, with a method saved with the merchant, on the merchant's page, or not at all. */
export type PayMode = 'sheet' | 'saved' | 'external' | 'none';

/** The buyer wants to pay, or to go on to the merchant's page. */
export class CheckoutPayEvent extends Event {
  /** Id of the saved payment method to charge, where the buyer picked one. */
  readonly methodId?: string;
  constructor(methodId?: string) {
    super('checkout-pay', {bubbles: true, composed: true});
    this.methodId = methodId;
  }
}

/**
 * The one primary button. It says what will happen; while it cannot be used it says why. Saved payment methods are shown to pick
 * from, never collected.
 *
 * @tagname checkout-pay
 * @csspart base - the outermost box
 * @csspart method - one saved payment method
 * @csspart button - the button
 * @csspart note - the line below it
 * @cssprop --checkout-color-accent - the button's background
 * @cssprop --checkout-color-on-accent - the button's text
 * @fires checkout-pay - never while busy or not ready for payment
 */
export class CheckoutPay extends LitElement {
  static override styles = [...base, options, styles];

  /** The session; a skeleton is shown without one. */
  @property({attribute: false}) session?: CheckoutSession;
  /** BCP 47 tag for the amount and words; the browser's own without it. */
  @property() locale?: string;
  /** `sheet` and `saved` pay in the chat, `external` goes on at the session's `continue_url`, `none` has no button. */
  @property() mode: PayMode = 'sheet';
  /** What the buyer saved with the merchant before, for `saved`; the first is picked. */
  @property({attribute: false}) methods: ManagedPaymentMethod[] = [];
  /** A payment or a change is under way. */
  @property({type: Boolean, reflect: true}) busy = false;
  /** A line to show below the button instead of ours. */
  @property() note?: string;

  /** Id of the method the buyer picked; empty for another way than these. */
  @state() private picked?: string;

  override focus(options?: FocusOptions) {
    this.renderRoot.querySelector('button')?.focus(options);
  }

  override render() {
    const t = localize(this.locale);
    const {session, mode, busy} = this;
    const method = this.#method;
    if (!session) return skeleton(localize(this.locale).loading, bone);
    const note = (text: string) => (text ? html`<p id="note" class="small muted" part="note">${text}</p>` : nothing);
    if (mode === 'none') return html`<div part="base">${note(this.note ?? t.cannotPay)}</div>`;
    const reason = this.#reason();
    const words = reason || (this.note ?? this.#destination());
    // before it can be paid the total is an estimate, which a button must not promise
    const total = reason ? undefined : totalOf(session.totals, 'total');
    return html`<div part="base">
      ${mode === 'saved' && !reason ? this.#methods(session.continue_url) : nothing}
      <button
        type="button"
        class="button primary"
        part="button"
        aria-disabled=${busy || Boolean(reason)}
        aria-busy=${busy}
        aria-describedby=${words ? 'note' : nothing}
        @click=${this.#pay}
      >
        ${busy ? html`<i class="spinner"></i>` : nothing}
        <span>
          ${
            mode === 'external' || (mode === 'saved' && !method)
              ? t.continueToCheckout
              : html`${t.pay}
                ${total === undefined ? nothing : html`<bdi class="amount">${formatMoney(total, session.currency, this.locale)}</bdi>`}
                ${method && !reason ? fill(t.methods.payBy, nameOf(method)) : nothing}`
          }
        </span>
      </button>
      <span class="hidden" role="status">${busy ? t.working : nothing}</span>
      ${note(words)}
    </div>`;
  }

  /** Why one cannot pay; empty when one can. */
  #reason(): string {
    const t = localize(this.locale);
    const {status, messages, fulfillment_details: details} = this.session!;
    if (status === 'ready_for_payment') return '';
    const about = (path: string) => messages.some(({type, param}) => type === 'error' && param?.startsWith(path));
    if (about('$.line_items')) return t.checkItems;
    if (about('$.fulfillment_details') || about('$.buyer')) return details?.address ? t.checkAddress : t.needAddress;
    return about('$.selected_fulfillment_options') ? t.needDelivery : t.notReady;
  }

  /** The saved method that is charged; undefined where there is none or the buyer wants another way. */
  get #method() {
    const {mode, methods, picked} = this;
    if (mode !== 'saved' || picked === '') return undefined;
    return methods.find(({id}) => id === picked) ?? methods[0];
  }

  #methods(elsewhere?: string) {
    const {payWith, otherWay} = localize(this.locale).methods;
    const row = (id: string, name: string) =>
      html`<label class="option" part="method">
        <input
          type="radio"
          name="method"
          value=${id}
          aria-disabled=${this.busy}
          .checked=${id === (this.#method?.id ?? '')}
          @click=${(event: Event) => this.busy && event.preventDefault()}
          @change=${() => (this.picked = id)}
        />
        ${name}
      </label>`;
    return html`<fieldset>
      <legend>${payWith}</legend>
      <div class="options">${this.methods.map((method) => row(method.id, nameOf(method)))} ${elsewhere ? row('', otherWay) : nothing}</div>
    </fieldset>`;
  }

  #destination(): string {
    const {continue_url: url} = this.session!;
    if (this.mode === 'sheet' || this.#method || !url || !URL.canParse(url)) return '';
    return fill(localize(this.locale).opens, new URL(url).host);
  }

  #pay = () => {
    if (!this.busy && !this.#reason()) this.dispatchEvent(new CheckoutPayEvent(this.#method?.id));
  };
}

// A list may name its methods with the last digits or without.
const nameOf = ({display_name: name, display_last4: last}: ManagedPaymentMethod) =>
  (name.includes(last) ? name : `${name} •••• ${last}`).replace('• ', '•\xa0');

declare global {
  interface HTMLElementTagNameMap {
    'checkout-pay': CheckoutPay;
  }
  interface GlobalEventHandlersEventMap {
    'checkout-pay': CheckoutPayEvent;
  }
}
