import {WIDGET_URI} from '../../../shared/tools.js';
import {judge, type Check} from '../check.js';
import {fields, texts, type Fields} from '../json.js';
import {mismatch} from '../schema.js';
import {pageOf, type Visit} from '../visit.js';

const cart = (...items: Fields[]) => ({checkout_session: {items}});
const hints = {
  offerId: 'offer_1',
  name: 'Mug',
  description: 'A mug.',
  images: ['https://shop.example/mug.jpg'],
  url: 'https://shop.example/mug',
  merchant_name: 'Shop',
  price: '$24.99',
};

const token = {token: 'token_1', provider: 'stripe'};
const id = {checkout_session_id: 'cs_1'};
/** What payment sheets are known to send: the host's, ACP's, the payment providers' and emulators' names for the same. */
const SHEETS: [string, Fields][] = [
  ['no buyer', {...id, payment_data: token}],
  ['a buyer of null', {...id, buyer: null, payment_data: {...token, billing_address: null}}],
  ['a buyer with nulls', {...id, buyer: {name: null, email: null, phone_number: null}, payment_data: token}],
  ['first and last name', {...id, buyer: {first_name: 'Ada', last_name: 'Byron', email: 'a@shop.example'}, payment_data: token}],
  [
    'keys of its own',
    {...id, buyer: {name: 'Ada', phone: '1'}, payment_data: {...token, billing_address: {line1: '1 Main Street', country: 'US'}, x: 1}},
  ],
];

const outline = ({tools}: Visit, name: string) => tools.find((tool) => tool.name === name);

/** The two tools whose shape a host fixes. */
export const contractChecks: readonly Check[] = [
  {
    id: 'conversion-contract',
    means: 'checkout_session takes what a host’s product card sends, and opens the page at the fixed address.',
    mend: `Take {checkout_session: {items: [{id, quantity, …}]}} with only id and quantity required, and set _meta.ui.resourceUri to ${WIDGET_URI}.`,
    look: (visit) => {
      const tool = outline(visit, 'checkout_session');
      if (!tool) return undefined;
      const takes = (value: Fields) => mismatch(tool.listed.inputSchema, value) === undefined;
      const all = {id: 'a', quantity: 1, ...hints};
      const refused = Object.keys(hints).filter((key) => !takes(cart({id: 'a', quantity: 1, [key]: all[key as keyof typeof all]})));
      const faults = [
        ...(takes(cart({id: 'a', quantity: 1}))
          ? refused.map((key) => `${key} is refused`)
          : ['an item with id and quantity alone is refused']),
        ...(takes(cart({quantity: 1})) ? ['id is not required'] : []),
        ...(takes(cart({id: 'a'})) ? ['quantity is not required'] : []),
        ...(takes({}) ? ['checkout_session is not required'] : []),
        ...(pageOf(tool) === WIDGET_URI ? [] : [`its page is ${pageOf(tool) ?? 'none'}, not ${WIDGET_URI}`]),
      ];
      const doubts = takes(cart({...all, doctor: 1})) ? [] : ['a key that is not in the contract yet is refused'];
      return judge('only id and quantity are required', faults, doubts);
    },
  },
  {
    id: 'completion-input',
    means: 'complete_checkout takes what payment sheets send: they disagree on the names inside.',
    mend: 'Require checkout_session_id and payment_data.token only; let buyer and payment_data have other keys, and buyer be null.',
    look: (visit) => {
      const tool = outline(visit, 'complete_checkout');
      if (!tool) return undefined;
      const schema = tool.listed.inputSchema;
      const faults = SHEETS.flatMap(([what, input]) => (mismatch(schema, input) === undefined ? [] : [`${what} is refused`]));
      const open = mismatch(schema, {...id}) === undefined ? ['payment_data is not required'] : [];
      return judge(`${SHEETS.length} ways to send it are taken`, [...faults, ...open]);
    },
  },
  {
    id: 'completion-output',
    means: 'complete_checkout can answer with a decline: a session that has no order yet.',
    mend: 'Leave order out of the required members of the outputSchema, and declare messages.',
    look: (visit) => {
      const schema = fields(outline(visit, 'complete_checkout')?.listed.outputSchema);
      if (Object.keys(schema).length === 0) return undefined;
      const faults = texts(schema.required).includes('order') ? ['order is required'] : [];
      const silent =
        fields(schema.properties).messages === undefined && schema.additionalProperties === false ? ['messages has no place'] : [];
      return judge('order is optional', [...faults, ...silent]);
    },
  },
];
