import {html, LitElement, nothing, svg, type PropertyValues} from 'lit';
import {property, state} from 'lit/decorators.js';
import {formatMoney} from '../../../shared/money.js';
import type {Product, ProductOption, Variant} from '../../../shared/product.js';
import {count, fill, localize} from '../../locales/localize.js';
import {base} from '../../styles/base.js';
import {picture} from '../../styles/picture.js';
import {bone, skeleton} from '../../styles/skeleton.js';
import {stepper, stepperStyles} from '../../styles/stepper.js';
import {styles} from './product.styles.js';
import {choiceState, choose, variantOf} from './variants.js';

const MAX_QUANTITY = 99;

/** The buyer chose another variant. */
export class CheckoutVariantChangeEvent extends Event {
  /** The variant's id, as sessions and tools take it. */
  readonly itemId: string;
  constructor(itemId: string) {
    super('checkout-variant-change', {bubbles: true, composed: true});
    this.itemId = itemId;
  }
}

/** The buyer wants to buy what is shown. */
export class CheckoutBuyEvent extends Event {
  /** The variant's id, as sessions and tools take it. */
  readonly itemId: string;
  /** 1 to 99, and never more than are available. */
  readonly quantity: number;
  constructor(itemId: string, quantity: number) {
    super('checkout-buy', {bubbles: true, composed: true});
    this.itemId = itemId;
    this.quantity = quantity;
  }
}

/**
 * One product: pictures, price, options and quantity. A combination that does not exist cannot be chosen; one that is sold out
 * can be looked at but not bought.
 *
 * @tagname checkout-product
 * @csspart base - the outermost box
 * @csspart picture - a picture's tile
 * @csspart title - the name
 * @csspart price - price and former price
 * @csspart description - the text below it
 * @csspart thumb - a small picture to choose
 * @csspart legend - the name of an option
 * @csspart stock - how many are left
 * @csspart choice - one value of an option
 * @csspart stepper - the quantity control
 * @csspart button - the buy button
 * @cssprop --picture-ratio - aspect ratio of the main picture while it stands on top
 * @fires checkout-variant-change - with the chosen `itemId`
 * @fires checkout-buy - with `itemId` and `quantity`; never while busy or sold out
 */
export class CheckoutProduct extends LitElement {
  static override styles = [...base, stepperStyles, styles];

  @state() private quantity = 1;
  @state() private pictureIndex = 0;

