import type {ToolName} from '../../shared/tools.js';
import type {Host, ToolResult} from '../host/host.js';

const TIMEOUT_MS = 30_000;
/** For questions that are asked again soon anyway: a lost answer must not hold up the next. */
const QUIET_TIMEOUT_MS = 8_000;

/** Waits so many milliseconds. */
export type Delay = (ms: number) => Promise<void>;

export const realDelay: Delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** `dropped`: something newer began meanwhile, so whatever this call was answered is of no interest. */
export type Reply = ToolResult | 'unanswered' | 'dropped';

/**
 * Tool calls in a row: each begins when the one before was answered, because every answer is a whole session and
 * the next change builds on it. A fresh start overtakes the row; answers to what came before it are dropped.
 */
export class Calls {
  /** Calls that the buyer waits for. Quiet ones are not counted. */
  pending = 0;

  readonly #host: Host;
  readonly #delay: Delay;
  #newest = 0;
  /** Calls that the buyer has begun: a quiet answer from before the latest is no news. */
  #begun = 0;
  #row: Promise<unknown> = Promise.resolve();

  constructor(host: Host, delay: Delay) {
    this.#host = host;
    this.#delay = delay;
  }

  /** Makes every earlier call void and begins a new row. */
  startAnew(): void {
    this.#newest++;
    this.#row = Promise.resolve();
    this.pending = 0;
  }

  /**
   * Calls a tool when its turn comes. `args` is asked only then, and may answer undefined to let the turn go.
   * `take` sees the reply before the next call begins. A quiet call waits for its turn, but nothing waits for it.
   */
  async call(name: ToolName, args: () => object | undefined, take: (reply: Reply) => boolean, quiet = false): Promise<boolean> {
    const start = this.#newest;
    const begun = quiet ? this.#begun : ++this.#begun;
    const isOld = () => (quiet ? begun !== this.#begun : start !== this.#newest);
    const turn = this.#row.then(async () => {
      const input = isOld() ? undefined : args();
      if (!input) return take('dropped');
      const timeout = this.#delay(quiet ? QUIET_TIMEOUT_MS : TIMEOUT_MS).then(() => 'unanswered' as const);
      const reply = await Promise.race([this.#host.callTool(name, {...input}), timeout]).catch(() => 'unanswered' as const);
      return take(isOld() ? 'dropped' : reply);
    });
    if (quiet) return turn;
    this.#row = turn;
    this.pending++;
    try {
      return await turn;
    } finally {
      if (!isOld()) this.pending--;
    }
  }
}
