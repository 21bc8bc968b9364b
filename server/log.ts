import {pino, type DestinationStream, type Logger} from 'pino';
import type {LogLevel} from './config.js';

// Tokens and keys of payment providers, customers and what they saved, and ids that open a checkout or an order, wherever they stand in a text.
const SECRET = /\b(spt|sk|rk|whsec|cs|ord|pm|cus)_[A-Za-z0-9_]{6,}/g;
const OPENS_A_PAGE = new Set(['cs', 'ord']);
const mask = (text: string) =>
  text.replace(SECRET, (secret, kind: string) => (OPENS_A_PAGE.has(kind) ? `${secret.slice(0, kind.length + 7)}…` : `${kind}_…`));

// Fields that hold what belongs to the buyer or to the payment, at any of the depths where we log.
const PRIVATE = ['token', 'address', 'email', 'phone_number', 'buyer', 'authorization', 'prepared', 'request', 'payment_data'];

/** An error as facts. Of a payment provider's errors the words stay out: they repeat what was sent, tokens included. */
function told(error: Error): Record<string, unknown> {
  const {name, message, stack = ''} = error;
  const {code, rawType, statusCode, requestId} = error as Partial<Record<'code' | 'rawType' | 'statusCode' | 'requestId', unknown>>;
  const places = stack.slice(Math.max(0, stack.indexOf('\n    at ')));
  return 'rawType' in error
    ? {type: error.constructor.name, rawType, code, status: statusCode, requestId, stack: places}
    : {type: name, message: mask(message), stack: mask(stack), ...(code !== undefined && {code})};
}

/** Structured log, on stderr unless told otherwise. Secrets and what is personal do not pass. */
export const createLog = (level: LogLevel, destination: DestinationStream = pino.destination({dest: 2, sync: true})): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {paths: PRIVATE.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]'},
      serializers: {
        where: (where: unknown) => mask(String(where)),
        id: (id: unknown) => (typeof id === 'string' ? mask(id) : id),
        error: (error: unknown) => (error instanceof Error ? told(error) : mask(String(error))),
      },
      hooks: {
        logMethod(args, method) {
          method.apply(this, args.map((arg) => (typeof arg === 'string' ? mask(arg) : arg)) as Parameters<typeof method>);
        },
      },
    },
    destination,
  );

export type {Logger} from 'pino';
