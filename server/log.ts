import {pino, type Logger} from 'pino';
import type {LogLevel} from './config.js';

// Tokens and keys of payment providers, wherever they stand in a text.
const SECRET = /\b(spt|sk|rk|whsec|pi|seti)_[A-Za-z0-9_]{6,}/g;
const mask = (text: string) => text.replace(SECRET, (secret, kind: string) => (kind === 'pi' ? secret : `${kind}_…`));

// Fields that hold what belongs to the buyer or to the payment, at any of the depths where we log.
const PRIVATE = ['token', 'address', 'email', 'phone_number', 'buyer', 'authorization', 'prepared', 'request', 'payment_data'];

/** Structured log on stderr. Secrets and what is personal do not pass. */
export const createLog = (level: LogLevel): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {paths: PRIVATE.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]'},
      serializers: {
        error: (error: unknown) =>
          error instanceof Error
            ? {type: error.name, message: mask(error.message), stack: mask(error.stack ?? ''), ...('code' in error && {code: error.code})}
            : mask(String(error)),
      },
      hooks: {
        logMethod(args, method) {
          method.apply(this, args.map((arg) => (typeof arg === 'string' ? mask(arg) : arg)) as Parameters<typeof method>);
        },
      },
    },
    pino.destination({dest: 2, sync: true}),
  );

export type {Logger} from 'pino';
