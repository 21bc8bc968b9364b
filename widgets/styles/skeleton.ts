import {html} from 'lit';
import {localize} from '../locales/localize.js';

/** What an element is before its session: bones in the shape of what comes, and a word for those who do not see them. */
export const skeleton = (locale: string | undefined, bones: unknown) => html`
  <div part="base" aria-busy="true"><span class="hidden">${localize(locale).loading}</span>${bones}</div>
`;

/** A line of text to come. */
export const bone = html`<i class="bone"></i>`;
