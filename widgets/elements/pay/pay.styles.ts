import {css} from 'lit';

export const styles = css`
  .button {
    inline-size: 100%;
    min-block-size: 3rem;
    font-size: calc(1.13 * var(--_size));
  }
  p {
    padding-block-start: var(--_s);
    text-align: center;
  }
  fieldset {
    margin-block-end: var(--_m);
  }
  legend {
    padding-block-end: var(--_s);
  }
  .bone {
    inline-size: 100%;
    block-size: 3rem;
    margin: 0;
    border-radius: var(--_radius);
  }
`;
