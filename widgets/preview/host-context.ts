import type {Context, HostProfile} from './profiles/profile.js';
import {profileOf, type HostKey} from './profiles/profiles.js';
import {styleVariables} from './style-variables.js';

/** What changes around a page, besides the tool's own data. */
export interface Surroundings {
  theme: 'light' | 'dark';
  locale: string;
  host: HostKey;
}

type Fields = Record<string, unknown>;

const only = (told: Fields, names: readonly string[]): Fields => Object.fromEntries(names.map((name) => [name, told[name]]));

/** The part of MCP Apps' host context that changes while a page is open. */
export function hostContext({theme, locale, host}: Surroundings): Fields {
  const {tells, styles} = profileOf(host).context;
  return {
    ...only(
      {theme, locale},
      tells.filter((name) => name !== 'timeZone'),
    ),
    ...(styles && {
      styles: {variables: styleVariables(styles, theme), ...(styles.fontFaces && {css: {fonts: styles.fontFaces}})},
    }),
  };
}

/** The part that stays. `width` is the frame's, in CSS pixels; the most a page may be wide. */
export function fixedContext({context}: HostProfile, width: number): Fields {
  const {tells, displayModes, container, platform, userAgent, safeArea} = context;
  return {
    ...(tells.includes('timeZone') && {timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone}),
    ...(displayModes.length && {displayMode: displayModes[0], availableDisplayModes: displayModes}),
    ...(container && {containerDimensions: {...container, maxWidth: width}}),
    ...(platform && {platform, deviceCapabilities: device(context).capabilities}),
    ...(userAgent && {userAgent}),
    ...(safeArea && {safeAreaInsets: safeArea}),
  };
}

/** The globals of `window.openai` about the surroundings: those that the host has, of `names` or of all. */
export function openaiGlobals({theme, locale, host}: Surroundings, names?: readonly string[]): Fields {
  const {openai, context} = profileOf(host);
  const {safeArea: insets = {top: 0, right: 0, bottom: 0, left: 0}, displayModes} = context;
  const displayMode = displayModes[0] ?? 'inline';
  const all = {theme, locale, displayMode, maxHeight: undefined, safeArea: {insets}, userAgent: device(context), view: {mode: displayMode}};
  return only(all, openai?.globals.filter((name) => !names || names.includes(name)) ?? []);
}

// What the device can do, in the words that both dialects share.
function device({device}: Context) {
  const can = (query: string) => matchMedia(query).matches;
  const {touch, hover, type} = device ?? {touch: can('(pointer: coarse)'), hover: can('(hover: hover)'), type: undefined};
  return {device: {type: type ?? (touch ? 'mobile' : 'desktop')}, capabilities: {hover, touch}};
}
