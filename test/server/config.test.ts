import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {readConfig} from '../../server/config.js';

const LIVE = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://shop.example/',
  STRIPE_SECRET_KEY: 'sk_live_51abcdef',
  STRIPE_PROFILE_ID: 'profile_61abc',
};

/** The lines of the refusal to start. */
function faults(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    const [head, ...lines] = (error as Error).message.split('\n');
    assert.equal(head, 'The environment is not right:');
    return lines.map((line) => line.replace(/^ {2}- /, ''));
  }
}
const named = (environment: Record<string, string>) => faults(environment).map((line) => line.split(':')[0]);

describe('an environment with nothing set', () => {
  it('is a shop on this machine with the payment sandbox', () => {
    const config = readConfig({});
    assert.equal(config.publicUrl, 'http://127.0.0.1:8787');
    assert.deepEqual([config.host, config.port, config.sandboxPort], ['127.0.0.1', 8787, 8788]);
    assert.deepEqual([config.databaseUrl, config.catalogFile], ['file:./data/checkout.db', './catalog.json']);
    assert.equal(config.production, false);
    assert.equal(config.sessionTtlMs, 3_600_000);
    assert.equal(config.stripe.mode, 'test');
  });

  it('is the same when variables are there but empty', () => {
    assert.deepEqual(readConfig({PORT: '', PUBLIC_URL: ' ', STRIPE_SECRET_KEY: ''}), readConfig({}));
  });

  it('has the sandbox beside the port, and both free when the port is', () => {
    assert.equal(readConfig({PORT: '9000'}).sandboxPort, 9001);
    assert.equal(readConfig({PORT: '0'}).sandboxPort, 0);
    assert.equal(readConfig({PORT: '9000', SANDBOX_PORT: '0'}).sandboxPort, 0);
  });
});

describe('what a chat host is told', () => {
  it('has a domain of its own only where one is set, and only an origin', () => {
    assert.equal(readConfig({}).widgetDomain, undefined);
    for (const domain of ['https://shop-example.com', 'a904794854a047f6.claudemcpcontent.com'])
      assert.equal(readConfig({WIDGET_DOMAIN: domain}).widgetDomain, domain);
    for (const domain of ['http://shop.example', 'https://shop.example/path', 'shop', 'https://shop.example; script-src *'])
      assert.deepEqual(named({WIDGET_DOMAIN: domain}), ['WIDGET_DOMAIN']);
  });

  it('opens the payment sheet in the way of today, or in another documented one', () => {
    assert.equal(readConfig({}).stripe.sheetPayload, 'openai');
    assert.equal(readConfig({CHECKOUT_PAYLOAD: 'paypal'}).stripe.sheetPayload, 'paypal');
    assert.deepEqual(faults({CHECKOUT_PAYLOAD: 'visa'}), [
      'CHECKOUT_PAYLOAD: expected openai or openai-older or stripe or paypal or minimal, got "visa"',
    ]);
  });
});

describe('an environment with a Stripe key', () => {
  it('has no sandbox, and the mode of the key', () => {
    const test = readConfig({STRIPE_SECRET_KEY: 'sk_test_51abc', STRIPE_PROFILE_ID: 'profile_test_61abc'});
    assert.deepEqual([test.sandboxPort, test.stripe.mode], [undefined, 'test']);
    const live = readConfig(LIVE);
    assert.deepEqual([live.production, live.stripe.mode, live.publicUrl], [true, 'live', 'https://shop.example']);
    assert.equal(readConfig({...LIVE, STRIPE_SECRET_KEY: 'rk_live_51abc'}).stripe.mode, 'live');
  });

  it('needs the profile', () => assert.deepEqual(named({STRIPE_SECRET_KEY: 'sk_test_51abc'}), ['STRIPE_PROFILE_ID']));

  it('never sends a live key anywhere but to Stripe', () => {
    for (const base of ['http://127.0.0.1:12111', 'https://stripe.example', 'https://api.stripe.com.evil.example']) {
      assert.deepEqual(named({...LIVE, STRIPE_API_BASE: base}), ['STRIPE_API_BASE'], base);
    }
    assert.deepEqual(faults({...LIVE, STRIPE_API_BASE: 'https://api.stripe.com'}), []);
  });

  it('never tells the sheet of a live shop about a test profile', () => {
    assert.deepEqual(named({...LIVE, STRIPE_PROFILE_ID: 'profile_test_61abc'}), ['STRIPE_PROFILE_ID']);
  });
});

describe('production', () => {
  it('has no sandbox and no plain http', () => {
    assert.deepEqual(named({NODE_ENV: 'production'}), ['PUBLIC_URL', 'STRIPE_SECRET_KEY']);
    assert.deepEqual(named({...LIVE, PUBLIC_URL: 'http://shop.example'}), ['PUBLIC_URL']);
  });
});

