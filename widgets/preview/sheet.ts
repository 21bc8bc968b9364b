import {html, LitElement, nothing} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import type {RequestCheckoutPayload} from '../../shared/chatgpt-checkout.js';
import {formatMoney} from '../../shared/money.js';
import type {Shop} from './client.js';
import {amountDue, outcomes, pay, payloadProblem, testCards, type PaymentMethod} from './payment.js';
import type {PreviewServer} from './preview-server.js';
import type {Outcome} from './settings.js';
import {sheetStyles} from './sheet.styles.js';

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** The host's payment sheet, with test cards in the place of real ones. */
export class PreviewSheet extends LitElement {
  static override styles = sheetStyles;

  @state() private payload?: RequestCheckoutPayload;
  @state() private card: PaymentMethod = 'pm_card_visa';
  @state() private problems: string[] = [];
  @state() private isPaying = false;

  @property({attribute: false}) shop!: Shop;
  @property({attribute: false}) server!: PreviewServer;
  @property() outcome: Outcome = 'pays';
  @property() shopName = '';
  @property() locale = 'en-US';

  @query('dialog') private dialog!: HTMLDialogElement;
  #waiting?: Waiting;
  #follow?: ResizeObserver;

  /**
   * Shows the sheet for a payload of `requestCheckout`. Resolves with the completed session or with error `messages`;
   * rejects when the buyer closes it, when the payload is malformed, or when a sheet is open already.
   */
  async open(payload: unknown): Promise<unknown> {
    const problem = this.#waiting ? 'Another payment is open already' : payloadProblem(payload);
    if (problem) throw new Error(problem);
    this.payload = payload as RequestCheckoutPayload; // the parts shown here were just checked
    this.card = outcomes[this.outcome].card;
    this.problems = [];
    const answer = new Promise((resolve, reject) => (this.#waiting = {resolve, reject}));
    await this.updateComplete;
    this.#place();
    this.dialog.showModal();
    this.renderRoot.querySelector<HTMLButtonElement>(this.outcome === 'canceled' ? '.close' : '.primary')?.focus();
    return answer;
  }

  // A modal lies above the whole window; this one keeps to the chat's column.
  #place() {
    const column = (this.getRootNode() as ShadowRoot).host;
    const follow = () => {
      const {left, width} = column.getBoundingClientRect();
      this.style.setProperty('--sheet-left', `${left}px`);
      this.style.setProperty('--sheet-width', `${width}px`);
    };
    follow();
    this.#follow = new ResizeObserver(follow);
    this.#follow.observe(column);
    this.#follow.observe(document.documentElement);
  }

  #settle(how: (waiting: Waiting) => void) {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#follow?.disconnect();
    this.dialog.close();
    if (waiting) how(waiting);
  }

  private close = () => {
    if (!this.isPaying) this.#settle(({reject}) => reject(new Error('User cancelled checkout')));
  };

  private onCancel(event: Event) {
    event.preventDefault(); // Escape, which must not close while money moves
    this.close();
  }

  private onClose() {
    // Browsers close on a second Escape whatever one says.
    if (this.isPaying) this.dialog.showModal();
    else this.close();
  }

  private async onPay(event: Event) {
    event.preventDefault();
    const {payload, card, outcome} = this;
    if (!payload || this.isPaying) return;
    const form = new FormData(event.target as HTMLFormElement);
    const field = (name: string) => String(form.get(name) ?? '').trim();
    this.isPaying = true;
    this.problems = [];
    const step = await pay(
      {payload, card, outcome, buyer: {name: field('name'), email: field('email')}},
      {
        mintToken: (request) => this.server.mintToken(request),
        setFault: (fault) => this.server.setFault(fault),
        complete: (args) => this.shop.call('sheet', 'complete_checkout', args),
      },
    );
    this.isPaying = false;
    if ('stay' in step) this.problems = step.stay;
    else if ('resolve' in step) this.#settle(({resolve}) => resolve(step.resolve));
    else this.#settle(({reject}) => reject(step.reject));
  }

  protected override render() {
    const {payload} = this;
    return html`<dialog aria-labelledby="title" @cancel=${this.onCancel} @close=${this.onClose}>
      ${
        payload
          ? html`<form @submit=${this.onPay}>
              <header>
                <h2 id="title">Payment</h2>
                <span class="merchant">${this.shopName}</span>
                ${payload.payment_mode === 'test' ? html`<span class="badge">Test mode</span>` : nothing}
              </header>
              <div class="body">
                <p class="note">${outcomes[this.outcome].note}</p>
                ${this.renderSum(payload)} ${this.renderCards()} ${this.renderContact(payload)}
              </div>
              <footer>
                <div role="alert">${this.problems.map((problem) => html`<p class="problem">${problem}</p>`)}</div>
                <button type="button" class="close" ?disabled=${this.isPaying} @click=${this.close}>Close</button>
                <button class="primary" ?disabled=${this.isPaying}>
                  ${this.isPaying ? 'Paying …' : html`Pay <bdi>${this.#money(payload, amountDue(payload) ?? 0)}</bdi>`}
                </button>
              </footer>
            </form>`
          : nothing
      }
    </dialog>`;
  }

  #money({currency}: RequestCheckoutPayload, amount: number) {
    return formatMoney(amount, currency, this.locale);
  }

  private renderSum(payload: RequestCheckoutPayload) {
    const isDiscount = (type: string) => type === 'discount' || type === 'items_discount';
    return html`<ul class="lines">
        ${payload.line_items.map(
          ({name, item, subtotal}) =>
            html`<li>
              <span>${name ?? item.id} <span class="quiet">× ${item.quantity}</span></span>
              <bdi>${this.#money(payload, subtotal)}</bdi>
            </li>`,
        )}
      </ul>
      <dl>
        ${payload.totals.map(
          ({type, display_text, amount}) =>
            html`<div class=${type}>
              <dt>${display_text}</dt>
              <dd><bdi>${this.#money(payload, isDiscount(type) ? -amount : amount)}</bdi></dd>
            </div>`,
        )}
      </dl>`;
  }

  private renderCards() {
    return html`<fieldset ?disabled=${this.isPaying}>
      <legend>Pay with</legend>
      ${testCards.map(
        ({method, title, note}) =>
          html`<label class="card">
            <input type="radio" name="card" .checked=${this.card === method} @change=${() => (this.card = method)} />
            <span>${title}</span> <span class="quiet">${note}</span>
          </label>`,
      )}
    </fieldset>`;
  }

  private renderContact({fulfillment_address: address}: RequestCheckoutPayload) {
    return html`<fieldset class="contact" ?disabled=${this.isPaying}>
      <legend>Contact</legend>
      <label>Name <input type="text" name="name" required autocomplete="off" value=${address?.name || 'Ada Lovelace'} /></label>
      <label>E-mail <input type="email" name="email" required autocomplete="off" value="ada@example.com" /></label>
    </fieldset>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'preview-sheet': PreviewSheet;
  }
}
