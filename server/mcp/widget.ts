import type {ReadResourceResult, Resource} from '@modelcontextprotocol/sdk/types.js';
import {WIDGET_MIME_TYPE, WIDGET_URI} from '../../shared/tools.js';

export interface WidgetParts {
  /** The built page: one self-contained HTML document. `version` names this build of it. */
  page(): {html: string; version: string};
  /** Origins of product pictures. */
  imageOrigins: readonly string[];
  /** Origins that the buyer may be sent to without a safe-link question: our own and the payment page's. */
  redirectOrigins: readonly string[];
  /** Dedicated origin of the widget, in the form the host asks for. */
  domain?: string;
}

const description =
  'An interactive checkout: the buyer picks a variant, enters the delivery address, chooses shipping, sees the total and pays. Do not repeat its contents.';

/**
 * The page's address with the build in it. Hosts keep a page by its address for up to an hour, so a tool that may choose names the
 * build; `checkout_session` may not, its address is fixed by the product checkout conversion contract.
 */
export const versionedUri = ({page}: WidgetParts): string => `${WIDGET_URI}?v=${page().version}`;

/** Whether an address is the page's, of this build or of one that a host still remembers. */
export const isWidgetUri = (uri: string): boolean => uri === WIDGET_URI || uri.startsWith(`${WIDGET_URI}?v=`);

/** The page as a resource. Every host key is written in both spellings, the standard's and the ChatGPT alias. */
export function widgetResource({imageOrigins, redirectOrigins, domain}: WidgetParts, uri = WIDGET_URI): Resource {
  return {
    uri,
    name: uri === WIDGET_URI ? 'checkout-session' : 'checkout-session-build',
    title: 'Checkout',
    description,
    mimeType: WIDGET_MIME_TYPE,
    _meta: {
      ui: {
        csp: {connectDomains: [], resourceDomains: [...imageOrigins]},
        prefersBorder: true,
        ...(domain && {domain}),
      },
      'openai/widgetCSP': {connect_domains: [], resource_domains: [...imageOrigins], redirect_domains: [...redirectOrigins]},
      'openai/widgetPrefersBorder': true,
      'openai/widgetDescription': description,
      ...(domain && {'openai/widgetDomain': domain}),
    },
  };
}

/** Exactly one content item, with the metadata on it: hosts read it there first. */
export function widgetContents(parts: WidgetParts, uri: string): ReadResourceResult {
  const {mimeType, _meta} = widgetResource(parts);
  return {contents: [{uri, mimeType, text: parts.page().html, _meta}]};
}
