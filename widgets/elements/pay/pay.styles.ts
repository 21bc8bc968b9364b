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
  .spinner {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    border: 2px solid;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: spin 0.8s linear infinite;
  }
  @keyframes spin {
    to {
      rotate: 1turn;
    }
  }
`;
