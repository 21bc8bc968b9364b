/** Who did it: the stand-in for the model, the page in the frame, the payment sheet, or the host itself. */
export type Who = 'model' | 'widget' | 'sheet' | 'host';

/** One line of the log. `ms` is how long it took; `request` and `answer` are shown as JSON, masked. */
export interface Entry {
  id: number;
  at: Date;
  who: Who;
  name: string;
  /** `quirk` is something the host does that a page could not expect. */
  state: 'running' | 'done' | 'failed' | 'quirk';
  ms?: number;
  request?: unknown;
  answer?: unknown;
}

const MOST_ENTRIES = 500;

/** What happened between model, page, sheet and server, oldest first. Fires `change`. */
export class Activity extends EventTarget {
  entries: readonly Entry[] = [];
  #last = 0;

  /** Notes something that has no duration. */
  note(who: Who, name: string, request?: unknown, state: Entry['state'] = 'done'): void {
    this.#put({id: ++this.#last, at: new Date(), who, name, state, request});
  }

  /** Runs work and notes it while it runs and when it ended. A result with `isError` counts as failed. */
  async run<T>(who: Who, name: string, request: unknown, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const entry: Entry = {id: ++this.#last, at: new Date(), who, name, state: 'running', request};
    this.#put(entry);
    const end = (state: Entry['state'], answer: unknown) => {
      const ended = {...entry, state, answer, ms: Math.round(performance.now() - started)};
      this.#set(this.entries.map((other) => (other.id === entry.id ? ended : other)));
    };
    try {
      const answer = await work();
      end((answer as {isError?: boolean} | undefined)?.isError ? 'failed' : 'done', answer);
      return answer;
    } catch (error) {
      end('failed', sentence(error));
      throw error;
    }
  }

  clear(): void {
    this.#set([]);
  }

  #put(entry: Entry) {
    this.#set([...this.entries, entry].slice(-MOST_ENTRIES));
  }

  #set(entries: readonly Entry[]) {
    this.entries = entries;
    this.dispatchEvent(new Event('change'));
  }
}

/** What a thrown value says. */
export const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));
