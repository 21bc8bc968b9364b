import type {CallToolResult} from '@modelcontextprotocol/sdk/types.js';
import {html, LitElement, nothing, type PropertyValues} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {keyed} from 'lit/directives/keyed.js';
import {repeat} from 'lit/directives/repeat.js';
import type {Product} from '../../shared/product.js';
import {sentence, type Activity} from './activity.js';
import {planFor} from './agent.js';
import {chatStyles} from './chat.styles.js';
import {textOf, type Shop} from './client.js';
import {leaveConversation, loadConversation, saveConversation, type ChatMessage} from './conversation.js';
import type {PreviewPickEvent} from './catalog-row.js';
import type {PreviewFollowUpEvent} from './host-frame.js';
import type {Surroundings} from './host-context.js';
import type {PreviewLinkQuestion} from './link-question.js';
import type {PreviewServer} from './preview-server.js';
import {hasPaymentSheet, type Settings} from './settings.js';
import type {PreviewSheet} from './sheet.js';
import {widgetUriOf} from './widget-tool.js';

/** The conversation: bubbles, pages that tools opened, a composer, and the payment sheet. */
export class PreviewChat extends LitElement {
  static override styles = chatStyles;

  @state() private messages: readonly ChatMessage[] = loadConversation();
  @state() private busy = false;

  @property({attribute: false}) shop!: Shop;
  @property({attribute: false}) activity!: Activity;
  @property({attribute: false}) server!: PreviewServer;
  @property({attribute: false}) products: readonly Product[] = [];
  @property({attribute: false}) settings!: Settings;
  @property({attribute: false}) surroundings!: Surroundings;
  @property() shopName = '';
  /** Raised to load every page in the conversation anew. */
  @property({type: Number}) reloads = 0;

  @query('preview-sheet') private sheet!: PreviewSheet;
  @query('preview-link-question') private linkQuestion!: PreviewLinkQuestion;
  @query('input') private input!: HTMLInputElement;

  /** Starts over: the conversation and what its pages kept are forgotten. */
  startOver(): void {
    leaveConversation();
    this.messages = [];
    this.input.focus();
  }

