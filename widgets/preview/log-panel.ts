import {css, html, LitElement, nothing, type PropertyValues} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {repeat} from 'lit/directives/repeat.js';
import type {Activity, Entry} from './activity.js';
import {printMasked} from './mask.js';
import {controls} from './styles.js';

const NEAR_END_PX = 40;

/** Every tool call and host message as it happens, the newest at the bottom. */
export class PreviewLogPanel extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        min-block-size: 0;
        min-inline-size: 0;
        background: var(--page);
      }
      section {
        display: grid;
        grid-template-rows: auto 1fr;
        block-size: 100%;
        min-block-size: 0;
        font-size: 0.8125rem;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
        padding: 0.5rem 0.75rem;
        border-block-end: 1px solid var(--line);
      }
      h2 {
        margin: 0;
        font-size: 0.9375rem;
      }
      input {
        flex: 1;
        min-inline-size: 6rem;
        inline-size: 6rem;
      }
      header button,
      input[type='search'] {
        min-block-size: 2rem;
      }
      .scroll {
        min-block-size: 0;
        overflow: auto;
        scrollbar-width: thin;
      }
      ol {
        margin: 0;
        padding: 0.25rem 0;
        list-style: none;
      }
      li {
        border-block-end: 1px solid var(--line);
      }
      summary {
        display: grid;
        grid-template-columns: 3.75rem 1fr auto;
        gap: 0.5rem;
        padding: 0.375rem 0.75rem;
        cursor: pointer;
      }
      summary:hover {
        background: var(--surface-2);
      }
      .name {
        overflow-wrap: anywhere;
        font-family: var(--mono);
      }
      .failed .name,
      .failed .ms {
        color: var(--danger);
      }
      .quirk summary {
        background: var(--note-surface);
      }
      .quirk .name {
        font-family: inherit;
      }
      .who,
      .ms {
        color: var(--ink-2);
        white-space: nowrap;
      }
      .detail {
        display: grid;
        gap: 0.5rem;
        padding: 0 0.75rem 0.75rem;
      }
      pre {
        margin: 0;
        padding: 0.5rem;
        max-block-size: 20rem;
        overflow: auto;
        border-radius: 0.5rem;
        background: var(--surface);
        font: 0.75rem/1.45 var(--mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .detail button {
        justify-self: start;
        min-block-size: 1.75rem;
        font-size: 0.75rem;
      }
      .empty {
        padding: 0.75rem;
      }
    `,
  ];

  @state() private filter = '';
  @state() private openIds = new Set<number>();
  @state() private copiedId?: number;

  @property({attribute: false}) activity!: Activity;

  @query('.scroll') private scroller!: HTMLElement;
  #wasAtEnd = true;
  #onActivity = () => this.requestUpdate();

  override connectedCallback() {
    super.connectedCallback();
    this.activity.addEventListener('change', this.#onActivity);
  }

  override disconnectedCallback() {
    this.activity.removeEventListener('change', this.#onActivity);
    super.disconnectedCallback();
  }

  protected override willUpdate() {
    const box = this.scroller as HTMLElement | null;
    this.#wasAtEnd = !box || box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
  }

  protected override updated(changed: PropertyValues) {
    // Follows the newest line, but not while someone reads an older one.
    if (this.#wasAtEnd && !changed.has('openIds')) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  private onToggle({id}: Entry, event: Event) {
    const next = new Set(this.openIds);
    if ((event.target as HTMLDetailsElement).open) next.add(id);
    else next.delete(id);
    this.openIds = next;
  }

  private async copy(entry: Entry) {
    await navigator.clipboard.writeText(`${entry.who} ${entry.name}\n${printEntry(entry)}`);
    this.copiedId = entry.id;
  }

  protected override render() {
    const wanted = this.filter.toLowerCase();
    const entries = this.activity.entries.filter((entry) => !wanted || textFor(entry).includes(wanted));
    return html`<section aria-labelledby="title">
      <header>
        <h2 id="title">Activity</h2>
        <input
          type="search"
          aria-label="Filter activity"
          placeholder="Filter"
          @input=${(event: Event) => (this.filter = (event.target as HTMLInputElement).value)}
        />
        <button @click=${() => this.activity.clear()}>Clear</button>
      </header>
      <div class="scroll">
        ${
          entries.length
            ? html`<ol>
                ${repeat(
                  entries,
                  ({id}) => id,
                  (entry) => this.renderEntry(entry),
                )}
              </ol>`
            : html`<p class="quiet empty">${wanted ? 'Nothing matches.' : 'Nothing has happened yet.'}</p>`
        }
      </div>
    </section>`;
  }

  private renderEntry(entry: Entry) {
    const isOpen = this.openIds.has(entry.id);
    return html`<li class=${entry.state}>
      <details @toggle=${(event: Event) => this.onToggle(entry, event)}>
        <summary>
          <span class="who">${entry.who}</span>
          <span class="name">${entry.name}</span>
          <span class="ms">${endOf(entry)}</span>
        </summary>
        ${
          isOpen
            ? html`<div class="detail">
                <span class="quiet">${entry.at.toLocaleTimeString()}</span>
                <pre tabindex="0">${printEntry(entry)}</pre>
                <button @click=${() => this.copy(entry)}>${this.copiedId === entry.id ? 'Copied' : 'Copy'}</button>
              </div>`
            : nothing
        }
      </details>
    </li>`;
  }
}

const endOf = ({state, ms}: Entry) => {
  if (state === 'running') return '…';
  if (state === 'quirk') return 'quirk';
  const time = ms === undefined ? '' : `${ms} ms`;
  return state === 'failed' ? `failed ${time}` : time;
};

const printEntry = ({request, answer}: Entry) =>
  [request, answer]
    .filter((value) => value !== undefined)
    .map(printMasked)
    .join('\n\n→ ');

const textFor = (entry: Entry) => `${entry.who} ${entry.name} ${entry.state} ${printEntry(entry)}`.toLowerCase();

declare global {
  interface HTMLElementTagNameMap {
    'preview-log-panel': PreviewLogPanel;
  }
}
