import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {isFields, type Host} from '../../host/host.js';
import {addLanguage, hasLanguage, inOrder, type Strings} from '../../locales/localize.js';

/** The build puts a mark of its strings' order here. A server of the same build may then leave their names out. */
const ORDER = '__WORDS__';

/** How long the first view waits for its words; English stands in where they take longer. */
const WAIT_MS = 1_500;

/**
 * The language of a page: the host's, as soon as its words are there. The page brings English along and asks the server for
 * another language once. A later change of language leaves the old one until the new one has come.
 */
export class LanguageController implements ReactiveController {
  /** BCP 47 tag for words, amounts and dates. */
  locale?: string;
  /** True while nothing should be shown yet: the words are on their way. */
  isPending = false;

  readonly #element: ReactiveControllerHost;
  readonly #host: Host;
  readonly #delay: (ms: number) => Promise<void>;
  #asked?: string;

  constructor(element: ReactiveControllerHost, host: Host, delay: (ms: number) => Promise<void>) {
    this.#element = element;
    this.#host = host;
    this.#delay = delay;
    element.addController(this);
  }

  hostUpdate(): void {
    const tag = this.#host.context.locale;
    if (!tag || tag === this.#asked) return;
    this.#asked = tag;
    if (hasLanguage(tag)) this.#use(tag, tag);
    else void this.#fetch(tag);
  }

  async #fetch(tag: string): Promise<void> {
    this.isPending = !this.locale;
    void this.#delay(WAIT_MS).then(() => this.isPending && this.#use('en', tag));
    try {
      const {words, strings} = (await this.#host.callTool('get_locale', {locale: tag, order: ORDER})).structuredContent ?? {};
      const all = Array.isArray(words) ? inOrder(words) : strings;
      if (isFields(all)) addLanguage(tag, all as unknown as Strings);
    } catch {
      // no answer: English words, with the amounts and dates of the language
    }
    this.#use(tag, tag);
  }

  /** Uses a tag, unless the host has changed its mind since `asked`. */
  #use(tag: string, asked: string): void {
    if (asked !== this.#asked) return;
    this.locale = tag;
    this.isPending = false;
    this.#element.requestUpdate();
  }
}
