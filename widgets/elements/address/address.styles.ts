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
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s);

    & .button:first-child {
      flex: 1;
    }
  }
`;
