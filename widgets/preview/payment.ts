import type {CallToolResult} from '@modelcontextprotocol/sdk/types.js';
import type {RequestCheckoutPayload} from '../../shared/chatgpt-checkout.js';
import {sentence} from './activity.js';
import type {Fault} from './preview-server.js';
import type {Outcome} from './settings.js';

/** The cards of the sheet: the payment provider's test payment methods. */
export const testCards = [
  {method: 'pm_card_visa', title: 'Visa 4242', note: 'Pays'},
  {method: 'pm_card_chargeDeclined', title: 'Visa 0002', note: 'Declined'},
  {method: 'pm_card_chargeDeclinedInsufficientFunds', title: 'Visa 9995', note: 'Insufficient funds'},
  {method: 'pm_card_chargeDeclinedExpiredCard', title: 'Visa 0069', note: 'Expired card'},
  {method: 'pm_card_authenticationRequired', title: 'Visa 3184', note: 'Needs 3-D Secure'},
] as const;
export type PaymentMethod = (typeof testCards)[number]['method'];

/** What each outcome of the toolbar does in the sheet: the card chosen first, and a sentence for whoever tries it. */
export const outcomes: Record<Outcome, {card: PaymentMethod; note: string}> = {
  pays: {card: 'pm_card_visa', note: 'Pay goes through with the first card.'},
  canceled: {card: 'pm_card_visa', note: 'Close the sheet to see a canceled payment. Nothing is charged.'},
  declined: {card: 'pm_card_chargeDeclined', note: 'This card is declined. The sheet stays open for another one.'},
  'requires-3ds': {
    card: 'pm_card_authenticationRequired',
    note: 'This card asks for 3-D Secure, which the sheet cannot do. It stays open.',
  },
  'unknown-error': {
    card: 'pm_card_visa',
    note: 'The charge happens, the answer is lost, and the sheet fails without a reason. The widget has to find out what happened.',
  },
  slow: {card: 'pm_card_visa', note: 'The payment provider takes six seconds to answer.'},
  'no-sheet': {card: 'pm_card_visa', note: 'This host has no payment sheet.'},
};

const PATH = '/v1/payment_intents';
const SLOW: Fault = {delay_ms: 6000, path: PATH, times: 1};
// As many as the payment client tries before it gives up.
// The provider's event is held back as well, or the server knows the truth before the buyer has read the question.
const LOST_ANSWER: Fault = {reset_after_commit: 3, path: PATH, webhooks_delay_ms: 5000};

/** What happens after Pay: the sheet stays with a message, or the promise of `requestCheckout` settles. */
export type PaymentStep = {stay: string[]} | {resolve: unknown} | {reject: Error};

export interface PaymentDoors {
  mintToken(request: {payment_method: string; amount: number; currency: string}): Promise<string>;
  setFault(fault: Fault): Promise<unknown>;
  /** The `complete_checkout` tool. */
  complete(args: Record<string, unknown>): Promise<CallToolResult>;
}

export interface PaymentOrder {
  payload: RequestCheckoutPayload;
  card: PaymentMethod;
  buyer: {name: string; email: string};
  outcome: Outcome;
}

interface SheetMessage {
  type?: string;
  code?: string;
  content?: string;
}

/** Error codes that the host's sheet shows itself and stays open for; every other one goes to the page. */
const SHEET_CODES = new Set(['payment_declined', 'requires_3ds']);

/** The amount the sheet asks for, minor units: the payload's own total, never a sum. Undefined when there is none. */
export const amountDue = (payload: RequestCheckoutPayload): number | undefined => payload.totals.find(({type}) => type === 'total')?.amount;

/** Why this payload cannot be shown, or undefined. Real hosts break on a missing list, so this one says which. */
export function payloadProblem(payload: unknown): string | undefined {
  const given = (typeof payload === 'object' && payload ? payload : {}) as Partial<RequestCheckoutPayload>;
  if (typeof given.id !== 'string' || !given.id) return 'requestCheckout: id is missing';
  for (const name of ['line_items', 'totals', 'messages', 'links'] as const)
    if (!Array.isArray(given[name])) return `requestCheckout: ${name} must be a list`;
  if (given.status !== 'ready_for_payment') return `requestCheckout: status must be ready_for_payment, got ${String(given.status)}`;
  if (typeof given.currency !== 'string') return 'requestCheckout: currency is missing';
  if (!given.payment_provider?.merchant_id) return 'requestCheckout: payment_provider.merchant_id is missing';
  if (!Number.isInteger(given.totals?.find(({type}) => type === 'total')?.amount)) return 'requestCheckout: totals must hold a total';
  return undefined;
}

/** Pays: a token for exactly the shown total, then `complete_checkout`, as the host's sheet does it. Never rejects. */
export async function pay({payload, card, buyer, outcome}: PaymentOrder, doors: PaymentDoors): Promise<PaymentStep> {
  let token: string;
  try {
    if (outcome === 'slow') await doors.setFault(SLOW);
    if (outcome === 'unknown-error') await doors.setFault(LOST_ANSWER);
    const amount = amountDue(payload) ?? 0;
    token = await doors.mintToken({payment_method: card, amount, currency: payload.currency.toLowerCase()});
  } catch (error) {
    return {stay: [sentence(error)]}; // nothing was sent to the merchant yet
  }
  let result: CallToolResult;
  try {
    result = await doors.complete({
      checkout_session_id: payload.id,
      buyer: {name: buyer.name || null, email: buyer.email || null, phone_number: payload.fulfillment_address?.phone_number ?? null},
      payment_data: {token, provider: payload.payment_provider.provider, billing_address: payload.fulfillment_address ?? null},
    });
  } catch (error) {
    return {reject: new Error(outcome === 'unknown-error' ? 'Something went wrong' : sentence(error))};
  }
  if (outcome === 'unknown-error') return {reject: new Error('Something went wrong')};

  const session = result.structuredContent as {status?: string; messages?: SheetMessage[]} | undefined;
  const errors = (session?.messages ?? []).filter(({type}) => type === 'error');
  const shown = errors.filter(({code}) => SHEET_CODES.has(code ?? ''));
  if (session?.status !== 'completed' && shown.length)
    return {stay: shown.map(({content}) => content || 'The payment did not go through.')};
  if (session?.status === 'completed') return {resolve: session};
  if (errors.length) return {resolve: {messages: errors}};
  const text = result.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n');
  return {
    resolve: {messages: [{type: 'error', code: 'unknown', content_type: 'plain', content: text || 'The payment did not go through.'}]},
  };
}
