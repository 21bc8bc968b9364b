import type {Activity} from './activity.js';

/** What the development server says about itself. */
export interface PreviewConfig {
  shop_name: string;
  test_mode: boolean;
  /** Where the payment provider's stand-in lists what money moved; null without one. */
  ledger_url: string | null;
}

/** A fault of the payment provider's stand-in, for the next requests to `path`. */
export interface Fault {
  path: string;
  delay_ms?: number;
  times?: number;
  reset_after_commit?: number;
  webhooks_delay_ms?: number;
}

/** An answer of the development server that is an error: `code` as the payment provider named it. */
export class PreviewError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'PreviewError';
    this.code = code;
  }
}

async function ask(path: string, body?: unknown): Promise<unknown> {
  const post = {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(body)};
  const response = await fetch(path, body === undefined ? {headers: {accept: 'application/json'}} : post);
  const answer = (await response.json().catch(() => null)) as {error?: {code?: string; message?: string}} | null;
  if (response.ok) return answer;
  throw new PreviewError(answer?.error?.code ?? 'unknown', answer?.error?.message ?? `${path} answered ${response.status}`);
}

/** The routes under `/preview`, which exist in development only. Each rejects with a `PreviewError` or a network error. */
export const previewServer = (activity: Activity) => ({
  async config(): Promise<PreviewConfig> {
    const answer = (await ask('/preview/config')) as Partial<PreviewConfig> | null;
    return {shop_name: 'the shop', test_mode: true, ledger_url: null, ...answer};
  },

  /** Makes a payment token as the host would. `amount` is the most it may be charged, in minor units of `currency`. */
  mintToken: (request: {payment_method: string; amount: number; currency: string}): Promise<string> =>
    activity.run('sheet', 'payment_tokens', request, async () => {
      const answer = (await ask('/preview/payment_tokens', request)) as {token?: unknown} | null;
      if (typeof answer?.token !== 'string') throw new PreviewError('unknown', 'The server made no payment token');
      return answer.token;
    }),

  setFault: (fault: Fault): Promise<unknown> => activity.run('sheet', 'faults', fault, () => ask('/preview/faults', fault)),
});
export type PreviewServer = ReturnType<typeof previewServer>;