  /** The product; a skeleton is shown without one. */
  @property({attribute: false}) product?: Product;
  /** The chosen variant's id; without it the first one that can be bought. */
  @property({attribute: 'item-id'}) itemId?: string;
  /** BCP 47 tag for amounts and words; the browser's own without it. */
  @property() locale?: string;
  /** The purchase is being prepared: controls wait, but keep the focus. */
  @property({type: Boolean, reflect: true}) busy = false;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('product') || changed.has('itemId')) this.pictureIndex = 0;
  }

  override render() {
    const {product, busy, locale} = this;
    const t = localize(locale);
    if (!product) {
      return skeleton(
        t.loading,
        html`<div class="pictures"><i class="bone tile"></i></div>
          <div class="details">${bone}${bone}${bone}</div>`,
      );
    }
    const variant = variantOf(product, this.itemId);
    if (!variant) return nothing;
    const soldOut = variant.availability === 'out_of_stock';
    const max = this.#max(variant);
    const off = busy || soldOut;
    return html`<div part="base" aria-busy=${busy}>
      ${this.#pictures(product, variant)}
      <div class="details">
        <div>
          <h2 part="title">${product.title}</h2>
          ${this.#price(product, variant)}
        </div>
        <p class="muted" part="description">${product.description}</p>
        ${product.options.map((option, index) => this.#option(product, variant, option, index))}
        <div>
          <p role="status">${this.#stock(variant)}</p>
          <div class="buy">
            ${
              soldOut
                ? nothing
                : stepper({
                    name: product.title,
                    quantity: Math.min(this.quantity, max),
                    max,
                    busy,
                    strings: t,
                    change: (quantity) => (this.quantity = quantity),
                  })
            }
            <button type="button" class="button primary" part="button" aria-disabled=${off} @click=${() => off || this.#buy(variant)}>
              ${soldOut ? t.soldOut : t.buy}
            </button>
          </div>
        </div>
      </div>
    </div>`;
  }

  #max = ({available_quantity: left = MAX_QUANTITY}: Variant) => Math.max(1, Math.min(left, MAX_QUANTITY));

  #buy = (variant: Variant) => this.dispatchEvent(new CheckoutBuyEvent(variant.id, Math.min(this.quantity, this.#max(variant))));

  #pictures({title, images}: Product, variant: Variant) {
    const sources = variant.images?.length ? variant.images : images;
    const thumb = (src: string, index: number) => html`
      <button
        type="button"
        part="thumb"
        aria-label=${fill(localize(this.locale).pictureOf, title, index + 1)}
        aria-pressed=${index === this.pictureIndex}
        @click=${() => (this.pictureIndex = index)}
      >
        ${picture(src)}
      </button>
    `;
    return html`<div class="pictures">
      ${picture(sources[this.pictureIndex], [title, variant.title].filter(Boolean).join(', '))}
      ${sources.length > 1 ? html`<div class="thumbs">${sources.map(thumb)}</div>` : nothing}
    </div>`;
  }

  #price({currency}: Product, {price, compare_at_price: before}: Variant) {
    const t = localize(this.locale);
    const money = (amount: number) => html`<bdi>${formatMoney(amount, currency, this.locale)}</bdi>`;
    const former =
      before !== undefined && before > price
        ? html`<s class="amount muted"><span class="hidden">${t.wasPrice} </span>${money(before)}</s>`
        : nothing;
    return html`<p class="price" part="price"><span class="amount">${money(price)}</span>${former}</p>`;
  }

  // The button says "Sold out" to the eye; here it is only said aloud.
  #stock({availability, available_quantity: left}: Variant) {
    const t = localize(this.locale);
    if (availability === 'out_of_stock') return html`<span class="hidden">${t.soldOut}</span>`;
    return availability === 'low_stock' && left
      ? html`<span class="stock small" part="stock">${count(t.onlyLeft, left, this.locale)}</span>`
      : nothing;
  }

  #option(product: Product, variant: Variant, {name, title, values}: ProductOption, index: number) {
    const chosen = values.find(({value}) => value === variant.options[name]);
    return html`<fieldset>
      <legend part="legend">${title} <span class="muted">${chosen?.title}</span></legend>
      <div class="choices">${values.map((value) => this.#choice(product, variant, index, value, value === chosen))}</div>
    </fieldset>`;
  }

  #choice(product: Product, variant: Variant, index: number, {value, title, swatch}: ProductOption['values'][number], checked: boolean) {
    const state = choiceState(product, variant, index, value);
    const gone = state === 'sold out';
    const pick = () => {
      const next = choose(product, variant, index, value);
      if (!next) return;
      this.itemId = next.id;
      this.dispatchEvent(new CheckoutVariantChangeEvent(next.id));
    };
    // a busy radio must neither move nor lose the focus
    const wait = (event: Event) => this.busy && event.preventDefault();
    // drawn with fill, so that a catalog's colour can never be more than a colour
    const dot = svg`<svg viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="11.25" fill=${swatch}/>${gone ? svg`<path d="M4 20 20 4"/>` : nothing}
    </svg>`;
    return html`<label class="choice ${swatch ? 'swatch' : ''} ${gone ? 'gone' : ''}" part="choice" title=${swatch ? title : nothing}>
      <input
        type="radio"
        name="option-${index}"
        .checked=${checked}
        ?disabled=${state === 'missing'}
        aria-disabled=${this.busy}
        @click=${wait}
        @change=${pick}
      />
      ${swatch ? dot : nothing}
      <span class=${swatch ? 'hidden' : ''}>${title}</span>
      ${gone ? html`<span class="hidden">, ${localize(this.locale).soldOut}</span>` : nothing}
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'checkout-product': CheckoutProduct;
  }
  interface GlobalEventHandlersEventMap {
    'checkout-variant-change': CheckoutVariantChangeEvent;
    'checkout-buy': CheckoutBuyEvent;
  }
}
