import type {Fields, Host, ToolResult} from '../../widgets/host/host.js';

/** One call of a tool that a test answers by hand. */
export interface PendingCall {
  name: string;
  args: Fields;
  answer: (result: ToolResult) => void;
  fail: (reason: unknown) => void;
}

type Answers = Record<string, (args: Fields) => ToolResult | Promise<ToolResult>>;

/** A chat host with a server behind it, both played by the test. A tool without an entry in `answers` waits in `calls`. */
export function fakeHost({answers = {}, ...members}: Partial<Host> & {answers?: Answers} = {}) {
  const listeners = new Set<() => void>();
  const calls: PendingCall[] = [];
  const opened: string[] = [];
  const host = {
    name: 'fake',
    context: {locale: 'en-US'},
    toolOutput: undefined as ToolResult | undefined,
    widgetState: undefined as Fields | undefined,
    setWidgetState(state: Fields) {
      host.widgetState = state;
    },
    connect: async () => {},
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    callTool: (name: string, args: Fields) =>
      new Promise<ToolResult>((answer, fail) => {
        calls.push({name, args, answer, fail});
        const result = answers[name]?.(args);
        if (result) answer(result);
      }),
    openExternal: async (url: string) => void opened.push(url),
    reportHeight() {},
    ...members,
  } satisfies Host;
  return {
    host: host as Host,
    answers,
    calls,
    opened,
    names: () => calls.map(({name}) => name),
    /** The host hands over something new. */
    deliver(news: Partial<Pick<Host, 'toolOutput' | 'widgetState' | 'toolInput'>>) {
      Object.assign(host, news);
      for (const listener of listeners) listener();
    },
  };
}

/** A payment sheet whose promise the test settles; the one opened last unless told otherwise. */
export function fakeSheet() {
  const payloads: object[] = [];
  const opened: {resolve: (value: unknown) => void; reject: (reason: unknown) => void}[] = [];
  return {
    payloads,
    requestCheckout: (payload: object) => {
      payloads.push(payload);
      return new Promise<unknown>((resolve, reject) => opened.push({resolve, reject}));
    },
    resolve: (value?: unknown) => opened.at(-1)!.resolve(value),
    reject: (reason?: unknown) => opened.at(-1)!.reject(reason),
    /** The sheet that was opened first answers after all. */
    rejectFirst: (reason?: unknown) => opened[0]!.reject(reason),
  };
}
