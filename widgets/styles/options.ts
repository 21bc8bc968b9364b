import {css} from 'lit';

/** A list of ways to choose from: one row each, a radio button before it. */
export const options = css`
  .options {
    border: var(--_border) var(--_line);
    border-radius: var(--_radius);
  }
  .option {
    display: flex;
    gap: var(--_m);
    padding: var(--_m);
    cursor: pointer;

    & + & {
      border-block-start: var(--_border) var(--_line);
    }
    &:first-child {
      border-start-start-radius: inherit;
      border-start-end-radius: inherit;
    }
    &:last-child {
      border-end-start-radius: inherit;
      border-end-end-radius: inherit;
    }
    &:hover,
    &:has(:checked) {
      background: var(--_tint);
    }
  }
  input {
    flex: none;
    inline-size: 1.125rem;
    block-size: 1.125rem;
    margin: 0.1em 0 0;
    accent-color: var(--_accent);

    /* the whole row has the ring */
    &:focus-visible {
      outline: none;
    }
  }
`;
