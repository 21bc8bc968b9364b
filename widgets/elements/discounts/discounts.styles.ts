import {css} from 'lit';

export const styles = css`
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s) var(--_m);
    padding-block-end: var(--_s);
  }
  .row > :first-child {
    flex: 1 1 8rem;
  }
  bdi {
    color: var(--_success);
  }
  summary.link {
    display: inline-block;
    padding-block: var(--_xs);
    cursor: pointer;
  }
  :host([readonly]) :is(.link, details) {
    display: none;
  }
`;
