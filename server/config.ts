/** Reads the environment, once. Every missing or malformed variable is named at once, with what was expected. */
import {SHEET_PAYLOADS, type SheetPayload} from '../shared/tools.js';
import {readAuthentication, type AuthenticationConfig} from './authentication-config.js';
import type {EventTarget} from './acp/events/target.js';

export interface Config {
  host: string;
  port: number;
  publicUrl: string;
  production: boolean;
  databaseUrl: string;
  /** Dedicated origin of the widget in a chat host, in the form that host asks for. */
  widgetDomain?: string;
  /** What the page looks like: a theme of ours, or a theme file. Without one it takes after the chat host. */
  theme?: {name: ThemeName} | {file: string};
  /** The catalog file; undefined when the catalog is the Stripe account's. */
  catalogFile?: string;
  /** Where delivery prices come from: the catalog file's table, or the Stripe account's shipping rates. */
  shipping: 'catalog' | 'stripe';
  /** Who works out tax: the catalog file's table, or Stripe Tax. */
  tax: 'catalog' | 'stripe';
  /** Terms and privacy policy of a shop without a catalog file. */
  links: {type: 'terms_of_use' | 'privacy_policy'; title: string; url: string}[];
  stripe: {
    secretKey: string;
    apiBase?: string;
    profileId: string;
    mode: 'live' | 'test';
    tokenApiVersion: string;
    tokenShape: 'payment_method_data' | 'top_level';
    capture: 'automatic' | 'manual';
    /** In which documented way the host's payment sheet is opened. */
    sheetPayload: SheetPayload;
    /** Verifies `/webhooks/stripe`; without one the door stays shut. */
    webhookSecret?: string;
  };
  /** Agents' bearer keys; several of one name are all good. Empty where none is set: then no agent gets in. */
  acpKeys: {name: string; key: string}[];
  /** Requests an agent may make in a minute; 0 for as many as it likes. */
  acpRateLimit: number;
  /** Totals in minor units above which an agent's order needs the buyer, or the merchant's approval; those that are set. */
  review: {buyer?: number; merchant?: number};
  /** 3-D Secure of agents' payments; undefined when it is off. */
  authentication?: AuthenticationConfig;
  /** How errors reach agents that call over MCP. */
  acpMcpErrors: 'jsonrpc' | 'tool_result';
  /** Where order events go. Without it they stay in the outbox. */
  events?: EventTarget;
  /** Set when there is no Stripe key: the local stand-in for Stripe's API is started on this port. */
  sandboxPort?: number;
  sessionTtlMs: number;
  logLevel: LogLevel;
}

// Of a bearer key in production: 24 characters of base64url are 144 random bits.
const LEAST_KEY = 24;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The themes that the page's build writes. */
export const THEMES = ['boutique', 'brutalist', 'gummy', 'ledger', 'noir', 'plain'] as const;
export type ThemeName = (typeof THEMES)[number];

export type Environment = Readonly<Record<string, string | undefined>>;

