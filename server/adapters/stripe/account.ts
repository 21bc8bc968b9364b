import type Stripe from 'stripe';
import type {Link} from '../../../shared/session.js';
import type {Shop} from '../../core/ports.js';

/** What the account says about the shop. `country` and `currency` are the account's own, `timeZone` is the Dashboard's. */
export type StripeAccount = Omit<Shop, 'shipsTo'> & {currency: string; timeZone: string};

/**
 * The shop's own facts from its Stripe account: business name, country, default currency, and links to the support page and the web
 * site. Throws a plain `Error` that names what the account lacks. Stripe keeps no terms of sale or privacy policy for an account.
 */
export async function readAccount(client: Stripe): Promise<StripeAccount> {
  const account = await client.accounts.retrieveCurrent();
  const profile = account.business_profile;
  const dashboard = account.settings?.dashboard;
  const name = profile?.name?.trim() || dashboard?.display_name?.trim();
  const missing = Object.entries({'a business name': name, 'a country': account.country, 'a default currency': account.default_currency})
    .filter(([, value]) => !value)
    .map(([what]) => what);
  const {country, default_currency: currency} = account;
  if (!name || !country || !currency)
    throw new Error(`CATALOG=stripe takes the shop's facts from the Stripe account, which lacks ${missing.join(' and ')}.`);
  const links: (Link | false)[] = [
    isWeb(profile?.support_url) && {type: 'support', title: 'Support', url: profile.support_url},
    isWeb(profile?.url) && {type: 'about_us', title: name, url: profile.url},
  ];
  return {name, country, currency, timeZone: dashboard?.timezone || 'UTC', links: links.filter((link) => link !== false)};
}

const isWeb = (url: string | null | undefined): url is string =>
  Boolean(url && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol));
