import type {Tool} from '@modelcontextprotocol/sdk/types.js';
import type {Operation} from './operations.js';
import {NEWEST, SUPPORTED_VERSIONS} from './versions.js';

type Schema = Record<string, unknown>;

const text = (description?: string): Schema => ({type: 'string', ...(description && {description})});
const object = (properties: Record<string, Schema>, required: string[] = [], description?: string): Schema => ({
  type: 'object',
  properties,
  ...(required.length && {required}),
  ...(description && {description}),
});
const array = (items: Schema, description?: string): Schema => ({type: 'array', items, ...(description && {description})});

const meta = object(
  {
    api_version: text(`ACP version of the payload and of the answer: ${SUPPORTED_VERSIONS.join(', ')}.`),
    idempotency_key: text('Own key of this call, 1 to 255 characters. A repeat with the same key and payload has its effect once.'),
    request_id: text(),
    user_agent: text(),
    accept_language: text('As in the HTTP header, e.g. fr-CA, de;q=0.8. Messages, names of totals and errors are said in it.'),
    signature: text(),
    timestamp: text('RFC 3339.'),
  },
  ['api_version'],
);
const id = text('Id of the checkout session.');
const address = object(
  {
    name: text(),
    line_one: text(),
    line_two: text(),
    city: text(),
    state: text(),
    postal_code: text(),
    country: text('ISO 3166-1 alpha-2.'),
    company: text(),
  },
  ['country'],
);
const buyer = object({email: text(), full_name: text(), first_name: text(), last_name: text(), phone_number: text()}, ['email']);
const line = object({id: text("The catalog's id of the item."), quantity: {type: 'integer', minimum: 1, default: 1}}, ['id']);
const parts = {
  line_items: array(line, 'The whole cart; replaces what was there.'),
  buyer,
  fulfillment_details: object({name: text(), phone_number: text(), email: text(), address}),
  discounts: object({codes: array(text(), 'Replaces the codes that were there; an empty list clears them.')}),
  order_notes: text('At most 5000 characters.'),
};

const authenticationResult = object(
  {
    outcome: text('E.g. authenticated, attempt_acknowledged, denied.'),
    outcome_details: object(
      {
        three_ds_cryptogram: text('Base64.'),
        electronic_commerce_indicator: text('01, 02, 05, 06 or 07.'),
        transaction_id: text('Of the directory server.'),
        version: text('Of 3-D Secure, e.g. 2.2.0.'),
      },
      [],
      'Required where the outcome proves something.',
    ),
  },
  ['outcome'],
  'How 3-D Secure went, for a session in authentication_required.',
);

const attribution = object(
  {
    provider: text('E.g. impact.com.'),
    token: text(),
    publisher_id: text('Where there is no token.'),
    campaign_id: text(),
    metadata: object({}),
  },
  ['provider'],
  'Who brought the buyer. No personal data.',
);

const payloads: Partial<Record<Operation, Schema>> = {
  create: object(
    {
      ...parts,
      currency: text('ISO 4217.'),
      affiliate_attribution: attribution,
      capabilities: object({interventions: object({supported: array(text(), 'E.g. 3ds.')})}, [], 'What the agent can do.'),
    },
    ['line_items', 'currency', 'capabilities'],
    `As in ACP ${NEWEST.version}; older versions have other members.`,
  ),
  update: object({
    ...parts,
    selected_fulfillment_options: array(
      object({type: text(), option_id: text('One of fulfillment_options.'), item_ids: array(text())}, ['option_id']),
    ),
  }),
  complete: object(
    {
      payment_data: object({
        handler_id: text('One of capabilities.payment.handlers.'),
        instrument: object({type: text(), credential: object({type: text(), token: text('Delegated payment token.')}, ['type', 'token'])}, [
          'type',
          'credential',
        ]),
        billing_address: address,
      }),
      authentication_result: authenticationResult,
      buyer,
      order_notes: parts.order_notes,
      affiliate_attribution: attribution,
      marketing_consents: array(
        object({channel: text(), opted_in: {type: 'boolean'}}, ['channel', 'opted_in']),
        "The buyer's answers to marketing_consent_options. Leave out what the buyer was not asked.",
      ),
    },
    ['payment_data'],
  ),
  cancel: object({
    intent_trace: object({reason_code: text(), trace_summary: text('At most 500 characters.'), metadata: object({})}, ['reason_code']),
  }),
};

interface Binding {
  operation: Operation;
  title: string;
  description: string;
  readOnly: boolean;
  destructive: boolean;
  idempotent: boolean;
}

const bindings: Record<string, Binding> = {
  create_checkout_session: {
    operation: 'create',
    title: 'Create a checkout session',
    description: 'Starts a checkout from catalog items and answers with its prices, ways of delivery and what is still missing.',
    readOnly: false,
    destructive: false,
    idempotent: false,
  },
  get_checkout_session: {
    operation: 'get',
    title: 'Read a checkout session',
    description: 'Answers with the session as it stands.',
    readOnly: true,
    destructive: false,
    idempotent: true,
  },
  update_checkout_session: {
    operation: 'update',
    title: 'Change a checkout session',
    description: 'Changes items, buyer, address, way of delivery or discount codes: what is absent stays, null clears, lists replace.',
    readOnly: false,
    destructive: false,
    idempotent: true,
  },
  complete_checkout_session: {
    operation: 'complete',
    title: 'Pay for a checkout session',
    description: 'Charges the total with a delegated payment token and places the order. A declined payment is an answer with messages.',
    readOnly: false,
    destructive: true,
    idempotent: false,
  },
  cancel_checkout_session: {
    operation: 'cancel',
    title: 'Cancel a checkout session',
    description: 'Ends a session that is not paid and gives its goods back.',
    readOnly: false,
    destructive: true,
    idempotent: false,
  },
};

/** The operation a tool stands for; undefined for a name that is none of the five. */
export const operationOf = (name: string): Operation | undefined => (Object.hasOwn(bindings, name) ? bindings[name]!.operation : undefined);

/** The five tools of ACP's MCP binding, with schemas that refer to nothing outside themselves. */
export const MCP_TOOLS: Tool[] = Object.entries(bindings).map(([name, binding]) => {
  const {operation, title, description} = binding;
  const payload = payloads[operation];
  const required = ['meta', ...(operation === 'create' ? [] : ['id']), ...(payload && operation !== 'cancel' ? ['payload'] : [])];
  return {
    name,
    title,
    description,
    annotations: {
      title,
      readOnlyHint: binding.readOnly,
      destructiveHint: binding.destructive,
      idempotentHint: binding.idempotent,
      openWorldHint: operation === 'complete',
    },
    inputSchema: {
      type: 'object',
      properties: {meta, ...(operation !== 'create' && {id}), ...(payload && {payload})},
      required,
    },
  };
});
