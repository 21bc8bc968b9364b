import type {Activity} from './activity.js';
import {createBridge, isJsonRpc, PROTOCOL_VERSION} from './bridge.js';
import type {Shop} from './client.js';
import {loadWidget, saveWidget, type WidgetMessage} from './conversation.js';
import {buildCsp, prepareHtml} from './csp.js';
import {deliver} from './delivery.js';
import {openDoors} from './doors.js';
import {fixedContext, hostContext, openaiGlobals, type Surroundings} from './host-context.js';
import {createOpenaiHost, resultGlobals, startGlobals} from './openai-host.js';
import {heightReader, isFromFrame, openaiShim, problemReporter} from './openai-shim.js';
import {profileOf} from './profiles/profiles.js';
import type {WidgetPage} from './widget-tool.js';

const RESULT_DELAY_MS = 60; // a page first sees no result, as in ChatGPT

export interface FrameParts {
  shop: Shop;
  activity: Activity;
  message: WidgetMessage;
  page: WidgetPage;
  surroundings: Surroundings;
  /** Undefined for a host without a payment sheet, whatever its profile says. */
  requestCheckout?: (payload: unknown) => Promise<unknown>;
  confirmLink(url: URL): Promise<boolean>;
  followUp(text: string): void;
  close(): void;
  post(message: unknown): void;
  /** The frame's present size, CSS pixels. */
  size(): {width: number; height: number};
  setHeight(height: number): void;
}

/** One page in its frame, seen from the host. */
export interface FrameHost {
  /** The page with the policy and the scripts that this host puts first. */
  srcdoc: string;
  receive(data: unknown): void;
  /** The page has loaded. */
  loaded(): void;
  update(surroundings: Surroundings): void;
}

/** Stands in for a chat host at one page: both dialects, with what the host's profile offers, strips and does. */
export function hostFrame(parts: FrameParts): FrameHost {
  const {shop, activity, message, page, requestCheckout, post, size, setHeight} = parts;
  const profile = profileOf(parts.surroundings.host);
  const {openai, delivery, frame, context} = profile;
  let {surroundings} = parts;

  const noted = new Set<string>();
  const quirk = (words: string, once = false, detail?: unknown) => {
    if (!(once && noted.has(words))) activity.note('host', words, detail, 'quirk');
    noted.add(words);
  };

  const {state, shownIn} = loadWidget(message.id);
  const isAgain = shownIn === surroundings.host;
  saveWidget(message.id, {shownIn: surroundings.host});
  const {whole, notified, quirks} = deliver(message.result, delivery, {id: message.id, isAgain, calls: message.calls ?? 1});
  for (const words of quirks) quirk(words);

  const doors = openDoors({
    shop,
    activity,
    page,
    links: profile.links,
    confirmLink: parts.confirmLink,
    followUp: parts.followUp,
    requestCheckout: (payload) => requestCheckout?.(payload) ?? Promise.reject(new Error('This host has no payment sheet')),
  });

  const setToldHeight = (height: number) => {
    if (frame.height === 'read') quirk('The host ignored the height the page told and reads the document', true);
    else setHeight(height);
  };
  const bridge = createBridge({
    send: post,
    doors,
    capabilities: profile.capabilities,
    forward: (method, params) =>
      method === 'resources/read' ? shop.readResource(String(params.uri)) : Promise.resolve({tools: [...shop.tools.values()]}),
    context: () => ({
      ...fixedContext(profile, size().width),
      ...hostContext(surroundings),
      ...(context.tells.length && {toolInfo: {tool: shop.tools.get(message.tool)}}),
    }),
    toolInput: message.input,
    toolResult: notified,
    moments: delivery.moments,
    setHeight: (height) => {
      if (frame.height === 'grows' && height < size().height) quirk('The host ignored a smaller height in size-changed', true, {height});
      else setToldHeight(height);
    },
    note: (name, params) => activity.note('host', name, params),
    quirk,
  });

  const methods = openai?.methods.filter((method) => method !== 'requestCheckout' || requestCheckout) ?? [];
  const answerOpenai =
    openai &&
    createOpenaiHost({
      offer: {...openai, methods},
      send: post,
      doors,
      setHeight: setToldHeight,
      saveState: (kept) => {
        activity.note('widget', 'setWidgetState', kept);
        saveWidget(message.id, {state: kept});
      },
      close: parts.close,
    });

  function openaiScripts(): string[] {
    if (!openai) return [];
    if (openai.initializesFirst) quirk('The host’s script said ui/initialize before the page');
    const globals = {...startGlobals(message.input, state), ...openaiGlobals(surroundings)};
    return [openaiShim({globals, methods, ...(openai.initializesFirst && {initializeAs: PROTOCOL_VERSION})})];
  }

  function sendOpenaiResult() {
    if (!openai || !whole) return;
    if (openai.toolOutput === 'never') return quirk('The host left toolOutput null');
    if (openai.toolOutput === 'whole-result') quirk('The host put the whole tool result into toolOutput');
    const globals = resultGlobals(whole, openai.toolOutput);
    post({chatPreview: 'globals', globals});
    activity.note('host', 'openai:set_globals', globals);
  }

  const noteColorScheme = () => {
    if (frame.colorScheme !== 'theme' && frame.colorScheme !== surroundings.theme)
      quirk(`The host’s frame is ${frame.colorScheme} in a ${surroundings.theme} chat`, true);
  };
  noteColorScheme();

  return {
    srcdoc: prepareHtml(page.html, buildCsp(page.origins), [
      problemReporter(),
      ...(frame.height === 'read' ? [heightReader()] : []),
      ...openaiScripts(),
    ]),
    receive(data) {
      if (isJsonRpc(data)) bridge.receive(data);
      else if (!isFromFrame(data)) return;
      else if (data.chatPreview === 'call') void answerOpenai?.(data);
      else if (data.chatPreview === 'height') setHeight(data.height);
      else activity.note('widget', data.name, data.text, 'failed');
    },
    loaded() {
      if (openai) setTimeout(sendOpenaiResult, RESULT_DELAY_MS);
    },
    update(changed) {
      surroundings = changed;
      noteColorScheme();
      const told = hostContext(surroundings);
      if (Object.keys(told).length) bridge.update(told);
      if (openai) post({chatPreview: 'globals', globals: openaiGlobals(surroundings, ['theme', 'locale'])});
    },
  };
}
