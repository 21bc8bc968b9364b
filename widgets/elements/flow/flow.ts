import {html, LitElement, nothing, type PropertyValues, type ReactiveController, type TemplateResult} from 'lit';
import {property} from 'lit/decorators.js';
import {formatMoney} from '../../../shared/money.js';
import {totalOf, type Message} from '../../../shared/session.js';
import {hintsOf} from '../../controllers/answer.js';
import {CheckoutController, type View} from '../../controllers/checkout-controller.js';
import {realDelay} from '../../controllers/calls.js';
import {HostController} from '../../controllers/host-controller.js';
import type {Host} from '../../host/host.js';
import {fill, localize} from '../../locales/localize.js';
import {base} from '../../styles/base.js';
import type {CheckoutAddressChangeEvent} from '../address/address.js';
import type {CheckoutDiscountChangeEvent} from '../discounts/discounts.js';
import type {CheckoutItemRemoveEvent, CheckoutQuantityChangeEvent} from '../items/items.js';
import type {CheckoutPayEvent} from '../pay/pay.js';
import type {CheckoutBuyEvent} from '../product/product.js';
import type {CheckoutOrderOpenEvent} from '../receipt/receipt.js';
import type {CheckoutOptionChangeEvent} from '../shipping/shipping.js';
import type {CheckoutLinkEvent} from '../terms/terms.js';
import {styles} from './flow.styles.js';
import {LanguageController} from './language.js';

/**
 * A whole checkout inside a chat: product, cart, address, delivery, payment, receipt. The only element that talks to a host;
 * the parts it is made of only draw the session. Any part can be replaced through its slot: an element put there is given
 * `session`, `busy`, `locale` and `timeZone` and answers with the same events as the part it stands for.
 *
 * @tagname checkout-flow
 * @slot product - What is sold, in place of `<checkout-product>`; it is also given `product`.
 * @slot messages - In place of `<checkout-messages>`.
 * @slot items - In place of `<checkout-items>`.
 * @slot address - In place of `<checkout-address>`.
 * @slot shipping - In place of `<checkout-shipping>`.
 * @slot discounts - In place of `<checkout-discounts>`.
 * @slot totals - In place of `<checkout-totals>`.
 * @slot terms - In place of `<checkout-terms>`.
 * @slot pay - In place of `<checkout-pay>`; it is also given `mode` and `methods`.
 * @slot receipt - In place of `<checkout-receipt>`.
 * @cssstate loading, late, failed, product, checkout, checking, unclear, receipt, canceled, expired - What is shown.
 * @csspart base - The outermost box.
 * @csspart heading - The heading of the view.
 * @csspart button - What else there is to do: back, cancel, try again.
 * @csspart state - The box of a view without a session: loading, checking, canceled, expired, failed.
 */
export class CheckoutFlow extends LitElement {
  static override styles = [...base, styles];

  /** The chat host or page it works in. A new one starts over. */
  @property({attribute: false}) host?: Host;
  /** The controller's clock, for tests: waits so many milliseconds. */
  @property({attribute: false}) delay?: (ms: number) => Promise<void>;

