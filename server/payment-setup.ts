import type {Capabilities} from '../shared/session.js';
import type {PaymentSetup} from '../shared/tools.js';
import type {AuthenticationConfig} from './authentication-config.js';
import type {Config} from './config.js';
import type {Authentication} from './core/authentication.js';

type StripeConfig = Pick<Config['stripe'], 'profileId' | 'mode' | 'sheetPayload'>;

/** What the host's payment sheet is told. Objects, as the host's current page shows them; cards first. */
export const paymentSetup = ({profileId, mode, sheetPayload}: StripeConfig): PaymentSetup => ({
  provider: 'stripe',
  merchant_id: profileId,
  supported_payment_methods: [{type: 'card'}, {type: 'apple_pay'}, {type: 'google_pay'}],
  payment_mode: mode,
  ...(sheetPayload !== 'openai' && {payload: sheetPayload}),
});

/** The same for agents: one payment handler of ACP 2026-04-17. What is said of 3-D Secure is each session's own. */
export const capabilities = ({profileId, mode}: Omit<StripeConfig, 'sheetPayload'>, shopName: string): Capabilities => ({
  payment: {
    handlers: [
      {
        id: 'card_tokenized',
        name: 'dev.acp.tokenized.card',
        display_name: 'Card',
        version: '2026-01-22',
        spec: 'https://acp.dev/handlers/tokenized.card',
        requires_delegate_payment: true,
        requires_pci_compliance: false,
        psp: 'stripe',
        config_schema: 'https://acp.dev/schemas/handlers/tokenized.card/config.json',
        instrument_schemas: ['https://acp.dev/schemas/handlers/tokenized.card/instrument.json'],
        config: {
          merchant_id: profileId,
          psp: 'stripe',
          merchant_display_name: shopName,
          accepted_brands: ['visa', 'mastercard', 'amex', 'discover'],
          environment: mode === 'live' ? 'production' : 'sandbox',
        },
      },
    ],
  },
  interventions: {supported: []},
});

// ACP 2026-04-17.
const MAX_MERCHANT_NAME = 40;

/** What agents authenticate their buyers with. */
export const authentication = ({enforcement, acquirer}: AuthenticationConfig, shopName: string): Authentication => ({
  enforcement,
  acquirer: {...acquirer, merchant_name: shopName.slice(0, MAX_MERCHANT_NAME)},
});
