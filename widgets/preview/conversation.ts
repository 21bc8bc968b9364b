import type {CallToolResult} from '@modelcontextprotocol/sdk/types.js';

/** A page that a tool opened, with the call that led to it. */
export interface WidgetMessage {
  kind: 'widget';
  id: string;
  uri: string;
  tool: string;
  input: Record<string, unknown>;
  result: CallToolResult;
  /** How many tools the model called in the turn that opened it; 1 where it does not say. */
  calls?: number;
}

export type ChatMessage = {kind: 'user' | 'assistant'; id: string; text: string} | WidgetMessage;

// A conversation has an address, as in a real chat host: whoever comes back to it, from the merchant's page say, finds it as it was.
const PARAMETER = 'chat';
const KEPT = 'chat-preview:kept';
const MOST_KEPT = 10;

/** The conversation this page shows; a page without one in its address gets a new one there. */
function chatId(): string {
  const url = new URL(location.href);
  const known = url.searchParams.get(PARAMETER);
  if (known && /^[a-z0-9]{4,16}$/.test(known)) return known;
  const id = Math.random().toString(36).slice(2, 10).padEnd(4, '0');
  url.searchParams.set(PARAMETER, id);
  history.replaceState(history.state, '', url);
  return id;
}

const prefix = (id: string) => `chat-preview:${id}:`;
const conversationKey = () => `${prefix(chatId())}conversation`;
const widgetKey = (id: string) => `${prefix(chatId())}widget:${id}`;

const read = (key: string): unknown => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null; // storage is off, or someone else wrote there
  }
};

const write = (key: string, value: unknown) => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is off or full: the conversation then lasts until the page is left.
  }
};

/** The conversation before the page was reloaded, or none. */
export function loadConversation(): ChatMessage[] {
  const kept = read(conversationKey());
  return Array.isArray(kept) ? (kept as ChatMessage[]) : [];
}

export function saveConversation(messages: readonly ChatMessage[]): void {
  const before = read(KEPT);
  const others = (Array.isArray(before) ? (before as string[]) : []).filter((id) => id !== chatId());
  for (const id of others.splice(0, Math.max(0, others.length + 1 - MOST_KEPT))) remove(id);
  write(KEPT, [...others, chatId()]);
  write(conversationKey(), messages);
}

/** What a page asked the host to remember, how tall it was, and in which host it was last shown. */
export interface KeptWidget {
  state: unknown;
  height?: number;
  shownIn?: string;
}

export const loadWidget = (id: string): KeptWidget => ({state: null, ...(read(widgetKey(id)) as KeptWidget | null)});
export const saveWidget = (id: string, changed: Partial<KeptWidget>) => write(widgetKey(id), {...loadWidget(id), ...changed});

/** Leaves the conversation for a new one with its own address. */
export function leaveConversation(): void {
  remove(chatId());
  const url = new URL(location.href);
  url.searchParams.delete(PARAMETER);
  history.replaceState(history.state, '', url);
}

function remove(id: string): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix(id))) localStorage.removeItem(key);
}
