import {readSheetAnswer, readSheetRejection, type SheetClaim} from '../../shared/chatgpt-checkout.js';
import type {CheckoutSession} from '../../shared/session.js';
import type {Delay} from './calls.js';
import {paymentOutcome, type PaymentOutcome} from './payment-outcome.js';

/** `paying`: the sheet is open. `checking`: it closed, the server is being asked. `elsewhere`: on the merchant's own page. */
export type Phase = 'idle' | 'paying' | 'checking' | 'unclear' | 'elsewhere';

/** How long an open sheet is waited for. */
const LIMIT_MS = 120_000;

/** What the watch needs of the checkout it belongs to. */
export interface Watched {
  /** Asks the server for the session. Undefined where it could not be reached. */
  ask(): Promise<CheckoutSession | undefined>;
  /** The phase is another one now, at the end of a search with what was found. */
  changed(outcome?: PaymentOutcome): void;
  delay: Delay;
}

/**
 * Where a payment stands, until the server's session says what became of it. What a sheet or page says about it is never believed.
 * While the buyer pays where this page cannot see it the checkout goes on asking the server, and calls `end` once all is decided.
 */
export class PaymentWatch {
  phase: Phase = 'idle';

  readonly #watched: Watched;
  /** Number of the newest search; older ones end. */
  #newest = 0;
  /** Number of the newest sheet. */
  #sheets = 0;

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  /** True while nothing may be changed about what is being paid. */
  get busy(): boolean {
    return this.phase === 'paying' || this.phase === 'checking';
  }

  /** Ends every search: there is nothing left to find out. */
  end(): void {
    this.#begin('idle');
  }

  /** Opens the host's sheet at once, and finds out what became of it. Some sheets never answer: the server is asked meanwhile. */
  async sheet(open: () => Promise<unknown>): Promise<void> {
    const number = ++this.#sheets;
    const search = this.#begin('paying');
    // The sheet may still be open: paying again is not offered before the server was asked.
    void this.#watched.delay(LIMIT_MS).then(() => search === this.#newest && this.#set('unclear'));
    let claim: SheetClaim;
    try {
      claim = readSheetAnswer(await open());
    } catch (reason) {
      claim = readSheetRejection(reason);
    }
    if (number === this.#sheets) await this.check(claim);
  }

  /** Finds out what became of a payment. */
  async check(claim: SheetClaim): Promise<void> {
    const number = ++this.#newest;
    const isCurrent = () => number === this.#newest;
    if (this.phase !== 'paying') this.#set('checking'); // behind a sheet one round trip may settle it
    const again = () => {
      if (isCurrent()) this.#set('checking');
      return isCurrent();
    };
    const outcome = await paymentOutcome(claim, this.#watched.ask, again, this.#watched.delay);
    if (!isCurrent()) return;
    this.#set(outcome === 'unclear' ? 'unclear' : 'idle', outcome);
    // Nobody said what happened. Should the money arrive late after all, the receipt comes by itself.
    if (claim === 'unknown' && outcome === 'not_paid') this.elsewhere();
  }

  /** The buyer pays on the merchant's own page. Nobody tells this one when that is done. */
  elsewhere(): void {
    this.#begin('elsewhere');
  }

  #begin(phase: Phase): number {
    this.#set(phase);
    return ++this.#newest;
  }

  #set(phase: Phase, outcome?: PaymentOutcome): void {
    this.phase = phase;
    this.#watched.changed(outcome);
  }
}
