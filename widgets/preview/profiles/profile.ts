/** A method of `window.openai` that this preview can stand in for. */
export type OpenaiMethod =
  | 'callTool'
  | 'sendFollowUpMessage'
  | 'setWidgetState'
  | 'openExternal'
  | 'setOpenInAppUrl'
  | 'requestDisplayMode'
  | 'requestClose'
  | 'notifyIntrinsicHeight'
  | 'requestCheckout';

/** A global of `window.openai` about the surroundings. The tool's own globals are always there. */
export type OpenaiGlobal = 'theme' | 'locale' | 'displayMode' | 'maxHeight' | 'safeArea' | 'userAgent' | 'view';

/** `window.openai` of a host that has one. A method that is not listed is absent, not a method that throws. */
export interface OpenaiOffer {
  methods: readonly OpenaiMethod[];
  globals: readonly OpenaiGlobal[];
  /** What `toolOutput` becomes once the tool has answered; `never` leaves it null. */
  toolOutput: 'structured-content' | 'whole-result' | 'never';
  /** What the promise of `requestCheckout` resolves with after a payment. */
  checkoutAnswer: 'session' | 'whole-result';
  /** The script that brings `window.openai` says `ui/initialize` itself before the page can, with numeric ids from 1. */
  initializesFirst: boolean;
}

/** MCP Apps 2026-01-26, `hostCapabilities`: what is present is supported, and a request for anything else is not known to the host. */
export interface Capabilities {
  openLinks?: object;
  serverTools?: object;
  serverResources?: object;
  logging?: object;
  message?: object;
  updateModelContext?: object;
}

/** When the result is sent: while the page's `ui/initialize` waits for its answer, or so many milliseconds after the page is ready. */
export type Moment = 'before-ready' | number;

/** What becomes of the tool's result on its way into the page. */
export interface Delivery {
  /** Each moment is a delivery over the bridge; none means that the result never comes that way. */
  moments: readonly Moment[];
  /** Left out of `ui/notifications/tool-result`. Answers to the page's own calls stay whole. */
  strips: readonly ('structuredContent' | '_meta')[];
  /** The server's `_meta` on `ui/notifications/tool-result` gives way to the host's own. */
  replacesMeta: boolean;
  /** A page that is shown again gets an empty result; what it kept in `widgetState` is still there. */
  emptiesAfterReload: boolean;
  /** A page gets no result at all when the model called several tools in the turn that opened it. */
  losesAfterSeveralCalls: boolean;
}

export type Colors = Readonly<Record<string, readonly [light: string, dark: string]>>;

/** The standard style variables: values for one theme, sent anew when it changes, or `light-dark()` for both. */
export interface Styles {
  values: 'plain' | 'light-dark';
  /** Whether the eight background and border colours of info, danger, success and warning are among them. */
  hasStatusColors: boolean;
  /** What differs from the common set, by name without `--color-`. */
  colors?: Colors;
  /** Other variables that differ from the common set, by full name. */
  shapes?: Readonly<Record<string, string>>;
  /** `styles.css.fonts`. */
  fontFaces?: string;
}

/** What the host says about the place a page is shown in. Everything may be missing. */
export interface Context {
  tells: readonly ('theme' | 'locale' | 'timeZone')[];
  /** None where the host sends no style variables. */
  styles?: Styles;
  /** The first is the one shown; none where the host does not speak of it. */
  displayModes: readonly ('inline' | 'fullscreen' | 'pip')[];
  /** `containerDimensions` in CSS pixels; the width is that of the chat. None where the host does not speak of it. */
  container?: {height?: number; maxHeight?: number};
  platform?: 'web' | 'desktop' | 'mobile';
  userAgent?: string;
  /** CSS pixels. */
  safeArea?: {top: number; right: number; bottom: number; left: number};
  /** What the device can do; that of this browser where it is left out. */
  device?: {type: 'mobile' | 'tablet' | 'desktop'; touch: boolean; hover: boolean};
}

/** How a link out of the page is opened. */
export interface Links {
  /** Asks the buyer first: always, never, or for origins that the page did not list in `redirect_domains`. */
  asks: 'never' | 'unlisted' | 'always';
  /** Appends the conversation's address to links to listed origins, as `redirectUrl`. */
  addsReturn: boolean;
}

/** The frame around a page. */
export interface Frame {
  /** The widest the chat gets, CSS pixels. */
  width?: number;
  /**
   * Where the height comes from: what the page tells; the same, but a `size-changed` never shrinks it; or the height of the document,
   * whatever the page tells.
   */
  height: 'told' | 'grows' | 'read';
  /** The chat behind the frame; the preview's own colour where it is left out. */
  surface?: readonly [light: string, dark: string];
  /** The colour scheme of the frame element. One that is not the page's makes browsers paint the frame opaque. */
  colorScheme: 'theme' | 'light';
}

/**
 * A chat host as data: what it offers, what it strips or replaces, how it looks, and its quirks. Where a source is not named in a
 * comment, or the comment says "assumed", the value is a guess that keeps a page honest.
 */
export interface HostProfile {
  title: string;
  group: 'ChatGPT' | 'Other hosts' | 'Test hosts';
  /** One line for whoever chooses: what this host has and what it lacks. */
  about: string;
  /** None where there is no `window.openai`. */
  openai?: OpenaiOffer;
  capabilities: Capabilities;
  context: Context;
  delivery: Delivery;
  links: Links;
  frame: Frame;
}

/** A delivery as the specification describes it: once, whole, when the page is ready. */
export const faithful: Delivery = {
  moments: [0],
  strips: [],
  replacesMeta: false,
  emptiesAfterReload: false,
  losesAfterSeveralCalls: false,
};

export const everyCapability: Capabilities = {
  openLinks: {},
  serverTools: {},
  serverResources: {},
  logging: {},
  message: {text: {}},
  updateModelContext: {text: {}, structuredContent: {}},
};
