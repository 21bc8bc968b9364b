import {css, html, LitElement, nothing} from 'lit';
import {query, state} from 'lit/decorators.js';
import {controls} from './styles.js';

/** The host's question before a page leads the buyer away: where to, and whether to go. */
export class PreviewLinkQuestion extends LitElement {
  static override styles = [
    controls,
    css`
      dialog {
        inline-size: min(26rem, calc(100vw - 2rem));
        padding: 1.25rem;
        border: 1px solid var(--line-strong);
        border-radius: 1rem;
        background: var(--surface);
        color: var(--ink);
        box-shadow: 0 8px 32px rgb(0 0 0 / 20%);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }
      h2 {
        margin: 0;
        font-size: 1.125rem;
      }
      p {
        margin-block: 0.5rem;
      }
      .address {
        max-block-size: 9rem;
        padding: 0.5rem 0.75rem;
        overflow-y: auto;
        border-radius: 0.5rem;
        background: var(--surface-2);
        font: 0.8125rem/1.45 var(--mono);
        overflow-wrap: anywhere;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 0.5rem;
        margin-block-start: 1rem;
      }
    `,
  ];

  @state() private url?: URL;

  @query('dialog') private dialog!: HTMLDialogElement;
  #answer?: (isWanted: boolean) => void;

  /** Resolves with whether the buyer wants to go there. A new question answers an open one with no. */
  async ask(url: URL): Promise<boolean> {
    this.#settle(false);
    this.url = url;
    const answer = new Promise<boolean>((resolve) => (this.#answer = resolve));
    await this.updateComplete;
    this.dialog.showModal();
    this.renderRoot.querySelector<HTMLButtonElement>('.primary')?.focus();
    return answer;
  }

  #settle(isWanted: boolean) {
    const answer = this.#answer;
    this.#answer = undefined;
    this.dialog.close();
    answer?.(isWanted);
  }

  protected override render() {
    const {url} = this;
    return html`<dialog aria-labelledby="title" aria-describedby="why" @close=${() => this.#settle(false)}>
      <h2 id="title">Leave the chat?</h2>
      <p id="why" class="quiet">The widget wants to open <strong>${url?.host ?? nothing}</strong>.</p>
      <p class="address" dir="ltr" tabindex="0" aria-label="Address">${url?.href}</p>
      <div class="actions">
        <button @click=${() => this.#settle(false)}>Stay here</button>
        <button class="primary" @click=${() => this.#settle(true)}>Open link</button>
      </div>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'preview-link-question': PreviewLinkQuestion;
  }
}
