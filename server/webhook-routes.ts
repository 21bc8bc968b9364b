import {Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import type {PaymentNews} from './core/ports.js';

export interface WebhookParts {
  /** Checks a raw delivery. Undefined when no secret is configured. */
  read?: (
    body: string,
    signature: string | undefined,
  ) => {kind: 'refused'; reason: string} | {kind: 'event'; id: string; type: string; news?: PaymentNews};
  seen(eventId: string): Promise<boolean>;
  remember(eventId: string): Promise<void>;
  handle(news: PaymentNews): Promise<boolean>;
  onRefused(reason: string): void;
}

const MAX_BODY = 512 * 1024;

/**
 * The webhook door. 400 for what is not Stripe's, 413 for what is too large, 503 when no secret is set, 200 for what was taken in,
 * repeats included; an event whose work failed is answered 500 and not remembered, so that it comes again.
 */
export function webhookRoutes({read, seen, remember, handle, onRefused}: WebhookParts): Hono {
  const app = new Hono();
  const tooLarge = bodyLimit({
    maxSize: MAX_BODY,
    onError: (context) => context.json({error: `An event is at most ${MAX_BODY} bytes.`}, 413),
  });
  app.post('/webhooks/stripe', tooLarge, async (context) => {
    if (!read) return context.json({error: 'STRIPE_WEBHOOK_SECRET is not set, so no event can be verified.'}, 503);
    const reading = read(await context.req.text(), context.req.header('stripe-signature'));
    if (reading.kind === 'refused') {
      onRefused(reading.reason);
      return context.json({error: `Refused: ${reading.reason}.`}, 400);
    }
    if (await seen(reading.id)) return context.json({received: true, duplicate: true});
    const handled = reading.news ? await handle(reading.news) : false;
    await remember(reading.id);
    return context.json({received: true, handled});
  });
  return app;
}
