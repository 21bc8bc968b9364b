import {createServer, type IncomingHttpHeaders} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {TestContext} from 'node:test';

/** One call of the server to what it takes for Stripe. `said` is the text of the error it was answered with. */
export interface Seen {
  method: string;
  /** With its query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  status?: number;
  said?: string;
}

/** An answer in the place of Stripe's; `cut` drops the connection instead. */
export type Scripted = {status: number; body: object} | 'cut';

/** Stands between the server and the sandbox: writes down every call, and answers some in the sandbox's place. */
export async function stripeProxy(t: Pick<TestContext, 'after'>) {
  const seen: Seen[] = [];
  const script: {matches: (call: Seen) => boolean; answer: Scripted}[] = [];
  const line = {target: ''};

  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const call: Seen = {method: request.method ?? '', path: request.url ?? '', headers: request.headers, body};
    seen.push(call);
    const cut = () => response.socket?.resetAndDestroy();
    const at = script.findIndex(({matches}) => matches(call));
    const scripted = at < 0 ? undefined : script.splice(at, 1)[0]?.answer;
    if (scripted === 'cut') return void cut();
    try {
      const {status, headers, text} = scripted
        ? {status: scripted.status, headers: {'content-type': 'application/json'}, text: JSON.stringify(scripted.body)}
        : await forward(call, line.target);
      call.status = status;
      if (status >= 400) call.said = (JSON.parse(text) as {error?: {message?: string}}).error?.message;
      response.writeHead(status, headers).end(text);
    } catch {
      cut(); // the sandbox dropped the connection, and so does whoever stands before it
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const {port} = server.address() as AddressInfo; // a TCP server has one
  return {
    url: `http://127.0.0.1:${port}`,
    /** Every call so far, oldest first. */
    seen,
    /** Where calls go on to. */
    line,
    /** Answers the next call of this method and path prefix. */
    answer: (method: string, path: string, ...answers: Scripted[]) =>
      void script.push(
        ...answers.map((answer) => ({matches: (call: Seen) => call.method === method && call.path.startsWith(path), answer})),
      ),
  };
}

async function forward({method, path, headers, body}: Seen, target: string) {
  const {host: _ours, connection: _hop, 'content-length': _counted, ...rest} = headers;
  const answer = await fetch(target + path, {method, headers: rest as Record<string, string>, ...(method !== 'GET' && {body})});
  const {'content-length': _length, 'transfer-encoding': _encoding, connection: _kept, ...back} = Object.fromEntries(answer.headers);
  return {status: answer.status, headers: back, text: await answer.text()};
}
