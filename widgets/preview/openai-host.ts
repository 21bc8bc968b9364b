import type {CallToolResult} from '@modelcontextprotocol/sdk/types.js';
import {sentence} from './activity.js';
import type {Doors} from './doors.js';
import {device, type Surroundings} from './host-context.js';
import type {FromFrame, ToFrame} from './openai-shim.js';

interface OpenaiHostParts {
  send(message: ToFrame): void;
  doors: Doors;
  setHeight(height: number): void;
  saveState(state: unknown): void;
  close(): void;
}

/** What the page finds in `window.openai` at once. The tool's answer comes a moment later, as in ChatGPT. */
export const startGlobals = (toolInput: Record<string, unknown>, widgetState: unknown, {theme, locale}: Surroundings) => ({
  toolInput,
  toolOutput: null,
  toolResponseMetadata: null,
  widgetState,
  theme,
  locale,
  displayMode: 'inline',
  maxHeight: undefined,
  safeArea: {insets: {top: 0, bottom: 0, left: 0, right: 0}},
  userAgent: device(),
  view: {mode: 'inline'},
});

/** The globals of a tool's answer. ChatGPT wraps the result in an envelope; the hidden `_meta` is in `mcp_tool_result`. */
export const resultGlobals = (result: CallToolResult) => ({
  toolOutput: result.structuredContent ?? null,
  toolResponseMetadata: {
    status: result.isError ? 'error' : 'success',
    call_tool_result: result.structuredContent ?? null,
    mcp_tool_result: result,
  },
});

/** Answers what the page calls on `window.openai`. */
export function createOpenaiHost({send, doors, setHeight, saveState, close}: OpenaiHostParts) {
  const methods: Record<string, (first: unknown, second: unknown) => unknown> = {
    callTool: (name, args) => doors.callTool(String(name), args as Record<string, unknown>, 'window.openai'),
    sendFollowUpMessage: (message) => doors.followUp(String(field(message, 'prompt') ?? '')),
    setWidgetState: (state) => saveState(state),
    openExternal: (target) => doors.openLink(field(target, 'href'), field(target, 'redirectUrl') !== false),
    requestDisplayMode: () => ({mode: 'inline'}),
    notifyIntrinsicHeight: (height) => typeof height === 'number' && setHeight(height),
    requestCheckout: (session) => doors.requestCheckout(session),
    requestClose: () => close(),
  };
  return async ({id, method, args}: Extract<FromFrame, {chatPreview: 'call'}>): Promise<void> => {
    try {
      const handler = methods[method];
      if (!handler) throw new Error(`window.openai.${method} is not known to this host`);
      send({chatPreview: 'answer', id, result: await handler(args[0], args[1])});
    } catch (error) {
      send({chatPreview: 'answer', id, error: sentence(error)});
    }
  };
}

// What the page passes may be anything.
const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value ? (value as Record<string, unknown>)[name] : undefined;
