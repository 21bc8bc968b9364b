import {html} from 'hono/html';
import {page} from './layout.js';

/** A page that says one thing, with a way on where there is one. */
export const noticePage = (notice: {title: string; text: readonly string[]; link?: {href: string; text: string}}, shopName: string) =>
  page(
    notice.title,
    shopName,
    html`<h1>${notice.title}</h1>
      ${notice.text.map((line) => html`<p class="lead">${line}</p>`)}
      ${notice.link ? html`<a class="button" href="${notice.link.href}">${notice.link.text}</a>` : ''}`,
  );
