import {Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {secureHeaders} from 'hono/secure-headers';
import {ACP_PATHS, acpRoutes, flatErrors, type AcpParts} from './acp/rest.js';
import {checkoutRoutes, type CheckoutPagesParts} from './checkout-routes.js';
import {guardHosts, requireHttps} from './guard.js';
import {answerMcp, type McpParts} from './mcp/server.js';
import {noticePage} from './pages/notice-page.js';
import {previewRoutes, type PreviewParts} from './preview-routes.js';
import {webhookRoutes, type WebhookParts} from './webhook-routes.js';

export interface AppParts extends CheckoutPagesParts {
  mcp: McpParts;
  /** The agent door; absent where no agent has a key. */
  acp?: AcpParts;
  /** Absent where no payment provider sends events. */
  webhooks?: WebhookParts;
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
  const {shopName, mcp} = parts;
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

  if (parts.acp) for (const path of ACP_PATHS) app.use(path, flatErrors(parts.acp));
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

  if (parts.acp) app.route('/', acpRoutes(parts.acp));
  app.route('/', checkoutRoutes(parts));
  if (parts.webhooks) app.route('/', webhookRoutes(parts.webhooks));
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
