import {css} from 'lit';
import {controls} from './styles.js';

export const chatStyles = [
  controls,
  css`
    :host {
      display: grid;
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
      min-block-size: 0;
      block-size: 100%;
      inline-size: 100%;
      max-inline-size: var(--column, 768px);
      margin-inline: auto;
      background: var(--surface);
      border-inline: 1px solid var(--line);
    }
    .scroll {
      min-block-size: 0;
      overflow-y: auto;
      overflow-x: hidden;
      container-type: size;
      overflow-anchor: none; /* a page's own growth must not scroll it away under the pointer */
      scrollbar-gutter: stable;
      scrollbar-width: thin;
    }
    .scroll > .column {
      display: flex;
      flex-direction: column;
      gap: 1rem;
      padding: 1rem 0.75rem 2rem;
      padding-inline-end: 0.25rem; /* the rest is the scrollbar's gutter */
    }
    /* Room below the last answer: its question can come to the top, and a page that shrinks does not move what is on screen. */
    .scroll > .talk {
      padding-block-end: 50cqb;
    }
    .column > *,
    .welcome > * {
      min-inline-size: 0;
    }
    p {
      margin: 0;
      overflow-wrap: anywhere;
      white-space: pre-line;
    }
    .user {
      align-self: flex-end;
      max-inline-size: 85%;
      padding: 0.5rem 0.875rem;
      border-radius: 1.125rem 1.125rem 0.25rem 1.125rem;
      background: var(--bubble);
      scroll-margin-block-start: 1rem;
    }
    :host([dir='rtl']) .user {
      border-radius: 1.125rem 1.125rem 1.125rem 0.25rem;
    }
    .welcome {
      display: grid;
      gap: 0.75rem;
    }
    .chips {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5rem;
    }
    .chips button {
      border-radius: 1.25rem;
      font-size: 0.875rem;
      text-align: start;
    }
    [role='status'] {
      min-block-size: 1.25rem;
    }
    .composer {
      position: relative;
      display: flex;
      gap: 0.5rem;
      padding: 0.75rem;
      padding-block-end: max(0.75rem, var(--safe-end, 0px)); /* room for a phone's home indicator */
      border-block-start: 1px solid var(--line);
    }
    /* The home indicator, as tall as there is room for one. */
    .composer::after {
      content: '';
      position: absolute;
      inset-block-end: 0.5rem;
      inset-inline: 0;
      inline-size: 8.5rem;
      block-size: min(5px, var(--safe-end, 0px));
      margin-inline: auto;
      border-radius: 3px;
      background: var(--ink);
    }
    .composer input {
      flex: 1;
      min-inline-size: 0;
      border-radius: 1.25rem;
    }
    .composer button {
      border-radius: 1.25rem;
    }
  `,
];
