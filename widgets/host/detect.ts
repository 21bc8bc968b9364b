import type {Host} from './host.js';
import {mcpAppsHost} from './mcp-apps.js';
import {openaiHost} from './openai.js';

/**
 * Finds the chat host by what is there: `window.openai`, else the parent window. A page that may also stand alone hands in
 * what to use then, such as `() => pageHost({mcpUrl: '/mcp'})`.
 */
export function detectHost(alone?: () => Host, view: Window = window): Host {
  if ('openai' in view) return openaiHost(view, mcpAppsHost(view));
  return alone && view.parent === view ? alone() : mcpAppsHost(view);
}
