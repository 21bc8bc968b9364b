import {css, html, LitElement, nothing} from 'lit';
import {property} from 'lit/decorators.js';
import type {Scheme} from '../resolve.js';
import type {Theme} from '../theme.js';
import type {Token} from '../tokens.js';
import {fallbackOf} from '../tokens.js';
import {controls} from './styles.js';
import {colored, colorOf, FONTS, lengthOf, RANGES, sourceOf, toHex} from './values.js';

/** What is wrong with a colour is often wrong with it on every ground. */
const MOST_FAULTS = 3;

/** A token was given another value; without one it is taken out. `done` is false while a slider is still held. */
export class ThemeTokenChangeEvent extends Event {
  readonly token: string;
  readonly value?: string;
  readonly done: boolean;
  constructor(token: string, value: string | undefined, done: boolean) {
    super('theme-token-change', {bubbles: true, composed: true});
    this.token = token;
    this.value = value;
    this.done = done;
  }
}

/** The lowest contrast of a colour over all hosts and schemes, and what it must have. */
export interface Lowest {
  ratio: number;
  least: number;
}

/** One token with its controls, and what the linter says of it. @fires theme-token-change */
export class ThemeToken extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        padding-block: 0.5rem;
        border-block-start: 1px solid var(--line);
      }
      .head {
        display: flex;
        align-items: baseline;
        gap: 0.5rem;
      }
      h3 {
        margin: 0;
        font-size: 0.8125rem;
        font-weight: 600;
      }
      p {
        margin: 0;
        color: var(--ink-2);
        font-size: 0.75rem;
        line-height: 1.35;
      }
      .ratio {
        margin-inline-start: auto;
        color: var(--ink-2);
        font-size: 0.75rem;
        font-variant-numeric: tabular-nums;
      }
      .fault {
        color: var(--danger);
      }
      p.fault {
        margin-block-start: 0.25rem;
      }
      .controls {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
        align-items: center;
        gap: 0.375rem;
        margin-block-start: 0.3rem;
      }
      .swatches {
        display: flex;
        gap: 0.375rem;
      }
      .swatches label {
        display: flex;
        flex: 1;
        align-items: center;
        gap: 0.25rem;
        color: var(--ink-2);
        font-size: 0.75rem;
      }
      input[type='color'] {
        flex: 1;
        inline-size: 1.75rem;
        min-inline-size: 0;
        block-size: 1.75rem;
        padding: 0;
        border: 1px solid var(--line-strong);
        border-radius: 0.375rem;
        background: none;
        cursor: pointer;
      }
      input[type='color']::-webkit-color-swatch-wrapper {
        padding: 2px;
      }
      input[type='color']::-webkit-color-swatch {
        border: 0;
        border-radius: 0.2rem;
      }
      .unset::-webkit-color-swatch {
        opacity: 0.25;
      }
      .slider {
        display: flex;
        align-items: center;
        gap: 0.375rem;
      }
      input[type='range'] {
        flex: 1;
        min-inline-size: 0;
        block-size: 1.75rem;
        margin: 0;
        accent-color: var(--accent);
      }
      output {
        min-inline-size: 3.4rem;
        color: var(--ink-2);
        font-size: 0.75rem;
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
      .raw {
        inline-size: 100%;
        min-inline-size: 0;
        font-family: var(--mono);
        font-size: 0.75rem;
      }
      .reset {
        min-block-size: 1.5rem;
        padding: 0 0.375rem;
        font-size: 0.75rem;
      }
      .ratio + .reset {
        margin-inline-start: 0;
      }
      .reset {
        margin-inline-start: auto;
      }
    `,
  ];

  @property({attribute: false}) token!: Token;
  @property({attribute: false}) theme!: Theme;
  /** What is wrong with it, in sentences. */
  @property({attribute: false}) faults: readonly string[] = [];
  @property({attribute: false}) lowest?: Lowest;

  override focus(options?: FocusOptions) {
    this.renderRoot.querySelector<HTMLElement>('input, select')?.focus(options);
  }

  #name() {
    return this.token.name.replace('--checkout-', '');
  }

  #change(value: string | undefined, done: boolean, token: string = this.token.name) {
    this.dispatchEvent(new ThemeTokenChangeEvent(token, value, done));
  }

  protected override render() {
    const {token, theme, lowest, faults} = this;
    const source = sourceOf(theme, token.name);
    const own = theme.values[token.name];
    return html`<div role="group" aria-labelledby="name" aria-describedby=${faults.length ? 'faults' : nothing}>
      <div class="head">
        <h3 id="name">${this.#name()}</h3>
        ${
          lowest
            ? html`<span
                class="ratio ${lowest.ratio < lowest.least ? 'fault' : ''}"
                title="The lowest contrast in any host, light or dark; it needs ${lowest.least}"
                >${Math.floor(lowest.ratio * 10) / 10}<span class="hidden"> to 1, the lowest contrast; it needs ${lowest.least}</span></span
              >`
            : nothing
        }
        ${
          own === undefined
            ? nothing
            : html`<button class="plain reset" aria-label="Clear ${this.#name()}" @click=${() => this.#change(undefined, true)}>
                Clear
              </button>`
        }
      </div>
      <p>${token.paints}${source === token.name ? nothing : html` · set by ${source.replace('--checkout-', '').replace('-', ' ')}`}</p>
      <div class="controls">
        ${
          token.type === 'color'
            ? this.#swatches(source)
            : token.type === 'fontFamily'
              ? this.#fonts()
              : token.type === 'fontWeight'
                ? this.#slider({least: 100, most: 900, step: 100}, Number(theme.values[token.name] ?? fallbackOf(token)), '')
                : this.#length()
        }
        <input
          class="raw"
          type="text"
          spellcheck="false"
          autocomplete="off"
          aria-label="${this.#name()} as CSS"
          placeholder=${fallbackOf(token) ?? 'none'}
          .value=${own ?? ''}
          @change=${({target}: Event) => this.#change((target as HTMLInputElement).value.trim() || undefined, true)}
        />
      </div>
      <div id="faults">
        ${faults.slice(0, MOST_FAULTS).map((fault) => html`<p class="fault">${fault}</p>`)}
        ${faults.length > MOST_FAULTS ? html`<p class="fault">and ${faults.length - MOST_FAULTS} more like it</p>` : nothing}
      </div>
    </div>`;
  }

  #swatches(source: string) {
    const {theme, token} = this;
    const schemes: readonly Scheme[] = theme.scheme ? [theme.scheme] : ['light', 'dark'];
    return html`<div class="swatches">
      ${schemes.map((scheme) => {
        const color = colorOf(theme, token.name, scheme);
        const pick =
          (done: boolean) =>
          ({target}: Event) =>
            this.#change(colored(theme, source, scheme, (target as HTMLInputElement).value), done, source);
        return html`<label
          >${scheme === 'light' ? 'Light' : 'Dark'}
          <input
            type="color"
            class=${color ? '' : 'unset'}
            aria-label="${this.#name()}, ${scheme}"
            .value=${color ? toHex(color) : scheme === 'light' ? '#ffffff' : '#121212'}
            @input=${pick(false)}
            @change=${pick(true)}
          />
        </label>`;
      })}
    </div>`;
  }

  #length() {
    const range = RANGES[this.token.name];
    const length = range && lengthOf(this.theme, this.token.name, range.unit);
    return range && length !== undefined ? this.#slider(range, length, range.unit) : nothing;
  }

  #slider({least, most, step}: {least: number; most: number; step: number}, value: number, unit: string) {
    const pull =
      (done: boolean) =>
      ({target}: Event) =>
        this.#change(`${(target as HTMLInputElement).value}${unit}`, done);
    return html`<div class="slider">
      <input
        type="range"
        aria-label=${this.#name()}
        aria-valuetext="${Number(value.toFixed(3))}${unit}"
        min=${least}
        max=${most}
        step=${step}
        .value=${String(value)}
        @input=${pull(false)}
        @change=${pull(true)}
      />
      <output>${Number(value.toFixed(3))}${unit}</output>
    </div>`;
  }

  #fonts() {
    const own = this.theme.values[this.token.name];
    const known = FONTS.some(([, stack]) => stack === own);
    return html`<select
      aria-label=${this.#name()}
      @change=${({target}: Event) => this.#change((target as HTMLSelectElement).value || undefined, true)}
    >
      <option value="" .selected=${own === undefined}>${this.token.host ? 'The chat’s own' : 'As all text'}</option>
      ${FONTS.map(([name, stack]) => html`<option value=${stack} .selected=${stack === own}>${name}</option>`)}
      ${own !== undefined && !known ? html`<option value=${own} .selected=${true}>As written</option>` : nothing}
    </select>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'theme-token': ThemeToken;
  }
  interface HTMLElementEventMap {
    'theme-token-change': ThemeTokenChangeEvent;
  }
}
