import {everyCapability, faithful, type HostProfile} from './profile.js';

/**
 * ChatGPT on the web. Capabilities, context and the 68 of 76 style variables as probed in 2026; the replaced `_meta` is openai-apps-sdk-examples#231,
 * the emptied result after a reload #195. That a smaller `size-changed` changes nothing was measured, that `notifyIntrinsicHeight`
 * does shrink the frame is assumed. The safe-link question and `redirectUrl` as in the OpenAI reference.
 */
export const chatgpt: HostProfile = {
  title: 'ChatGPT',
  group: 'ChatGPT',
  about: 'Payment sheet, widget state, 68 style variables. Replaces _meta; empties the result after a reload.',
  openai: {
    methods: [
      'callTool',
      'sendFollowUpMessage',
      'setWidgetState',
      'openExternal',
      'setOpenInAppUrl',
      'requestDisplayMode',
      'requestClose',
      'notifyIntrinsicHeight',
      'requestCheckout',
    ],
    globals: ['theme', 'locale', 'displayMode', 'maxHeight', 'safeArea', 'userAgent', 'view'],
    toolOutput: 'structured-content',
    checkoutAnswer: 'session',
    initializesFirst: false,
  },
  capabilities: everyCapability,
  context: {
    tells: ['theme', 'locale', 'timeZone'],
    styles: {values: 'plain', hasStatusColors: false},
    displayModes: ['inline', 'fullscreen', 'pip'],
    container: {height: 400},
    platform: 'desktop',
    userAgent: 'chatgpt',
    safeArea: {top: 0, right: 0, bottom: 0, left: 0},
  },
  delivery: {...faithful, replacesMeta: true, emptiesAfterReload: true},
  links: {asks: 'unlisted', addsReturn: true},
  frame: {height: 'grows', colorScheme: 'theme', surface: ['#ffffff', '#212121']},
};

const {openai, context} = chatgpt;

/** Where most builders are: the payment sheet is a private beta, and without it `requestCheckout` does not exist. */
export const chatgptNoSheet: HostProfile = {
  ...chatgpt,
  title: 'ChatGPT, no payment sheet',
  about: 'As ChatGPT before a merchant is enabled for the beta: payment goes on at the merchant’s own page.',
  openai: {...openai!, methods: openai!.methods.filter((method) => method !== 'requestCheckout')},
};

/**
 * ChatGPT on an iPhone. No hover, `pip` becomes fullscreen; a page stays empty when the turn had several tool calls
 * (openai-apps-sdk-examples#226). No list of missing methods is published: the sheet is assumed to be there, the sizes are an iPhone's.
 */
export const chatgptPhone: HostProfile = {
  ...chatgpt,
  title: 'ChatGPT on a phone',
  about: 'iOS, 390 px, touch only, safe areas, payment sheet. No result after several tool calls in one turn.',
  context: {
    ...context,
    displayModes: ['inline', 'fullscreen'],
    container: undefined,
    platform: 'mobile',
    safeArea: {top: 0, right: 0, bottom: 34, left: 0},
    device: {type: 'mobile', touch: true, hover: false},
  },
  delivery: {...chatgpt.delivery, losesAfterSeveralCalls: true},
  frame: {...chatgpt.frame, width: 390},
};
