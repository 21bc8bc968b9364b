import type {Product} from '../../shared/product.js';
import type {CheckoutSession} from '../../shared/session.js';
import type {PaymentSetup, ToolName} from '../../shared/tools.js';
import {errorSentence, openingCall, type Host, type ToolResult} from '../host/host.js';
import {isFinal, readAnswer} from './answer.js';
import {Calls, type Delay} from './calls.js';

/** Something only the page knows; the sentence belongs to the locale. */
export type Notice = 'canceled' | 'not_paid' | 'unreachable' | 'elsewhere' | 'blocked';

/** What is asked for every few seconds is seldom new: the same object then, so that nothing is drawn again. */
const unlessSame = <T>(old: T | undefined, next: T): T => (old && JSON.stringify(old) === JSON.stringify(next) ? old : next);

/**
 * What a page knows of its checkout: what the host delivered and what the server answered last. The server's session decides
 * everything: nothing counts as done before its answer, and an error leaves the session as it was. Remembered over a reload.
 */
export class KnownCheckout {
  /** The product that was shown, where the page began with one, and the item id picked first. */
  product?: Product;
  itemId?: string;
  checkout?: CheckoutSession;
  payment?: PaymentSetup;
  notice?: Notice;
  /** The server's sentence about the last call, where it refused it. */
  error?: string;

  readonly #host: Host;
  readonly #calls: Calls;
  readonly #changed: () => void;
  #output?: ToolResult;
  #restored = false;

  /** `changed` is called after anything here has changed. */
  constructor(host: Host, delay: Delay, changed: () => void) {
    this.#host = host;
    this.#calls = new Calls(host, delay);
    this.#changed = changed;
  }

  /** True while there is a session that can still change. */
  get isOpen(): boolean {
    return Boolean(this.checkout && !isFinal(this.checkout));
  }

  /** True while the buyer waits for an answer. */
  get isWaiting(): boolean {
    return this.#calls.pending > 0;
  }

  /**
   * Takes what the host delivered. After a reload that may be old or empty, so a remembered session goes first,
   * and any session is asked for again: one that was paid meanwhile must not look payable.
   */
  read(): void {
    const output = this.#host.toolOutput;
    const remembered = this.#restored ? undefined : this.#rememberedId;
    if (output && output !== this.#output) {
      this.#output = output;
      const {product, priceID, checkout} = readAnswer(output);
      if (product) [this.product, this.itemId] = [product, priceID];
      else if (!checkout && !remembered && !this.checkout && !this.product) this.#takeNothing(output);
      if (checkout && !this.checkout && (!remembered || remembered === checkout.id)) this.#takeDelivered(output);
    }
    if (remembered && !this.#restored) void this.#restore(remembered);
    this.#changed();
  }

  /** Asks anew for what the page was opened for. Undefined where nobody has said yet what that is. */
  reopen(): Promise<boolean> | undefined {
    const id = this.checkout?.id ?? this.#rememberedId;
    const call = openingCall(id ? {checkout_session_id: id} : this.#host.toolInput);
    return call && this.begin(call[0] as ToolName, call[1]);
  }

  /** Calls a tool that overtakes everything before it. */
  begin(name: ToolName, args: object): Promise<boolean> {
    this.#calls.startAnew();
    return this.#call(name, () => args);
  }

  /**
   * Calls a tool about the session. `more` is asked when its turn comes: arrays replace, so a change must start from the answer to
   * the one before. Quiet: nobody waits for it, and a failure is not spoken of.
   */
  about(name: ToolName, more?: (session: CheckoutSession) => object, quiet = false): Promise<boolean> {
    return this.#call(name, () => this.checkout && {checkout_session_id: this.checkout.id, ...more?.(this.checkout)}, quiet);
  }

  /** Asks for the session as it is now. */
  get(quiet = false): Promise<boolean> {
    return this.about('get_checkout', undefined, quiet);
  }

  /** Lets go of a session that is over. */
  forget(): void {
    this.checkout = undefined;
    this.#host.setWidgetState?.({});
  }

  get #rememberedId(): string | undefined {
    const id = this.#host.widgetState?.checkout_session_id;
    return typeof id === 'string' ? id : undefined;
  }

  /** A result without anything to show: a refusal, or one that a host has emptied. What only reads is then asked for again. */
  #takeNothing(output: ToolResult): void {
    const [name] = openingCall(this.#host.toolInput) ?? [];
    if (!output.isError && name && name !== 'checkout_session') void this.reopen();
    else this.error ??= errorSentence(output) ?? '';
  }

  #takeDelivered(output: ToolResult): void {
    if (this.#take(output) && this.isOpen) void this.get();
  }

  async #restore(id: string): Promise<void> {
    this.#restored = true;
    const restored = await this.#call('get_checkout', () => ({checkout_session_id: id}));
    // The remembered session is gone; a delivered one is better than none.
    if (!restored && !this.checkout && this.#output) this.#takeDelivered(this.#output);
  }

  /** Calls a tool in turn and takes its answer. True when something new was taken. */
  #call(name: ToolName, args: () => object | undefined, quiet = false): Promise<boolean> {
    const taken = this.#calls.call(
      name,
      args,
      (reply) => {
        if (reply === 'dropped') return false;
        if (reply !== 'unanswered' && this.#take(reply)) return true;
        if (quiet) return false;
        const sentence = reply !== 'unanswered' && errorSentence(reply);
        if (sentence) this.error = sentence;
        else this.notice = 'unreachable';
        // Without an answer the change may have been made all the same; refused, the session may have expired or been paid elsewhere.
        if (name !== 'get_checkout') void this.get(true);
        return false;
      },
      quiet,
    );
    this.#changed();
    return taken.finally(this.#changed);
  }

  /** Takes a result over. False for a refusal or a result without anything to show: then all stays as it was. */
  #take(result: ToolResult): boolean {
    const {product, priceID, checkout, payment} = readAnswer(result);
    if (result.isError || !(product || checkout)) return false;
    if (product) [this.product, this.itemId] = [product, priceID];
    if (!checkout) return true;
    this.#restored = true;
    const old = this.checkout;
    // A session that was paid stays paid, whatever a late or replayed answer says.
    if (old?.id === checkout.id && old.status === 'completed') return true;
    this.checkout = unlessSame(old, checkout);
    this.payment = unlessSame(this.payment, payment ?? this.payment);
    if (this.#rememberedId !== checkout.id) this.#host.setWidgetState?.({checkout_session_id: checkout.id});
    return true;
  }
}
