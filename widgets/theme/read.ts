import {checkText, themeFromJson, type Finding} from './check.js';
import {themeToCss} from './css.js';

/** A theme file as a page takes it. */
export interface ReadTheme {
  /** A style sheet for the page; empty where an error is among the findings. */
  css: string;
  findings: Finding[];
}

/**
 * Reads and checks a theme file: a style sheet stays as it is, JSON (W3C design tokens or an appearance object) becomes one. Never
 * throws on what is in it. The build puts this beside the page as `theme.mjs`, for a server that serves the page with a theme.
 */
export function readTheme(text: string, kind: 'css' | 'json'): ReadTheme {
  const findings = checkText(text, kind);
  if (findings.some(({level}) => level === 'error')) return {css: '', findings};
  return {css: kind === 'css' ? text : themeToCss(themeFromJson(text)), findings};
}
