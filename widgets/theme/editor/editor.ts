import {css, html, LitElement, nothing, type PropertyValues} from 'lit';
import {state} from 'lit/decorators.js';
import {checkTheme, type Finding} from '../check.js';
import {measureContrast, type Measured} from '../contrast.js';
import {themeToCss} from '../css.js';
import {toDesignTokens} from '../design-tokens.js';
import {HOSTS} from '../hosts.js';
import type {Scheme} from '../resolve.js';
import {begun, edited, fromLink, redone, toLink, undone, withValue, type Draft, type History} from './draft.js';
import type {ThemeImportEvent} from './exchange.js';
import type {Sight} from './stage.js';
import {ELEMENTS} from './states.js';
import {controls} from './styles.js';
import {themes} from './themes.js';
import type {ThemeTokenChangeEvent} from './token-row.js';

const SCHEMES: Record<string, readonly Scheme[]> = {'Light and dark': ['light', 'dark'], Light: ['light'], Dark: ['dark']};
const CHECK_AFTER_MS = 80;

/** The theme editor: tokens at one side, everything they draw at the other. The theme on the table is in the address. */
export class ThemeEditor extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        grid-template: auto minmax(0, 1fr) / clamp(17rem, 28vw, 22rem) minmax(0, 1fr);
        block-size: 100dvh;
      }
      header {
        grid-column: 1 / -1;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
        padding: 0.5rem 1rem;
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }
      h1 {
        margin: 0 0.5rem 0 0;
        font-size: 0.9375rem;
        font-weight: 600;
      }
      label {
        display: flex;
        align-items: center;
        gap: 0.375rem;
        color: var(--ink-2);
        font-size: 0.75rem;
      }
      label select {
        color: var(--ink);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.375rem;
        margin-inline-start: auto;
      }
      a {
        color: inherit;
        font-size: 0.8125rem;
      }
      .told {
        color: var(--ink-2);
        font-size: 0.75rem;
      }
      aside,
      main {
        min-inline-size: 0;
        overflow-y: auto;
      }
      aside {
        border-inline-end: 1px solid var(--line);
        background: var(--surface);
      }
      .sight {
        display: flex;
        flex-wrap: wrap;
        gap: 0.375rem 1rem;
        padding: 0.625rem 1rem 0;
      }
      @media (max-width: 40rem) {
        :host {
          display: block;
          block-size: auto;
        }
        aside {
          border-inline-end: 0;
          border-block-end: 1px solid var(--line);
        }
        .acts {
          margin-inline-start: 0;
        }
      }
    `,
  ];

  @state() private history: History = begun(fromLink(location.hash, themes));
  @state() private sight: Sight = {host: 'chatgpt', schemes: SCHEMES['Light and dark']!, element: ''};
  @state() private findings: readonly Finding[] = [];
  @state() private measured: readonly Measured[] = [];
  @state() private told = '';
  #checking?: ReturnType<typeof setTimeout>;

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.#follow);
    addEventListener('keydown', this.#press);
    this.#check();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#follow);
    removeEventListener('keydown', this.#press);
    clearTimeout(this.#checking);
  }

  protected override updated(changed: PropertyValues) {
    if (!changed.has('history') || this.history.holding) return;
    const link = toLink(this.history.present, themes);
    if (link !== location.hash.slice(1)) history.replaceState(null, '', link ? `#${link}` : location.pathname + location.search);
  }

  // Someone opened another link in this window.
  #follow = () => this.#edit(fromLink(location.hash, themes));

  #press = (event: KeyboardEvent) => {
    if (!(event.metaKey || event.ctrlKey) || event.key.toLowerCase() !== 'z') return;
    const [at] = event.composedPath();
    if (at instanceof HTMLTextAreaElement || (at instanceof HTMLInputElement && at.type === 'text')) return; // the field has its own
    event.preventDefault();
    this.#go(event.shiftKey ? redone : undone);
  };

  #edit(draft: Draft, by?: string, done = true) {
    this.#go((history) => edited(history, draft, by, done));
  }

  #go(step: (history: History) => History) {
    this.history = step(this.history);
    this.told = '';
    clearTimeout(this.#checking);
    this.#checking = setTimeout(() => this.#check(), CHECK_AFTER_MS);
  }

  #check() {
    const {present} = this.history;
    this.findings = Object.keys(present.values).length ? checkTheme(present) : [];
    this.measured = measureContrast(present, HOSTS);
  }

  async #copy(what: string, text: string) {
    try {
      await navigator.clipboard.writeText(text);
      this.told = `${what} copied`;
    } catch {
      await this.renderRoot.querySelector('theme-exchange')!.open(text); // no leave to write: the buyer of the tool does it by hand
    }
  }

  #begin = ({target}: Event) => {
    const from = (target as HTMLSelectElement).value;
    this.#edit({values: {}, ...themes[from], from});
  };

  #keepScheme = ({target}: Event) => {
    const {scheme: _, ...draft} = this.history.present;
    const scheme = (target as HTMLSelectElement).value;
    this.#edit(scheme ? {...draft, scheme: scheme as Scheme} : draft); // the options below have no other value
  };

  protected override render() {
    const {present, past, future} = this.history;
    const start: Draft = {values: {}, ...themes[present.from], from: present.from};
    return html`
      <header>
        <h1>Theme editor</h1>
        ${this.#select('Begin with', present.from, {'': 'nothing', ...Object.fromEntries(Object.keys(themes).map((name) => [name, name]))}, this.#begin)}
        ${this.#select('Scheme', present.scheme ?? '', {'': 'the chat’s', light: 'always light', dark: 'always dark'}, this.#keepScheme)}
        ${location.pathname === '/themes' ? html`<a href="/">Chat preview</a>` : nothing}
        <span class="told" role="status">${this.told}</span>
        <div class="acts">
          <button ?disabled=${!past.length} @click=${() => this.#go(undone)}>Undo</button>
          <button ?disabled=${!future.length} @click=${() => this.#go(redone)}>Redo</button>
          <button ?disabled=${toLink(present, themes) === toLink(start, themes)} @click=${() => this.#edit(start)}>Reset</button>
          <button @click=${() => this.renderRoot.querySelector('theme-exchange')!.open()}>Import…</button>
          <button @click=${() => this.#copy('JSON', `${JSON.stringify(toDesignTokens(present), null, 2)}\n`)}>Copy JSON</button>
          <button @click=${() => this.#copy('Link', location.href)}>Copy link</button>
          <button class="primary" @click=${() => this.#copy('CSS', themeToCss(present))}>Copy CSS</button>
        </div>
      </header>
      <aside aria-label="Tokens" tabindex="-1">
        <theme-panel
          .theme=${present}
          .findings=${this.findings}
          .measured=${this.measured}
          @theme-token-change=${({token, value, done}: ThemeTokenChangeEvent) => this.#edit(withValue(present, token, value), token, done)}
        ></theme-panel>
      </aside>
      <main aria-label="Elements">
        <div class="sight">
          ${this.#select('Chat', this.sight.host, Object.fromEntries(HOSTS.map(({name}) => [name, name])), this.#look('host'))}
          ${this.#select('Element', this.sight.element, {'': 'all', ...Object.fromEntries(ELEMENTS.map((name) => [name, name]))}, this.#look('element'))}
          ${this.#select(
            'Page',
            Object.keys(SCHEMES).find((name) => SCHEMES[name] === this.sight.schemes)!,
            Object.fromEntries(Object.keys(SCHEMES).map((name) => [name, name])),
            ({target}) => (this.sight = {...this.sight, schemes: SCHEMES[(target as HTMLSelectElement).value]!}),
          )}
        </div>
        <theme-stage .theme=${present} .sight=${this.sight}></theme-stage>
      </main>
      <theme-exchange @theme-import=${({theme}: ThemeImportEvent) => this.#edit({...theme, from: ''})}></theme-exchange>
    `;
  }

  #look = (key: 'host' | 'element') => (event: Event) => (this.sight = {...this.sight, [key]: (event.target as HTMLSelectElement).value});

  #select(label: string, chosen: string, options: Readonly<Record<string, string>>, change: (event: Event) => void) {
    return html`<label
      >${label}
      <select @change=${change}>
        ${Object.entries(options).map(([value, words]) => html`<option value=${value} .selected=${value === chosen}>${words}</option>`)}
      </select>
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'theme-editor': ThemeEditor;
  }
}
