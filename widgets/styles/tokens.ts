import {css} from 'lit';

/**
 * The design tokens. A page sets `--checkout-<group>-<name>` on any ancestor; without it the chat host's standard variable
 * is used, and without that our own value. Inside the elements only the short `--_` names are used.
 *
 * Lines, tints and states are mixed from the text colour: hosts send any subset of the standard variables (ChatGPT sends no
 * status backgrounds or borders), and a mix stays readable on whatever the host paints behind the card. For the same reason
 * only text and font come from the host: they are true on any surface, while a host's other colours are meant for its own.
 *
 * Three tiers, all listed in `theme/tokens.ts`. Palette: a theme's raw values, `--checkout-palette-*`, which only its own roles
 * mention. Role: below, and in `base`. Element: `--checkout-button-*` and the like, where it is used, falling back to a role.
 * A role or element token without a default falls back to what its property is anyway: inherited, or none.
 */
export const tokens = css`
  :host {
    --_text: var(--checkout-color-text, var(--color-text-primary, light-dark(#222, #eee)));
    --_muted: var(--checkout-color-text-muted, color-mix(in srgb, var(--_text) 74%, transparent));
    --_edge: var(--checkout-color-edge, color-mix(in srgb, var(--_text) 56%, transparent));
    --_line: var(--checkout-color-line, color-mix(in srgb, var(--_text) 13%, transparent));
    --_tint: var(--checkout-color-tint, color-mix(in srgb, var(--_text) 5%, transparent));
    --_accent: var(--checkout-color-accent, var(--_text));
    --_on-accent: var(--checkout-color-on-accent, light-dark(#fff, #222));
    --_danger: var(--checkout-color-danger, light-dark(#b22, #faa));
    --_success: var(--checkout-color-success, light-dark(#164, #8da));
    --_warning: var(--checkout-color-warning, light-dark(#850, #fc6));
    --_control: var(--checkout-size-control, 2.75rem);
    --_target: var(--checkout-size-target, 2.5rem);
    --_border: var(--checkout-line-width, 1px) solid;
    --_radius: var(--checkout-radius-control, 10px);
    --_size: var(--checkout-font-size, 0.9375rem);
    --_small: var(--checkout-font-size-small, calc(0.87 * var(--_size)));
    --_large: var(--checkout-font-size-large, calc(1.33 * var(--_size)));
    --_xs: var(--checkout-space-xs, 4px);
    --_s: var(--checkout-space-s, 8px);
    --_m: var(--checkout-space-m, 12px);
    --_l: var(--checkout-space-l, 16px);
    --_xl: var(--checkout-space-xl, 24px);
  }
`;
