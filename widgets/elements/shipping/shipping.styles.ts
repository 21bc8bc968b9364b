import {css} from 'lit';

export const styles = css`
  legend {
    padding-block-end: var(--_s);
  }
  .what {
    flex: 1;
    min-inline-size: 0;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_m);

    /* the cost goes below when large text leaves no room beside the words */
    & :first-child {
      flex: 1 1 4rem;
    }
  }
  .what > small {
    display: block;
  }
`;