  /** Says something in the buyer's name and lets the stand-in for the model act on it. */
  async say(text: string): Promise<void> {
    await this.#turn(text, async () => {
      const plan = planFor(text, this.products);
      if (plan.kind === 'reply') return this.#add({kind: 'assistant', text: plan.text});
      if (plan.kind === 'show') return this.#open('show_product', {product_id: plan.productId});
      if (plan.kind === 'buy')
        return this.#open(
          'checkout_session',
          {checkout_session: {items: [plan.item]}},
          {intro: `Here is your checkout for ${plan.title}.`},
        );
      const found = await this.shop.call('model', 'search_products', {query: plan.query});
      const [product] = (found.structuredContent?.products ?? []) as Product[];
      return this.#open('show_product', product ? {product_id: product.id} : {product_name: text}, {callsBefore: 1});
    });
  }

  async #turn(text: string, work: () => unknown) {
    this.#add({kind: 'user', text});
    this.busy = true;
    try {
      await work();
    } catch (error) {
      this.#add({kind: 'assistant', text: `That did not work: ${sentence(error)}`});
    } finally {
      this.busy = false;
    }
  }

  // Calls a tool for the model and puts the page it names under the answer; a refusal is what the server said.
  async #open(name: string, input: Record<string, unknown>, {intro, callsBefore = 0}: {intro?: string; callsBefore?: number} = {}) {
    const tool = this.shop.tools.get(name);
    if (!tool) throw new Error(`the server has no tool "${name}"`);
    const result = await this.shop.call('model', name, input);
    if (result.isError) return this.#add({kind: 'assistant', text: textOf(result) ?? 'The server refused.'});
    this.#add({kind: 'assistant', text: intro ?? introOf(result)});
    const uri = widgetUriOf(tool);
    if (uri) this.#add({kind: 'widget', uri, tool: name, input, result, calls: callsBefore + 1});
  }

  #add(message: WithoutId<ChatMessage>) {
    // The union survives: every member of ChatMessage has an id.
    this.messages = [...this.messages, {...message, id: crypto.randomUUID()} as ChatMessage];
    saveConversation(this.messages);
  }

  protected override updated(changed: PropertyValues) {
    if (changed.has('messages')) this.#showQuestion();
  }

  // The question on top, its answer below; a page that was opened again has no question of its own.
  #showQuestion() {
    const isAgain = this.messages.slice(-2).every(({kind}) => kind === 'widget');
    const found = this.renderRoot.querySelectorAll(isAgain ? 'preview-host-frame' : '.user');
    found[found.length - 1]?.scrollIntoView({block: 'start'});
  }

  private async onSubmit(event: Event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (!text || this.busy) return;
    this.input.value = '';
    await this.say(text);
  }

  private onPick({product}: PreviewPickEvent) {
    if (!this.busy) void this.#turn(product.title, () => this.#open('show_product', {product_id: product.id}));
  }

  private onFollowUp({text}: PreviewFollowUpEvent) {
    void this.say(text);
  }

  // Only now is the answer tall enough to bring its question to the top.
  private onSized({id}: ChatMessage) {
    if (this.messages[this.messages.length - 1]?.id === id) this.#showQuestion();
  }

  private openSheet = (payload: unknown) => this.sheet.open(payload);
  private confirmLink = (url: URL) => this.linkQuestion.ask(url);

  protected override render() {
    return html`<div class="scroll">
        <div class="column ${this.messages.length ? 'talk' : ''}">
          ${this.renderWelcome()}
          ${repeat(
            this.messages,
            ({id}) => id,
            (message) => this.renderMessage(message),
          )}
          <div class="quiet" role="status">${this.busy ? 'Working on it …' : nothing}</div>
        </div>
      </div>
      <form class="column composer" @submit=${this.onSubmit}>
        <input type="text" aria-label="Message" placeholder="What would you like?" autocomplete="off" maxlength="200" />
        <button class="primary" ?disabled=${this.busy}>Send</button>
      </form>
      <preview-sheet
        .shop=${this.shop}
        .server=${this.server}
        .outcome=${this.settings.outcome}
        .shopName=${this.shopName}
        .locale=${this.settings.locale}
      ></preview-sheet>
      <preview-link-question></preview-link-question>`;
  }

  private renderWelcome() {
    return html`<section class="welcome" aria-label="Products">
      <p class="assistant">Hello! Pick something from ${this.shopName}, or tell me what you are looking for.</p>
      <preview-catalog-row .products=${this.products} .locale=${this.settings.locale} @preview-pick=${this.onPick}></preview-catalog-row>
      <div class="chips">
        ${suggestionsFor(this.products).map(
          (text) => html`<button type="button" ?disabled=${this.busy} @click=${() => this.say(text)}>${text}</button>`,
        )}
      </div>
    </section>`;
  }

  private renderMessage(message: ChatMessage) {
    if (message.kind !== 'widget') return html`<p class=${message.kind} dir="auto">${message.text}</p>`;
    const {host, outcome} = this.settings;
    const checkout = hasPaymentSheet(this.settings);
    // A host either has a sheet or has not; a page reads that once, so such a change loads it anew.
    return keyed(
      `${this.reloads} ${host} ${outcome === 'no-sheet'}`,
      html`<preview-host-frame
        .message=${message}
        .shop=${this.shop}
        .activity=${this.activity}
        .surroundings=${this.surroundings}
        .requestCheckout=${checkout ? this.openSheet : undefined}
        .confirmLink=${this.confirmLink}
        @preview-follow-up=${this.onFollowUp}
        @preview-open-again=${() => this.#add(message)}
        @preview-sized=${() => this.onSized(message)}
      ></preview-host-frame>`,
    );
  }
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

function introOf({structuredContent}: CallToolResult): string {
  const name = structuredContent?.productName;
  return typeof name === 'string' ? `Here is ${name}.` : 'Here you are.';
}

// One sentence for each of the two ways in: by product, and straight to a checkout with given items.
function suggestionsFor(products: readonly Product[]): string[] {
  const plain = products
    .filter(({variants}) => variants.length === 1 && variants[0]?.availability === 'in_stock')
    .sort((a, b) => a.title.length - b.title.length)[0];
  const rich = products.find(({options}) => options.length > 0);
  return [...(rich ? [`Show me ${rich.title}`] : []), ...(plain ? [`Buy 2 ${plain.title} right away`] : [])];
}

declare global {
  interface HTMLElementTagNameMap {
    'preview-chat': PreviewChat;
  }
}
