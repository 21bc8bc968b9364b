import type {CustomerOf} from './mcp/caller.js';

const SIGNED_IN = 'Bearer preview-buyer';

/** Who calls, in the preview: the sandbox's demo customer when the caller says so. Everybody may: only sandbox money is at stake. */
export const previewBuyer =
  (customerId: string): CustomerOf =>
  async ({headers}) =>
    headers.get('authorization') === SIGNED_IN ? customerId : undefined;
