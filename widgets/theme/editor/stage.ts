import {css, html, LitElement, type PropertyValues} from 'lit';
import {property} from 'lit/decorators.js';
import {HOSTS} from '../hosts.js';
import type {Scheme} from '../resolve.js';
import type {Theme} from '../theme.js';
import {STATES} from './states.js';

/** Which states of which elements on which pages are looked at. */
export interface Sight {
  /** Name of a host. */
  host: string;
  schemes: readonly Scheme[];
  /** Name of an element, or empty for all. */
  element: string;
}

/** Every element in every state, on the pages of a chat host in its schemes, drawn with one theme. */
export class ThemeStage extends LitElement {
  static override styles = css`
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 40rem), 1fr));
      align-items: start;
      gap: 1.25rem 1rem;
      padding: 0.75rem 1rem 2rem;
    }
    section {
      min-inline-size: 0;
    }
    h2 {
      margin: 0 0 0.375rem;
      color: var(--ink-2);
      font-size: 0.75rem;
      font-weight: 400;
    }
    h2 strong {
      color: var(--ink);
      font-weight: 600;
    }
    .pages {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
      border: 1px solid var(--line);
      border-radius: 0.5rem;
      overflow: clip;
      /* pulling a slider draws what is on the screen, not the hundred states below */
      content-visibility: auto;
      contain-intrinsic-block-size: auto 18rem;
    }
    .page {
      min-inline-size: 0;
      background: var(--color-background-primary, Canvas);
      color: var(--color-text-primary, CanvasText);
    }
    .ground {
      box-sizing: border-box;
      block-size: 100%;
      padding: var(--checkout-space-l, 16px);
      background: var(--checkout-color-surface);
    }
    .ground:has(checkout-flow) {
      padding: 0; /* it keeps its own distance */
    }
  `;

  readonly #sheet = new CSSStyleSheet();

  @property({attribute: false}) theme!: Theme;
  @property({attribute: false}) sight!: Sight;

  override connectedCallback() {
    super.connectedCallback();
    const root = this.renderRoot as ShadowRoot; // as LitElement makes it
    root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet), this.#sheet];
  }

  // The theme is one sheet for all pages: pulling a slider draws no element again.
  protected override shouldUpdate(changed: PropertyValues<this>) {
    this.#dress();
    return changed.has('sight');
  }

  #dress() {
    const {theme, sight} = this;
    const host = HOSTS.find(({name}) => name === sight.host) ?? HOSTS[0]!;
    const rules: [selector: string, values: Readonly<Record<string, string>>][] = [
      ...sight.schemes.map(
        (scheme) => [`.${scheme}`, {'color-scheme': scheme, ...host.variables(scheme)}] as [string, Record<string, string>],
      ),
      ['.ground', {...theme.values, ...(theme.scheme && {'color-scheme': theme.scheme})}],
    ];
    this.#sheet.replaceSync(rules.map(([selector]) => `${selector} {}`).join('\n'));
    // Set one by one: what someone writes as a value, or sends in a link, stays a value.
    for (const [at, [, values]] of rules.entries())
      for (const [name, value] of Object.entries(values)) (this.#sheet.cssRules[at] as CSSStyleRule).style.setProperty(name, value);
  }

  protected override render() {
    const {element, schemes} = this.sight;
    return STATES.filter((state) => !element || state.element === element).map(
      (state) =>
        html`<section aria-label="${state.element}, ${state.name}">
          <h2><strong>${state.element}</strong> ${state.name}</h2>
          <div class="pages">
            ${schemes.map((scheme) => html`<div class="page ${scheme}"><div class="ground">${state.render()}</div></div>`)}
          </div>
        </section>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'theme-stage': ThemeStage;
  }
}
