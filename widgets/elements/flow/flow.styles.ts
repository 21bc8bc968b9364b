import {css} from 'lit';

export const styles = css`
  section {
    background: var(--checkout-color-surface);
    display: grid;
    /* a column is as wide as its longest word unless told otherwise */
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_l);
    padding: var(--_l);
    outline: none;
  }
  h2 {
    font-size: var(--_large);
    line-height: 1.3;
  }
  .state {
    justify-items: start;
    gap: var(--_m);
  }
  .link {
    justify-self: center;
  }
  .state .link {
    justify-self: start;
  }
`;
