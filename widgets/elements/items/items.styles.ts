import {css} from 'lit';

export const styles = css`
  .line {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    column-gap: var(--_m);
    padding-block: var(--_l);
  }
  .line + .line {
    border-block-start: 1px solid var(--_line);
  }
  .line:first-child {
    padding-block-start: 0;
  }
  .line:last-child {
    padding-block-end: 0;
  }
  .tile {
    grid-row: span 2;
    align-self: start;
    inline-size: var(--tile, 4.5rem);
  }
  .name {
    font-weight: 600;
    line-height: 1.35;
  }
  .amount {
    text-align: end;
    transition: opacity 0.2s;

    & s {
      display: block;
    }
  }
  :host([busy]) .amount {
    opacity: 0.6;
  }
  .controls {
    grid-column: 2 / -1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s) var(--_l);
    margin-block-start: var(--_s);
  }
  .warn {
    color: var(--_warning);
  }
  .bone:not(.tile) {
    inline-size: 4rem;
    margin-block: 0.225em;
  }
  div > .bone + .bone {
    inline-size: 60%;
  }
  div > .bone:first-child:not(.tile) {
    inline-size: 85%;
  }
`;
