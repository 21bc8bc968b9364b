import {StripeRefusal} from './errors.js';

/**
 * Lets every test secret key in, as a bearer token or as the user name of basic authentication.
 *
 * @throws StripeRefusal 401 for no key, a live key, a publishable key or anything else
 */
export function assertTestKey(authorization: string | undefined): void {
  const key = presentedKey(authorization);
  if (/^(sk|rk)_test_\S+$/.test(key)) return;
  const message = key
    ? `Invalid API Key provided: ${masked(key)}`
    : 'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth ' +
      "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details.";
  throw new StripeRefusal(401, {type: 'invalid_request_error', message});
}

function presentedKey(authorization = ''): string {
  const [scheme = '', value = ''] = authorization.trim().split(/\s+/);
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return '';
  const [user = ''] = Buffer.from(value, 'base64').toString('utf8').split(':');
  return user;
}

// The prefix and the last four characters are what Stripe repeats of a wrong key.
const masked = (key: string) =>
  key.length > 12 ? `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}` : '*'.repeat(key.length);
