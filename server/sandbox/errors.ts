/** The inside of Stripe's error envelope, `{error: …}`. */
export type ErrorBody = {
  type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'rate_limit_error' | 'api_error';
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  charge?: string;
  payment_intent?: object;
  doc_url?: string;
};

/**
 * A refusal as Stripe words it.
 *
 * `executed` says whether the endpoint had begun its work: such an answer is kept under its idempotency key, while a
 * request that never got past validation, authentication or the rate limit may be sent again under the same key.
 */
export class StripeRefusal extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  readonly executed: boolean;

  constructor(status: number, body: ErrorBody, {executed = false} = {}) {
    super(body.message);
    this.status = status;
    this.executed = executed;
    const docUrl = body.code && `https://stripe.com/docs/error-codes/${body.code.replaceAll('_', '-')}`;
    this.body = {...body, ...(docUrl && {doc_url: docUrl})};
  }
}

/** 400: the parameters themselves are wrong. */
export const invalidRequest = (message: string, {code, param}: {code?: string; param?: string} = {}) =>
  new StripeRefusal(400, {type: 'invalid_request_error', message, ...(code && {code}), ...(param && {param})});

/** 400: the parameters are well formed, but what they ask for is not possible now. Kept under the idempotency key. */
export const refused = (message: string, {code, paymentIntent}: {code?: string; paymentIntent?: object} = {}) =>
  new StripeRefusal(
    400,
    {type: 'invalid_request_error', message, ...(code && {code}), ...(paymentIntent && {payment_intent: paymentIntent})},
    {executed: true},
  );

/** Stripe answers 404 for an unknown id in the path and 400 for one among the parameters. */
export const resourceMissing = (kind: string, id: string, {param, status = 404}: {param: string; status?: 400 | 404}) =>
  new StripeRefusal(
    status,
    {type: 'invalid_request_error', code: 'resource_missing', message: `No such ${kind}: '${id}'`, param},
    {executed: true},
  );
