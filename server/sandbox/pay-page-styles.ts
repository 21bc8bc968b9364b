import {html} from 'hono/html';

/** The pay page's one stylesheet. */
export const payPageStyles = html`<style>
  :root {
    color-scheme: light dark;
    --page: light-dark(#f4f4f1, #131316);
    --card: light-dark(#fff, #1d1d21);
    --text: light-dark(#1b1b1f, #f1f1f3);
    --soft: light-dark(#5d5d66, #a5a5b0);
    --line: light-dark(#dfdfdb, #35353c);
    --accent: light-dark(#3538cd, #a4a8ff);
    --on-accent: light-dark(#fff, #15153a);
    --problem: light-dark(#b42318, #ff9b90);
  }
  * {
    box-sizing: border-box;
    margin: 0;
  }
  body {
    min-height: 100vh;
    display: grid;
    place-items: center;
    padding: 1rem;
    background: var(--page);
    color: var(--text);
    font:
      1rem/1.5 system-ui,
      sans-serif;
  }
  main {
    width: min(28rem, 100%);
    display: grid;
    gap: 1.25rem;
    padding: clamp(1.25rem, 5vw, 2rem);
    border: 1px solid var(--line);
    border-radius: 1.25rem;
    background: var(--card);
    overflow-wrap: anywhere;
  }
  .badge {
    justify-self: start;
    padding: 0.125rem 0.625rem;
    border: 1px dashed var(--soft);
    border-radius: 99px;
    color: var(--soft);
    font-size: 0.8125rem;
  }
  h1 {
    font-size: 1.5rem;
    line-height: 1.2;
    letter-spacing: -0.01em;
  }
  small,
  dt {
    color: var(--soft);
  }
  .lines {
    display: grid;
    gap: 0.75rem;
    padding: 0;
    list-style: none;
  }
  .lines li {
    display: flex;
    gap: 0.75rem;
    align-items: center;
  }
  .lines .name {
    flex: 1;
  }
  .picture {
    flex: none;
    display: block;
    overflow: hidden;
    width: 3rem;
    height: 3rem;
    border-radius: 0.625rem;
    background: var(--page);
  }
  .picture img {
    position: relative;
    display: block;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  /* Drawn only when the picture does not load: an empty tile over the browser's torn icon. */
  .picture img::before {
    content: '';
    position: absolute;
    inset: 0;
    background: var(--page);
  }
  .name {
    display: grid;
    line-height: 1.35;
  }
  .name strong {
    font-weight: 500;
  }
  .amount {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  dl {
    display: grid;
    gap: 0.25rem;
    padding-top: 1rem;
    border-top: 1px solid var(--line);
  }
  dl div {
    display: flex;
    justify-content: space-between;
    gap: 1rem;
  }
  .total {
    font-size: 1.125rem;
    font-weight: 600;
  }
  .total dt {
    color: inherit;
  }
  form {
    display: grid;
    gap: 1rem;
  }
  fieldset {
    display: grid;
    gap: 0.5rem;
    min-width: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0 0 0.5rem;
    font-weight: 500;
  }
  label {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.625rem;
    align-items: center;
    padding: 0.625rem 0.875rem;
    border: 1px solid var(--line);
    border-radius: 0.75rem;
    cursor: pointer;
  }
  .option {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: baseline;
    column-gap: 0.625rem;
  }
  label:has(:checked) {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  input {
    width: 1.125rem;
    height: 1.125rem;
    accent-color: var(--accent);
  }
  button,
  .button {
    min-height: 3rem;
    padding: 0.625rem 1rem;
    border: 1px solid transparent;
    border-radius: 0.75rem;
    background: var(--accent);
    color: var(--on-accent);
    font: inherit;
    font-weight: 600;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  .quiet {
    border-color: var(--line);
    background: transparent;
    color: var(--text);
  }
  button + .quiet {
    margin-top: -0.375rem;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  label:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .problem {
    padding: 0.625rem 0.875rem;
    border: 1px solid var(--problem);
    border-radius: 0.75rem;
    color: var(--problem);
  }
</style>`;
