import type {Checkout} from '../core/checkout.js';
import type {SavedPaymentMethods} from '../core/ports.js';
import type {Storefront} from '../core/storefront.js';
import type {PaymentSetup, ToolInput, ToolName, ToolOutput} from '../../shared/tools.js';

/** What the tools work with. */
export interface ToolParts {
  checkout: Checkout;
  storefront: Storefront;
  payment: PaymentSetup;
  /** The widget's words in the language that serves a BCP 47 tag; undefined where there is none. */
  words(locale: string, order?: string): Promise<{locale: string; strings?: Record<string, unknown>; words?: unknown[]} | undefined>;
  /** What known callers saved. Without it nothing is shown, and nobody can pay with it. */
  savedMethods?: SavedPaymentMethods;
  /** The payment provider's id of the customer who calls; undefined for a guest. Throws when that cannot be told. */
  caller?(): Promise<string | undefined>;
  /** Told of every surprise; what it hears does not reach the caller. */
  onError(error: unknown, tool: string): void;
}

/** A chat-host tool: a plain function between two schemas, and what the host is told about it. */
export interface ToolDefinition<N extends ToolName = ToolName> {
  name: N;
  title: string;
  description: string;
  /** Who may call it: the model, or the widget and the host's own sheet. */
  visibility: readonly ('model' | 'app')[];
  /** Whether its result is shown by the checkout page. */
  opensWidget: boolean;
  /** All three must be said explicitly, or hosts refuse to list the tool. */
  annotations: {readOnlyHint: boolean; destructiveHint: boolean; openWorldHint: boolean; idempotentHint: boolean};
  /** Status texts, at most 64 characters. */
  invoking: string;
  invoked: string;
  run(input: ToolInput<N>, parts: ToolParts): Promise<ToolOutput<N>>;
}

/** Ties a definition's input and output to its name. */
export const defineTool = <N extends ToolName>(definition: ToolDefinition<N>): ToolDefinition<N> => definition;
