import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {Buyer, FulfillmentDetails} from '../../shared/address.js';
import {toRequestCheckout} from '../../shared/chatgpt-checkout.js';
import {totalOf, type CheckoutSession} from '../../shared/session.js';
import type {CartItem, ManagedPaymentMethod, ToolInput} from '../../shared/tools.js';
import type {Host} from '../host/host.js';
import {realDelay, type Delay} from './calls.js';
import {KnownCheckout, type Notice} from './known-checkout.js';
import {PaymentWatch, type Phase} from './payment-watch.js';

/** What is to be shown. `loading`, `late` and `failed` come before there is anything else, the rest follows the session. */
export type View = 'loading' | 'late' | 'failed' | 'product' | 'checkout' | 'checking' | 'unclear' | 'receipt' | 'canceled' | 'expired';

type Change = Omit<ToolInput<'update_checkout'>, 'checkout_session_id'>;

const LATE_MS = 10_000;

/** How often an open checkout is asked for again, and how much more seldom once nobody has done anything for so long. */
const WAIT_MS = 3_500;
const LONG_WAIT_MS = 20_000;
const ATTENTION_MS = 600_000;

const itemsOf = ({line_items}: CheckoutSession): CartItem[] => line_items.map(({item, quantity}) => ({id: item.id, quantity}));

/**
 * The checkout of one page: what the buyer does, what is to be shown for it, and what is being waited for.
 * Requests an update of its element after every change. `delay` waits so many milliseconds; tests hand in their own clock.
 */
export class CheckoutController implements ReactiveController {
  readonly known: KnownCheckout;
  /** An address the host would not open, for the buyer to open by hand. */
  blockedUrl?: string;

  readonly #element: ReactiveControllerHost;
  readonly #host: Host;
  readonly #delay: Delay;
  readonly #watch: PaymentWatch;
  #unsubscribe?: () => void;
  #browsing = false;
  /** Number of the newest row of questions; older ones end. */
  #rounds = 0;
  #late = false;

