import {Hono} from 'hono';
import {StripeRefusal} from './errors.js';
import type {FaultSwitches} from './faults.js';
import type {RequestEntry} from './ledger.js';
import {settle} from './settle.js';
import type {Backend} from './state.js';
import {findEvent} from './webhooks/events.js';
import type {WebhookSender} from './webhooks/sender.js';
import type {Target} from './webhooks/targets.js';

type Parts = {
  backend: Backend;
  faults: FaultSwitches;
  requests: RequestEntry[];
  sender: WebhookSender;
  targets: () => Target[];
  save: () => Promise<void>;
};

/** The sandbox's own routes, which Stripe does not have: books, fault switches, webhooks, and the end of what waits. */
export function controls({backend, faults, requests, sender, targets, save}: Parts): Hono {
  const app = new Hono();

  app.get('/ledger', (c) => c.json({entries: backend.state.ledger, payment_intents: backend.state.intents.size, requests}));

  app.get('/faults', (c) => c.json(faults.current));
  app.delete('/faults', (c) => {
    faults.set({});
    return c.json(faults.current);
  });
  app.post('/faults', async (c) => {
    try {
      faults.set(await c.req.json());
    } catch (error) {
      const notJson = error instanceof SyntaxError;
      const message = notJson ? 'Expected fault switches as a JSON object, got text that is not JSON.' : (error as Error).message;
      return c.json({error: {message}}, 400);
    }
    return c.json(faults.current);
  });

  app.get('/webhooks', (c) => c.json({endpoints: targets().map(({url}) => url), deliveries: sender.deliveries}));
  app.post('/webhooks/:event/resend', async (c) => {
    try {
      return c.json({deliveries: await sender.resend(findEvent(backend, c.req.param('event')))});
    } catch (error) {
      if (error instanceof StripeRefusal) return c.json({error: error.body}, 404);
      throw error;
    }
  });

  app.post('/settle/:id', async (c) => {
    const text = await c.req.text();
    const outcome = text ? outcomeIn(text) : undefined;
    if (outcome === null) return c.json({error: {message: 'Expected {"outcome": "succeeds"} or {"outcome": "fails"}, or no body.'}}, 400);
    try {
      const settled = settle(backend, c.req.param('id'), outcome);
      await save();
      return c.json(settled);
    } catch (error) {
      if (error instanceof StripeRefusal) return c.json({error: error.body}, error.status === 404 ? 404 : 400);
      throw error;
    }
  });
  return app;
}

function outcomeIn(text: string): 'succeeds' | 'fails' | undefined | null {
  try {
    const {outcome} = JSON.parse(text) as {outcome?: unknown};
    return outcome === undefined || outcome === 'succeeds' || outcome === 'fails' ? outcome : null;
  } catch {
    return null; // not JSON, or not an object
  }
}
