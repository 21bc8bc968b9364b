/**
 * What Stripe might mind about a call: its shared payment token endpoints belong to a preview version. Whether Stripe
 * insists on the header is not known, so the sandbox lets the call pass and says so in its request log.
 */
export function requestNote(path: string, version: string | null): string | undefined {
  if (!path.includes('/shared_payment/') || version?.endsWith('.preview')) return undefined;
  return `Shared payment tokens belong to a preview version; the call came with ${version ?? 'no Stripe-Version'}.`;
}
