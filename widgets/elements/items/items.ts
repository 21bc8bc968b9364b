import {html, LitElement, nothing} from 'lit';
import {property, state} from 'lit/decorators.js';
import {formatMoney, type Amount} from '../../../shared/money.js';
import {totalOf, type CheckoutSession, type LineItem} from '../../../shared/session.js';
import {count, fill, localize} from '../../locales/localize.js';
import {base} from '../../styles/base.js';
import {keepFocus} from '../../styles/keep-focus.js';
import {picture} from '../../styles/picture.js';
import {bone, skeleton} from '../../styles/skeleton.js';
import {stepper, stepperStyles} from '../../styles/stepper.js';
import {styles} from './items.styles.js';

const MAX_QUANTITY = 99;

/** The buyer wants another quantity of an item. */
export class CheckoutQuantityChangeEvent extends Event {
  /** The thing bought (`item.id`), not the line. */
  readonly itemId: string;
  /** 1 to 99, and never more than are available. */
  readonly quantity: number;
  constructor(itemId: string, quantity: number) {
    super('checkout-quantity-change', {bubbles: true, composed: true});
    this.itemId = itemId;
    this.quantity = quantity;
  }
}

/** The buyer wants an item out of the cart; it may be the last one. */
export class CheckoutItemRemoveEvent extends Event {
  /** The thing bought (`item.id`), not the line. */
  readonly itemId: string;
  constructor(itemId: string) {
    super('checkout-item-remove', {bubbles: true, composed: true});
    this.itemId = itemId;
  }
}

/**
 * The lines of the cart with picture, name, chosen values, price, quantity and removal. Amounts are the server's.
 *
 * @tagname checkout-items
 * @csspart base - the list
 * @csspart line-item - one line
 * @csspart name - the name of what is bought
 * @csspart remove - takes the line out
 * @csspart undo - offers the line back that was taken out last
 * @csspart picture - a line's picture tile
 * @csspart amount - a line's amount
 * @csspart stepper - a line's quantity control
 * @cssprop --tile - width of the pictures
 * @fires checkout-quantity-change - with `itemId` and `quantity`
 * @fires checkout-item-remove - with `itemId`
 */
export class CheckoutItems extends LitElement {
  static override styles = [...base, stepperStyles, styles];

  /** The session; a skeleton is shown without one. */
  @property({attribute: false}) session?: CheckoutSession;
  /** BCP 47 tag for amounts and words; the browser's own without it. */
  @property() locale?: string;
  /** A change is under way: controls wait, but keep the focus. */
  @property({type: Boolean, reflect: true}) busy = false;
  /** Shows the lines without controls, as on a receipt. */
  @property({type: Boolean, reflect: true}) readonly = false;

  /** The line that was taken out last, to be put back. */
  @state() private removed?: LineItem;

  constructor() {
    super();
    keepFocus(this, '[part=base]'); // a removed line takes its button with it
  }

  override render() {
    const t = localize(this.locale);
    if (!this.session) {
      return skeleton(
        t.loading,
        html`<div class="line">
          <i class="bone tile"></i>
          <div>${bone}${bone}</div>
          ${bone}
        </div>`,
      );
    }
    const lines = this.session.line_items;
    if (!lines.length) return html`<p class="muted" part="base" tabindex="-1">${t.noItems}</p>`;
    return html`<ul part="base" role="list" tabindex="-1" aria-label=${t.items} aria-busy=${this.busy}>
        ${lines.map((line) => this.#line(line))}
      </ul>
      ${this.#undo()}`;
  }

  /** Offers the last removal back, without taking the focus, until the item is in the cart again. */
  #undo() {
    const {removed} = this;
    if (!removed || this.session!.line_items.some(({item}) => item.id === removed.item.id)) return nothing;
    const t = localize(this.locale);
    return html`<p class="controls small muted" part="undo">
      ${fill(t.removed, nameOf(removed))}
      <button type="button" class="link" aria-disabled=${this.busy} @click=${() => this.#change(removed, removed.quantity)}>
        ${t.undo}
      </button>
    </p>`;
  }

  #change({item}: LineItem, quantity: number) {
    if (!this.busy) this.dispatchEvent(new CheckoutQuantityChangeEvent(item.id, quantity));
  }

  #line(line: LineItem) {
    const t = localize(this.locale);
    const {quantity, totals} = line;
    const name = nameOf(line);
    const unit = line.unit_amount ?? line.item.unit_amount;
    const full = totalOf(totals, 'items_base_amount');
    const amount = totalOf(totals, 'subtotal') ?? totalOf(totals, 'total');
    const values = line.variant_options?.map(({value}) => value).join(' · ');
    const counted = this.readonly ? `${t.quantity} ${quantity}` : '';
    const each = quantity > 1 && unit !== undefined ? html`<bdi>${this.#money(unit)}</bdi> ${t.each}` : nothing;
    return html`
      <li class="line" part="line-item">
        ${picture(line.images?.[0])}
        <div>
          <p class="name" part="name">${name}</p>
          <p class="small muted">${values}</p>
          <p class="small muted">${counted}${counted && each !== nothing ? ' · ' : nothing}${each}</p>
          ${this.readonly ? nothing : this.#stock(line)}
        </div>
        <div class="amount" part="amount">
          ${amount === undefined ? nothing : html`<bdi>${this.#money(amount)}</bdi>`}
          ${
            full !== undefined && amount !== undefined && full > amount
              ? html`<s class="small muted"><span class="hidden">${t.wasPrice} </span><bdi>${this.#money(full)}</bdi></s>`
              : nothing
          }
        </div>
        ${this.readonly ? nothing : this.#controls(line, name)}
      </li>
    `;
  }

  #money = (amount: Amount) => formatMoney(amount, this.session!.currency, this.locale);

  #stock({availability_status: status, available_quantity: left}: LineItem) {
    const t = localize(this.locale);
    if (!status || status === 'in_stock') return nothing;
    return html`<p class="small ${status}">
      ${left ? count(t.onlyLeft, left, this.locale) : status === 'out_of_stock' ? t.soldOut : nothing}
    </p>`;
  }

  #controls(line: LineItem, name: string) {
    const strings = localize(this.locale);
    const {busy} = this;
    const max = Math.max(1, Math.min(line.available_quantity ?? MAX_QUANTITY, line.max_quantity_per_order ?? MAX_QUANTITY, MAX_QUANTITY));
    const change = (next: number) => this.#change(line, next);
    const remove = () => {
      if (busy) return;
      this.removed = line;
      this.dispatchEvent(new CheckoutItemRemoveEvent(line.item.id));
    };
    return html`<div class="controls">
      ${stepper({name, quantity: line.quantity, max, busy, strings, change})}
      <button type="button" class="link" part="remove" aria-label=${fill(strings.removeName, name)} aria-disabled=${busy} @click=${remove}>
        ${strings.remove}
      </button>
    </div>`;
  }
}

const nameOf = ({name, item}: LineItem) => name ?? item.name ?? item.id;

declare global {
  interface HTMLElementTagNameMap {
    'checkout-items': CheckoutItems;
  }
  interface GlobalEventHandlersEventMap {
    'checkout-quantity-change': CheckoutQuantityChangeEvent;
    'checkout-item-remove': CheckoutItemRemoveEvent;
  }
}
