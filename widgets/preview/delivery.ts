import type {CallToolResult} from '@modelcontextprotocol/sdk/types.js';
import type {Delivery} from './profiles/profile.js';

/** How a page came to be shown. */
export interface Showing {
  /** The host's own name for this showing, as ChatGPT puts it into the place of the server's `_meta`. */
  id: string;
  /** The same page was shown here before. */
  isAgain: boolean;
  /** Tools the model called in the turn that opened it. */
  calls: number;
}

/** A tool's result as a host hands it over, and in words what the host did to it. */
export interface Delivered {
  /** For `window.openai`; undefined where the page never gets one. */
  whole?: CallToolResult;
  /** For `ui/notifications/tool-result`. */
  notified?: CallToolResult;
  quirks: string[];
}

/** What a host makes of a result. The result itself stays as it is. */
export function deliver(result: CallToolResult, delivery: Delivery, {id, isAgain, calls}: Showing): Delivered {
  if (delivery.losesAfterSeveralCalls && calls > 1)
    return {quirks: [`The host lost the tool result: ${calls} tools were called in this turn`]};
  const quirks: string[] = [];
  let whole = result;
  if (delivery.emptiesAfterReload && isAgain) {
    whole = {content: [], structuredContent: {}};
    quirks.push('The host emptied the tool result: the page is shown again');
  }
  const notified = {...whole};
  if (delivery.replacesMeta) {
    notified._meta = {'openai/widgetSessionId': id};
    quirks.push('The host replaced _meta of the tool result');
  }
  for (const name of delivery.strips) {
    delete notified[name];
    quirks.push(`The host stripped ${name} from the tool result`);
  }
  return {whole, notified, quirks};
}
