import * as z from 'zod';
import {expand, read} from './params.js';
import type {Endpoint} from './state.js';

/** `GET /v1/account`: the one account that every key belongs to. It is at home in the US and sells in dollars. */
export const retrieveAccount: Endpoint = (_backend, {params}) => {
  read(z.strictObject({expand}), params);
  return {
    id: 'acct_sandbox',
    object: 'account',
    business_profile: {
      mcc: null,
      name: 'Sandbox shop',
      product_description: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: 'company',
    capabilities: {card_payments: 'active', transfers: 'active'},
    charges_enabled: true,
    country: 'US',
    default_currency: 'usd',
    details_submitted: true,
    email: null,
    payouts_enabled: true,
    settings: {dashboard: {display_name: 'Sandbox shop', timezone: 'America/Los_Angeles'}},
    type: 'standard',
  };
};
