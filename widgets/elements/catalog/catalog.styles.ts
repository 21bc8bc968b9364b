import {css} from 'lit';

export const styles = css`
  ul {
    display: grid;
    gap: var(--_m);
  }
  :host([layout='grid']) ul {
    grid-template-columns: repeat(auto-fill, minmax(min(var(--card, 10rem), 100%), 1fr));
  }
  :host(:not([layout='grid'])) ul {
    grid-auto-flow: column;
    grid-auto-columns: min(var(--card, 10rem), 80%);
    justify-content: start;
    overflow-x: auto;
    scroll-snap-type: inline mandatory;
    scrollbar-width: thin;
    padding-block-end: var(--_xs);
  }
  .card {
    position: relative;
    display: flex;
    flex-direction: column;
    gap: var(--_xs);
    padding: var(--_s);
    border: var(--_border) var(--_line);
    border-radius: var(--_radius);
    background: var(--checkout-color-surface);
    scroll-snap-align: start;
  }
  .card > .tile {
    border-radius: calc(0.6 * var(--_radius));
    margin-block-end: var(--_xs);
  }
  h3 {
    line-height: 1.3;
  }
  .price {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_s);
  }
  .button {
    margin-block-start: auto;

    /* the whole card can be pressed, while the button's name stays its own */
    &::after {
      content: '';
      position: absolute;
      inset: 0;
      border-radius: var(--_radius);
    }
  }
  .card > .bone:last-child {
    inline-size: 100%;
    min-block-size: var(--_control);
    border-radius: var(--_radius);
  }
`;
