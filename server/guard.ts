import type {MiddlewareHandler} from 'hono';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
const hostnameOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).hostname : '');

/**
 * Refuses requests that reached us under a name that is not ours (DNS rebinding), and cross-site requests from browsers.
 * `hosts` are Host header values, port included. In development any loopback page may call, on whatever port it runs.
 */
export const guardHosts = ({hosts, production}: {hosts: readonly string[]; production: boolean}): MiddlewareHandler => {
  const known = new Set(hosts.map((host) => host.toLowerCase()));
  return async (context, next) => {
    const host = context.req.header('host')?.toLowerCase() ?? '';
    if (!known.has(host)) return context.json({error: `This server does not answer for the host "${host}".`}, 403);
    const origin = context.req.header('origin');
    if (origin && context.req.method !== 'GET' && context.req.method !== 'HEAD') {
      const ours = URL.canParse(origin) && known.has(new URL(origin).host.toLowerCase());
      if (!ours && (production || !LOOPBACK.has(hostnameOf(origin))))
        return context.json({error: 'Requests from this origin are not allowed.'}, 403);
    }
    return next();
  };
};

/** In production nothing is served over plain http, as the proxy in front reports it. */
export const requireHttps = (): MiddlewareHandler => async (context, next) => {
  if (context.req.header('x-forwarded-proto')?.split(',')[0]?.trim() === 'https') return next();
  return context.json({error: 'This server is reached over https only.'}, 403);
};
