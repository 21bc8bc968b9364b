import type {LitElement} from 'lit';

/** Drawing anew may take away what has the focus; then the first thing that matches has it, so that the next Tab starts from here. */
export const keepFocus = (element: LitElement, selector: string) => {
  let focused = false;
  element.addController({
    hostUpdate: () => (focused = Boolean(element.shadowRoot?.activeElement)),
    hostUpdated: () => {
      if (focused && !element.shadowRoot!.activeElement) element.renderRoot.querySelector<HTMLElement>(selector)?.focus();
    },
  });
};
