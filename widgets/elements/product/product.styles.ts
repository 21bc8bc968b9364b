import {css} from 'lit';

export const styles = css`
  :host {
    container-type: inline-size;
  }
  [part='base'],
  .details {
    display: grid;
    gap: var(--_l);
  }
  .pictures > .tile {
    aspect-ratio: var(--picture-ratio, 4 / 3);
  }
  @container (inline-size >= 560px) {
    [part='base'] {
      grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
      gap: var(--_xl);
    }
    .details {
      align-content: start;
    }
    .pictures > .tile {
      aspect-ratio: 1;
    }
  }
  .thumbs {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s);
    margin-block-start: var(--_s);

    & button {
      padding: 0;
      border: 0;
      border-radius: var(--_radius);
      background: none;
    }
    & .tile {
      inline-size: 3rem;
      border-radius: inherit;
    }
    & [aria-pressed='true'] .tile::after {
      border: 2px solid var(--_text);
    }
  }
  h2 {
    font-size: var(--_large);
    line-height: 1.25;
    text-wrap: balance;
  }
  .price {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_xs) var(--_s);
    margin-block-start: var(--_xs);
    font-size: calc(1.13 * var(--_size));
  }
  legend span {
    font-weight: 400;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s);
    padding-block-start: var(--_s);
  }
  .choice {
    position: relative;
    display: grid;
    place-items: center;
    min-inline-size: var(--_target);
    min-block-size: var(--_target);
    border: var(--_border) var(--_edge);
    border-radius: var(--_radius);
    padding-inline: var(--_m);
    cursor: pointer;
    transition: background-color 0.15s;

    & input {
      position: absolute;
      inset: 0;
      margin: 0;
      opacity: 0;
      cursor: inherit;
    }
    &:hover {
      background: var(--_tint);
    }
    &:has(:checked) {
      border-color: var(--_text);
      box-shadow: inset 0 0 0 1px var(--_text);
    }
    @media (forced-colors: active) {
      &:has(:checked) {
        border: 3px solid Highlight;
      }
    }
    &.gone {
      color: var(--_muted);

      & > span {
        text-decoration: line-through;
      }
    }
    &:has(:disabled) {
      border-color: var(--_line);
      border-style: dashed;
      color: var(--_edge);
      cursor: default;
      background: none;
    }
  }
  .swatch {
    padding: 0;
    border-radius: 50%;
    border-color: transparent;

    & svg {
      inline-size: 1.75rem;
      block-size: 1.75rem;
      stroke: var(--_line);
      forced-color-adjust: none;
    }
    & path {
      stroke: light-dark(#222, #eee);
      stroke-width: 1.25;
    }
    &:has(:disabled) svg {
      opacity: 0.35;
    }
  }
  .buy {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_m);

    & .button {
      flex: 1 1 7.5rem;
    }
  }
  .stepper button {
    min-block-size: calc(var(--_control) - 2px);
  }
  .stock {
    display: block;
    color: var(--_warning);
    padding-block-end: var(--_s);
  }
`;
