/** What a chat host does at the shop's MCP door, and what its payment sheet does there. */
import type {CheckoutSession} from '../../shared/session.js';
import type {Shop} from './flow.js';

type Fields = Record<string, unknown>;

/** One JSON-RPC request, each on an MCP session of its own as ChatGPT makes them. Throws the error it is answered with. */
export async function askShop(shop: Shop, method: string, params: Fields = {}): Promise<Fields> {
  const answer = await fetch(`${shop.base}/mcp`, {
    method: 'POST',
    headers: {'content-type': 'application/json', accept: 'application/json, text/event-stream'},
    body: JSON.stringify({jsonrpc: '2.0', id: 1, method, params}),
  });
  const {result, error} = (await answer.json()) as {result: Fields; error?: {message: string}};
  if (error) throw new Error(error.message);
  return result;
}

/** A tool's whole result. */
export const callTool = (shop: Shop, name: string, args: Fields): Promise<Fields> => askShop(shop, 'tools/call', {name, arguments: args});

/** The session in a tool's result. */
export const sessionIn = (result: Fields): CheckoutSession => (result.structuredContent as {checkout: CheckoutSession}).checkout;

export const oneBag: Fields = {checkout_session: {items: [{id: 'coffee-beans', quantity: 1}]}};

const oakland = {name: 'Ada Lovelace', line_one: '1 Main Street', city: 'Oakland', state: 'CA', country: 'US', postal_code: '94607'};

/** A checkout that can be paid: `result` is the tool result that holds it. */
export async function readyCheckout(shop: Shop): Promise<{id: string; result: Fields}> {
  const {id} = sessionIn(await callTool(shop, 'checkout_session', oneBag));
  const result = await callTool(shop, 'update_checkout', {
    checkout_session_id: id,
    buyer: {email: 'ada@example.com', full_name: 'Ada Lovelace', first_name: 'Ada'},
    fulfillment_details: {address: oakland},
  });
  if (sessionIn(result).status !== 'ready_for_payment') throw new Error(`not ready: ${JSON.stringify(sessionIn(result).messages)}`);
  return {id, result};
}

interface Payload {
  id: string;
  currency: string;
  totals: {type: string; amount: number}[];
}

/** Pays as a sheet does: a test card's token for the total, handed to `complete_checkout`. Answers the whole result. */
export async function payInSheet(shop: Shop, payload: Fields, card = 'pm_card_visa'): Promise<Fields> {
  const {id, currency, totals} = payload as unknown as Payload; // what the page sent is looked at where it matters
  const amount = totals.find(({type}) => type === 'total')!.amount;
  const minted = await fetch(`${shop.base}/preview/payment_tokens`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({payment_method: card, amount, currency: currency.toLowerCase()}),
  });
  const {token} = (await minted.json()) as {token: string};
  return callTool(shop, 'complete_checkout', {checkout_session_id: id, buyer: null, payment_data: {token, provider: 'stripe'}});
}

/** How many charges were made for this checkout. */
export async function chargesOf(shop: Shop, id: string): Promise<number> {
  const entries = (await shop.ledger()) as {type: string; metadata?: {checkout_session_id?: string}}[];
  return entries.filter(({type, metadata}) => type === 'charge' && metadata?.checkout_session_id === id).length;
}
