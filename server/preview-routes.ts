import {Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import * as z from 'zod/mini';
import {CheckoutError} from './core/errors.js';

/** What the local chat preview needs from the server beside the chat-host door. Development only. */
export interface PreviewParts {
  /** The built page. */
  html(): string;
  /** The built theme editor. */
  themes(): string;
  shopName: string;
  testMode: boolean;
  /** Mints a test token as a payment sheet would. */
  mintToken(request: {payment_method: string; amount: number; currency: string}): Promise<string>;
  /** The sandbox's own address, when it is the sandbox that plays Stripe. */
  sandboxUrl?: string;
}

const TokenRequest = z.object({
  payment_method: z.string().check(z.regex(/^pm_\w+$/, 'payment_method must be a test payment method such as pm_card_visa')),
  amount: z.int().check(z.positive('amount must be above 0')),
  currency: z.string().check(z.toLowerCase(), z.regex(/^[a-z]{3}$/, 'currency must be a three-letter code')),
});

const refusal = (code: string, message: string) => ({error: {code, message}});

export function previewRoutes({html, themes, shopName, testMode, mintToken, sandboxUrl}: PreviewParts): Hono {
  const app = new Hono();
  app.use('/preview/*', bodyLimit({maxSize: 64 * 1024, onError: (context) => context.json(refusal('invalid', 'at most 64 kB'), 413)}));

  app.get('/', (context) => context.html(html(), 200, {'Cache-Control': 'no-store'}));
  app.get('/themes', (context) => context.html(themes(), 200, {'Cache-Control': 'no-store'}));
  app.get('/preview/config', (context) =>
    context.json({shop_name: shopName, test_mode: testMode, ledger_url: sandboxUrl ? `${sandboxUrl}/_sandbox/ledger` : null}),
  );

  app.post('/preview/payment_tokens', async (context) => {
    const body = TokenRequest.safeParse(await context.req.json().catch(() => undefined));
    if (!body.success) return context.json(refusal('invalid', body.error.issues.map(({message}) => message).join('; ')), 400);
    try {
      return context.json({token: await mintToken(body.data)});
    } catch (error) {
      if (error instanceof CheckoutError) return context.json(refusal(error.code, error.message), 402);
      throw error;
    }
  });

  // The page may not call the sandbox's port itself, and a real test account has no fault switches.
  app.post('/preview/faults', async (context) => {
    if (!sandboxUrl) return context.json(refusal('unsupported', 'faults can be set in the sandbox only'), 404);
    const answer = await fetch(`${sandboxUrl}/_sandbox/faults`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: await context.req.text(),
    });
    return context.body(await answer.text(), answer.status as 200, {'Content-Type': 'application/json'});
  });

  return app;
}
