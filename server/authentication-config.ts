import type {AcquirerDetails, Authentication} from './core/authentication.js';

/** 3-D Secure of agents' payments. The merchant's name is the shop's. */
export interface AuthenticationConfig {
  enforcement: Authentication['enforcement'];
  acquirer: Omit<AcquirerDetails, 'merchant_name'>;
}

interface Reader {
  value(name: string): string | undefined;
  oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T;
  fault(name: string, expected: string, got?: string): void;
}

const MODES = ['off', 'conditional', 'always'] as const;
// The sandbox's bank; nobody asks a directory server about it.
const SANDBOX_ACQUIRER = {acquirer_bin: '400000', acquirer_country: 'US', acquirer_merchant_id: 'sandbox'};

/** `ACP_3DS` and `ACP_3DS_ACQUIRER`; undefined when agents' payments are not authenticated. */
export function readAuthentication({value, oneOf, fault}: Reader, {isSandbox}: {isSandbox: boolean}): AuthenticationConfig | undefined {
  const mode = oneOf('ACP_3DS', MODES, isSandbox ? 'conditional' : 'off');
  const given = value('ACP_3DS_ACQUIRER');
  const [, bin, country, merchant, requestor] = /^(\d{1,11}):([A-Z]{2}):([^\s:]{1,35})(?::([^\s:]{1,35}))?$/.exec(given ?? '') ?? [];
  if (given && !bin)
    fault('ACP_3DS_ACQUIRER', 'bin:country:merchant-id or bin:country:merchant-id:requestor-id, e.g. 400551:US:0123456789', given);
  if (mode === 'off') return undefined;
  if (!given && !isSandbox) fault('ACP_3DS_ACQUIRER', 'what your acquirer calls you, bin:country:merchant-id, beside ACP_3DS');
  if (!bin || !country || !merchant) return {enforcement: mode, acquirer: SANDBOX_ACQUIRER};
  return {
    enforcement: mode,
    acquirer: {
      acquirer_bin: bin,
      acquirer_country: country,
      acquirer_merchant_id: merchant,
      ...(requestor && {requestor_id: requestor}),
    },
  };
}
