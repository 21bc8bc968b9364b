import {css} from 'lit';

export const styles = css`
  .button {
    inline-size: 100%;
    min-block-size: 3rem;
    font-size: 1rem;
  }
  p {
    padding-block-start: var(--_s);
    text-align: center;
  }
  .bone {
    block-size: 3rem;
    border-radius: var(--_radius);
  }
`;
