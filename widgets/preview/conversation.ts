import type {CallToolResult} from '@modelcontextprotocol/sdk/types.js';

/** A page that a tool opened, with the call that led to it. */
export interface WidgetMessage {
  kind: 'widget';
  id: string;
  uri: string;
  tool: string;
  input: Record<string, unknown>;
  result: CallToolResult;
}

export type ChatMessage = {kind: 'user' | 'assistant'; id: string; text: string} | WidgetMessage;

// Kept per browser tab, as a chat keeps its own history.
const CONVERSATION = 'chat-preview:conversation';
const widgetKey = (id: string) => `chat-preview:widget:${id}`;

const read = (key: string): unknown => {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null');
  } catch {
    return null; // storage is off, or someone else wrote there
  }
};

const write = (key: string, value: unknown) => {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is off or full: the conversation then lasts until the page is left.
  }
};

/** The conversation before the page was reloaded, or none. */
export function loadConversation(): ChatMessage[] {
  const kept = read(CONVERSATION);
  return Array.isArray(kept) ? (kept as ChatMessage[]) : [];
}

export const saveConversation = (messages: readonly ChatMessage[]) => write(CONVERSATION, messages);

/** What a page asked the host to remember, and how tall it was. */
export interface KeptWidget {
  state: unknown;
  height?: number;
}

export const loadWidget = (id: string): KeptWidget => ({state: null, ...(read(widgetKey(id)) as KeptWidget | null)});
export const saveWidget = (id: string, changed: Partial<KeptWidget>) => write(widgetKey(id), {...loadWidget(id), ...changed});

/** Forgets the conversation and what its pages kept. */
export function forgetConversation(messages: readonly ChatMessage[]): void {
  for (const {id} of messages) sessionStorage.removeItem(widgetKey(id));
  sessionStorage.removeItem(CONVERSATION);
}
