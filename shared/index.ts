export * from './address.js';
export * from './chatgpt-checkout.js';
export * from './money.js';
export * from './product.js';
export * from './session.js';
export * from './tools.js';
