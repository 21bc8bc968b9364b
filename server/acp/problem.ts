import {type CheckoutError} from '../core/errors.js';

type ProblemType = 'invalid_request' | 'request_not_idempotent' | 'processing_error' | 'service_unavailable';

interface ProblemKind {
  status: number;
  type: ProblemType;
  /** Seconds after which the same request may succeed. */
  retryAfter?: number;
  /** When it happens and what to do, for the documentation. */
  means: string;
}

/** Every code of a protocol error, with what it means to an agent. The documentation's table is made of this one. */
export const PROBLEMS = {
  unauthorized: {status: 401, type: 'invalid_request', means: 'No bearer key, or one that is not known.'},
  invalid_signature: {status: 401, type: 'invalid_request', means: 'The request signature is missing, wrong, or too old.'},
  forbidden: {status: 403, type: 'invalid_request', means: 'The request came over plain http, or under a host name that is not ours.'},
  not_found: {status: 404, type: 'invalid_request', means: 'There is nothing at this address.'},
  session_not_found: {status: 404, type: 'invalid_request', means: 'There is no session with this id for this key.'},
  method_not_allowed: {status: 405, type: 'invalid_request', means: 'The address takes other methods, named in `Allow`.'},
  session_completed: {status: 405, type: 'invalid_request', means: 'The session is paid; it can be read only.'},
  session_canceled: {status: 405, type: 'invalid_request', means: 'The session was canceled; start a new one.'},
  session_expired: {status: 405, type: 'invalid_request', means: 'The time of the session is over; start a new one.'},
  too_large: {status: 413, type: 'invalid_request', means: 'The body is larger than the server reads.'},
  unsupported_media_type: {status: 415, type: 'invalid_request', means: 'A body is sent as application/json.'},
  missing_api_version: {status: 400, type: 'invalid_request', means: 'Send `API-Version`; `supported_versions` lists the choice.'},
  unsupported_api_version: {
    status: 400,
    type: 'invalid_request',
    means: 'This version is not spoken; `supported_versions` lists the choice.',
  },
  idempotency_key_required: {status: 400, type: 'invalid_request', means: 'Send `Idempotency-Key`, 1 to 255 characters, with every POST.'},
  idempotency_conflict: {status: 422, type: 'invalid_request', means: 'The key was used with another body. Do not retry; take a new key.'},
  request_not_idempotent: {
    status: 409,
    type: 'request_not_idempotent',
    means: 'As `idempotency_conflict`, in versions before 2026-04-17; the code is the same.',
  },
  idempotency_in_flight: {
    status: 409,
    type: 'invalid_request',
    retryAfter: 1,
    means: 'A request with this key is being worked on. Send it again after `Retry-After`.',
  },
  invalid_json: {status: 400, type: 'invalid_request', means: 'The body is no JSON.'},
  missing: {status: 400, type: 'invalid_request', means: 'A required member is missing at `param`.'},
  invalid: {status: 400, type: 'invalid_request', means: 'The value at `param` cannot be taken.'},
  invalid_type: {status: 400, type: 'invalid_request', means: 'The value at `param` has the wrong structure.'},
  invalid_item_id: {status: 400, type: 'invalid_request', means: 'The catalog has no item with the id at `param`.'},
  unsupported_currency: {status: 400, type: 'invalid_request', means: 'The shop sells in another currency.'},
  unknown_payment_handler: {status: 400, type: 'invalid_request', means: 'The handler is none of `capabilities.payment.handlers`.'},
  pii_not_allowed: {status: 400, type: 'invalid_request', means: 'Personal data does not belong into the member at `param`.'},
  payment_in_progress: {
    status: 409,
    type: 'invalid_request',
    retryAfter: 2,
    means: 'A payment is being processed. Nothing can change until it is decided; read the session after `Retry-After`.',
  },
  approval_pending: {
    status: 409,
    type: 'invalid_request',
    retryAfter: 60,
    means: 'The shop is looking at the order. Until it has decided nothing can change; read the session again later, or cancel it.',
  },
  conflict: {status: 409, type: 'invalid_request', retryAfter: 1, means: 'Somebody else is changing the session. Send it again.'},
  requires_3ds: {
    status: 400,
    type: 'invalid_request',
    means: 'The session is in `authentication_required`: authenticate the buyer and send `authentication_result`, or update the session.',
  },
  rate_limited: {
    status: 429,
    type: 'invalid_request',
    retryAfter: 60,
    means: 'More requests than the agent may make in a minute. A discount code that there is not counts for many.',
  },
  service_unavailable: {
    status: 503,
    type: 'service_unavailable',
    retryAfter: 2,
    means: 'A supplier is out of reach. Send it again, with the same key.',
  },
  internal_error: {status: 500, type: 'processing_error', means: 'A fault of ours. Send it again, with the same key.'},
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;

/** The flat error body of ACP, nothing around it. `param` is an RFC 9535 JSONPath into the request. */
export interface AcpError {
  type: ProblemType;
  code: string;
  message: string;
  param?: string;
  supported_versions?: readonly string[];
}

/** A request that gets an error instead of a session. */
export class Problem extends Error {
  readonly kind: ProblemCode;
  readonly status: number;
  readonly body: AcpError;
  readonly headers: Record<string, string>;

  constructor(
    code: ProblemCode,
    message: string,
    more: {code?: string; param?: string; supported_versions?: readonly string[]; headers?: Record<string, string>} = {},
  ) {
    super(message);
    this.name = 'Problem';
    const {headers, ...members} = more;
    const kind: ProblemKind = PROBLEMS[code];
    this.kind = code;
    this.status = kind.status;
    this.body = {type: kind.type, code, message, ...members};
    this.headers = {
      ...(kind.retryAfter !== undefined && {'Retry-After': String(kind.retryAfter)}),
      ...(code.startsWith('session_') && kind.status === 405 && {Allow: 'GET'}),
      ...(kind.status === 401 && {'WWW-Authenticate': 'Bearer'}),
      ...headers,
    };
  }
}

/**
 * The shop's refusal as a protocol error. `param` translates its path into the request that was made. A session that is not there is named
 * in the address, where no path leads.
 */
export const refusedBy = (error: CheckoutError, param: (path: string) => string): Problem =>
  new Problem(error.code, sentence(error.message), error.param && error.code !== 'session_not_found' ? {param: param(error.param)} : {});

/** What is told of a fault of ours: nothing but that it is one. */
export const fault = () => new Problem('internal_error', 'Something went wrong on our side. Send the request again with the same key.');

export const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
