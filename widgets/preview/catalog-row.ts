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
        flex: none;
        inline-size: 8.5rem;
        scroll-snap-align: start;
      }
      button {
        display: grid;
        grid-template-rows: auto 1fr auto;
        gap: 0.25rem;
        inline-size: 100%;
        block-size: 100%;
        padding: 0.5rem;
        border-color: var(--line);
        border-radius: 0.75rem;
        text-align: start;
        font-size: 0.875rem;
        line-height: 1.3;
      }
      img {
        inline-size: 100%;
        aspect-ratio: 1;
        margin-block-end: 0.25rem;
        border-radius: 0.5rem;
        background: var(--surface-2);
        object-fit: cover;
      }
      .title {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        align-self: start;
        overflow: hidden;
      }
      .price {
        color: var(--ink-2);
        font-weight: 400;
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
            <button
              aria-labelledby="title-${index}"
              aria-describedby="price-${index}"
              @click=${() => this.dispatchEvent(new PreviewPickEvent(product))}
            >
              <img src=${product.images[0] ?? 'data:,'} alt="" width="128" height="128" />
              <span class="title" id="title-${index}">${product.title}</span>
              <span class="price" id="price-${index}">${this.renderPrice(product)}</span>
            </button>
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
