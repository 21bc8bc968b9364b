import {html, LitElement, nothing} from 'lit';
import {property} from 'lit/decorators.js';
import {formatMoney} from '../../../shared/money.js';
import type {CheckoutSession, Total} from '../../../shared/session.js';
import {localize} from '../../locales/localize.js';
import {base} from '../../styles/base.js';
import {bone, skeleton} from '../../styles/skeleton.js';
import {styles} from './totals.styles.js';

// ACP gives these as positive numbers that are taken away.
const SUBTRACTED = new Set<Total['type']>(['items_discount', 'discount', 'store_credit', 'amount_refunded']);

/**
 * The rows of the session's sum, exactly as the server gave them: nothing is hidden, nothing is computed.
 *
 * @tagname checkout-totals
 * @csspart base - the list of rows
 * @csspart row - one row
 * @csspart amount - a row's amount
 * @cssprop --checkout-color-success - colour of amounts taken away
 */
export class CheckoutTotals extends LitElement {
  static override styles = [...base, styles];

  /** The session; a skeleton is shown without one. */
  @property({attribute: false}) session?: CheckoutSession;
  /** BCP 47 tag for amounts and words; the browser's own without it. */
  @property() locale?: string;
  /** A change is under way: the amounts are shown as about to be replaced. */
  @property({type: Boolean, reflect: true}) busy = false;

  override render() {
    if (!this.session) {
      const row = html`<div class="row">${bone}${bone}</div>`;
      return skeleton(localize(this.locale).loading, [row, row, row]);
    }
    return html`<dl part="base" aria-busy=${this.busy}>${this.session.totals.map((row) => this.#row(row))}</dl>`;
  }

  #row({type, display_text, amount, description}: Total) {
    const less = SUBTRACTED.has(type);
    const {totals} = localize(this.locale);
    // a true minus sign is as wide as the digits below it
    const printed = formatMoney(less ? -Math.abs(amount) : amount, this.session!.currency, this.locale).replace('-', '−');
    return html`
      <div class="row ${type} ${less ? 'less' : ''}" part="row">
        <dt>${totals[display_text] ?? totals[type] ?? display_text}${description ? html`<small>${description}</small>` : nothing}</dt>
        <dd class="amount" part="amount"><bdi>${printed}</bdi></dd>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'checkout-totals': CheckoutTotals;
  }
}
