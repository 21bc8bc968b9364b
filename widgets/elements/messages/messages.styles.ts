import {css} from 'lit';

export const styles = css`
  :host([empty]) {
    display: contents;
  }
  .message {
    display: flex;
    gap: var(--_s);
    padding: var(--_s) var(--_m);
    border: 1px solid color-mix(in srgb, var(--_tone) 32%, transparent);
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_tone) 7%, transparent);
    --_tone: var(--_text);
  }
  * + .message,
  * + .message {
    margin-block-start: var(--_s);
  }
  [role='alert']:not(:empty) + :not(:empty) {
    margin-block-start: var(--_s);
  }
  svg {
    margin-block-start: 0.1em;
    color: var(--_tone);
  }
  .warning {
    --_tone: var(--_warning);
  }
  .error {
    --_tone: var(--_danger);
  }
`;
