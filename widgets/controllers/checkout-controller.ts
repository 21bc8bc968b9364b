import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {Buyer, FulfillmentDetails} from '../../shared/address.js';
import {readSheetAnswer, readSheetRejection, toRequestCheckout, type SheetClaim} from '../../shared/chatgpt-checkout.js';
import type {Product} from '../../shared/product.js';
import type {CheckoutSession} from '../../shared/session.js';
import type {CartItem, PaymentSetup, ToolInput, ToolName} from '../../shared/tools.js';
import {errorSentence, openingCall, type Host, type ToolResult} from '../host/host.js';
import {isFinal, readAnswer} from './answer.js';
import {Calls, type Delay} from './calls.js';
import {paymentOutcome} from './payment-outcome.js';

/** Something only the page knows; the sentence belongs to the locale. */
export type Notice = 'canceled' | 'not_paid' | 'unreachable' | 'elsewhere' | 'blocked';

/** What is to be shown. `loading`, `late` and `failed` come before there is anything else, the rest follows the session. */
export type View = 'loading' | 'late' | 'failed' | 'product' | 'checkout' | 'checking' | 'unclear' | 'receipt' | 'canceled' | 'expired';

/** `paying`: the sheet is open. `checking`: it closed, the server is being asked. `elsewhere`: on the merchant's own page. */
export type Phase = 'idle' | 'paying' | 'checking' | 'unclear' | 'elsewhere';

const LATE_MS = 10_000;
const ELSEWHERE_MS = 600_000;
const ELSEWHERE_WAIT_MS = 5_000;

const realDelay: Delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const itemsOf = ({line_items}: CheckoutSession): CartItem[] => line_items.map(({item, quantity}) => ({id: item.id, quantity}));

/**
 * The checkout of one page: the session the server gave last, and what the buyer is waiting for.
 * The server's session decides everything: nothing is shown as done before its answer, and an error leaves the session as it was.
 * Requests an update of its element after every change. `delay` waits so many milliseconds; tests hand in their own clock.
 */
export class CheckoutController implements ReactiveController {
  /** The product that was shown, where the page began with one, and the item id picked first. */
  product?: Product;
  itemId?: string;
  checkout?: CheckoutSession;
  payment?: PaymentSetup;
  phase: Phase = 'idle';
  notice?: Notice;
  /** The server's sentence about the last call, where it refused it. */
  error?: string;
  /** An address the host would not open, for the buyer to open by hand. */
  blockedUrl?: string;

  readonly #element: ReactiveControllerHost;
  readonly #host: Host;
  readonly #delay: Delay;
  readonly #calls: Calls;
  #unsubscribe?: () => void;
  #output?: ToolResult;
  #restored = false;
  #browsing = false;
  #late = false;
  /** Number of the newest loop that follows a payment; older ones end. */
  #watch = 0;

  constructor(element: ReactiveControllerHost, host: Host, {delay = realDelay}: {delay?: Delay} = {}) {
    this.#element = element;
    this.#host = host;
    this.#delay = delay;
    this.#calls = new Calls(host, delay);
    element.addController(this);
  }

