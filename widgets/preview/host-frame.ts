import {css, html, LitElement, type PropertyValues} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {keyed} from 'lit/directives/keyed.js';
import {sentence, type Activity} from './activity.js';
import type {Shop} from './client.js';
import {loadWidget, saveWidget, type WidgetMessage} from './conversation.js';
import {hostFrame, type FrameHost} from './frame-host.js';
import type {Surroundings} from './host-context.js';
import {profileOf} from './profiles/profiles.js';
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

/** The same tool result is to be shown once more, in a frame of its own. */
export class PreviewOpenAgainEvent extends Event {
  constructor() {
    super('preview-open-again', {bubbles: true, composed: true});
  }
}

const FIRST_HEIGHT = 320; // until the page says its own
const MOST_HEIGHT = 20_000;

/**
 * A page of the merchant in a frame without an origin of its own, under the policy that its resource declared.
 * Put into the document anew to load the page anew; a change of the surroundings is told to the page.
 * @fires preview-follow-up
 * @fires preview-sized
 * @fires preview-open-again
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
      .actions {
        display: flex;
        justify-content: flex-end;
        gap: 0.25rem;
        padding-block-start: 0.25rem;
      }
      .actions button {
        min-block-size: 1.75rem;
        padding: 0 0.5rem;
        color: var(--ink-2);
        font-size: 0.75rem;
        font-weight: 400;
      }
    `,
  ];

  @state() private problem?: string;
  @state() private height = FIRST_HEIGHT;
  @state() private isClosed = false;
  @state() private hasBorder = false;
  @state() private host?: FrameHost;
  @state() private loads = 0;

  @property({attribute: false}) message!: WidgetMessage;
  @property({attribute: false}) shop!: Shop;
  @property({attribute: false}) activity!: Activity;
  @property({attribute: false}) surroundings!: Surroundings;
  /** Opens the payment sheet; undefined for a host that has none. */
  @property({attribute: false}) requestCheckout?: (payload: unknown) => Promise<unknown>;
  /** Asks the buyer whether to leave for an address. */
  @property({attribute: false}) confirmLink!: (url: URL) => Promise<boolean>;

  @query('iframe') private iframe?: HTMLIFrameElement;
  #isSized = false;

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
    if (changed.get('surroundings')) this.host?.update(this.surroundings);
  }

  async #load() {
    const {shop, activity, surroundings, message, requestCheckout, confirmLink} = this;
    try {
      const page = await shop.readPage(message.uri);
      this.hasBorder = page.prefersBorder;
      this.host = hostFrame({
        shop,
        activity,
        message,
        page,
        surroundings,
        requestCheckout,
        confirmLink,
        followUp: (text) => this.dispatchEvent(new PreviewFollowUpEvent(text)),
        close: () => (this.isClosed = true),
        // The frame has no origin that could be named.
        post: (data) => this.iframe?.contentWindow?.postMessage(data, '*'),
        size: () => ({width: this.iframe?.clientWidth ?? 0, height: this.height}),
        setHeight: this.#setHeight,
      });
    } catch (error) {
      this.problem = sentence(error);
    }
  }

  #receive = ({source, data}: MessageEvent<unknown>) => {
    if (source && source === this.iframe?.contentWindow) this.host?.receive(data);
  };

  #setHeight = (height: number) => {
    if (!Number.isFinite(height) || height <= 0) return;
    this.height = Math.min(Math.ceil(height), MOST_HEIGHT);
    saveWidget(this.message.id, {height: this.height});
    if (this.#isSized) return;
    this.#isSized = true;
    void this.updateComplete.then(() => this.dispatchEvent(new PreviewSizedEvent()));
  };

  private onReload() {
    this.host = this.problem = undefined;
    this.isClosed = false;
    this.loads++;
    void this.#load();
  }

  protected override render() {
    return html`${this.renderPage()}
      <div class="actions">
        <button class="plain" aria-label="Reload this widget" @click=${this.onReload}>Reload</button>
        <button class="plain" aria-label="Open this widget again" @click=${() => this.dispatchEvent(new PreviewOpenAgainEvent())}>
          Open again
        </button>
      </div>`;
  }

  private renderPage() {
    if (this.problem) return html`<p class="problem" role="alert">${this.problem}</p>`;
    if (this.isClosed) return html`<p class="quiet">The widget closed itself.</p>`;
    const {theme, host} = this.surroundings;
    const {colorScheme} = profileOf(host).frame;
    return html`<div class="frame ${this.hasBorder ? 'border' : ''}" style="block-size: ${this.height}px">
      ${
        this.host
          ? keyed(
              this.loads,
              html`<iframe
                title="Checkout"
                sandbox="allow-scripts allow-popups allow-forms"
                style="block-size: ${this.height}px; color-scheme: ${colorScheme === 'theme' ? theme : colorScheme}"
                .srcdoc=${this.host.srcdoc}
                @load=${() => this.host?.loaded()}
              ></iframe>`,
            )
          : html`<div class="skeleton"></div>`
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'preview-host-frame': PreviewHostFrame;
  }
  interface HTMLElementEventMap {
    'preview-follow-up': PreviewFollowUpEvent;
    'preview-sized': PreviewSizedEvent;
    'preview-open-again': PreviewOpenAgainEvent;
  }
}
