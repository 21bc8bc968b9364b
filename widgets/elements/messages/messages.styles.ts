import {css} from 'lit';

export const styles = css`
  /* out of the flow, so that no gap is left where it stands, but still there for the live regions */
  :host([empty]) {
    position: absolute;
  }
  .message {
    display: flex;
    gap: var(--_s);
    padding: var(--_s) var(--_m);
    border: var(--_border) color-mix(in srgb, var(--_tone) 32%, transparent);
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_tone) 7%, transparent);
    --_tone: var(--_text);
  }
  .message + .message {
    margin-block-start: var(--_s);
  }
  [role='alert']:has(p) + :has(p) {
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
