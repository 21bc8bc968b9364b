import {css} from 'lit';

/**
 * The design tokens. A page sets `--checkout-<group>-<name>` on any ancestor; without it the chat host's standard variable
 * is used, and without that our own value. Inside the elements only the short `--_` names are used.
 *
 * Lines, tints and states are mixed from the text colour: hosts send any subset of the standard variables (ChatGPT sends no
 * status backgrounds or borders), and a mix stays readable on whatever the host paints behind the card.
 */
export const tokens = css`
  :host {
    --_text: var(--checkout-color-text, var(--color-text-primary, light-dark(#1b1a17, #f3f1ec)));
    --_muted: var(--checkout-color-text-muted, color-mix(in srgb, var(--_text) 70%, transparent));
    --_tint: var(--checkout-color-tint, color-mix(in srgb, var(--_text) 5%, transparent));
    --_line: var(--checkout-color-line, color-mix(in srgb, var(--_text) 13%, transparent));
    --_edge: var(--checkout-color-edge, color-mix(in srgb, var(--_text) 52%, transparent));
    --_accent: var(--checkout-color-accent, var(--_text));
    --_on-accent: var(--checkout-color-on-accent, light-dark(#fff, #1b1a17));
    --_danger: var(--checkout-color-danger, light-dark(#b3261e, #ffaca3));
    --_warning: var(--checkout-color-warning, light-dark(#8a5300, #f2c26b));
    --_success: var(--checkout-color-success, light-dark(#1c6b41, #8fd6ac));
    --_focus: var(--checkout-color-focus, light-dark(#1f5fd0, #8ab4ff));
    --_font: var(--checkout-font-family, var(--font-sans, system-ui, sans-serif));
    --_size: var(--checkout-font-size, 0.9375rem);
    --_small: var(--checkout-font-size-small, 0.8125rem);
    --_large: var(--checkout-font-size-large, 1.25rem);
    --_xs: var(--checkout-space-xs, 4px);
    --_s: var(--checkout-space-s, 8px);
    --_m: var(--checkout-space-m, 12px);
    --_l: var(--checkout-space-l, 16px);
    --_xl: var(--checkout-space-xl, 24px);
    --_radius: var(--checkout-radius-control, 10px);
    --_round: var(--checkout-radius-picture, 14px);
    --_control: var(--checkout-size-control, 2.75rem);
    --_target: var(--checkout-size-target, 2.5rem);
  }
`;
