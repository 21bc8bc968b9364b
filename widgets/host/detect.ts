import type {Host} from './host.js';
import {mcpAppsHost} from './mcp-apps.js';
import {openaiHost} from './openai.js';
import {pageHost, type PageOptions} from './page.js';

/** Finds the host by what is there: `window.openai`, a parent window, or neither. */
export function detectHost(options: PageOptions, view: Window = window): Host {
  if ('openai' in view) return openaiHost(view, mcpAppsHost(view));
  return view.parent === view ? pageHost(options) : mcpAppsHost(view);
}
