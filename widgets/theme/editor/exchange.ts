import {css, html, LitElement, nothing} from 'lit';
import {property, state} from 'lit/decorators.js';
import {ThemeError, type Theme} from '../theme.js';
import {pasted} from './pasted.js';
import {controls} from './styles.js';

/** A theme was pasted. */
export class ThemeImportEvent extends Event {
  readonly theme: Theme;
  constructor(theme: Theme) {
    super('theme-import', {bubbles: true, composed: true});
    this.theme = theme;
  }
}

/** A box for a text: to paste a theme into, or, where the browser copies nothing by itself, to copy one from. @fires theme-import */
export class ThemeExchange extends LitElement {
  static override styles = [
    controls,
    css`
      dialog {
        inline-size: min(44rem, calc(100vw - 2rem));
        padding: 1rem;
        border: 1px solid var(--line-strong);
        border-radius: 0.75rem;
        background: var(--surface);
        color: var(--ink);
      }
      ::backdrop {
        background: rgb(0 0 0 / 0.4);
      }
      h2 {
        margin: 0 0 0.25rem;
        font-size: 1rem;
      }
      p {
        margin: 0 0 0.75rem;
        color: var(--ink-2);
        font-size: 0.8125rem;
      }
      .fault {
        margin-block: 0.5rem 0;
        color: var(--danger);
      }
      textarea {
        display: block;
        inline-size: 100%;
        padding: 0.5rem;
        font-family: var(--mono);
        font-size: 0.75rem;
        resize: vertical;
      }
      form {
        display: flex;
        justify-content: end;
        gap: 0.5rem;
        margin-block-start: 0.75rem;
      }
    `,
  ];

  @state() private fault = '';
  @property() copy = '';

  /** Opens the box to paste into, or with a text to copy. */
  async open(copy = '') {
    this.copy = copy;
    this.fault = '';
    await this.updateComplete;
    const area = this.renderRoot.querySelector('textarea')!;
    area.value = copy;
    this.renderRoot.querySelector('dialog')!.showModal();
    area.select();
  }

  #close = () => this.renderRoot.querySelector('dialog')!.close();

  #take = (event: Event) => {
    event.preventDefault();
    try {
      this.dispatchEvent(new ThemeImportEvent(pasted(this.renderRoot.querySelector('textarea')!.value)));
      this.#close();
    } catch (error) {
      if (!(error instanceof ThemeError)) throw error;
      this.fault = error.message;
    }
  };

  protected override render() {
    const {copy, fault} = this;
    return html`<dialog aria-labelledby="title">
      <h2 id="title">${copy ? 'Copy by hand' : 'Import a theme'}</h2>
      <p id="hint">
        ${
          copy
            ? 'The browser did not copy it by itself.'
            : 'Paste a style sheet, W3C design tokens, or an object that styles Stripe Elements. It takes the place of the theme on the table; Undo brings that back.'
        }
      </p>
      <textarea
        rows="16"
        spellcheck="false"
        aria-labelledby="title"
        aria-describedby="hint fault"
        aria-invalid=${fault ? 'true' : nothing}
        ?readonly=${Boolean(copy)}
      ></textarea>
      <p id="fault" class="fault" role="alert" ?hidden=${!fault}>${fault}</p>
      <form method="dialog" @submit=${copy ? nothing : this.#take}>
        <button type="button" @click=${this.#close}>${copy ? 'Close' : 'Cancel'}</button>
        ${copy ? nothing : html`<button class="primary">Import</button>`}
      </form>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'theme-exchange': ThemeExchange;
  }
  interface HTMLElementEventMap {
    'theme-import': ThemeImportEvent;
  }
}
