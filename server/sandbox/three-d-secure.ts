import * as z from 'zod';
import {invalidRequest} from './errors.js';
import {inert, text} from './params.js';

const INDICATORS = ['01', '02', '05', '06', '07'] as const;

/** What a 3-D Secure check elsewhere ended with, as a payment says it: a check that was not Stripe's. */
const proof = z.strictObject({
  cryptogram: text,
  electronic_commerce_indicator: z.optional(z.enum(INDICATORS)),
  transaction_id: text,
  version: z.enum(['1.0.2', '2.1.0', '2.2.0', '2.3.0', '2.3.1']),
  ...inert('ares_trans_status', 'exemption_indicator', 'network_options', 'requestor_challenge_indicator'),
});

/** `payment_method_options` of an intent; of all that Stripe knows there only an own 3-D Secure check changes anything here. */
export const paymentMethodOptions = z.looseObject({card: z.optional(z.looseObject({three_d_secure: z.optional(proof)}))});

export type OwnCheck = z.output<typeof proof>;

type Options = z.output<typeof paymentMethodOptions> | undefined;

/** The check a payment comes with. @throws StripeRefusal 400 when its cryptogram cannot be one: 20 bytes in base64 */
export function ownCheck(options: Options): OwnCheck | undefined {
  const check = options?.card?.three_d_secure;
  if (!check || /^[A-Za-z0-9+/]{27}=$/.test(check.cryptogram)) return check;
  throw invalidRequest('The cryptogram must be a base64-encoded value of 20 bytes.', {
    param: 'payment_method_options[card][three_d_secure][cryptogram]',
  });
}

/** Whether the bank takes it for an answer. 07 says that there was no check at all. */
export const isAnswer = (check: OwnCheck | undefined): check is OwnCheck =>
  check !== undefined && check.electronic_commerce_indicator !== '07';

/** What a charge says of it. 02 and 05: the bank knows its customer; 01 and 06: it was asked and did not take part. */
export const shownCheck = ({electronic_commerce_indicator: indicator, transaction_id, version}: OwnCheck) => ({
  authentication_flow: null,
  electronic_commerce_indicator: indicator ?? null,
  exemption_indicator: null,
  result: indicator === '01' || indicator === '06' ? 'attempt_acknowledged' : 'authenticated',
  result_reason: null,
  transaction_id,
  version,
});
