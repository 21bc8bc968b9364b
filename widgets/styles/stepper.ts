import {css, html} from 'lit';
import {fill, type Strings} from '../locales/localize.js';
import {minusIcon, plusIcon} from './icons.js';

export interface StepperOptions {
  /** What is counted, for the names of the buttons. */
  name: string;
  quantity: number;
  /** The most that may be chosen; at least 1. */
  max: number;
  busy: boolean;
  strings: Strings;
  change: (quantity: number) => void;
}

/**
 * Minus, quantity, plus. A button that cannot be used says so with `aria-disabled` and keeps the focus: `disabled` would
 * drop it while the session is replaced. The quantity is a live region, so a change is announced once it is true.
 */
export const stepper = ({name, quantity, max, busy, strings, change}: StepperOptions) => {
  const step = (label: string, next: number, icon: unknown) => {
    // one step down from more than are left lands on what is left
    const off = busy || next < 1 || (next > max && next > quantity);
    return html`<button type="button" aria-label=${label} aria-disabled=${off} @click=${() => off || change(Math.min(next, max))}>
      ${icon}
    </button>`;
  };
  return html`
    <div class="stepper" part="stepper" role="group" aria-label=${fill(strings.quantityOf, name)}>
      ${step(fill(strings.decrease, name), quantity - 1, minusIcon)}
      <output><span class="hidden">${strings.quantity} </span>${quantity}</output>
      ${step(fill(strings.increase, name), quantity + 1, plusIcon)}
    </div>
  `;
};

export const stepperStyles = css`
  .stepper {
    display: inline-flex;
    align-items: center;
    border: var(--_border) var(--_line);
    border-radius: var(--_radius);

    & button {
      display: grid;
      place-items: center;
      inline-size: var(--_target);
      min-block-size: var(--_target);
      padding: 0;
      border: 0;
      border-radius: inherit;
      background: none;

      &:hover:not([aria-disabled='true']) {
        background: var(--_tint);
      }
      &[aria-disabled='true'] svg {
        opacity: 0.35;
      }
      & svg {
        inline-size: 1.125rem;
        block-size: 1.125rem;
      }
    }
    & output {
      min-inline-size: 1.5em;
      text-align: center;
      font-weight: 600;
      font-variant-numeric: tabular-nums;
    }
  }
`;