  #controllers: ReactiveController[] = [];
  #checkout?: CheckoutController;
  #language?: LanguageController;
  #shown?: View;
  /** Whether the buyer is here: the focus is, or what is under way began here. */
  #near?: boolean;
  #total?: string;
  readonly #states = this.attachInternals().states;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('host')) return;
    for (const controller of this.#controllers) {
      this.removeController(controller);
      controller.hostDisconnected?.();
    }
    this.#checkout = this.#language = undefined;
    this.#controllers = [];
    if (!this.host) return;
    const delay = this.delay ?? realDelay;
    this.#checkout = new CheckoutController(this, this.host, {delay});
    this.#language = new LanguageController(this, this.host, delay);
    this.#controllers = [this.#checkout, this.#language, new HostController(this, this.host)];
  }

  protected override updated(): void {
    const {view, phase, busy} = this.#checkout ?? {};
    const before = this.#shown;
    this.#shown = view;
    this.#mark(view ?? 'loading');
    const near = this.#near || document.hasFocus();
    this.#near = busy && (near || phase === 'paying');
    // The parts are given the same, whether they are ours or stand in a slot for them.
    for (const slot of this.renderRoot.querySelectorAll('slot'))
      for (const part of slot.assignedElements({flatten: true})) Object.assign(part, this.#given());
    // Nothing is taken from the buyer's hands while the page loads, nor elsewhere in the chat; otherwise the new view is where to go on.
    if (near && before && before !== view && !['loading', 'late'].includes(before))
      this.renderRoot.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  }

  /** What is shown, as a custom state for style sheets; browsers before 2024 know none without dashes. */
  #mark(view: View): void {
    try {
      this.#states.clear();
      this.#states.add(view);
    } catch {
      // such a browser's pages do without
    }
  }

  get #locale(): string | undefined {
    return this.#language?.locale;
  }

  #given() {
    const {known, busy, payMode, methods} = this.#checkout ?? {};
    const {timeZone} = this.host?.context ?? {};
    return {session: known?.checkout, product: known?.product, busy, mode: payMode, methods, locale: this.#locale, timeZone};
  }

  async #pay({methodId}: CheckoutPayEvent): Promise<void> {
    await this.#checkout?.pay(methodId);
    await this.updateComplete;
    this.renderRoot.querySelector('checkout-pay')?.focus();
    // A decline is explained by the session's own message, further up.
    if (this.#checkout?.known.checkout?.messages.length)
      this.renderRoot.querySelector('[name=messages] > *')?.scrollIntoView({block: 'nearest'});
  }

  protected override render() {
    const checkout = this.#checkout;
    const view = this.#language?.isPending || !checkout ? 'loading' : checkout.view;
    return html`
      <div
        part="base"
        @checkout-buy=${({itemId, quantity}: CheckoutBuyEvent) => checkout?.buy(itemId, quantity)}
        @checkout-quantity-change=${({itemId, quantity}: CheckoutQuantityChangeEvent) => checkout?.setQuantity(itemId, quantity)}
        @checkout-item-remove=${({itemId}: CheckoutItemRemoveEvent) => checkout?.remove(itemId)}
        @checkout-address-change=${({details, buyer}: CheckoutAddressChangeEvent) => checkout?.setAddress(details, buyer)}
        @checkout-option-change=${({optionId, optionType}: CheckoutOptionChangeEvent) => checkout?.setOption(optionId, optionType)}
        @checkout-discount-change=${({codes}: CheckoutDiscountChangeEvent) => checkout?.setDiscounts(codes)}
        @checkout-pay=${this.#pay}
        @checkout-order-open=${({url}: CheckoutOrderOpenEvent) => checkout?.open(url)}
        @checkout-link=${(event: CheckoutLinkEvent) => {
          event.preventDefault();
          checkout?.open(event.url);
        }}
      >
        ${view === 'product' ? this.#product() : view === 'checkout' ? this.#cart() : view === 'receipt' ? this.#receipt() : this.#state(view)}
        <p class="hidden" role="status">${this.#announcement(view)}</p>
      </div>
    `;
  }

  #product() {
    const {product, itemId, checkout} = this.#checkout!.known;
    return html`<section tabindex="-1" aria-label=${product?.title ?? nothing}>
      ${this.#refusal()}
      <slot name="product">
        <checkout-product item-id=${checkout?.line_items[0]?.item.id ?? itemId ?? nothing}></checkout-product>
      </slot>
    </section>`;
  }

  #cart() {
    const {known, busy, phase} = this.#checkout!;
    const {flow} = localize(this.#locale);
    return html`<section aria-busy=${busy}>
      <h2 part="heading" tabindex="-1">${flow.checkout}</h2>
      ${this.#refusal()}
      <slot name="messages"><checkout-messages></checkout-messages></slot>
      <slot name="items"><checkout-items></checkout-items></slot>
      <slot name="address"><checkout-address></checkout-address></slot>
      <slot name="shipping"><checkout-shipping></checkout-shipping></slot>
      <slot name="discounts"><checkout-discounts></checkout-discounts></slot>
      <slot name="totals"><checkout-totals></checkout-totals></slot>
      <slot name="terms"><checkout-terms></checkout-terms></slot>
      ${this.#notice()}
      <slot name="pay"><checkout-pay></checkout-pay></slot>
      ${
        phase === 'paying'
          ? nothing
          : this.#button(
              known.product ? flow.backToProduct : flow.cancel,
              () => (known.product ? this.#checkout?.back() : this.#checkout?.cancel()),
              true,
            )
      }
    </section>`;
  }

  #receipt() {
    return html`<section tabindex="-1">
      <slot name="receipt"><checkout-receipt></checkout-receipt></slot>
      ${this.#notice()}
    </section>`;
  }

  /** A view that is a heading, a sentence and at most one thing to do. */
  #state(view: Exclude<View, 'product' | 'checkout' | 'receipt'>): TemplateResult {
    const controller = this.#checkout;
    const {flow} = localize(this.#locale);
    if (view === 'loading')
      return html`<section aria-label=${flow.loading}>
        ${this.#hints()}<checkout-product locale=${this.#locale ?? nothing}></checkout-product>
      </section>`;
    const [heading, text, label] = flow.states[view];
    const act = () =>
      view === 'unclear' ? controller?.checkAgain() : view === 'late' || view === 'failed' ? controller?.retry() : controller?.restart();
    return html`<section class="state" part="state">
      ${view === 'checking' ? html`<i class="spinner"></i>` : nothing}
      <h2 part="heading" tabindex="-1">${heading}</h2>
      <p>${(view === 'failed' && controller?.known.error) || text}</p>
      ${label ? this.#button(label, act) : nothing}
      ${controller?.known.product && view !== 'checking' ? this.#button(flow.backToProduct, () => controller.back(), true) : nothing}
    </section>`;
  }

  /** What is being bought, in the host's words, until the shop's own are there. */
  #hints() {
    const hints = hintsOf(this.host?.toolInput);
    return hints.length
      ? html`<ul>
          ${hints.map(({name, quantity, price}) => html`<li>${name} <small>× ${quantity}${price ? html` · ${price}` : nothing}</small></li>`)}
        </ul>`
      : nothing;
  }

  /** Why the last change was not made. */
  #refusal() {
    const {notice, error} = this.#checkout!.known;
    return this.#message('error', error || (notice === 'unreachable' && localize(this.#locale).flow.notices[notice]));
  }

  /** What became of the payment, beside the button that began it. */
  #notice() {
    const {known, blockedUrl} = this.#checkout!;
    const {notice} = known;
    return html`
      ${this.#message('info', notice && notice !== 'unreachable' && localize(this.#locale).flow.notices[notice])}
      ${blockedUrl ? html`<a href=${blockedUrl} target="_blank" rel="noopener">${blockedUrl}</a>` : nothing}
    `;
  }

  #message(type: Message['type'], content?: string | false) {
    const messages: Message[] = content ? [{type, content_type: 'plain', content}] : [];
    return html`<checkout-messages .messages=${messages}></checkout-messages>`;
  }

  #button(label: string, act: () => void, quiet = false) {
    return html`<button type="button" part="button" class=${quiet ? 'link' : 'button primary'} @click=${act}>${label}</button>`;
  }

  /** What changed without the buyer's eye being on it: a new total, and the wait for a payment. */
  #announcement(view: View) {
    const {flow} = localize(this.#locale);
    if (view === 'checking') return flow.states.checking[0];
    const session = this.#checkout?.known.checkout;
    const amount = session && totalOf(session.totals, 'total');
    if (view !== 'checkout' || !session || amount === undefined) return nothing;
    const total = formatMoney(amount, session.currency, this.#locale);
    const known = this.#total;
    this.#total = total;
    return known && known !== total ? fill(flow.newTotal, total) : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'checkout-flow': CheckoutFlow;
  }
}
