import {onlyEnglish, type Languages} from './languages.js';
import {NEWEST, SUPPORTED_VERSIONS} from './versions.js';

export interface DiscoveryParts {
  /** The origin that agents call, without a slash at its end. */
  publicUrl: string;
  /** Lower case, ISO 4217. */
  currency: string;
  languages?: Languages;
  /** Whether what happens to orders is told to anybody. */
  orderEvents?: boolean;
}

/** What anybody may know of the door (ACP 2026-04-17): no merchant ids, no payment handlers, no keys. */
export const discovery = ({publicUrl, currency, languages = onlyEnglish, orderEvents}: DiscoveryParts) => ({
  protocol: {name: 'acp', version: NEWEST.version, supported_versions: SUPPORTED_VERSIONS},
  api_base_url: publicUrl,
  transports: ['rest', 'mcp'],
  capabilities: {
    services: ['checkout', ...(orderEvents ? ['orders'] : [])],
    extensions: [{name: 'discount'}],
    supported_currencies: [currency],
    supported_locales: languages.locales,
  },
});
