/**
 * What a caller got wrong. `code` is ACP's word where ACP has one; the message is one sentence that may be shown,
 * free of tokens and addresses; `param` is a JSONPath into the request.
 */
export class CheckoutError extends Error {
  readonly code: ErrorCode;
  readonly param?: string;

  constructor(code: ErrorCode, message: string, options: {param?: string; cause?: unknown} = {}) {
    super(message, {cause: options.cause});
    this.name = 'CheckoutError';
    this.code = code;
    if (options.param) this.param = options.param;
  }
}

export type ErrorCode =
  | 'invalid'
  | 'missing'
  | 'invalid_item_id'
  | 'not_found'
  | 'session_not_found'
  | 'session_completed'
  | 'session_canceled'
  | 'session_expired'
  | 'payment_in_progress'
  | 'approval_pending'
  | 'requires_3ds'
  | 'conflict'
  | 'service_unavailable';
