import {expect, oneEvent} from '@open-wc/testing';
import type {LitElement} from 'lit';

/** Paints the page light or dark, background included: axe takes an unpainted page for white. */
export function setTheme(theme: 'light' | 'dark') {
  document.documentElement.style.colorScheme = theme;
  document.body.style.background = 'Canvas';
}

/** Two tests: the element has no accessibility faults, contrast among them, in light and in dark. */
export function isAccessibleInBothThemes(make: () => Promise<Element>) {
  for (const theme of ['light', 'dark'] as const) {
    it(`is accessible in ${theme}`, async () => {
      setTheme(theme);
      await expect(await make()).to.be.accessible();
    });
  }
  afterEach(() => setTheme('light'));
}

/** The words on the screen, spaces folded. What is only for assistive technology is left out. */
export function textOf(element: LitElement): string {
  const seen = [...element.renderRoot.children].filter(({tagName}) => tagName !== 'STYLE');
  return seen
    .map((each) => (each as HTMLElement).innerText)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The one thing that matches; fails with the selector when there is none. */
export function find<E extends HTMLElement = HTMLElement>(element: LitElement, selector: string): E {
  const found = element.renderRoot.querySelector<E>(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
}

/** The next event of one of our names, with its own type. */
export const heard = <N extends keyof GlobalEventHandlersEventMap>(element: LitElement, name: N) =>
  oneEvent(element, name) as Promise<Event> as Promise<GlobalEventHandlersEventMap[N]>; // the event map says what a name carries

/** Counts the events of a name while `act` runs and the element settles. */
export async function countEvents(element: LitElement, name: string, act: () => unknown): Promise<number> {
  let count = 0;
  const listener = () => (count += 1);
  element.addEventListener(name, listener);
  await act();
  await element.updateComplete;
  element.removeEventListener(name, listener);
  return count;
}