/** Environment -> Config. Throws one Error that names every variable that is wrong. Values that may be secret are not repeated. */
export function readConfig(environment: Environment): Config {
  const faults: string[] = [];
  const fault = (name: string, expected: string, got?: string) =>
    faults.push(`${name}: expected ${expected}${got === undefined ? '' : `, got "${got}"`}`);
  const value = (name: string) => environment[name]?.trim() || undefined;

  const whole = (name: string, fallback: number, least: number, most: number): number => {
    const text = value(name);
    if (text === undefined) return fallback;
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    fault(name, `a whole number from ${least} to ${most}`, text);
    return fallback;
  };
  const oneOf = <T extends string>(name: string, allowed: readonly T[], fallback: T): T => {
    const text = value(name);
    if (text === undefined) return fallback;
    const found = allowed.find((each) => each === text);
    if (!found) fault(name, allowed.join(' or '), text);
    return found ?? fallback;
  };
  const url = (name: string, protocols: readonly string[]): string | undefined => {
    const text = value(name);
    if (text === undefined) return undefined;
    const parsed = URL.canParse(text) ? new URL(text) : undefined;
    if (parsed && protocols.includes(parsed.protocol)) return text.replace(/\/+$/, '');
    const withoutPassword = text.replace(/\/\/[^/]*@/, '//…@');
    fault(name, `an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`, withoutPassword);
    return undefined;
  };

  const production = oneOf('NODE_ENV', ['development', 'production', 'test'], 'development') === 'production';
  const host = value('HOST') ?? '127.0.0.1';
  const port = whole('PORT', 8787, 0, 65_535);
  const publicUrl = url('PUBLIC_URL', production ? ['https:'] : ['http:', 'https:']) ?? `http://${host}:${port}`;
  if (production && !value('PUBLIC_URL')) fault('PUBLIC_URL', 'the https address of this shop (NODE_ENV is production)');

  const secretKey = value('STRIPE_SECRET_KEY');
  if (secretKey && !/^(sk|rk)_(test|live)_\w+$/.test(secretKey))
    fault('STRIPE_SECRET_KEY', 'a key that begins with sk_test_, sk_live_, rk_test_ or rk_live_');
  if (production && !secretKey) fault('STRIPE_SECRET_KEY', 'a Stripe key (NODE_ENV is production, where there is no sandbox)');
  const mode = secretKey && /_live_/.test(secretKey) ? 'live' : 'test';
  const apiBase = url('STRIPE_API_BASE', ['http:', 'https:']);
  if (mode === 'live' && apiBase && new URL(apiBase).hostname !== 'api.stripe.com') {
    fault('STRIPE_API_BASE', 'nothing beside a live STRIPE_SECRET_KEY: a live key goes to Stripe only');
  }
  const profileId = value('STRIPE_PROFILE_ID');
  if (secretKey && !profileId) fault('STRIPE_PROFILE_ID', 'the profile id of your Stripe account, beside STRIPE_SECRET_KEY');
  if (profileId && !/^profile_\w+$/.test(profileId)) fault('STRIPE_PROFILE_ID', 'an id that begins with profile_', profileId);
  else if (profileId && mode === 'live' && profileId.startsWith('profile_test'))
    fault('STRIPE_PROFILE_ID', 'a live profile beside a live STRIPE_SECRET_KEY', profileId);
  else if (profileId && secretKey && mode === 'test' && !profileId.startsWith('profile_test'))
    fault('STRIPE_PROFILE_ID', 'a test profile (profile_test_…) beside a test STRIPE_SECRET_KEY', profileId);

  const webhookSecret = value('STRIPE_WEBHOOK_SECRET') ?? (secretKey ? undefined : 'whsec_sandbox');
  if (webhookSecret && !webhookSecret.startsWith('whsec_')) fault('STRIPE_WEBHOOK_SECRET', 'a secret that begins with whsec_');
  const catalog = value('CATALOG') ?? 'file:./catalog.json';
  if (catalog !== 'stripe' && !catalog.startsWith('file:')) fault('CATALOG', 'file:<path of a catalog file> or stripe', catalog);
  // Without a catalog file there are no tables to take.
  const sources = catalog === 'stripe' ? (['stripe'] as const) : (['catalog', 'stripe'] as const);
  const [shipping, tax] = [oneOf('SHIPPING', sources, sources[0]), oneOf('TAX', sources, sources[0])];
  const links: Config['links'] = [];
  for (const [name, type, title] of [
    ['TERMS_URL', 'terms_of_use', 'Terms of sale'],
    ['PRIVACY_URL', 'privacy_policy', 'Privacy policy'],
  ] as const) {
    const address = url(name, ['http:', 'https:']);
    if (address && catalog !== 'stripe') fault(name, 'nothing beside a catalog file, which has its own links');
    if (address) links.push({type, title, url: address});
  }

  const databaseUrl = value('DATABASE_URL') ?? 'file:./data/checkout.db';
  if (!/^(file:|postgres(ql)?:\/\/)/.test(databaseUrl)) fault('DATABASE_URL', 'file:<path>, file::memory: or postgres://…');

  const widgetDomain = value('WIDGET_DOMAIN');
  if (widgetDomain && !/^(https:\/\/)?[a-z\d-]+(\.[a-z\d-]+)+$/i.test(widgetDomain))
    fault('WIDGET_DOMAIN', 'an https origin such as https://shop-example.com, or a host name, without a path', widgetDomain);

  const acpKeys = (value('ACP_API_KEYS') ?? '')
    .split(',')
    .filter((entry) => entry.trim())
    .map((entry) => {
      const [, name = '', key = ''] = /^([\w.-]+):([\x21-\x7e]+)$/.exec(entry.trim()) ?? [];
      return {name, key};
    });
  if (acpKeys.some(({key}) => !key)) fault('ACP_API_KEYS', 'name:key,name:key with names of letters, digits, dots and dashes');
  else if (new Set(acpKeys.map(({key}) => key)).size < acpKeys.length)
    fault('ACP_API_KEYS', 'no key twice: it could not be told whose it is');
  else if (production && acpKeys.some(({key}) => key.length < LEAST_KEY))
    fault('ACP_API_KEYS', `keys of at least ${LEAST_KEY} characters (NODE_ENV is production)`);

  const limit = (name: string) => (value(name) === undefined ? undefined : whole(name, NaN, 0, 99_999_999));
  const [buyer, merchant] = [limit('ACP_BUYER_REVIEW_ABOVE'), limit('ACP_APPROVAL_ABOVE')];
  if (buyer !== undefined && merchant !== undefined && buyer >= merchant)
    fault('ACP_BUYER_REVIEW_ABOVE', 'less than ACP_APPROVAL_ABOVE, above which the shop decides instead of the buyer', String(buyer));

  const eventsUrl = url('ACP_WEBHOOK_URL', production ? ['https:'] : ['http:', 'https:']);
  const eventsSecret = value('ACP_WEBHOOK_SECRET');
  if (eventsUrl && !eventsSecret) fault('ACP_WEBHOOK_SECRET', 'the secret that signs order events, beside ACP_WEBHOOK_URL');
  if (eventsSecret && !value('ACP_WEBHOOK_URL')) fault('ACP_WEBHOOK_URL', 'where order events go, beside ACP_WEBHOOK_SECRET');
  const header = value('ACP_WEBHOOK_HEADER') ?? 'Merchant-Signature';
  if (!/^[\w-]+$/.test(header)) fault('ACP_WEBHOOK_HEADER', 'the name of a header', header);
  const [, orderCreate, orderUpdate] = /^([\w.]+),([\w.]+)$/.exec(value('ACP_WEBHOOK_TYPES') ?? 'order_create,order_update') ?? [];
  if (!orderCreate || !orderUpdate) fault('ACP_WEBHOOK_TYPES', 'two words such as order_created,order_updated', value('ACP_WEBHOOK_TYPES'));
  const events = {
    header,
    types: {order_create: orderCreate ?? '', order_update: orderUpdate ?? ''},
    signature: oneOf('ACP_WEBHOOK_SIGNATURE', ['timestamped', 'hex', 'base64'], 'timestamped'),
    version: oneOf('ACP_WEBHOOK_VERSION', ['2026-04-17', '2026-01-30', '2025-09-29'], '2026-04-17'),
  };

  const authentication = readAuthentication({value, oneOf, fault}, {isSandbox: !secretKey});
  const sandboxPort = whole('SANDBOX_PORT', port ? port + 1 : 0, 0, 65_535);
  const wanted = value('THEME');
  const themeName = THEMES.find((name) => name === wanted);
  if (wanted && !themeName && !/^file:.+\.(css|json)$/i.test(wanted))
    fault('THEME', `${THEMES.join(', ')} or file:<path of a .css or .json file>`, wanted);
  const theme = themeName ? {name: themeName} : wanted && {file: wanted.replace(/^file:/, '')};
  const config: Config = {
    host,
    port,
    publicUrl,
    production,
    databaseUrl,
    ...(widgetDomain && {widgetDomain}),
    ...(theme && {theme}),
    ...(catalog !== 'stripe' && {catalogFile: catalog.replace(/^file:/, '')}),
    shipping,
    tax,
    links,
    stripe: {
      secretKey: secretKey ?? 'sk_test_sandbox',
      ...(apiBase && {apiBase}),
      profileId: profileId ?? 'profile_test_sandbox',
      mode,
      tokenApiVersion: value('STRIPE_SPT_API_VERSION') ?? '2026-09-30.preview',
      tokenShape: oneOf('STRIPE_SPT_SHAPE', ['payment_method_data', 'top_level'], 'payment_method_data'),
      capture: oneOf('STRIPE_CAPTURE', ['automatic', 'manual'], 'automatic'),
      sheetPayload: oneOf('CHECKOUT_PAYLOAD', SHEET_PAYLOADS, 'openai'),
      ...(webhookSecret && {webhookSecret}),
    },
    acpKeys,
    acpRateLimit: whole('ACP_RATE_LIMIT', production ? 600 : 0, 0, 1_000_000),
    review: {...(buyer !== undefined && {buyer}), ...(merchant !== undefined && {merchant})},
    ...(authentication && {authentication}),
    acpMcpErrors: oneOf('ACP_MCP_ERRORS', ['jsonrpc', 'tool_result'], 'jsonrpc'),
    ...(eventsUrl && eventsSecret && {events: {url: eventsUrl, secret: eventsSecret, ...events}}),
    ...(!secretKey && {sandboxPort}),
    sessionTtlMs: whole('SESSION_TTL_SECONDS', 3600, 60, 604_800) * 1000,
    logLevel: oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
  };
  if (faults.length) throw new Error(`The environment is not right:\n${faults.map((each) => `  - ${each}`).join('\n')}`);
  return config;
}
