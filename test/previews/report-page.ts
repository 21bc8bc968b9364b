import {MODES, type Contrast, type Mode, type Result} from './matrix.js';

const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const sum = (found: readonly {checks: number}[]) => found.reduce((total, {checks}) => total + checks, 0);
const number = (value: number) => value.toLocaleString('en');

/** Storybook's own address of a story, in the toolbar's settings of a mode. */
function addressOf({element, name}: Result, {scheme, direction, locale, window: width}: Mode): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  const globals = [
    scheme && `scheme:${scheme}`,
    direction && `direction:${direction}`,
    locale && `locale:${locale}`,
    width !== 480 && `width:${width}px`,
  ].filter(Boolean);
  return `./index.html?path=/story/elements-${element}--${words}${globals.length ? `&globals=${globals.join(';')}` : ''}`;
}

const cell = (faults: readonly string[], checks: number, href?: string) => {
  const words = faults.length ? `${new Set(faults).size} fault${new Set(faults).size > 1 ? 's' : ''}` : 'ok';
  const title = faults.length ? ` title="${escape([...new Set(faults)].slice(0, 5).join('\n'))}"` : '';
  const text = href ? `<a href="${escape(href)}">${words}</a>` : words;
  return `<td class="${faults.length ? 'fault' : 'ok'}"${title}>${text} <small>${number(checks)}</small></td>`;
};

/** The report as one page: per story and way of looking ok or the faults, with the number of checks; then contrast by theme and host. */
export function reportPage(
  results: readonly Result[],
  contrast: readonly Contrast[],
  {date, browser}: {date: string; browser: string},
): string {
  const elements = [...new Set(results.map(({element}) => element))];
  const stories = new Set(results.map(({element, name}) => `${element} ${name}`));
  const faulty = [...results, ...contrast].filter(({faults}) => faults.length).length;
  const rows = elements.map((element) => {
    const names = [...new Set(results.filter((each) => each.element === element).map(({name}) => name))];
    return `<tbody><tr><th colspan="${MODES.length + 1}" scope="rowgroup">${element}</th></tr>${names
      .map((name) => {
        const cells = MODES.map((mode) => {
          const found = results.find((each) => each.element === element && each.name === name && each.mode === mode.name)!;
          return cell(found.faults, found.checks, addressOf(found, mode));
        });
        return `<tr><th scope="row">${name}</th>${cells.join('')}</tr>`;
      })
      .join('\n')}</tbody>`;
  });
  const skins = [...new Set(contrast.map(({skin}) => skin))];
  const themes = [...new Set(contrast.map(({theme}) => theme))];
  const looks = skins.flatMap((skin) => (['light', 'dark'] as const).map((scheme) => ({skin, scheme})));
  const themeRows = themes.map((theme) => {
    const cells = looks.map(({skin, scheme}) => {
      const found = contrast.find((each) => each.theme === theme && each.skin === skin && each.scheme === scheme)!;
      return cell(found.faults, found.checks);
    });
    return `<tr><th scope="row">${theme || 'no theme'}</th>${cells.join('')}</tr>`;
  });
  const faults = [...results, ...contrast].flatMap((found) =>
    [...new Set(found.faults)].map((fault) => {
      const where =
        'mode' in found ? `${found.element} ${found.name}, ${found.mode}` : `${found.theme || 'no theme'}, ${found.skin}, ${found.scheme}`;
      return `<li><b>${escape(where)}</b>: ${escape(fault)}</li>`;
    }),
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="./favicon.svg">
<title>Report: every story, looked at</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th { text-align: start; font-weight: 500 }
thead th { position: sticky; top: 0; background: Canvas }
[scope=rowgroup] { padding-top: 1.2rem; font-weight: 700 }
td, th { padding: .2rem .6rem; border-bottom: 1px solid color-mix(in srgb, CanvasText 12%, transparent) }
.ok { color: light-dark(#164, #8da) }
.fault { color: light-dark(#a11, #faa); font-weight: 700 }
td a { color: inherit }
small { color: color-mix(in srgb, CanvasText 65%, transparent) }
</style>
<h1>Every story, looked at</h1>
<p>${stories.size} stories of ${elements.length} elements, in ${MODES.length} ways each, and their contrast in ${contrast.length} pairs of theme and palette:
${number(sum(results))} checks and ${number(sum(contrast))} measurements of contrast.
<b class="${faulty ? 'fault' : 'ok'}">${faulty ? `${faulty} with faults` : 'No fault'}.</b> ${escape(date)}, ${escape(browser)}.</p>
<p>Each cell: the result, and how many checks led to it. The checks are those of axe (WCAG 2.2 AA and its good practice), and our own: nothing sticks out
sideways, no words are cut off, no words lie on others; right to left, everything is where its mirror image would be. A cell leads to its story.
<a href="./index.html">To the stories</a></p>
<div class="scroll"><table><thead><tr><th scope="col">Story</th>${MODES.map(({name}) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
${rows.join('\n')}</table></div>
<h2>Contrast by theme and host</h2>
<p>Every word measured, in all stories but those that only have longer words or more things: no theme and each theme, on the style variables that each host sends, light and dark.</p>
<div class="scroll"><table><thead><tr><th scope="col">Theme</th>${looks.map(({skin, scheme}) => `<th scope="col">${skin} ${scheme}</th>`).join('')}</tr></thead>
<tbody>${themeRows.join('\n')}</tbody></table></div>
${faults.length ? `<h2>Faults</h2><ul>${faults.join('\n')}</ul>` : ''}
</html>
`;
}
