import {svg, type SVGTemplateResult} from 'lit';

// Monochrome outlines on a 24-unit grid in the text's colour; decoration only, the words beside them say it.
const icon = (path: SVGTemplateResult) => svg`<svg viewBox="0 0 24 24" aria-hidden="true">${path}</svg>`;

export const minusIcon = icon(svg`<path d="M6 12h12"/>`);
export const plusIcon = icon(svg`<path d="M6 12h12M12 6v12"/>`);
export const checkIcon = icon(svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`);
export const noteIcon = icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 8v4.5M12 16v.01"/>`);
export const chevronIcon = icon(svg`<path d="m7 10 5 5 5-5"/>`);
export const pictureIcon = icon(
  svg`<rect x="3.5" y="4.5" width="17" height="15" rx="3"/><circle cx="9" cy="10" r="1.5"/><path d="m5 18 5-4 3 2 3.5-3.5 3.5 3"/>`,
);
