import {css} from 'lit';

/** Controls that every part of the editor shares: small and quiet, so that the checkout is what one sees. The colours are in editor.css. */
export const controls = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  button,
  select,
  textarea,
  input[type='text'] {
    min-block-size: 1.75rem;
    padding: 0.125rem 0.5rem;
    border: 1px solid var(--line-strong);
    border-radius: 0.375rem;
    background: var(--surface);
    font-size: 0.8125rem;
  }
  select {
    max-inline-size: 100%;
    min-inline-size: 0;
  }
  button {
    cursor: pointer;
    font-weight: 500;
    white-space: nowrap;
  }
  button:hover:not(:disabled) {
    background: var(--surface-2);
  }
  button:disabled {
    cursor: default;
    border-color: var(--line);
    color: var(--ink-3);
  }
  button.plain {
    border-color: transparent;
    background: none;
    color: var(--ink-2);
    font-weight: 400;
  }
  button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  ::placeholder {
    color: var(--ink-2);
    opacity: 1;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
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
