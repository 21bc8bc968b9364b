import {css} from 'lit';
import {controls} from './styles.js';

export const sheetStyles = [
  controls,
  css`
    dialog {
      position: fixed;
      inset-block: auto 0;
      left: calc(var(--sheet-left, 0px) + (var(--sheet-width, 100vw) - min(var(--sheet-width, 100vw), 27rem)) / 2);
      right: auto;
      inline-size: min(var(--sheet-width, 100vw), 27rem);
      max-inline-size: none;
      max-block-size: calc(100dvh - 1rem);
      margin: 0;
      padding: 0;
      overflow: hidden; /* its body scrolls */
      border: 1px solid var(--line-strong);
      border-block-end: 0;
      border-radius: 1.25rem 1.25rem 0 0;
      background: var(--surface);
      color: var(--ink);
      box-shadow: 0 -8px 32px rgb(0 0 0 / 20%);
    }
    dialog::backdrop {
      background: rgb(0 0 0 / 45%);
    }
    form {
      display: flex;
      flex-direction: column;
      max-block-size: inherit;
    }
    header,
    footer {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.25rem 0.75rem;
      padding: 0.875rem 1rem;
    }
    header {
      border-block-end: 1px solid var(--line);
    }
    footer {
      gap: 0.75rem;
      border-block-start: 1px solid var(--line);
    }
    h2 {
      margin: 0;
      font-size: 1.125rem;
    }
    .merchant {
      flex: 1;
      color: var(--ink-2);
    }
    .badge,
    .note {
      border: 1px solid var(--note-line);
      border-radius: 0.5rem;
      background: var(--note-surface);
      font-size: 0.875rem;
    }
    .badge {
      padding: 0 0.5rem;
    }
    .note {
      margin: 0;
      padding: 0.5rem 0.75rem;
    }
    .body {
      display: grid;
      gap: 0.875rem;
      padding: 0.875rem 1rem;
      overflow-y: auto;
    }
    ul,
    dl,
    dd {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .lines,
    dl {
      display: grid;
      gap: 0.25rem;
    }
    dl {
      padding-block-start: 0.5rem;
      border-block-start: 1px solid var(--line);
      font-size: 0.875rem;
    }
    li,
    dl div {
      display: flex;
      justify-content: space-between;
      gap: 1rem;
    }
    bdi {
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    dl .total {
      font-size: 1rem;
      font-weight: 600;
    }
    fieldset {
      display: grid;
      gap: 0.375rem;
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-block-end: 0.375rem;
      padding: 0;
      font-weight: 600;
    }
    .card {
      display: grid;
      grid-template-columns: auto 1fr auto;
      align-items: center;
      gap: 0.625rem;
      min-block-size: 2.5rem;
      padding: 0.25rem 0.75rem;
      border: 1px solid var(--line);
      border-radius: 0.625rem;
      line-height: 1.3;
    }
    .card:has(:checked) {
      border-color: var(--accent);
      box-shadow: inset 0 0 0 1px var(--accent);
    }
    input[type='radio'] {
      margin: 0;
      accent-color: var(--accent);
    }
    .contact {
      grid-template-columns: repeat(auto-fit, minmax(min(10rem, 100%), 1fr));
    }
    .contact label {
      display: grid;
      gap: 0.25rem;
      min-inline-size: 0;
      font-size: 0.875rem;
    }
    .contact input {
      inline-size: 100%;
      min-inline-size: 0;
    }
    footer [role='alert'] {
      flex-basis: 100%;
    }
    footer [role='alert']:empty {
      display: none;
    }
    footer .primary {
      flex: 1;
      min-block-size: 2.75rem;
    }
    footer .close {
      min-block-size: 2.75rem;
    }
  `,
];
