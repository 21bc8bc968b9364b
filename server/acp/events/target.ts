/** Where order events go, and in which words. What is left out is as ACP 2026-04-17 says. */
export interface EventTarget {
  url: string;
  /** Shared with the receiver; signs. */
  secret: string;
  /** Name of the header with the signature; some receivers want the shop's name in it. Default: `Merchant-Signature`. */
  header?: string;
  /** What the types are called, for receivers that say e.g. `order_created`. */
  types?: {order_create?: string; order_update?: string};
  /**
   * `timestamped` (the default) signs `<unix seconds>.<body>` and says `t=…,v1=<hex>`; `hex` and `base64` sign the body alone, as
   * ACP 2025-09-29 has it, which names no encoding.
   */
  signature?: 'timestamped' | 'hex' | 'base64';
  /** Whose shape the body has. ACP 2026-01-30 and 2025-09-29 share one. Default: `2026-04-17`. */
  version?: '2026-04-17' | '2026-01-30' | '2025-09-29';
}

/** The target for orders of this agent; undefined where nobody wants to hear of them. */
export type TargetOf = (owner: string | undefined) => EventTarget | undefined;
