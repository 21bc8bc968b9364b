import {css} from 'lit';

/** Controls and words that every part of the preview shares. The colours are in preview.css. */
export const controls = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  button,
  input,
  select {
    font: inherit;
    color: inherit;
  }
  button,
  select,
  input[type='text'],
  input[type='search'],
  input[type='email'] {
    min-block-size: 2.25rem;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--line-strong);
    border-radius: 0.5rem;
    background: var(--surface);
  }
  button {
    cursor: pointer;
    font-weight: 500;
  }
  button:hover:not(:disabled) {
    background: var(--surface-2);
  }
  button:disabled {
    cursor: default;
    opacity: 0.55;
  }
  button.primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  button.primary:hover:not(:disabled) {
    background: var(--accent-strong);
  }
  button.plain {
    border-color: transparent;
    background: none;
  }
  button.plain:hover:not(:disabled) {
    background: var(--surface-2);
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  a {
    color: inherit;
    text-underline-offset: 0.2em;
  }
  .quiet {
    color: var(--ink-2);
    font-size: 0.875rem;
  }
  .problem {
    margin: 0;
    padding: 0.75rem;
    border: 1px solid var(--danger-line);
    border-radius: 0.5rem;
    background: var(--danger-surface);
    color: var(--danger);
    overflow-wrap: anywhere;
  }
  .skeleton {
    background: var(--surface-2);
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
