import {request as requestHttp} from 'node:http';
import {request as requestHttps} from 'node:https';

export interface Knock {
  method?: 'POST' | 'GET';
  /** `Host` may be any name: that is what the guard against DNS rebinding is asked about. */
  headers?: Record<string, string>;
  body?: string;
  timeoutMs: number;
}

export interface KnockAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The server could not be reached, said in a sentence for the reader. */
export class Unreachable extends Error {}

const CAUSES: Record<string, string> = {
  ECONNREFUSED: 'nothing is listening there',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name could not be looked up',
  ECONNRESET: 'the connection was cut',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no network',
  ETIMEDOUT: 'it does not answer',
  EPROTO: 'it does not speak https',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

const MAX_BODY = 1_000_000;
const MCP = {'content-type': 'application/json', accept: 'application/json, text/event-stream'};

/**
 * One plain HTTP request with headers that `fetch` would not send. A stream is not read: its headers are the answer.
 * Rejects with `Unreachable` when there is no answer.
 */
export function knock(url: URL, {method = 'POST', headers, body, timeoutMs}: Knock): Promise<KnockAnswer> {
  return new Promise((resolve, reject) => {
    const unreachable = (why: string) => reject(new Unreachable(`${url.href} cannot be reached: ${why}.`));
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {method, headers: {...MCP, ...headers}, agent: false});
    const timer = setTimeout(() => {
      unreachable(`no answer within ${timeoutMs / 1000} seconds`);
      request.destroy();
    }, timeoutMs);
    request.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      unreachable(CAUSES[error.code ?? ''] ?? error.message);
    });
    request.on('response', (response) => {
      const answer = {
        status: response.statusCode ?? 0,
        headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
        body: '',
      };
      const done = () => {
        clearTimeout(timer);
        resolve(answer);
        request.destroy();
      };
      if (answer.headers['content-type']?.startsWith('text/event-stream')) return done();
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        answer.body += chunk;
        if (answer.body.length > MAX_BODY) done();
      });
      response.on('end', done);
    });
    request.end(body);
  });
}
