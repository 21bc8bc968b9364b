import {css} from 'lit';

export const styles = css`
  :host {
    container-type: inline-size;
  }
  .head {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: var(--_l);
    padding-block-end: var(--_s);
  }
  form {
    display: grid;
    grid-template-columns: repeat(6, minmax(0, 1fr));
    gap: var(--_m) var(--_s);
  }
  form > * {
    grid-column: 1 / -1;
  }
  .state,
  .postal_code,
  .pairs .city {
    grid-column: span 3;
  }
  @container (inline-size >= 400px) {
    .city,
    .state,
    .postal_code {
      grid-column: span 2;
    }
    .email,
    .phone_number,
    .country,
    .name,
    .pairs :is(.state, .postal_code) {
      grid-column: span 3;
    }
  }
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
  .country {
    position: relative;

    & select {
      appearance: none;
      padding-inline-end: var(--_xl);
    }
    & svg {
      position: absolute;
      inset-inline-end: var(--_m);
      margin-block-start: calc((var(--_control) - 1.25em) / 2);
      pointer-events: none;
    }
  }
  option {
    color: CanvasText;
    background: Canvas;
  }
  .error {
    padding-block-start: var(--_xs);
    color: var(--_danger);
    font-size: var(--_small);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s);

    & .button:first-child {
      flex: 1;
    }
  }
`;
