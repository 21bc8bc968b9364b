import {css} from 'lit';

export const styles = css`
  :host {
    container-type: inline-size;
  }
  .line {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    column-gap: var(--_m);
    padding-block: var(--_l);
  }
  .line + .line {
    border-block-start: var(--_border) var(--_line);
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
    &,
    & s {
      unicode-bidi: normal; /* the end is the page's, whatever the amount begins with */
    }
  }
  :host([busy]) .amount {
    opacity: 0.8;
  }
  .controls {
    grid-column: 2 / -1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s) var(--_l);
    margin-block-start: var(--_s);
  }
  /* large text in a narrow card: the amount goes below the name */
  @container (inline-size < 15rem) {
    .line {
      grid-template-columns: auto minmax(0, 1fr);
    }
    .tile {
      inline-size: min(var(--tile, 4.5rem), 24cqi);
    }
    .amount {
      grid-column: 2;
      text-align: start;
    }
    .controls {
      grid-column: 1 / -1;
    }
  }
  .low_stock {
    color: var(--_warning);
  }
  .out_of_stock {
    color: var(--_danger);
  }
  .tile ~ .bone {
    align-self: start;
    inline-size: 4rem;
  }
`;
