/** What an app builder imports: the shop, its chat-host door, and the server around them. */
export type {AgentKey} from './acp/auth.js';
export type {ConsentOption} from './acp/extras.js';
export type {SignatureVerifier, SignedRequest} from './acp/signature.js';
export type {EventTarget} from './acp/events/target.js';
export {compose, type OwnParts, type Running} from './compose.js';
export {readConfig, type Config, type Environment} from './config.js';
export type {Call} from './core/call.js';
export type {Change} from './core/change.js';
export {createCheckout, type Checkout, type CheckoutParts} from './core/checkout.js';
export {CheckoutError, type ErrorCode} from './core/errors.js';
export type {Orders, OrderStatus, OwnRefund} from './core/orders.js';
export type * from './core/ports.js';
export type {Shipment, ShipmentStatus} from './core/shipments.js';
export {createStorefront, type Storefront} from './core/storefront.js';
export {createApp, type AppParts} from './http.js';
export {createLog} from './log.js';
export type {CustomerOf} from './mcp/caller.js';
export {makeMcpServer, type McpParts} from './mcp/server.js';
