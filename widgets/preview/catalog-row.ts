import {css, html, LitElement} from 'lit';
import {property} from 'lit/decorators.js';
import {formatMoney} from '../../shared/money.js';
import type {Product} from '../../shared/product.js';
import {controls} from './styles.js';

/** The buyer picked a product of the row. */
export class PreviewPickEvent extends Event {
  readonly product: Product;
  constructor(product: Product) {
    super('preview-pick', {bubbles: true, composed: true});
    this.product = product;
  }
}

/** A row of products with pictures and prices. @fires preview-pick */
export class PreviewCatalogRow extends LitElement {
  static override styles = [
    controls,
    css`
      ul {
        display: flex;
        gap: 0.75rem;
        margin: 0;
        padding: 0.25rem 0.25rem 0.75rem;
        overflow-x: auto;
        list-style: none;
        scroll-snap-type: x proximity;
        scrollbar-width: thin;
      }
      li {
        position: relative;
        flex: none;
        display: grid;
        align-content: start;
        gap: 0.25rem;
        inline-size: 8.5rem;
        padding: 0.5rem;
        border: 1px solid var(--line);
        border-radius: 0.75rem;
        background: var(--surface);
        font-size: 0.875rem;
        line-height: 1.3;
        scroll-snap-align: start;
      }
      li:hover {
        background: var(--surface-2);
      }
      img {
        inline-size: 100%;
        block-size: auto;
        aspect-ratio: 1;
        border-radius: 0.5rem;
        background: var(--surface-2);
        object-fit: cover;
      }
      button {
        display: flex;
        align-items: flex-start;
        min-block-size: 2.6em; /* two lines */
        padding: 0;
        border: 0;
        text-align: start;
      }
      button span {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
      }
      button,
      button:hover:not(:disabled) {
        background: none;
      }
      /* The whole card can be pressed, while the button's name stays the title alone. */
      button::after {
        content: '';
        position: absolute;
        inset: 0;
        border-radius: 0.75rem;
      }
      button:focus-visible {
        outline: 0;
      }
      button:focus-visible::after {
        outline: 2px solid var(--focus);
      }
      .price {
        color: var(--ink-2);
      }
    `,
  ];

  @property({attribute: false}) products: readonly Product[] = [];
  @property() locale = 'en-US';

  protected override render() {
    return html`<ul>
      ${this.products.map(
        (product, index) =>
          html`<li>
            <img src=${product.images[0] ?? 'data:,'} alt="" width="118" height="118" />
            <button aria-describedby="price-${index}" @click=${() => this.dispatchEvent(new PreviewPickEvent(product))}>
              <span>${product.title}</span>
            </button>
            <span class="price" id="price-${index}">${this.renderPrice(product)}</span>
          </li>`,
      )}
    </ul>`;
  }

  private renderPrice({variants, currency}: Product) {
    const prices = variants.map(({price}) => price);
    const least = Math.min(...prices);
    const price = html`<bdi>${formatMoney(least, currency, this.locale)}</bdi>`;
    if (variants.every(({availability}) => availability === 'out_of_stock')) return 'Sold out';
    return least === Math.max(...prices) ? price : html`from ${price}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'preview-catalog-row': PreviewCatalogRow;
  }
  interface HTMLElementEventMap {
    'preview-pick': PreviewPickEvent;
  }
}
