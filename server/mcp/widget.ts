import type {ReadResourceResult, Resource} from '@modelcontextprotocol/sdk/types.js';
import {WIDGET_MIME_TYPE, WIDGET_URI} from '../../shared/tools.js';

export interface WidgetParts {
  /** The built page: one self-contained HTML document. */
  html(): string;
  /** Origins of product pictures. */
  imageOrigins: readonly string[];
  /** Origins that the buyer may be sent to without a safe-link question: our own and the payment page's. */
  redirectOrigins: readonly string[];
  /** Dedicated origin of the widget, in the form the host asks for. */
  domain?: string;
}

const description =
  'An interactive checkout: the buyer picks a variant, enters the delivery address, chooses shipping, sees the total and pays. Do not repeat its contents.';

/** The page as a resource. Every host key is written in both spellings, the standard's and the ChatGPT alias. */
export function widgetResource({imageOrigins, redirectOrigins, domain}: WidgetParts): Resource {
  return {
    uri: WIDGET_URI,
    name: 'checkout-session',
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
export function widgetContents(parts: WidgetParts): ReadResourceResult {
  const {uri, mimeType, _meta} = widgetResource(parts);
  return {contents: [{uri, mimeType, text: parts.html(), _meta}]};
}
