import {Hono, type Context} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {secureHeaders} from 'hono/secure-headers';
import type {Checkout} from './core/checkout.js';
import {CheckoutError} from './core/errors.js';
import {guardHosts, requireHttps} from './guard.js';
import {answerMcp, type McpParts} from './mcp/server.js';
import {noticePage} from './pages/notice-page.js';
import {orderPage} from './pages/order-page.js';
import {previewRoutes, type PreviewParts} from './preview-routes.js';

export interface AppParts {
  mcp: McpParts;
  checkout: Checkout;
  shopName: string;
  publicUrl: string;
  production: boolean;
  /** Host header values this server answers for, port included. */
  hosts: readonly string[];
  /** Rejects when the store cannot be reached. */
  ping(): Promise<void>;
  /** Pictures and other files of the shop, by path below the root; undefined when there is none. */
  asset(path: string): Promise<{body: Uint8Array<ArrayBuffer>; type: string} | undefined>;
  /** Words of the shop's own pages (terms, privacy …) by path; undefined when there is none. */
  article(path: string): {title: string; text: readonly string[]} | undefined;
  /** Development only. */
  preview?: PreviewParts;
  onError(error: unknown, where: string): void;
}

const MAX_BODY = 256 * 1024;
const rpcError = (code: number, message: string) => ({jsonrpc: '2.0', error: {code, message}, id: null});

/** The whole server as a function from Request to Response. Knows no port. */
export function createApp(parts: AppParts): Hono {
  const {checkout, shopName, publicUrl, mcp} = parts;
  const app = new Hono();

  app.onError((error, context) => {
    parts.onError(error, context.req.path);
    return context.json({error: 'Something went wrong on our side.'}, 500);
  });
  app.notFound((context) =>
    context.req.header('accept')?.includes('text/html')
      ? context.html(noticePage({title: 'Nothing here', text: ['There is no page at this address.']}, shopName), 404)
      : context.json({error: `There is nothing at ${context.req.path}.`}, 404),
  );

  app.get('/healthz', (context) => context.json({ok: true}));
  app.get('/readyz', async (context) => {
    try {
      await parts.ping();
      return context.json({ok: true});
    } catch (error) {
      parts.onError(error, '/readyz');
      return context.json({ok: false, error: 'The store cannot be reached.'}, 503);
    }
  });

  app.use(guardHosts(parts));
  if (parts.production) app.use(requireHttps());
  app.use(secureHeaders({crossOriginResourcePolicy: 'cross-origin', xFrameOptions: 'SAMEORIGIN'}));

  const tooLarge = bodyLimit({
    maxSize: MAX_BODY,
    onError: (context) => context.json(rpcError(-32600, `The request is larger than ${MAX_BODY} bytes`), 413),
  });
  app.post('/mcp', tooLarge, (context) => answerMcp(mcp, context.req.raw));
  // Stateless: there is no stream to open and no session to end.
  app.on(['GET', 'DELETE'], '/mcp', (context) => context.json(rpcError(-32000, 'Method not allowed; use POST'), 405, {Allow: 'POST'}));

  const notFoundPage = (what: string) =>
    noticePage({title: `No such ${what}`, text: [`There is no ${what} at this address. The link may be incomplete.`]}, shopName);

  /** A refusal as a page: what was asked for is not there, or cannot be told just now. */
  const refusedPage = (context: Context, error: unknown) => {
    if (!(error instanceof CheckoutError)) throw error;
    if (error.code === 'session_not_found') return context.html(notFoundPage('checkout'), 404);
    const text = [`${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`];
    return context.html(noticePage({title: 'Not right now', text, link: {href: context.req.path, text: 'Try again'}}, shopName), 503);
  };

  app.get('/checkout/:id', async (context) => {
    const id = context.req.param('id');
    try {
      const here = `${publicUrl}/checkout/${id}`;
      const {url, session} = await checkout.openHosted(id, {success: `${here}/return`, cancel: `${here}/return`});
      if (url) return context.redirect(url, 303);
      if (session.order) return context.redirect(session.order.permalink_url, 303);
      const words = session.messages.filter(({type}) => type === 'error').map(({content}) => content);
      const text = words.length ? words : [`This checkout is ${session.status.replaceAll('_', ' ')}.`];
      return context.html(
        noticePage({title: 'This checkout cannot be paid yet', text: [...text, 'Go back to the chat to change it.']}, shopName),
        409,
      );
    } catch (error) {
      return refusedPage(context, error);
    }
  });

  app.get('/checkout/:id/return', async (context) => {
    try {
      const session = await checkout.settleHosted(context.req.param('id'));
      if (session.order) return context.redirect(session.order.permalink_url, 303);
      const link = session.continue_url ? {link: {href: session.continue_url, text: 'Continue to payment'}} : {};
      const text = ['Nothing was charged. You can go back to the chat, where your cart is as it was.'];
      return context.html(noticePage({title: 'Not paid yet', text, ...link}, shopName));
    } catch (error) {
      return refusedPage(context, error);
    }
  });

  app.get('/orders/:id', async (context) => {
    const found = await checkout.order(context.req.param('id'));
    return found ? context.html(orderPage(found.order, found.session, shopName)) : context.html(notFoundPage('order'), 404);
  });

  if (parts.preview) app.route('/', previewRoutes(parts.preview));

  app.get('*', async (context, next) => {
    const article = parts.article(context.req.path);
    if (article) return context.html(noticePage(article, shopName));
    const asset = await parts.asset(context.req.path);
    if (!asset) return next();
    return context.body(asset.body, 200, {
      'Content-Type': asset.type,
      'Cache-Control': 'public, max-age=300',
      'Access-Control-Allow-Origin': '*',
    });
  });

  return app;
}
