import {css} from 'lit';

export const styles = css`
  [part='base'] {
    display: grid;
    gap: var(--_l);
  }
  .head {
    display: flex;
    align-items: center;
    gap: var(--_m);
  }
  .sign {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: var(--_target);
    block-size: var(--_target);
    border-radius: 50%;
    background: color-mix(in srgb, var(--_success) 14%, transparent);
    color: var(--_success);
  }
  h2 {
    font-size: calc(1.13 * var(--_size));
    line-height: 1.35;
  }
  .delivery {
    padding: var(--_m);
    border-radius: var(--_radius);
    background: var(--_tint);
  }
  checkout-totals {
    padding-block-start: var(--_l);
    border-block-start: var(--_border) var(--_line);
  }
  .sign svg {
    inline-size: 1.5rem;
    block-size: 1.5rem;
  }
`;
