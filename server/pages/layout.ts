import {html, raw} from 'hono/html';
import type {HtmlEscapedString} from 'hono/utils/html';

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const styles = `
:root{color-scheme:light dark;--text:light-dark(#1d1b18,#f1eee8);--muted:light-dark(#65605a,#b3aca2);--line:light-dark(#e6e1d9,#3a3732);--page:light-dark(#f7f4ef,#181715);--card:light-dark(#fff,#22201d);--accent:light-dark(#1d1b18,#f1eee8)}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:40rem;margin:0 auto;padding:2rem 1rem 4rem}.shop{color:var(--muted);margin:0 0 1.5rem;font-size:.95rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem;overflow-wrap:anywhere}h2{font-size:1rem;margin:0 0 .75rem}
.lead{color:var(--muted);margin:0 0 1.5rem}section{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.25rem;margin:0 0 1rem}
ul{list-style:none;margin:0;padding:0;display:grid;gap:.9rem}li{display:flex;gap:.9rem;align-items:center}
li img{width:56px;height:56px;border-radius:10px;object-fit:cover;background:var(--page);flex:none}li .what{flex:1;min-width:0;overflow-wrap:anywhere}
small,.muted{color:var(--muted);font-size:.9rem}.amount{font-variant-numeric:tabular-nums;white-space:nowrap}
dl{margin:0;display:grid;gap:.5rem}dl div{display:flex;justify-content:space-between;gap:1rem}dt,dd{margin:0}.total{font-weight:600;border-top:1px solid var(--line);padding-top:.6rem;margin-top:.2rem}
address{font-style:normal}a{color:inherit}a.button{display:inline-block;background:var(--accent);color:var(--page);padding:.65rem 1.1rem;border-radius:999px;text-decoration:none;font-weight:600}
:focus-visible{outline:2px solid var(--text);outline-offset:2px}
`;

/** A page of the merchant's own site. Works without scripts. */
export const page = (title: string, shopName: string, body: Html) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title} · ${shopName}</title>
        <style>
          ${raw(styles)}
        </style>
      </head>
      <body>
        <main>
          <p class="shop">${shopName}</p>
          ${body}
        </main>
      </body>
    </html>`;
