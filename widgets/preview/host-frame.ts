import type {CallToolResult} from '@modelcontextprotocol/sdk/types.js';
import {css, html, LitElement, type PropertyValues} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {sentence, type Activity} from './activity.js';
import {createBridge, isJsonRpc, type Bridge} from './bridge.js';
import type {Shop} from './client.js';
import {loadWidget, saveWidget, type WidgetMessage} from './conversation.js';
import {buildCsp, prepareHtml} from './csp.js';
import {openDoors} from './doors.js';
import {fixedContext, hostContext, type Surroundings} from './host-context.js';
import {createOpenaiHost, resultGlobals, startGlobals} from './openai-host.js';
import {isFromFrame, openaiShim, problemReporter, type FromFrame, type ToFrame} from './openai-shim.js';
import {controls} from './styles.js';

/** The page asked for a message in the buyer's name. */
export class PreviewFollowUpEvent extends Event {
  readonly text: string;
  constructor(text: string) {
    super('preview-follow-up', {bubbles: true, composed: true});
    this.text = text;
  }
}

/** The page said for the first time how tall it is. */
export class PreviewSizedEvent extends Event {
  constructor() {
    super('preview-sized', {bubbles: true, composed: true});
  }
}

const FIRST_HEIGHT = 320; // until the page says its own
const MOST_HEIGHT = 20_000;
const RESULT_DELAY_MS = 60; // a page first sees no result, as in ChatGPT

/**
 * A page of the merchant in a frame without an origin of its own, under the policy that its resource declared.
 * Put into the document anew to load the page anew; a change of the surroundings is told to the page.
 * @fires preview-follow-up
 * @fires preview-sized
 */
