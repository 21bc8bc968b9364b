import type {CallToolResult} from '@modelcontextprotocol/sdk/types.js';
import {sentence} from './activity.js';
import type {Doors} from './doors.js';
import type {FromFrame, ToFrame} from './openai-shim.js';
import type {OpenaiMethod, OpenaiOffer} from './profiles/profile.js';

interface OpenaiHostParts {
  offer: OpenaiOffer;
  send(message: ToFrame): void;
  doors: Doors;
  setHeight(height: number): void;
  saveState(state: unknown): void;
  close(): void;
}

/** The tool's globals as a page first finds them. The answer comes a moment later, as in ChatGPT. */
export const startGlobals = (toolInput: Record<string, unknown>, widgetState: unknown) => ({
  toolInput,
  toolOutput: null,
  toolResponseMetadata: null,
  widgetState,
});

/** The globals of a tool's answer. ChatGPT wraps the result in an envelope; the hidden `_meta` is in `mcp_tool_result`. */
export const resultGlobals = (result: CallToolResult, toolOutput: OpenaiOffer['toolOutput']) => ({
  toolOutput: toolOutput === 'whole-result' ? result : (result.structuredContent ?? null),
  toolResponseMetadata: {
    status: result.isError ? 'error' : 'success',
    call_tool_result: result.structuredContent ?? null,
    mcp_tool_result: result,
  },
});

/** Answers what the page calls on `window.openai`. */
export function createOpenaiHost({offer, send, doors, setHeight, saveState, close}: OpenaiHostParts) {
  const methods: Record<OpenaiMethod, (first: unknown, second: unknown) => unknown> = {
    callTool: (name, args) => doors.callTool(String(name), (args ?? {}) as Record<string, unknown>, 'window.openai'),
    sendFollowUpMessage: (message) => doors.followUp(String(field(message, 'prompt') ?? '')),
    setWidgetState: (state) => saveState(state),
    // What ChatGPT answers when the buyer stays is not documented; assumed: nothing, as when it opened.
    openExternal: async (target) => void (await doors.openLink(field(target, 'href'), field(target, 'redirectUrl') !== false)),
    setOpenInAppUrl: () => undefined, // the button it is for belongs to a fullscreen view
    requestDisplayMode: () => ({mode: 'inline'}),
    notifyIntrinsicHeight: (height) => typeof height === 'number' && setHeight(height),
    requestCheckout: async (session) => {
      const answer = await doors.requestCheckout(session);
      return offer.checkoutAnswer === 'whole-result' ? {content: [], structuredContent: answer} : answer;
    },
    requestClose: () => close(),
  };
  return async ({id, method, args}: Extract<FromFrame, {chatPreview: 'call'}>): Promise<void> => {
    try {
      const known = offer.methods.find((name) => name === method);
      if (!known) throw new Error(`window.openai.${method} is not known to this host`);
      send({chatPreview: 'answer', id, result: await methods[known](args[0], args[1])});
    } catch (error) {
      send({chatPreview: 'answer', id, error: sentence(error)});
    }
  };
}

// What the page passes may be anything.
const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value ? (value as Record<string, unknown>)[name] : undefined;
