import type {EventTarget} from './acp/events/target.js';
import type {ConsentOption} from './acp/extras.js';
import type {SignatureVerifier} from './acp/signature.js';
import type {Fulfillment, SavedPaymentMethods} from './core/ports.js';
import type {OrderReview} from './core/review.js';
import type {CustomerOf} from './mcp/caller.js';

/** What only an app builder's own server can know or do. */
export interface OwnParts {
  /** Who packs and sends. */
  fulfillment?: Fulfillment;
  /** Who calls `/mcp`, as the Stripe id of a customer. Without it every caller is a guest and nobody pays with a saved method. */
  customer?: CustomerOf;
  /** Channels on which buyers who come with an agent are asked whether the shop may write to them. */
  consentOptions?: readonly ConsentOption[];
  /** Where the order events of an agent's sessions go, by the agent's name. Of all others: `ACP_WEBHOOK_URL`. */
  eventTargets?: Readonly<Record<string, EventTarget>>;
  /** Which orders of agents somebody has to look at first. Default: the limits `ACP_BUYER_REVIEW_ABOVE` and `ACP_APPROVAL_ABOVE`. */
  review?: OrderReview;
  /** Verifies the `Signature` of agents' requests. Without it the header is not looked at. */
  verifySignature?: SignatureVerifier;
  /** What customers saved. Default: the cards of the Stripe account. Its ids are charged through Stripe, with that very customer. */
  savedMethods?: SavedPaymentMethods;
}
