import {html, LitElement, nothing, type PropertyValues} from 'lit';
import {property} from 'lit/decorators.js';
import {formatMoney} from '../../../shared/money.js';
import type {CheckoutSession} from '../../../shared/session.js';
import {fill, localize} from '../../locales/localize.js';
import {base} from '../../styles/base.js';
import {fields} from '../../styles/fields.js';
import {keepFocus} from '../../styles/keep-focus.js';
import {bone, skeleton} from '../../styles/skeleton.js';
import {styles} from './discounts.styles.js';

/** The buyer wants other discount codes than before. */
export class CheckoutDiscountChangeEvent extends Event {
  /** All codes that are to count from now on, as typed; empty for none. */
  readonly codes: string[];
  constructor(codes: string[]) {
    super('checkout-discount-change', {bubbles: true, composed: true});
    this.codes = codes;
  }
}

/**
 * Discount codes: those that count, each with what it takes off as the server says, and a field for another one. Why a code does not
 * count is said at the field, so `<checkout-messages>` leaves it out.
 *
 * @tagname checkout-discounts
 * @csspart base - the outermost box
 * @csspart discount - a discount that counts
 * @csspart amount - what it takes off
 * @csspart remove - takes it away
 * @csspart toggle - shows and hides the field
 * @csspart form - field and button
 * @csspart input - the field
 * @csspart button - applies what is in the field
 * @csspart error - why a code does not count
 * @cssprop --checkout-color-success - colour of the amounts
 * @cssprop --checkout-color-danger - colour of the reason
 * @fires checkout-discount-change - with all `codes`; never while busy
 */
export class CheckoutDiscounts extends LitElement {
  static override styles = [...base, fields, styles];

  /** The session; a skeleton is shown without one. */
  @property({attribute: false}) session?: CheckoutSession;
  /** BCP 47 tag for amounts and words; the browser's own without it. */
  @property() locale?: string;
  /** A change is under way: controls wait, but keep the focus. */
  @property({type: Boolean, reflect: true}) busy = false;
  /** Shows the discounts without controls. */
  @property({type: Boolean, reflect: true}) readonly = false;

  #count = 0;
  /** Why codes do not count: a session that was only asked for again does not say it any more, the buyer still has to read it. */
  #reasons: string[] = [];

  constructor() {
    super();
    keepFocus(this, 'summary'); // a removed code takes its button with it
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const {codes, discounts: t} = localize(this.locale);
    const {messages = [], discounts} = this.session ?? {};
    // ACP 2026-04-17: a message speaks of every code that does not count, `rejected` only of those that were kept
    const reasons = new Set([
      ...messages.flatMap(({param, code, content}) => (param?.startsWith('$.discounts') ? (codes[code!] ?? content) : [])),
      ...(discounts?.rejected ?? []).map(({reason, message}) => codes[reason] ?? message ?? t.rejected),
    ]);
    if (reasons.size && changed.has('session')) this.#reasons = [...reasons];
  }

  protected override updated() {
    const details = this.renderRoot.querySelector('details');
    if (!details) return;
    const count = this.#applied.length;
    if (count > this.#count) details.querySelector('form')!.reset(); // what was in the field counts now
    this.#count = count;
    if (this.#reasons.length) details.open = true;
  }

  override render() {
    const {discounts: t, loading, remove, removeName} = localize(this.locale);
    const {session, busy} = this;
    if (!session) return skeleton(loading, bone);
    const applied = this.#applied.map(
      ({code, coupon, amount}) =>
        html`<li class="row" part="discount">
          <span>${code ?? coupon.name}</span>
          <bdi part="amount">${formatMoney(-amount, session.currency, this.locale).replace('-', '−')}</bdi>
          ${
            code
              ? html`<button
                  type="button"
                  class="link"
                  part="remove"
                  aria-label=${fill(removeName, code)}
                  aria-disabled=${busy}
                  @click=${() => this.#change(code)}
                >
                  ${remove}
                </button>`
              : nothing
          }
        </li>`,
    );
    return html`<div part="base" aria-busy=${busy}>
      ${
        applied.length
          ? html`<ul role="list" aria-label=${t.applied}>
              ${applied}
            </ul>`
          : nothing
      }
      <details>
        <summary class="link" part="toggle" @click=${this.#goToField}>${t.add}</summary>
        <form class="row" part="form">
          <input
            part="input"
            maxlength="64"
            autocomplete="off"
            aria-label=${t.code}
            aria-invalid=${this.#reasons.length > 0}
            aria-describedby="error"
          />
          <button class="button" part="button" aria-disabled=${busy} @click=${this.#add}>${t.apply}</button>
        </form>
        <div id="error" role="alert">${this.#reasons.map((reason) => html`<p class="error" part="error">${reason}</p>`)}</div>
      </details>
    </div>`;
  }

  get #applied() {
    return this.session?.discounts?.applied ?? [];
  }

  get #input() {
    return this.renderRoot.querySelector('input')!;
  }

  // the field is there only after the click has opened it
  #goToField = () => setTimeout(() => this.#input.focus());

  // the click, which Enter makes too: a frame that may not submit forms never hears of the submission
  #add = (event: Event) => {
    event.preventDefault();
    this.#change('', this.#input.value.trim());
  };

  #change(removed: string, added?: string) {
    if (this.busy) return;
    this.#reasons = [];
    const codes = [...this.#applied.map(({code}) => code), added].filter((code) => code && code !== removed);
    this.dispatchEvent(new CheckoutDiscountChangeEvent(codes as string[])); // what is empty was left out
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'checkout-discounts': CheckoutDiscounts;
  }
  interface GlobalEventHandlersEventMap {
    'checkout-discount-change': CheckoutDiscountChangeEvent;
  }
}
