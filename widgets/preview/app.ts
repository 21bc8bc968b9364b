import {css, html, LitElement, type PropertyValues} from 'lit';
import {query, state} from 'lit/decorators.js';
import type {Product} from '../../shared/product.js';
import {Activity, sentence} from './activity.js';
import type {PreviewChat} from './chat.js';
import {connectShop, textOf, type Shop} from './client.js';
import type {Surroundings} from './host-context.js';
import {previewServer, type PreviewConfig} from './preview-server.js';
import {profileOf} from './profiles/profiles.js';
import {readSettings, writeSettings, type Settings} from './settings.js';
import {controls} from './styles.js';
import type {PreviewCommandEvent, PreviewSettingsChangeEvent} from './toolbar.js';

const MOST_PRODUCTS = 50;
const WIDE = matchMedia('(min-width: 68rem)');
const DARK = matchMedia('(prefers-color-scheme: dark)');

/** The local chat host: toolbar, conversation and log around the merchant's MCP server on the same origin. */
export class PreviewApp extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
        block-size: 100dvh;
      }
      main {
        min-block-size: 0;
        min-inline-size: 0;
      }
      .waiting {
        display: grid;
        align-content: center;
        justify-items: center;
        gap: 0.75rem;
        block-size: 100%;
        padding: 1rem;
        text-align: center;
      }
      .waiting .problem {
        max-inline-size: 32rem;
      }
      preview-log-panel {
        block-size: 40dvh;
        border-block-start: 1px solid var(--line);
      }
      @media (min-width: 68rem) {
        :host {
          grid-template: auto minmax(0, 1fr) / minmax(0, 1fr) auto;
        }
        preview-toolbar {
          grid-column: 1 / -1;
        }
        preview-log-panel {
          block-size: auto;
          inline-size: 24rem;
          border-block-start: 0;
          border-inline-start: 1px solid var(--line);
        }
      }
    `,
  ];

  readonly #activity = new Activity();
  readonly #server = previewServer(this.#activity);

  @state() private settings = readSettings(location.search);
  @state() private surroundings: Surroundings = surroundingsOf(this.settings);
  @state() private shop?: Shop;
  @state() private products: readonly Product[] = [];
  @state() private config: PreviewConfig = {shop_name: 'the shop', test_mode: true, ledger_url: null};
  @state() private problem?: string;
  @state() private reloads = 0;

  @query('preview-chat') private chat?: PreviewChat;

  override connectedCallback() {
    super.connectedCallback();
    DARK.addEventListener('change', this.#onMedia);
    WIDE.addEventListener('change', this.#onMedia);
    void this.#connect();
  }

  override disconnectedCallback() {
    DARK.removeEventListener('change', this.#onMedia);
    WIDE.removeEventListener('change', this.#onMedia);
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('settings')) this.surroundings = surroundingsOf(this.settings, this.surroundings);
    document.documentElement.dataset.theme = this.surroundings.theme;
  }

  #onMedia = () => (this.settings = {...this.settings});

  #connect = async () => {
    this.problem = undefined;
    try {
      const [config, shop] = await Promise.all([
        this.#server.config().catch(() => this.config), // another server may speak MCP and nothing else
        connectShop(
          new URL('/mcp', location.href),
          this.#activity,
          () => this.settings.locale,
          () => this.settings.buyer === 'signed-in',
        ),
      ]);
      const found = await shop.call('model', 'search_products', {limit: MOST_PRODUCTS});
      if (found.isError) throw new Error(textOf(found) ?? 'search_products failed');
      this.products = (found.structuredContent?.products ?? []) as Product[];
      this.config = config;
      this.shop = shop;
    } catch (error) {
      this.problem = sentence(error);
    }
  };

  #set(changed: Partial<Settings>) {
    this.settings = {...this.settings, ...changed};
    history.replaceState(history.state, '', `${location.pathname}${writeSettings(this.settings, location.search)}${location.hash}`);
  }

  private onSettings({changed}: PreviewSettingsChangeEvent) {
    this.#set(changed);
    // Who is signed in is no message of any host: a widget hears of it when it asks anew.
    if (changed.buyer) this.reloads++;
  }

  private onCommand({command}: PreviewCommandEvent) {
    if (command === 'reload-widget') this.reloads++;
    if (command === 'new-chat') this.chat?.startOver();
    if (command === 'toggle-log') this.#set({log: this.#isLogOpen() ? 'closed' : 'open'});
  }

  #isLogOpen = () => (this.settings.log === 'auto' ? WIDE.matches : this.settings.log === 'open');

  protected override render() {
    return html`<preview-toolbar
        .settings=${this.settings}
        .logOpen=${this.#isLogOpen()}
        .ledgerUrl=${this.config.ledger_url}
        @preview-settings-change=${this.onSettings}
        @preview-command=${this.onCommand}
      ></preview-toolbar>
      <main>${this.renderMain()}</main>
      ${this.#isLogOpen() ? html`<preview-log-panel .activity=${this.#activity}></preview-log-panel>` : ''}`;
  }

  private renderMain() {
    if (this.problem)
      return html`<div class="waiting">
        <p class="problem" role="alert">The server cannot be reached: ${this.problem}</p>
        <button class="primary" @click=${this.#connect}>Retry</button>
      </div>`;
    if (!this.shop) return html`<div class="waiting quiet" role="status">Connecting …</div>`;
    const {locale, width, host} = this.settings;
    const {frame, context} = profileOf(host);
    const surface = frame.surface?.[this.surroundings.theme === 'dark' ? 1 : 0];
    const column = width === 'full' ? '100%' : `${width}px`;
    return html`<preview-chat
      lang=${locale}
      dir=${['ar', 'he'].includes(locale) ? 'rtl' : 'ltr'}
      style="--column: ${frame.width ? `min(${column}, ${frame.width}px)` : column}; --safe-end: ${context.safeArea?.bottom ?? 0}px${surface ? `; --surface: ${surface}` : ''}"
      .shop=${this.shop}
      .activity=${this.#activity}
      .server=${this.#server}
      .products=${this.products}
      .settings=${this.settings}
      .surroundings=${this.surroundings}
      .shopName=${this.config.shop_name}
      .reloads=${this.reloads}
    ></preview-chat>`;
  }
}

// The same object as before where nothing changed, since every page in the chat is told about a new one.
function surroundingsOf({theme, locale, host}: Settings, before?: Surroundings): Surroundings {
  const shown = theme === 'system' ? (DARK.matches ? 'dark' : 'light') : theme;
  if (before?.theme === shown && before.locale === locale && before.host === host) return before;
  return {theme: shown, locale, host};
}

declare global {
  interface HTMLElementTagNameMap {
    'chat-preview': PreviewApp;
  }
}
