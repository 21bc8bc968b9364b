import {css, html, LitElement, nothing} from 'lit';
import {property, state} from 'lit/decorators.js';
import {hostKeys, profileOf} from './profiles/profiles.js';
import {choices, offersSheet, type Settings} from './settings.js';
import {controls} from './styles.js';

/** A switch of the toolbar was set. */
export class PreviewSettingsChangeEvent extends Event {
  readonly changed: Partial<Settings>;
  constructor(changed: Partial<Settings>) {
    super('preview-settings-change', {bubbles: true, composed: true});
    this.changed = changed;
  }
}

/** A button of the toolbar was pressed. */
export class PreviewCommandEvent extends Event {
  readonly command: 'reload-widget' | 'new-chat' | 'toggle-log';
  constructor(command: PreviewCommandEvent['command']) {
    super('preview-command', {bubbles: true, composed: true});
    this.command = command;
  }
}

type Switch = Exclude<keyof Settings, 'log' | 'host'>;
const switches: {[K in Switch]: {title: string; words: Record<Settings[K], string>}} = {
  theme: {title: 'Theme', words: {system: 'System', light: 'Light', dark: 'Dark'}},
  locale: {
    title: 'Locale',
    words: {
      'en-US': 'English (US)',
      'de-DE': 'German',
      'fr-FR': 'French',
      'es-ES': 'Spanish',
      'pt-BR': 'Portuguese',
      'ja-JP': 'Japanese',
      'ko-KR': 'Korean',
      'zh-CN': 'Chinese',
      ar: 'Arabic',
      he: 'Hebrew',
    },
  },
  width: {title: 'Width', words: {320: '320 px', 375: '375 px', 480: '480 px', 768: '768 px', full: 'Full'}},
  outcome: {
    title: 'Payment outcome',
    words: {
      pays: 'Pays',
      canceled: 'Canceled',
      declined: 'Declined',
      'requires-3ds': 'Needs 3-D Secure',
      'unknown-error': 'Unknown error',
      slow: 'Slow',
      'no-sheet': 'No payment sheet',
    },
  },
  buyer: {title: 'Buyer', words: {guest: 'Guest', 'signed-in': 'Signed in'}},
};
const groups = [...new Set(hostKeys.map((key) => profileOf(key).group))];

/** The switches of the preview. @fires preview-settings-change @fires preview-command */
export class PreviewToolbar extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        padding: 0.5rem 0.75rem;
        border-block-end: 1px solid var(--line);
        background: var(--surface);
        font-size: 0.875rem;
      }
      .bar,
      .switches {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.5rem;
      }
      h1 {
        margin: 0;
        padding-block: 0.375rem;
        font-size: 1rem;
        white-space: nowrap;
      }
      .switches {
        flex: 1;
      }
      label {
        display: grid;
        min-inline-size: 0;
        color: var(--ink-2);
        font-size: 0.75rem;
        line-height: 1.3;
      }
      select {
        min-block-size: 2rem;
        padding-inline: 0.5rem;
        color: var(--ink);
        font-size: 0.875rem;
        max-inline-size: 100%;
      }
      button {
        min-block-size: 2rem;
        white-space: nowrap;
      }
      .host select {
        max-inline-size: 13.75rem;
      }
      .more {
        display: none;
        margin-inline-start: auto;
      }
      .about {
        order: 2;
        flex: 1 1 calc(100% - 9rem);
        margin: 0;
        color: var(--ink-2);
        font-size: 0.8125rem;
        line-height: 1.4;
      }
      .links {
        order: 2;
        display: flex;
        gap: 0.75rem;
        font-size: 0.8125rem;
        line-height: 1.4;
      }
      @media (max-width: 62rem) {
        .bar {
          align-items: center;
        }
        .more {
          display: block;
        }
        .switches {
          display: none;
          order: 1;
          flex-basis: 100%;
        }
        .switches.open {
          display: grid;
          grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr));
        }
        .host {
          grid-column: 1 / -1;
        }
        .switches:not(.open) ~ :is(.about, .links) {
          display: none;
        }
        .host select,
        select {
          inline-size: 100%;
          max-inline-size: 100%;
        }
      }
    `,
  ];

  @state() private isOpen = false; // on narrow windows, where the switches are folded away

  @property({attribute: false}) settings!: Settings;
  @property({type: Boolean}) logOpen = false;
  @property() ledgerUrl: string | null = null;

  #command = (command: PreviewCommandEvent['command']) => this.dispatchEvent(new PreviewCommandEvent(command));

  protected override render() {
    const {title, about} = profileOf(this.settings.host);
    return html`<header class="bar">
      <h1>Chat preview</h1>
      <button class="more" aria-expanded=${this.isOpen} aria-controls="switches" @click=${() => (this.isOpen = !this.isOpen)}>
        Settings
      </button>
      <div class="switches ${this.isOpen ? 'open' : ''}" id="switches">
        ${this.renderHosts()} ${(Object.keys(switches) as Switch[]).map((key) => this.renderSwitch(key))}
        <button @click=${() => this.#command('reload-widget')}>Reload widget</button>
        <button @click=${() => this.#command('new-chat')}>New chat</button>
      </div>
      <button aria-pressed=${this.logOpen} @click=${() => this.#command('toggle-log')}>Log</button>
      <p class="about" id="about" role="status"><strong>${title}:</strong> ${about}</p>
      <nav class="links" aria-label="Beside the chat">
        <a href="/themes" target="_blank">Themes</a>
        ${this.ledgerUrl ? html`<a href=${this.ledgerUrl} target="_blank" rel="noopener">Ledger</a>` : nothing}
      </nav>
    </header>`;
  }

  #choose = (key: keyof Settings) => (event: Event) =>
    this.dispatchEvent(new PreviewSettingsChangeEvent({[key]: (event.target as HTMLSelectElement).value}));

  private renderHosts() {
    const option = (key: Settings['host']) =>
      html`<option value=${key} .selected=${key === this.settings.host}>${profileOf(key).title}</option>`;
    return html`<label class="host"
      >Host
      <select aria-describedby="about" @change=${this.#choose('host')}>
        ${groups.map(
          (group) => html`<optgroup label=${group}>${hostKeys.filter((key) => profileOf(key).group === group).map(option)}</optgroup>`,
        )}
      </select>
    </label>`;
  }

  private renderSwitch(key: Switch) {
    const {title, words} = switches[key];
    const chosen = this.settings[key];
    // An outcome is the sheet's, and some hosts have none.
    const isIdle = key === 'outcome' && !offersSheet(this.settings.host);
    // A phone's width stands for all that are wider.
    const {width: most} = profileOf(this.settings.host).frame;
    const isWider = (value: string) => key === 'width' && most !== undefined && !(Number(value) < most);
    const isShown = (value: string) => !isWider(value) || value === (isWider(chosen) ? chosen : choices.width[0]);
    const wordOf = (value: string) => (isWider(value) ? `${most} px` : (words as Record<string, string>)[value]);
    return html`<label
      >${title}
      <select ?disabled=${isIdle} @change=${this.#choose(key)}>
        ${choices[key].filter(isShown).map((value) => html`<option value=${value} .selected=${value === chosen}>${wordOf(value)}</option>`)}
      </select>
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'preview-toolbar': PreviewToolbar;
  }
  interface HTMLElementEventMap {
    'preview-settings-change': PreviewSettingsChangeEvent;
    'preview-command': PreviewCommandEvent;
  }
}