describe('an environment that is not right', () => {
  it('is refused with every variable at once', () => {
    const wrong = {
      NODE_ENV: 'staging',
      PORT: '99999',
      PUBLIC_URL: 'shop.example',
      DATABASE_URL: 'mysql://x',
      CATALOG: 'shopify',
      TAX: 'guess',
      SHIPPING: 'pigeon',
      STRIPE_SECRET_KEY: 'pk_test_51abc',
      STRIPE_API_BASE: 'ftp://x',
      STRIPE_PROFILE_ID: 'acct_1',
      STRIPE_SPT_SHAPE: 'round',
      STRIPE_CAPTURE: 'later',
      SANDBOX_PORT: '-1',
      SESSION_TTL_SECONDS: '1h',
      LOG_LEVEL: 'loud',
    };
    assert.deepEqual(named(wrong).sort(), Object.keys(wrong).sort());
  });

  it('says what was expected and what came', () => {
    assert.deepEqual(faults({PORT: '1.5'}), ['PORT: expected a whole number from 0 to 65535, got "1.5"']);
    assert.deepEqual(faults({STRIPE_CAPTURE: 'later'}), ['STRIPE_CAPTURE: expected automatic or manual, got "later"']);
  });

  it('never prints what may be a secret', () => {
    const secrets = {
      STRIPE_SECRET_KEY: 'hunter2_key',
      DATABASE_URL: 'mysql://shop:hunter2_password@db.example/shop',
      PUBLIC_URL: 'ftp://shop:hunter2_user@shop.example',
      STRIPE_API_BASE: 'ftp://key:hunter2_base@stripe.example',
    };
    const text = faults(secrets).join('\n');
    assert.match(text, /STRIPE_SECRET_KEY[^]*DATABASE_URL|DATABASE_URL[^]*STRIPE_SECRET_KEY/);
    assert.equal(text.includes('hunter2'), false, text);
  });
});

describe('where catalog, delivery and tax come from', () => {
  const sources = (environment: Record<string, string>) => {
    const {catalogFile, shipping, tax} = readConfig(environment);
    return [catalogFile, shipping, tax];
  };

  it('is the catalog file, or Stripe for each of them', () => {
    assert.deepEqual(sources({}), ['./catalog.json', 'catalog', 'catalog']);
    assert.deepEqual(sources({SHIPPING: 'stripe'}), ['./catalog.json', 'stripe', 'catalog']);
    assert.deepEqual(sources({CATALOG: 'file:shop.json', TAX: 'stripe'}), ['shop.json', 'catalog', 'stripe']);
  });

  it('is Stripe for all of them without a file, since there are no tables', () => {
    assert.deepEqual(sources({CATALOG: 'stripe'}), [undefined, 'stripe', 'stripe']);
    assert.deepEqual(faults({CATALOG: 'stripe', TAX: 'catalog', SHIPPING: 'catalog'}), [
      'SHIPPING: expected stripe, got "catalog"',
      'TAX: expected stripe, got "catalog"',
    ]);
    assert.deepEqual(named({CATALOG: 'shopify', TAX: 'none'}), ['CATALOG', 'TAX']);
  });

  it('brings links of a file along; without one they are variables', () => {
    assert.deepEqual(
      readConfig({CATALOG: 'stripe', TERMS_URL: 'https://shop.example/terms', PRIVACY_URL: 'https://shop.example/privacy'}).links,
      [
        {type: 'terms_of_use', title: 'Terms of sale', url: 'https://shop.example/terms'},
        {type: 'privacy_policy', title: 'Privacy policy', url: 'https://shop.example/privacy'},
      ],
    );
    assert.deepEqual(named({TERMS_URL: 'https://shop.example/terms'}), ['TERMS_URL']);
    assert.deepEqual(named({CATALOG: 'stripe', PRIVACY_URL: 'privacy'}), ['PRIVACY_URL']);
  });
});

describe('the keys of agents', () => {
  it('are pairs of a name and a key, several of a name if need be, and none unless they are set', () => {
    assert.deepEqual(readConfig({}).acpKeys, []);
    assert.deepEqual(readConfig({ACP_API_KEYS: 'ada:one, ada:two:2,bob-2.x:three,'}).acpKeys, [
      {name: 'ada', key: 'one'},
      {name: 'ada', key: 'two:2'},
      {name: 'bob-2.x', key: 'three'},
    ]);
  });

  it('are refused where they are malformed, told twice, or short in production, and are not repeated', () => {
    for (const keys of ['ada', 'ada:', ':secret', 'a da:secret', 'ada:sec ret', 'ada:secret,bob:secret']) {
      const lines = faults({ACP_API_KEYS: keys});
      assert.match(lines.join(), /^ACP_API_KEYS: expected [^,]+/, keys);
      assert.equal(lines.join().includes('secret'), false);
    }
    assert.deepEqual(named({...LIVE, ACP_API_KEYS: 'ada:short'}), ['ACP_API_KEYS']);
    assert.deepEqual(named({...LIVE, ACP_API_KEYS: `ada:${'k'.repeat(24)}`}), []);
  });
});

