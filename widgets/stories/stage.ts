import {HOSTS} from '../theme/hosts.js';

/** What is around a story: the chat it is shown in. */
export interface Stage {
  /** Name of a host in `HOSTS`. */
  skin: string;
  scheme: 'light' | 'dark';
  /** Name of a theme file, or empty for none. */
  theme: string;
  direction: 'ltr' | 'rtl';
  /** CSS pixels; the whole window without one. */
  width?: number;
}

/** A theme: its name and its style sheet. */
export interface ThemeSheet {
  name: string;
  css: string;
}

export const skins = HOSTS.map(({name}) => name);

/** The colour scheme that a theme keeps whatever the page has; undefined where it follows the page. */
export const ownScheme = ({css}: ThemeSheet) => /^\s*color-scheme:\s*(light|dark)\s*;/m.exec(css)?.[1] as 'light' | 'dark' | undefined;

/**
 * Dresses a box as the chat around a story. Everything is set on the box itself, so that several chats fit on one page; only a
 * theme's name also stands on the document, where a theme file looks for it.
 */
export function dress(box: HTMLElement, {skin, scheme, theme, direction, width}: Stage, themes: readonly ThemeSheet[]): void {
  const variables = HOSTS.find(({name}) => name === skin)?.variables(scheme) ?? {};
  const sheet = themes.find(({name}) => name === theme);
  box.removeAttribute('style');
  for (const [name, value] of Object.entries(variables)) box.style.setProperty(name, value);
  box.dataset.checkoutTheme = document.documentElement.dataset.checkoutTheme = theme;
  box.dir = direction;
  box.style.colorScheme = scheme;
  box.style.background = 'var(--color-background-primary, Canvas)';
  box.style.maxInlineSize = width ? `${width}px` : '';
  const ground = box.firstElementChild as HTMLElement | null;
  if (!ground) return;
  // The chat keeps its scheme; the checkout on it may have another.
  ground.style.cssText = `color-scheme: ${(sheet && ownScheme(sheet)) ?? scheme}; background: var(--checkout-color-surface)`;
}