  constructor(element: ReactiveControllerHost, host: Host, {delay = realDelay}: {delay?: Delay} = {}) {
    this.#element = element;
    this.#host = host;
    this.#delay = delay;
    this.known = new KnownCheckout(host, delay, () => {
      if (this.known.checkout?.status === 'complete_in_progress' && ['idle', 'elsewhere'].includes(this.phase)) void this.checkAgain();
      element.requestUpdate();
    });
    this.#watch = new PaymentWatch({
      ask: async () => ((await this.known.get(true)) ? this.known.checkout : undefined),
      changed: (outcome) => {
        if (outcome === 'canceled' || outcome === 'not_paid') this.known.notice = outcome;
        element.requestUpdate();
      },
      delay,
    });
    element.addController(this);
  }

  hostConnected(): void {
    this.#unsubscribe = this.#host.subscribe(() => this.known.read());
    addEventListener('focus', this.#returned);
    addEventListener('visibilitychange', this.#returned);
    this.known.read();
    this.#returned(); // connected again: the truth may have moved on
    this.#expect();
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    removeEventListener('focus', this.#returned);
    removeEventListener('visibilitychange', this.#returned);
    this.#rounds++; // a search for what became of a payment goes on: the element may only be moved
  }

  /** True while the buyer should wait. */
  get busy(): boolean {
    return this.known.isWaiting || this.#watch.busy;
  }

  /** Where a payment stands. */
  get phase(): Phase {
    return this.#watch.phase;
  }

  get view(): View {
    const {checkout, product, error, notice} = this.known;
    // Paid while the product was looked at again: nobody should buy it twice for not knowing.
    if (checkout?.status === 'completed') return 'receipt';
    if (checkout && !this.#browsing) {
      const {status} = checkout;
      if (status === 'canceled' || status === 'expired') return status;
      return this.phase === 'checking' || this.phase === 'unclear' ? this.phase : 'checkout';
    }
    if (product) return 'product';
    if (error !== undefined || notice) return 'failed';
    return this.#late ? 'late' : 'loading';
  }

  /** How the pay button pays: in the host's sheet, with a saved method, on the merchant's own page, or not at all. Looked up anew each time. */
  get payMode(): 'sheet' | 'saved' | 'external' | 'none' {
    if (this.#host.requestCheckout && this.known.payment) return 'sheet';
    if (this.methods?.length) return 'saved';
    return this.known.checkout?.continue_url ? 'external' : 'none';
  }

  /** What the buyer saved with the merchant before. A host's sheet is told of them and shows them itself. */
  get methods(): ManagedPaymentMethod[] | undefined {
    return this.known.payment?.managed_payment_methods;
  }

  /** Starts a checkout of one item; an open one gets this item in place of its old ones and keeps its address. */
  async buy(itemId: string, quantity: number): Promise<void> {
    if (this.busy) return;
    const items = [{id: itemId, quantity}];
    if (await (this.known.isOpen ? this.#update(() => ({items})) : this.#begin(items))) this.#browsing = false;
    this.#element.requestUpdate();
  }

  /** Starts anew with the things of a checkout that was canceled or has expired. */
  async restart(): Promise<void> {
    if (this.known.checkout && !this.busy) await this.#begin(itemsOf(this.known.checkout));
  }

  /** Changes how many pieces of one thing are bought; one that was taken out comes back. */
  async setQuantity(itemId: string, quantity: number): Promise<void> {
    await this.#update((session) => {
      const items = itemsOf(session);
      const place = items.findIndex(({id}) => id === itemId);
      items[place < 0 ? items.length : place] = {id: itemId, quantity};
      return {items};
    });
  }

  /** Takes a line out. Without its last line a checkout has no purpose and is canceled. */
  async remove(itemId: string): Promise<void> {
    const {checkout} = this.known;
    const left = (session: CheckoutSession) => itemsOf(session).filter(({id}) => id !== itemId);
    if (checkout && !left(checkout).length) await this.cancel();
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

  /** Sets all the discount codes that are to count. */
  async setDiscounts(codes: string[]): Promise<void> {
    await this.#update(() => ({discounts: {codes}}));
  }

  /** Cancels the checkout; back to the product where there was one. */
  async cancel(): Promise<void> {
    if (this.#watch.busy) return;
    this.#clear();
    if ((await this.known.about('cancel_checkout')) && this.known.product) this.back();
  }

  /** Shows the product again; an open checkout stays open behind it. */
  back(): void {
    if (!this.known.product || this.phase === 'paying') return;
    this.#clear();
    this.#browsing = true;
    if (!this.known.isOpen) this.known.forget();
  }

  /**
   * Pays, from inside a click; with a saved method where its id is given. Does nothing while something is under way or nothing can be
   * paid. Resolves when it is known what became of the sheet; for the merchant's own page as soon as it is being opened.
   */
  async pay(methodId?: string): Promise<void> {
    const {checkout, payment} = this.known;
    if (this.busy || !checkout) return;
    this.#clear();
    const {requestCheckout} = this.#host;
    const payload = payment && toRequestCheckout(checkout, payment);
    if (requestCheckout && payload) return this.#watch.sheet(() => requestCheckout(payload));
    if (checkout.status !== 'ready_for_payment') return;
    if (methodId)
      return this.#watch.sheet(() =>
        this.#host.callTool('complete_checkout', {
          checkout_session_id: checkout.id,
          payment_data: {token: methodId, provider: payment?.provider, amount: totalOf(checkout.totals, 'total')},
        }),
      );
    if (!checkout.continue_url) return;
    this.open(checkout.continue_url, 'elsewhere');
    this.#watch.elsewhere();
  }

  /** Asks once more about a payment that stayed unclear. */
  checkAgain(): Promise<void> {
    return this.#watch.check('unknown');
  }

  /** Tries again to get what the page was opened for. */
  async retry(): Promise<void> {
    this.#late = false;
    this.#clear();
    const opening = this.known.reopen();
    if (opening) await opening;
    else this.#expect();
  }

  /**
   * Opens a page outside, and says so once it is open where there is a notice for it; or leaves its address to the buyer where the
   * host will not. Best inside a click.
   */
  open(url: string, opened?: Notice): void {
    this.blockedUrl = undefined;
    void this.#host
      .openExternal(url)
      .then(
        () => opened,
        () => {
          this.blockedUrl = url;
          return 'blocked' as const;
        },
      )
      .then((notice) => {
        if (notice) this.known.notice = notice;
        this.#element.requestUpdate();
      });
  }

  readonly #returned = (): void => {
    void this.#ask();
    void this.#keepAsking();
  };

  /**
   * What is open may be paid or changed where this page cannot see it: in another tab, on the merchant's page, by the shop.
   * Each act of the buyer begins a new row of questions.
   */
  async #keepAsking(): Promise<void> {
    const number = ++this.#rounds;
    for (let waited = 0, wait = WAIT_MS; ; waited += wait, wait = waited < ATTENTION_MS ? WAIT_MS : LONG_WAIT_MS) {
      await this.#delay(wait);
      if (number !== this.#rounds) return;
      await this.#ask(this.phase === 'elsewhere' && waited < ATTENTION_MS);
    }
  }

  /** Asks quietly how an open checkout stands, where somebody looks at it and nobody asks already. */
  async #ask(unseen = false): Promise<void> {
    if (!this.known.isOpen || this.known.isWaiting || this.phase === 'checking') return;
    const isPaying = () => this.known.checkout?.status === 'complete_in_progress';
    const wasPaying = isPaying();
    if (unseen || document.visibilityState === 'visible') await this.known.get(true);
    if (!this.known.isOpen) this.#watch.end();
    else if (this.phase === 'unclear' && wasPaying && !isPaying()) await this.#watch.check('failed');
  }

  /** The buyer acts: what was said about the last act is over. */
  #clear(): void {
    this.known.notice = this.known.error = this.blockedUrl = undefined;
    this.#element.requestUpdate();
    void this.#keepAsking();
  }

  #expect(): void {
    if (this.view === 'loading')
      void this.#delay(LATE_MS).then(() => {
        this.#late = true;
        this.#element.requestUpdate();
      });
  }

  #begin(items: CartItem[]): Promise<boolean> {
    this.#clear();
    this.#watch.end();
    return this.known.begin('checkout_session', {checkout_session: {items}});
  }

  async #update(change: (session: CheckoutSession) => Change): Promise<boolean> {
    if (this.#watch.busy) return false; // what is being paid stays as it was shown
    this.#clear();
    return this.known.about('update_checkout', change);
  }
}
