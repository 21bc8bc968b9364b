import type {CallToolResult} from '@modelcontextprotocol/sdk/types.js';
import type {Activity} from './activity.js';
import type {Shop} from './client.js';
import type {Links} from './profiles/profile.js';
import {isListed, linkTarget, whyNotForApp, type WidgetPage} from './widget-tool.js';

/** What the host does for a page in a frame, whichever dialect the page asked in. Each throws or rejects with one sentence. */
export interface Doors {
  callTool(name: string, args: Record<string, unknown>, via: 'window.openai' | 'bridge'): Promise<CallToolResult>;
  /** Opens a link, after a question where this host asks one. False when the buyer would not leave. */
  openLink(href: unknown, wantsReturn: boolean): Promise<boolean>;
  /** A message in the buyer's name. */
  followUp(text: string): void;
  /** Something the model should know at the buyer's next turn. */
  informModel(context: unknown): void;
  requestCheckout(payload: unknown): Promise<unknown>;
}

interface Parts {
  shop: Shop;
  activity: Activity;
  page: WidgetPage;
  links: Links;
  /** Asks the buyer whether to leave for this address. */
  confirmLink(url: URL): Promise<boolean>;
  followUp(text: string): void;
  requestCheckout(payload: unknown): Promise<unknown>;
}

/** The doors of one page. Refusals are noted in the activity like everything else. */
export const openDoors = ({shop, activity, page, links, confirmLink, followUp, requestCheckout}: Parts): Doors => ({
  async callTool(name, args, via) {
    const refusal = whyNotForApp(shop.tools.get(name), name, via);
    if (!refusal) return shop.call('widget', name, args);
    activity.note('widget', name, {refused: refusal, arguments: args}, 'failed');
    throw new Error(refusal);
  },

  async openLink(href, wantsReturn) {
    const listed = page.origins.redirectDomains;
    const url = linkTarget(href, listed, links.addsReturn && wantsReturn ? location.href : undefined);
    const asks = links.asks === 'always' || (links.asks === 'unlisted' && !isListed(url, listed));
    const isWanted = !asks || (await confirmLink(url));
    activity.note('widget', isWanted ? 'open link' : 'open link: the buyer stayed', {url: url.href});
    if (isWanted) window.open(url, '_blank', 'noopener');
    return isWanted;
  },

  followUp(text) {
    if (!text.trim()) throw new Error('A follow-up message needs a text');
    activity.note('widget', 'follow-up message', {text});
    followUp(text);
  },

  informModel(context) {
    activity.note('widget', 'model context', context);
  },

  requestCheckout: (payload) => activity.run('widget', 'requestCheckout', payload, () => requestCheckout(payload)),
});
