import {html, LitElement, nothing} from 'lit';
import {property} from 'lit/decorators.js';
import {formatMoney} from '../../../shared/money.js';
import type {Product} from '../../../shared/product.js';
import {fill, localize} from '../../locales/localize.js';
import {localizeMore} from '../../locales/more/localize-more.js';
import {base} from '../../styles/base.js';
import {picture} from '../../styles/picture.js';
import {bone, skeleton} from '../../styles/skeleton.js';
import {styles} from './catalog.styles.js';

// More than eight cards in a row are not looked at; a list that long is a grid.
const MAX_ROW = 8;

/** The buyer wants to see one product. */
export class CheckoutProductOpenEvent extends Event {
  /** The product's id, not that of a variant. */
  readonly productId: string;
  constructor(productId: string) {
    super('checkout-product-open', {bubbles: true, composed: true});
    this.productId = productId;
  }
}

/**
 * Products to choose from, as a row to scroll through (the first eight) or as a grid: picture, name, price and one button each.
 *
 * @tagname checkout-catalog
 * @csspart base - the list
 * @csspart card - one product
 * @csspart picture - its picture's tile
 * @csspart title - its name
 * @csspart price - its price, and the former one
 * @csspart stock - that it is sold out
 * @csspart button - opens it
 * @cssprop --card - width of a card in a row, and its least width in a grid
 * @fires checkout-product-open - with `productId`; never while busy
 */
export class CheckoutCatalog extends LitElement {
  static override styles = [...base, styles];

  /** The products; a skeleton is shown without them, a sentence where there are none. */
  @property({attribute: false}) products?: readonly Product[];
  /** `row` scrolls sideways, `grid` goes on below. */
  @property({reflect: true}) layout: 'row' | 'grid' = 'row';
  /** BCP 47 tag for amounts and words; the browser's own without it. */
  @property() locale?: string;
  /** A product is being opened: the buttons wait, but keep the focus. */
  @property({type: Boolean, reflect: true}) busy = false;

  override render() {
    const {catalog: t} = localizeMore(this.locale);
    if (!this.products) {
      const card = html`<li class="card"><i class="bone tile"></i>${bone}${bone}${bone}</li>`;
      return skeleton(
        localize(this.locale).loading,
        html`<ul role="presentation">
          ${[card, card, card]}
        </ul>`,
      );
    }
    if (!this.products.length) return html`<p class="muted" part="base">${t.none}</p>`;
    const shown = this.layout === 'row' ? this.products.slice(0, MAX_ROW) : this.products;
    return html`<ul part="base" role="list" aria-label=${t.products} aria-busy=${this.busy}>
      ${shown.map((product) => this.#card(product))}
    </ul>`;
  }

  #card(product: Product) {
    const {catalog: t} = localizeMore(this.locale);
    const open = () => this.busy || this.dispatchEvent(new CheckoutProductOpenEvent(product.id));
    return html`<li class="card" part="card">
      ${picture(product.images[0] ?? product.variants[0]?.images?.[0])}
      <h3 part="title">${product.title}</h3>
      ${this.#price(product)}
      <button
        type="button"
        class="button"
        part="button"
        aria-label=${fill(t.viewName, product.title)}
        aria-disabled=${this.busy}
        @click=${open}
      >
        ${t.view}
      </button>
    </li>`;
  }

  /** The lowest price of what can be bought, and whether there is anything. Prices are compared, never computed. */
  #price({variants, currency}: Product) {
    const {wasPrice, soldOut} = localize(this.locale);
    const money = (amount: number) => formatMoney(amount, currency, this.locale);
    const buyable = variants.filter(({availability}) => availability !== 'out_of_stock');
    const [lowest, ...others] = (buyable.length ? buyable : variants).toSorted((one, other) => one.price - other.price);
    if (!lowest) return nothing;
    const {price, compare_at_price: former = price} = lowest;
    const isLeast = others.some((other) => other.price > price);
    const printed = isLeast ? fill(localizeMore(this.locale).catalog.from, money(price)) : money(price);
    return html`<p class="price" part="price">
        <bdi class="amount">${printed}</bdi>
        ${former > price && !isLeast ? html`<s class="amount muted"><span class="hidden">${wasPrice} </span><bdi>${money(former)}</bdi></s>` : nothing}
      </p>
      ${buyable.length ? nothing : html`<p class="small muted" part="stock">${soldOut}</p>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'checkout-catalog': CheckoutCatalog;
  }
  interface GlobalEventHandlersEventMap {
    'checkout-product-open': CheckoutProductOpenEvent;
  }
}
