import {knock, type KnockAnswer} from './knock.js';

/** The name that no server of ours has; the one MCP's own conformance tests use. */
export const EVIL = 'evil.example.com';

/** How the endpoint answers requests that no client library sends. */
export interface Doors {
  /** An ordinary `initialize` with the right Host and the server's own Origin. */
  right: KnockAnswer;
  evilHost: KnockAnswer;
  evilOrigin: KnockAnswer;
  get: KnockAnswer;
  notJson: KnockAnswer;
}

const initialize = JSON.stringify({
  jsonrpc: '2.0',
  id: 'doctor',
  method: 'initialize',
  params: {protocolVersion: '2025-06-18', capabilities: {}, clientInfo: {name: 'chat-checkout-doctor', version: '0.1.0'}},
});

/** Knocks in each way. Rejects with `Unreachable` when the server does not answer an ordinary request. */
export async function tryDoors(url: URL, timeoutMs: number): Promise<Doors> {
  const post = (headers: Record<string, string>) => knock(url, {headers, body: initialize, timeoutMs});
  const right = await post({origin: url.origin});
  const nothing = (error: Error): KnockAnswer => ({status: 0, headers: {}, body: error.message});
  const [evilHost, evilOrigin, get, notJson] = await Promise.all([
    post({host: EVIL}).catch(nothing),
    post({origin: `https://${EVIL}`}).catch(nothing),
    knock(url, {method: 'GET', headers: {accept: 'text/event-stream'}, timeoutMs}).catch(nothing),
    knock(url, {body: '{"jsonrpc": "2.0", ', timeoutMs}).catch(nothing),
  ]);
  return {right, evilHost, evilOrigin, get, notJson};
}
