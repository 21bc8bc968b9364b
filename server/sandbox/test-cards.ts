/** Why a test card is refused. `code` is Stripe's error code, `declineCode` the issuer's reason. */
export type Decline = {code: string; declineCode: string; message: string};

/** A test payment method and what happens when it is charged, and after that. */
export type TestCard = {
  brand: string;
  last4: string;
  funding: 'credit' | 'debit';
  /** `processes`: a bank debit, whose end is known later. */
  outcome: 'pays' | 'authenticates' | 'processes' | Decline;
  /** How a debit that was being processed ends. Default: it pays. */
  finally?: Decline;
  /** It can be saved although it declines every charge. Default: only what does not decline can be. */
  savable?: boolean;
  /** The buyer disputes the charge at once. */
  disputed?: boolean;
  /** What becomes of its refunds. Default: they succeed at once. */
  refunds?: 'pending' | 'fails';
};

const card = (last4: string, outcome: TestCard['outcome'] = 'pays', brand = 'visa', funding: TestCard['funding'] = 'credit'): TestCard => ({
  brand,
  last4,
  funding,
  outcome,
});
const declined = (last4: string, declineCode: string, message = 'Your card was declined.') =>
  card(last4, {code: 'card_declined', declineCode, message});
const failed = (last4: string, code: string, message: string) => card(last4, {code, declineCode: code, message});
const bankDebit = (last4: string, end?: Decline): TestCard => ({...card(last4, 'processes', 'bank', 'debit'), ...(end && {finally: end})});

/** The declines of a 3-D Secure check: skipped because the caller cannot show it, or failed by the buyer. */
export const AUTHENTICATION_REQUIRED: Decline = {
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
};
export const AUTHENTICATION_FAILED: Decline = {
  code: 'payment_intent_authentication_failure',
  declineCode: 'authentication_required',
  message: 'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
};

/** The decline that `card_declined` asks for, and one card has of its own. */
export const INSUFFICIENT_FUNDS: Decline = {
  code: 'card_declined',
  declineCode: 'insufficient_funds',
  message: 'Your card has insufficient funds.',
};

const CARDS: Record<string, TestCard> = {
  pm_card_visa: card('4242'),
  pm_card_visa_debit: card('5556', 'pays', 'visa', 'debit'),
  pm_card_mastercard: card('4444', 'pays', 'mastercard'),
  pm_card_amex: card('8431', 'pays', 'amex'),
  pm_card_discover: card('9424', 'pays', 'discover'),
  pm_card_createDispute: {...card('0259'), disputed: true},
  pm_card_pendingRefund: {...card('7726'), refunds: 'pending'},
  pm_card_refundFail: {...card('5126'), refunds: 'fails'},
  pm_usBankAccount_success: bankDebit('6789'),
  pm_usBankAccount_insufficientFunds: bankDebit('2227', {
    code: 'payment_method_provider_decline',
    declineCode: 'insufficient_funds',
    message: 'The bank account has insufficient funds.',
  }),
  pm_card_chargeCustomerFail: {...declined('0341', 'generic_decline'), savable: true},
  pm_card_chargeDeclined: declined('0002', 'generic_decline'),
  pm_card_chargeDeclinedInsufficientFunds: card('9995', INSUFFICIENT_FUNDS),
  pm_card_chargeDeclinedLostCard: declined('9987', 'lost_card'),
  pm_card_chargeDeclinedStolenCard: declined('9979', 'stolen_card'),
  pm_card_chargeDeclinedFraudulent: declined('0019', 'fraudulent'),
  pm_card_radarBlock: declined('0019', 'fraudulent'),
  pm_card_chargeDeclinedVelocityLimitExceeded: declined(
    '6975',
    'card_velocity_exceeded',
    'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
  ),
  pm_card_chargeDeclinedExpiredCard: failed('0069', 'expired_card', 'Your card has expired.'),
  pm_card_chargeDeclinedIncorrectCvc: failed('0127', 'incorrect_cvc', "Your card's security code is incorrect."),
  pm_card_chargeDeclinedProcessingError: failed(
    '0119',
    'processing_error',
    'An error occurred while processing your card. Try again in a little bit.',
  ),
  pm_card_authenticationRequired: card('3184', 'authenticates'),
  pm_card_threeDSecure2Required: card('3220', 'authenticates'),
  pm_card_threeDSecureRequired: card('3063', 'authenticates'),
};

/**
 * Finds a test payment method by Stripe's name; undefined when there is none.
 *
 * Stripe writes some declines with the brand, some without (`pm_card_visa_chargeDeclined`): both are understood.
 */
export function findTestCard(name: string): TestCard | undefined {
  const plain = name.replace(/^pm_card_visa_(?=charge)/, 'pm_card_');
  return Object.hasOwn(CARDS, plain) ? CARDS[plain] : undefined;
}
