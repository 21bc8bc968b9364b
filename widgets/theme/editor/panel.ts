import {css, html, LitElement, nothing} from 'lit';
import {property} from 'lit/decorators.js';
import type {Finding} from '../check.js';
import type {Measured} from '../contrast.js';
import {HOSTS} from '../hosts.js';
import type {Theme} from '../theme.js';
import {isPaletteName, REBRAND, tokenNamed, TOKENS, type Token} from '../tokens.js';
import {controls} from './styles.js';
import type {Lowest} from './token-row.js';

const first = REBRAND.map((name) => tokenNamed(name)!);
const rest = TOKENS.filter((token) => token.tier !== 'palette' && !first.includes(token));
const groupOf = ({name, tier}: Token) =>
  tier === 'element' ? 'Single controls' : /color/.test(name) ? 'Colours' : /font/.test(name) ? 'Type' : 'Space and shape';
const bare = (text: string) => text.replaceAll('--checkout-', '');

const groups = [...new Set(rest.map(groupOf))].map((title) => [title, rest.filter((token) => groupOf(token) === title)] as const);

/** Every token with its controls: the ten of a rebrand, then the palette that a theme brings, then all others, folded away. */
export class ThemePanel extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        padding: 0.5rem 1rem 2rem;
      }
      h2,
      summary {
        margin: 0;
        font-size: 0.8125rem;
        font-weight: 600;
      }
      h2 {
        padding-block: 0.75rem 0.5rem;
      }
      .verdict {
        padding-block: 0.25rem 0.5rem;
        font-size: 0.8125rem;
      }
      .verdict p {
        margin: 0;
      }
      .verdict ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
        margin: 0.375rem 0 0;
        padding: 0;
        list-style: none;
        color: var(--danger);
      }
      .verdict li button {
        padding: 0 0.375rem;
        border-color: currentColor;
        color: var(--danger);
        font-size: 0.75rem;
        font-variant-numeric: tabular-nums;
      }
      details {
        margin-block-start: 0.25rem;
        border-block-start: 1px solid var(--line);
      }
      summary {
        padding-block: 0.625rem;
        border-radius: 0.25rem;
        cursor: pointer;
      }
      summary small {
        color: var(--ink-2);
        font-size: 0.75rem;
        font-weight: 400;
      }
    `,
  ];

  @property({attribute: false}) theme!: Theme;
  @property({attribute: false}) findings: readonly Finding[] = [];
  @property({attribute: false}) measured: readonly Measured[] = [];

  protected override render() {
    const {theme} = this;
    const palette = Object.keys(theme.values)
      .filter(isPaletteName)
      .map((name): Token => tokenNamed(name) ?? {name: name as Token['name'], tier: 'palette', type: 'color', paints: 'your own'});
    return html`
      ${this.#verdict()}
      <h2>The ten of a rebrand</h2>
      ${first.map((token) => this.#row(token))}
      <h2>More</h2>
      ${palette.length ? this.#group('Palette', palette) : nothing} ${groups.map(([title, tokens]) => this.#group(title, tokens))}
    `;
  }

  #verdict() {
    const {findings, theme} = this;
    const count = findings.length;
    const isEmpty = Object.keys(theme.values).length === 0;
    const where = `in light and dark, in ${HOSTS.length} kinds of chat`;
    return html`<div class="verdict">
      <p role="status">
        ${
          isEmpty
            ? 'Nothing is set: the checkout takes after the chat.'
            : count
              ? `${count} ${count === 1 ? 'fault' : 'faults'}, looked for ${where}`
              : `Nothing wrong ${where}`
        }
      </p>
      <ul role="list">
        ${[...new Set(findings.map(({token}) => token))].map((token) => {
          const own = findings.filter((each) => each.token === token);
          return html`<li>
            ${token ? html`<button class="plain" @click=${() => this.#show(token)}>${bare(token)} ${own.length}</button>` : own[0]!.message}
          </li>`;
        })}
      </ul>
    </div>`;
  }

  #show(token: string) {
    const row = this.renderRoot.querySelector<HTMLElement>(`theme-token[data-token="${token}"]`);
    const details = row?.closest('details');
    if (details) details.open = true;
    row?.scrollIntoView({block: 'nearest'});
    row?.focus();
  }

  #group(title: string, tokens: readonly Token[]) {
    const set = tokens.filter(({name}) => name in this.theme.values).length;
    return html`<details>
      <summary>${title} <small>${set ? `${set} of ${tokens.length} set` : `${tokens.length}`}</small></summary>
      ${tokens.map((token) => this.#row(token))}
    </details>`;
  }

  #row(token: Token) {
    const own = this.measured.filter(({pair, ratio}) => pair.what === token.name && ratio !== undefined);
    // The one that is furthest below what it needs, or least above it.
    const lowest = own.reduce<Lowest | undefined>((worst, {pair: {least}, ratio = 21}) => {
      return !worst || ratio / least < worst.ratio / worst.least ? {ratio, least} : worst;
    }, undefined);
    return html`<theme-token
      data-token=${token.name}
      .token=${token}
      .theme=${this.theme}
      .lowest=${lowest}
      .faults=${this.findings.filter((each) => each.token === token.name).map(({message}) => bare(message.replace(`${token.name} on `, 'on ')))}
    ></theme-token>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'theme-panel': ThemePanel;
  }
}
