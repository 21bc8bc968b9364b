import {html} from 'lit';

/** What an element is before its session: bones in the shape of what comes, and a word in the buyer's language for those who do not see them. */
export const skeleton = (word: string, bones: unknown) => html`
  <div part="base" aria-busy="true"><span class="hidden">${word}</span>${bones}</div>
`;

/** A line of text to come. */
export const bone = html`<i class="bone"></i>`;