describe('how often an agent may ask', () => {
  it('is 600 times a minute in production, as often as it likes elsewhere, or as it is set', () => {
    assert.equal(readConfig({}).acpRateLimit, 0);
    assert.equal(readConfig(LIVE).acpRateLimit, 600);
    assert.equal(readConfig({...LIVE, ACP_RATE_LIMIT: '0'}).acpRateLimit, 0);
    assert.equal(readConfig({ACP_RATE_LIMIT: '30'}).acpRateLimit, 30);
    for (const wrong of ['-1', 'many', '1.5']) assert.deepEqual(named({ACP_RATE_LIMIT: wrong}), ['ACP_RATE_LIMIT']);
  });
});

describe('where order events go', () => {
  const ENDPOINT = {ACP_WEBHOOK_URL: 'https://agent.example/events', ACP_WEBHOOK_SECRET: 'whsec_agent'};

  it('is nowhere unless it is set, and then in the words of ACP 2026-04-17', () => {
    assert.equal(readConfig({}).events, undefined);
    assert.deepEqual(readConfig(ENDPOINT).events, {
      url: 'https://agent.example/events',
      secret: 'whsec_agent',
      header: 'Merchant-Signature',
      types: {order_create: 'order_create', order_update: 'order_update'},
      signature: 'timestamped',
      version: '2026-04-17',
    });
    const own = {ACP_WEBHOOK_HEADER: 'Shop-Signature', ACP_WEBHOOK_TYPES: 'order.created,order.updated', ACP_WEBHOOK_SIGNATURE: 'hex'};
    const {header, types, signature} = readConfig({...ENDPOINT, ...own}).events ?? {};
    assert.deepEqual([header, types, signature], ['Shop-Signature', {order_create: 'order.created', order_update: 'order.updated'}, 'hex']);
  });

  it('is refused by half, and where a word is none', () => {
    assert.deepEqual(named({ACP_WEBHOOK_URL: ENDPOINT.ACP_WEBHOOK_URL}), ['ACP_WEBHOOK_SECRET']);
    assert.deepEqual(named({ACP_WEBHOOK_SECRET: 'whsec_agent'}), ['ACP_WEBHOOK_URL']);
    assert.deepEqual(named({...LIVE, ...ENDPOINT, ACP_WEBHOOK_URL: 'http://agent.example'}), ['ACP_WEBHOOK_URL']);
    assert.deepEqual(named({...ENDPOINT, ACP_WEBHOOK_HEADER: 'a b'}), ['ACP_WEBHOOK_HEADER']);
    assert.deepEqual(named({...ENDPOINT, ACP_WEBHOOK_TYPES: 'one'}), ['ACP_WEBHOOK_TYPES']);
    assert.deepEqual(named({...ENDPOINT, ACP_WEBHOOK_SIGNATURE: 'md5'}), ['ACP_WEBHOOK_SIGNATURE']);
    assert.deepEqual(named({...ENDPOINT, ACP_WEBHOOK_VERSION: '2020'}), ['ACP_WEBHOOK_VERSION']);
  });
});

describe('the totals above which an order of an agent is looked at', () => {
  it('are in minor units, and none unless they are set', () => {
    assert.deepEqual(readConfig({}).review, {});
    assert.deepEqual(readConfig({ACP_APPROVAL_ABOVE: '0'}).review, {merchant: 0});
    assert.deepEqual(readConfig({ACP_BUYER_REVIEW_ABOVE: '20000', ACP_APPROVAL_ABOVE: '50000'}).review, {buyer: 20_000, merchant: 50_000});
  });

  it('are refused where they are no whole numbers, or where the buyer’s would never be asked for', () => {
    assert.deepEqual(faults({ACP_BUYER_REVIEW_ABOVE: '200.00', ACP_APPROVAL_ABOVE: '-1'}), [
      'ACP_BUYER_REVIEW_ABOVE: expected a whole number from 0 to 99999999, got "200.00"',
      'ACP_APPROVAL_ABOVE: expected a whole number from 0 to 99999999, got "-1"',
    ]);
    assert.deepEqual(faults({ACP_BUYER_REVIEW_ABOVE: '500', ACP_APPROVAL_ABOVE: '500'}), [
      'ACP_BUYER_REVIEW_ABOVE: expected less than ACP_APPROVAL_ABOVE, above which the shop decides instead of the buyer, got "500"',
    ]);
  });
});
