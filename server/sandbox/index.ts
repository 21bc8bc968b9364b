export {createSandbox, type Sandbox, type SandboxOptions} from './app.js';
export {DEMO_CUSTOMER} from './demo-customer.js';
export {startSandbox, type RunningSandbox, type StartOptions} from './start.js';
export type {Faults} from './faults.js';
export type {LedgerEntry, RequestEntry} from './ledger.js';
export type {Delivery} from './webhooks/sender.js';
export type {Webhooks} from './webhooks/targets.js';