export class PreviewHostFrame extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }
      iframe {
        display: block;
        inline-size: 100%;
        border: 0;
        background: transparent;
      }
      .border {
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: 0.75rem;
        box-sizing: content-box;
      }
      .skeleton {
        block-size: 100%;
        border-radius: 0.75rem;
      }
    `,
  ];

  @state() private srcdoc?: string;
  @state() private problem?: string;
  @state() private height = FIRST_HEIGHT;
  @state() private isClosed = false;
  @state() private hasBorder = false;

  @property({attribute: false}) message!: WidgetMessage;
  @property({attribute: false}) shop!: Shop;
  @property({attribute: false}) activity!: Activity;
  @property({attribute: false}) surroundings!: Surroundings;
  /** Opens the payment sheet; undefined for a host that has none. */
  @property({attribute: false}) requestCheckout?: (payload: unknown) => Promise<unknown>;

  @query('iframe') private iframe?: HTMLIFrameElement;
  #isSized = false;
  #bridge?: Bridge;
  #answerOpenai?: (call: Extract<FromFrame, {chatPreview: 'call'}>) => Promise<void>;

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('message', this.#receive);
  }

  override disconnectedCallback() {
    window.removeEventListener('message', this.#receive);
    super.disconnectedCallback();
  }

  protected override firstUpdated() {
    this.height = loadWidget(this.message.id).height ?? FIRST_HEIGHT;
    void this.#load();
  }

  protected override updated(changed: PropertyValues<this>) {
    if (!changed.get('surroundings')) return;
    this.#bridge?.update(hostContext(this.surroundings));
    const {theme, locale} = this.surroundings;
    if (this.#answerOpenai) this.#send({chatPreview: 'globals', globals: {theme, locale}});
  }

  async #load() {
    const {shop, activity, surroundings, message} = this;
    try {
      const page = await shop.readPage(message.uri);
      const doors = openDoors({
        shop,
        activity,
        page,
        followUp: (text) => this.dispatchEvent(new PreviewFollowUpEvent(text)),
        requestCheckout: (payload) => this.requestCheckout?.(payload) ?? Promise.reject(new Error('This host has no payment sheet')),
      });
      const isChatgpt = surroundings.host === 'chatgpt';
      this.#bridge = createBridge({
        send: (data) => this.#send(data),
        doors,
        forward: (method, params) =>
          method === 'resources/read' ? shop.readResource(String(params.uri)) : Promise.resolve({tools: [...shop.tools.values()]}),
        context: () => ({...fixedContext(), ...hostContext(this.surroundings), toolInfo: {tool: shop.tools.get(message.tool)}}),
        toolInput: message.input,
        toolResult: isChatgpt ? withHostMeta(message) : message.result,
        setHeight: this.#setHeight,
        note: (name, params) => activity.note('host', name, params),
      });
      const scripts = [problemReporter()];
      if (isChatgpt) {
        const globals = startGlobals(message.input, loadWidget(message.id).state, surroundings);
        scripts.push(openaiShim({globals, checkout: Boolean(this.requestCheckout)}));
        this.#answerOpenai = createOpenaiHost({
          send: (data) => this.#send(data),
          doors,
          setHeight: this.#setHeight,
          saveState: (kept) => {
            activity.note('widget', 'setWidgetState', kept);
            saveWidget(message.id, {state: kept});
          },
          close: () => (this.isClosed = true),
        });
      }
      this.hasBorder = page.prefersBorder;
      this.srcdoc = prepareHtml(page.html, buildCsp(page.origins), scripts);
    } catch (error) {
      this.problem = sentence(error);
    }
  }

  #send(data: ToFrame | Record<string, unknown>) {
    // The frame has no origin that could be named.
    this.iframe?.contentWindow?.postMessage(data, '*');
  }

  #receive = ({source, data}: MessageEvent<unknown>) => {
    if (!source || source !== this.iframe?.contentWindow) return;
    if (isJsonRpc(data)) this.#bridge?.receive(data);
    else if (!isFromFrame(data)) return;
    else if (data.chatPreview === 'call') void this.#answerOpenai?.(data);
    else if (data.chatPreview === 'problem') this.activity.note('widget', data.name, data.text, 'failed');
  };

  #setHeight = (height: number) => {
    if (!Number.isFinite(height) || height <= 0) return;
    this.height = Math.min(Math.ceil(height), MOST_HEIGHT);
    saveWidget(this.message.id, {height: this.height});
    if (this.#isSized) return;
    this.#isSized = true;
    void this.updateComplete.then(() => this.dispatchEvent(new PreviewSizedEvent()));
  };

  private onLoad() {
    if (!this.#answerOpenai) return;
    setTimeout(() => {
      const globals = resultGlobals(this.message.result);
      this.#send({chatPreview: 'globals', globals});
      this.activity.note('host', 'openai:set_globals', globals);
    }, RESULT_DELAY_MS);
  }

  protected override render() {
    if (this.problem) return html`<p class="problem" role="alert">${this.problem}</p>`;
    if (this.isClosed) return html`<p class="quiet">The widget closed itself.</p>`;
    return html`<div class="frame ${this.hasBorder ? 'border' : ''}" style="block-size: ${this.height}px">
      ${
        this.srcdoc === undefined
          ? html`<div class="skeleton"></div>`
          : html`<iframe
              title="Checkout"
              sandbox="allow-scripts allow-popups allow-forms"
              style="block-size: ${this.height}px; color-scheme: ${this.surroundings.theme}"
              .srcdoc=${this.srcdoc}
              @load=${this.onLoad}
            ></iframe>`
      }
    </div>`;
  }
}

// ChatGPT's web client puts its own `_meta` in the place of the server's on this one notification.
const withHostMeta = ({id, result}: WidgetMessage): CallToolResult => ({...result, _meta: {'openai/widgetSessionId': id}});

declare global {
  interface HTMLElementTagNameMap {
    'preview-host-frame': PreviewHostFrame;
  }
  interface HTMLElementEventMap {
    'preview-follow-up': PreviewFollowUpEvent;
    'preview-sized': PreviewSizedEvent;
  }
}
