import {Buyer} from '../../shared/address.js';
import type {Amount} from '../../shared/money.js';
import type {Proof} from './authentication.js';
import {CheckoutError} from './errors.js';
import type {SavedPaymentMethods} from './ports.js';
import type {Inputs} from './record.js';

/**
 * What the buyer pays with. `token` is what the host's payment sheet hands over, a shared payment token: a secret. Or it is the id of
 * a payment method that `customerId` saved before; then `amount` is the total the buyer agreed to.
 */
export interface Completion {
  token: string;
  /** The payment provider's id of the buyer, from the server's own sign-in and never from the request. */
  customerId?: string;
  amount?: Amount;
  /** That the buyer was authenticated by 3-D Secure. */
  proof?: Proof;
  /** Whether whoever pays has no words for a question of the buyer's bank. */
  unableTo3ds?: boolean;
  /** The buyer's words about the order; what was said before stays without them. */
  notes?: string;
  buyer?: {
    name?: string | null;
    full_name?: string | null;
    first_name?: string | null;
    last_name?: string | null;
    email?: string | null;
    phone_number?: string | null;
  } | null;
}

/**
 * Whether this pays with a method that the buyer saved. A method of somebody else is none: it goes the way of any token that is no
 * good, so that nobody learns whether it exists. Throws `missing` for a saved method without an amount: no sheet has shown the buyer
 * a total that its token is bound to. Throws `service_unavailable` when nobody can tell.
 */
export async function paysWithSaved(methods: SavedPaymentMethods | undefined, {token, customerId, amount}: Completion): Promise<boolean> {
  if (!methods || !customerId) return false;
  try {
    if (!(await methods.list(customerId)).some(({id}) => id === token)) return false;
  } catch (error) {
    // The host's payment sheet states no amount. It must not stand still because a list is out of reach that its token is not on.
    if (amount === undefined && error instanceof CheckoutError && error.code === 'service_unavailable') return false;
    throw error;
  }
  if (amount !== undefined) return true;
  throw new CheckoutError('missing', 'payment_data.amount is missing: a saved payment method pays only the total the buyer agreed to', {
    param: '$.payment_data.amount',
  });
}

/** The sheet's buyer over what was known. An e-mail that is none is left out: money matters more than a receipt's address. */
export function withBuyer(inputs: Inputs, buyer: Completion['buyer']): Inputs {
  if (!buyer) return inputs;
  const {name, full_name, first_name, last_name, email, phone_number} = buyer;
  const given = {
    ...inputs.buyer,
    ...(email && {email}),
    ...((full_name || name) && {full_name: full_name || name}),
    ...(first_name && {first_name}),
    ...(last_name && {last_name}),
    ...(phone_number && {phone_number}),
  };
  const read = Buyer.safeParse(given);
  return read.success ? {...inputs, buyer: read.data} : inputs;
}
