import {css} from 'lit';

export const styles = css`
  .row {
    display: flex;
    justify-content: space-between;
    gap: var(--_l);
    padding-block: var(--_xs);
    color: var(--_muted);
  }
  dt small {
    display: block;
  }
  .less dd {
    color: var(--_success);
  }
  .total {
    margin-block-start: var(--_s);
    padding-block: var(--_m) 0;
    border-block-start: var(--_border) var(--_line);
    color: var(--_text);
    font-size: calc(1.13 * var(--_size));
    font-weight: 600;
  }
  dd {
    flex: none;
    transition: color 0.2s;
  }
  :host([busy]) dd {
    color: var(--_muted);
  }
  .bone + .bone {
    inline-size: 3.5rem;
  }
`;