  hostConnected(): void {
    const known = this.checkout;
    this.#unsubscribe = this.#host.subscribe(() => this.#read());
    addEventListener('focus', this.#returned);
    document.addEventListener('visibilitychange', this.#returned);
    this.#read();
    if (known && !isFinal(known)) void this.#get(); // connected again: the truth may have moved on
    this.#expect();
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    removeEventListener('focus', this.#returned);
    document.removeEventListener('visibilitychange', this.#returned);
    this.#watch++;
    if (this.phase !== 'paying') this.phase = 'idle';
  }

  /** True while the buyer should wait. */
  get busy(): boolean {
    return this.#calls.pending > 0 || this.phase === 'paying' || this.phase === 'checking';
  }

  get view(): View {
    const {checkout, phase} = this;
    if (checkout && !this.#browsing) {
      const {status} = checkout;
      if (status === 'completed') return 'receipt';
      if (status === 'canceled' || status === 'expired') return status;
      return phase === 'checking' || phase === 'unclear' ? phase : 'checkout';
    }
    if (this.product) return 'product';
    if (this.error !== undefined || this.notice) return 'failed';
    return this.#late ? 'late' : 'loading';
  }

  /** How the pay button pays: in the host's sheet, on the merchant's own page, or not at all. Looked up anew each time. */
  get payMode(): 'sheet' | 'external' | 'none' {
    if (this.#host.requestCheckout && this.payment) return 'sheet';
    return this.checkout?.continue_url ? 'external' : 'none';
  }

  /** Starts a checkout of one item; an open one gets this item in place of its old ones and keeps its address. */
  async buy(itemId: string, quantity: number): Promise<void> {
    if (this.busy) return;
    const items = [{id: itemId, quantity}];
    const open = this.checkout && !isFinal(this.checkout);
    if (await (open ? this.#update(() => ({items})) : this.#begin(items))) this.#browsing = false;
    this.#element.requestUpdate();
  }

  /** Starts anew with the things of a checkout that was canceled or has expired. */
  async restart(): Promise<void> {
    if (this.checkout && !this.busy) await this.#begin(itemsOf(this.checkout));
  }

  /** Changes how many pieces of one line are bought. */
  async setQuantity(itemId: string, quantity: number): Promise<void> {
    await this.#update((session) => ({items: itemsOf(session).map((item) => (item.id === itemId ? {id: itemId, quantity} : item))}));
  }

  /** Takes a line out. Without its last line a checkout has no purpose and is canceled. */
  async remove(itemId: string): Promise<void> {
    const left = (session: CheckoutSession) => itemsOf(session).filter(({id}) => id !== itemId);
    if (this.checkout && !left(this.checkout).length) await this.cancel();
    else await this.#update((session) => ({items: left(session)}));
  }

  /** Sets where to deliver, and who buys where that is known. */
  async setAddress(details: FulfillmentDetails, buyer?: Buyer): Promise<void> {
    await this.#update(() => ({fulfillment_details: details, ...(buyer && {buyer})}));
  }

  /** Picks a way of delivery. */
  async setOption(optionId: string, type: string): Promise<void> {
    await this.#update(() => ({selected_fulfillment_options: [{option_id: optionId, type}]}));
  }

  /** Cancels the checkout; back to the product where there was one. */
  async cancel(): Promise<void> {
    if (this.phase === 'paying' || this.phase === 'checking') return;
    this.#clear();
    const canceled = await this.#call('cancel_checkout', () => this.checkout && {checkout_session_id: this.checkout.id});
    if (canceled && this.product) this.back();
  }

  /** Shows the product again; an open checkout stays open behind it. */
  back(): void {
    if (!this.product || this.phase === 'paying') return;
    this.#clear();
    this.#browsing = true;
    if (!this.checkout || !isFinal(this.checkout)) return;
    this.checkout = undefined;
    this.#host.setWidgetState?.({});
  }

  /**
   * Pays, from inside a click. Does nothing while something is under way or nothing can be paid.
   * Resolves when it is known what became of the sheet; for the merchant's own page as soon as it is being opened.
   */
  async pay(): Promise<void> {
    const {checkout, payment} = this;
    if (this.busy || !checkout) return;
    this.#clear();
    const {requestCheckout} = this.#host;
    const payload = payment && toRequestCheckout(checkout, payment);
    if (!requestCheckout || !payload) {
      if (checkout.status === 'ready_for_payment' && checkout.continue_url) this.#payElsewhere(checkout.continue_url);
      return;
    }
    this.#set('paying');
    let claim: SheetClaim;
    try {
      claim = readSheetAnswer(await requestCheckout(payload));
    } catch (reason) {
      claim = readSheetRejection(reason);
    }
    await this.#check(claim);
  }

  /** Asks once more about a payment that stayed unclear. */
  checkAgain(): Promise<void> {
    return this.#check('unknown');
  }

  /** Tries again to get what the page was opened for. */
  async retry(): Promise<void> {
    this.#late = false;
    this.#clear();
    const id = this.checkout?.id ?? this.#rememberedId;
    const call = openingCall(id ? {checkout_session_id: id} : this.#host.toolInput);
    if (!call) return this.#expect();
    this.#calls.startAnew();
    await this.#call(call[0] as ToolName, () => call[1]);
  }

  /** Opens a page outside, or leaves its address to the buyer where the host will not. Best inside a click. */
  open(url: string): void {
    this.blockedUrl = undefined;
    this.#host.openExternal(url).catch(() => {
      this.blockedUrl = url;
      this.notice = 'blocked';
      this.#element.requestUpdate();
    });
  }

  get #rememberedId(): string | undefined {
    const id = this.#host.widgetState?.checkout_session_id;
    return typeof id === 'string' ? id : undefined;
  }

  readonly #returned = (): void => {
    if (document.visibilityState === 'visible' && (this.phase === 'elsewhere' || this.phase === 'paying')) void this.#get(true);
  };

  #set(phase: Phase): void {
    this.phase = phase;
    this.#element.requestUpdate();
  }

  /** The buyer acts: what was said about the last act is over. */
  #clear(): void {
    this.notice = this.error = this.blockedUrl = undefined;
    this.#element.requestUpdate();
  }

  #expect(): void {
    if (this.view === 'loading')
      void this.#delay(LATE_MS).then(() => {
        this.#late = true;
        this.#element.requestUpdate();
      });
  }

  /**
   * Takes what the host delivered. After a reload that may be old or empty, so a remembered session goes first,
   * and any session is asked for again: one that was paid meanwhile must not look payable.
   */
  #read(): void {
    const output = this.#host.toolOutput;
    const remembered = this.#restored ? undefined : this.#rememberedId;
    if (output && output !== this.#output) {
      this.#output = output;
      const {product, priceID, checkout} = readAnswer(output);
      if (product) [this.product, this.itemId] = [product, priceID];
      else if (!checkout && !remembered && this.view === 'loading') this.error = errorSentence(output) ?? '';
      if (checkout && !this.checkout && (!remembered || remembered === checkout.id)) this.#takeDelivered(output);
    }
    if (remembered && !this.#restored) void this.#restore(remembered);
    this.#element.requestUpdate();
  }

  #takeDelivered(output: ToolResult): void {
    if (this.#take(output) && this.checkout && !isFinal(this.checkout)) void this.#get();
  }

  async #restore(id: string): Promise<void> {
    this.#restored = true;
    const restored = await this.#call('get_checkout', () => ({checkout_session_id: id}));
    // The remembered session is gone; a delivered one is better than none.
    if (!restored && !this.checkout && this.#output) this.#takeDelivered(this.#output);
  }

  #begin(items: CartItem[]): Promise<boolean> {
    this.#clear();
    this.#watch++;
    this.#calls.startAnew();
    return this.#call('checkout_session', () => ({checkout_session: {items}}));
  }

  async #update(change: (session: CheckoutSession) => Omit<ToolInput<'update_checkout'>, 'checkout_session_id'>): Promise<boolean> {
    if (this.phase === 'paying' || this.phase === 'checking') return false; // what is being paid stays as it was shown
    this.#clear();
    // Built when its turn comes: arrays replace, so it must start from the answer to the change before.
    return this.#call('update_checkout', () => this.checkout && {checkout_session_id: this.checkout.id, ...change(this.checkout)});
  }

  #get(quiet = false): Promise<boolean> {
    return this.#call('get_checkout', () => this.checkout && {checkout_session_id: this.checkout.id}, quiet);
  }

  /** Calls a tool in turn and takes its answer. True when something new was taken. */
  async #call(name: ToolName, args: () => object | undefined, quiet = false): Promise<boolean> {
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
        // Without an answer the change may have been made all the same.
        if (!sentence && name !== 'get_checkout') void this.#get(true);
        return false;
      },
      quiet,
    );
    this.#element.requestUpdate();
    return taken.finally(() => this.#element.requestUpdate());
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
    this.checkout = checkout;
    this.payment = payment ?? this.payment;
    if (this.#rememberedId !== checkout.id) this.#host.setWidgetState?.({checkout_session_id: checkout.id});
    if (checkout.status === 'complete_in_progress' && (this.phase === 'idle' || this.phase === 'elsewhere')) void this.#check('unknown');
    return true;
  }

  async #check(claim: SheetClaim): Promise<void> {
    const watch = ++this.#watch;
    const isCurrent = () => watch === this.#watch;
    if (this.phase !== 'paying') this.#set('checking'); // behind a sheet one round trip may settle it
    const again = () => {
      if (isCurrent()) this.#set('checking');
      return isCurrent();
    };
    const outcome = await paymentOutcome(claim, async () => ((await this.#get(true)) ? this.checkout : undefined), again, this.#delay);
    if (!isCurrent()) return;
    if (outcome === 'canceled' || outcome === 'not_paid') this.notice = outcome;
    this.#set(outcome === 'unclear' ? 'unclear' : 'idle');
  }

  /** Nobody tells this page that the purchase was finished elsewhere, so the server is asked now and then. */
  #payElsewhere(url: string): void {
    this.notice = 'elsewhere';
    this.open(url);
    this.#set('elsewhere');
    void this.#followElsewhere(++this.#watch);
  }

  async #followElsewhere(watch: number): Promise<void> {
    for (let waited = 0; waited < ELSEWHERE_MS; waited += ELSEWHERE_WAIT_MS) {
      await this.#delay(ELSEWHERE_WAIT_MS);
      if (watch !== this.#watch || !this.checkout || isFinal(this.checkout)) return;
      await this.#get(true);
    }
  }
}
