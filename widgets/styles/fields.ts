import {css} from 'lit';

/** Fields to type in or pick from, their labels and what is wrong with them. */
export const fields = css`
  label {
    display: block;
    padding-block-end: var(--_xs);
    font-size: var(--_small);
    font-weight: 500;
  }
  label small {
    font-weight: 400;
  }
  input,
  select {
    display: block;
    inline-size: 100%;
    min-block-size: var(--_control);
    padding-inline: var(--_m);
    border: var(--_border) var(--_edge);
    border-radius: var(--_radius);
    background: var(--checkout-field-background);
    color: inherit;
    font: inherit;
    /* iOS zooms into fields with smaller text */
    font-size: max(1rem, 16px);
    text-overflow: ellipsis;

    &:hover {
      border-color: var(--_text);
    }
    &[aria-invalid='true'] {
      border-color: var(--_danger);
      box-shadow: inset 0 0 0 1px var(--_danger);
    }
    &:focus-visible {
      border-color: transparent;
      box-shadow: none;
      outline-offset: -1px;
    }
  }
  .error {
    padding-block-start: var(--_xs);
    color: var(--_danger);
    font-size: var(--_small);
  }
`;
