import {css} from 'lit';
import {tokens} from './tokens.js';

/** What every element shares: type, buttons, focus ring, pictures, skeleton. Goes first in an element's `styles`. */
export const base = [
  tokens,
  css`
    :host {
      display: block;
      color: var(--_text);
      font: 400 var(--_size) / 1.45 var(--checkout-font-family, var(--font-sans, system-ui, sans-serif));
      text-align: left;
      overflow-wrap: anywhere;
    }
    :host(:dir(rtl)) {
      text-align: right;
    }
    *,
    ::before,
    ::after {
      box-sizing: border-box;
      /* names and sentences come in any language: each runs its own way, but all begin at the page's side, so start will not do */
      unicode-bidi: plaintext;
    }
    :host([hidden]) {
      display: none;
    }
    h2,
    h3,
    p,
    ul,
    dl,
    dd,
    fieldset,
    legend {
      margin: 0;
      padding: 0;
      border: 0;
      min-inline-size: 0;
    }
    ul {
      list-style: none;
    }
    h2,
    h3,
    legend {
      font-size: inherit;
      font-weight: var(--checkout-font-weight-heading, 600);
      font-family: var(--checkout-font-heading);
    }
    small,
    .small {
      font-size: var(--_small);
    }
    small,
    .muted {
      color: var(--_muted);
    }
    .amount {
      white-space: nowrap;
      font-variant-numeric: tabular-nums;
    }
    .hidden {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      margin: -1px; /* or it makes the page longer where it stands last */
      overflow: hidden;
      opacity: 0;
      pointer-events: none;
      white-space: nowrap;
    }
    svg {
      flex: none;
      inline-size: 1.25em;
      block-size: 1.25em;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.5;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    :focus-visible,
    label:has(:focus-visible) {
      outline: 2px solid var(--checkout-color-focus, light-dark(#15c, #8bf));
      outline-offset: 2px;
    }
    [tabindex='-1']:focus-visible {
      outline: none;
    }
    button {
      font: inherit;
      color: inherit;
      cursor: pointer;
      touch-action: manipulation;
      -webkit-tap-highlight-color: transparent;
    }
    .button {
      display: flex;
      align-items: center;
      justify-content: center;
      gap: var(--_s);
      min-block-size: var(--_control);
      padding: var(--_s) var(--_l);
      border: var(--_border) var(--_edge);
      border-radius: var(--checkout-button-radius, var(--_radius));
      background: none;
      font-weight: 600;
      transition: background-color 0.15s;

      &:hover {
        background: var(--_tint);
      }
    }
    .primary {
      border-color: transparent;
      background: var(--checkout-button-background, var(--_accent));
      color: var(--checkout-button-text, var(--_on-accent));

      &:hover:not([aria-disabled='true']) {
        opacity: 0.85;
      }
    }
    .link {
      position: relative;
      padding: 0;
      border: 0;
      background: none;
      color: var(--_muted);
      font-size: var(--_small);
      text-decoration: underline;
      text-decoration-color: var(--_line);
      text-underline-offset: 0.25em;

      &:hover {
        color: var(--_text);
        text-decoration-color: currentColor;
      }
      /* the word stays small, the finger's target does not */
      &::after {
        content: '';
        position: absolute;
        inset: 50% -0.25rem;
        block-size: var(--_target);
        translate: 0 -50%;
      }
    }
    [aria-disabled='true'] {
      cursor: default;

      &.button,
      &.button:hover {
        border-color: transparent;
        background: var(--_tint);
        color: var(--_muted);
      }
    }
    :host([busy]) :is(button, input, select, label) {
      cursor: progress;
    }
    .tile {
      position: relative;
      display: grid;
      place-items: center;
      overflow: hidden;
      aspect-ratio: 1;
      border-radius: var(--checkout-radius-picture, calc(1.33 * var(--_radius)));
      background: var(--_tint);

      & svg {
        inline-size: 34%;
        max-inline-size: 3rem;
        block-size: auto;
        opacity: 0.35;
      }
      & img {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
        object-fit: cover;
        transition: opacity 0.2s;
      }
      /* a picture that is late, missing or blocked by the frame's CSP leaves the quiet placeholder, no broken-image sign */
      & img:not([data-ready]) {
        opacity: 0;
      }
      &::after {
        content: '';
        position: absolute;
        inset: 0;
        border: var(--_border) var(--_tint);
        border-radius: inherit;
      }
    }
    .bone {
      display: block;
      min-block-size: 1em;
      border-radius: var(--_xs);
      background: var(--_line);
      animation: pulse 1s linear infinite alternate;
    }
    :where(.bone:not(.tile, .sign)) {
      inline-size: 60%;
      margin-block: 0.225em;
    }
    :where(.bone + .bone) {
      inline-size: 40%;
    }
    .spinner {
      display: inline-block;
      inline-size: 1.125rem;
      block-size: 1.125rem;
      border: 2px solid;
      border-inline-end-color: transparent;
      border-radius: 50%;
      animation: spin 1s linear infinite;
    }
    @keyframes spin {
      to {
        rotate: 1turn;
      }
    }
    @keyframes pulse {
      to {
        opacity: 0.45;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      *,
      ::before,
      ::after {
        animation: none !important;
        transition: none !important;
      }
    }
    @media (forced-colors: active) {
      .bone,
      .button[aria-disabled='true'] {
        border: var(--_border) GrayText !important;
      }
      [aria-disabled='true'] {
        color: GrayText !important;
      }
    }
  `,
];
