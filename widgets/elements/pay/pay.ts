import {html, LitElement, nothing} from 'lit';
import {property} from 'lit/decorators.js';
import {formatMoney} from '../../../shared/money.js';
import {totalOf, type CheckoutSession} from '../../../shared/session.js';
import {localize} from '../../locales/localize.js';
import {base} from '../../styles/base.js';
import {bone, skeleton} from '../../styles/skeleton.js';
import {styles} from './pay.styles.js';

/** How this host lets one pay: its own payment sheet, the merchant's page, or not at all. */
export type PayMode = 'sheet' | 'external' | 'none';

/** The buyer wants to pay, or to go on to the merchant's page. */
export class CheckoutPayEvent extends Event {
  constructor() {
    super('checkout-pay', {bubbles: true, composed: true});
  }
}

/**
 * The one primary button. It says what will happen; while it cannot be used it says why.
 *
 * @tagname checkout-pay
 * @csspart base - the outermost box
 * @csspart button - the button
 * @csspart note - the line below it
 * @cssprop --checkout-color-accent - the button's background
 * @cssprop --checkout-color-on-accent - the button's text
 * @fires checkout-pay - never while busy or not ready for payment
 */
export class CheckoutPay extends LitElement {
  static override styles = [...base, styles];

  /** The session; a skeleton is shown without one. */
  @property({attribute: false}) session?: CheckoutSession;
  /** BCP 47 tag for the amount and words; the browser's own without it. */
  @property() locale?: string;
  /** `sheet` pays in the chat, `external` goes on at the session's `continue_url`, `none` has no button. */
  @property() mode: PayMode = 'sheet';
  /** A payment or a change is under way. */
  @property({type: Boolean, reflect: true}) busy = false;
  /** A line to show below the button instead of ours. */
  @property() note?: string;

  override focus(options?: FocusOptions) {
    this.renderRoot.querySelector('button')?.focus(options);
  }

  override render() {
    const t = localize(this.locale);
    const {session, mode, busy} = this;
    if (!session) return skeleton(localize(this.locale).loading, bone);
    const note = (text: string) => (text ? html`<p id="note" class="small muted" part="note">${text}</p>` : nothing);
    if (mode === 'none') return html`<div part="base">${note(this.note ?? t.cannotPay)}</div>`;
    const reason = this.#reason();
    const words = reason || (this.note ?? this.#destination());
    // before it can be paid the total is an estimate, which a button must not promise
    const total = reason ? undefined : totalOf(session.totals, 'total');
    return html`<div part="base">
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
            mode === 'external'
              ? t.continueToCheckout
              : html`${t.pay}
                ${total === undefined ? nothing : html`<bdi class="amount">${formatMoney(total, session.currency, this.locale)}</bdi>`}`
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

  #destination(): string {
    const {continue_url: url} = this.session!;
    if (this.mode !== 'external' || !url || !URL.canParse(url)) return '';
    return localize(this.locale).opens(new URL(url).host);
  }

  #pay = () => {
    if (!this.busy && !this.#reason()) this.dispatchEvent(new CheckoutPayEvent());
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'checkout-pay': CheckoutPay;
  }
  interface GlobalEventHandlersEventMap {
    'checkout-pay': CheckoutPayEvent;
  }
}
