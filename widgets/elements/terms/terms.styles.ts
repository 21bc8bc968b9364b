import {css} from 'lit';

export const styles = css`
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_xs) var(--_l);
  }
  .link {
    display: inline-block;
    padding-block: var(--_xs);
  }
  .link::after {
    block-size: 2rem;
  }
`;
