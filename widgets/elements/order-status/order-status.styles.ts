import {css} from 'lit';

export const styles = css`
  [part='base'] {
    display: grid;
    gap: var(--_l);
  }
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .step {
    display: grid;
    grid-template-columns: 1.25rem minmax(0, 1fr);
    gap: 0 var(--_m);
    padding-block-end: var(--_m);
    position: relative;
    color: var(--_muted);

    &:last-child {
      padding-block-end: 0;
    }
    /* the way to the next step */
    &:not(:last-child)::before {
      content: '';
      position: absolute;
      inset-block: 1.35em 0;
      inset-inline-start: calc(0.625rem - 1px);
      border-inline-start: 2px solid var(--_line);
    }
    &.done::before {
      border-color: var(--_success);
    }
    &.done svg {
      color: var(--_success);
    }
    &[aria-current] {
      color: var(--_text);
      font-weight: 600;
    }
  }
  .dot {
    inline-size: 0.75rem;
    block-size: 0.75rem;
    margin: 0.35em 0.25rem 0;
    border: 2px solid var(--_edge);
    border-radius: 50%;

    [aria-current] > & {
      border-color: var(--_text);
      background: var(--_text);
    }
    @media (forced-colors: active) {
      [aria-current] > & {
        background: Highlight;
      }
    }
  }
  .canceled {
    color: var(--_danger);
    font-weight: 600;
  }
  .part {
    padding: var(--_m);
    border: var(--_border) var(--_line);
    border-radius: var(--_radius);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--_m);
  }
  .link {
    display: inline-block;
    padding-block: var(--_xs);
  }
`;
