/** The page that the stories are drawn in, one after the other. Runs in the browser; Node works it through `window.previews`. */
import type {AxeResults, NodeResult, Result, RunOptions} from 'axe-core';
import {render, type TemplateResult} from 'lit';
import '../../widgets/index.js';
import {addLanguage, type Strings} from '../../widgets/locales/localize.js';
import {addMoreLanguage, type MoreStrings} from '../../widgets/locales/more/localize-more.js';
import type {Context} from '../../widgets/stories/globals.js';
import {dress, skins, type Stage, type ThemeSheet} from '../../widgets/stories/stage.js';
import {clippings, collisions, overflows, places, unmirrored} from './layout.js';

type Args = Record<string, unknown>;
type StoryObject = {render: (args: Args, context: Context) => TemplateResult; args?: Args};
type Stories = {default: {title: string; args?: Args}} & Record<string, StoryObject>;

/** How a story is drawn. */
export interface Look extends Stage {
  locale: string;
  /** Size of the text, 2 for twice as large as usual. */
  text: number;
}

/** What was found about one story: how many checks ran, what they did not like, and what they could not tell. */
export interface Findings {
  checks: number;
  faults: string[];
  unsure: number;
}

declare global {
  interface Window {
    previews: typeof previews;
    axe: {run: (context: Element, options: RunOptions) => Promise<AxeResults>};
  }
}

const fileName = (path: string) => /([\w-]+)(?:\.stories)?\.\w+$/.exec(path)![1]!;

const modules = import.meta.glob<Stories>('../../widgets/elements/*/*.stories.ts', {eager: true});
const locales = import.meta.glob<{strings?: Strings}>('../../widgets/locales/*.ts', {eager: true});
for (const [path, {strings}] of Object.entries(locales)) if (strings) addLanguage(fileName(path), strings);
const moreLocales = import.meta.glob<{more?: MoreStrings}>('../../widgets/locales/more/*.ts', {eager: true});
for (const [path, {more}] of Object.entries(moreLocales)) if (more) addMoreLanguage(fileName(path), more);
const sheets = import.meta.glob<string>('../../widgets/styles/themes/*.css', {eager: true, query: '?inline', import: 'default'});
const themes: ThemeSheet[] = Object.entries(sheets).map(([path, css]) => ({name: fileName(path), css}));

const known = Object.entries(modules).flatMap(([path, {default: meta, ...stories}]) =>
  Object.entries(stories).map(([name, story]) => ({element: fileName(path), name, story, meta})),
);

const box = Object.assign(document.createElement('main'), {tabIndex: -1});
const ground = document.createElement('div');
let look: Look;

const PAGE_RULES = ['region', 'page-has-heading-one', 'landmark-one-main', 'bypass', 'heading-order'];

export const previews = {
  stories: known.map(({element, name}) => ({element, name})),
  skins,
  themes: themes.map(({name}) => name),

  setUp() {
    document.documentElement.lang = 'en';
    document.title = 'Previews';
    document.body.style.margin = '0';
    ground.style.padding = '16px';
    document.head.append(Object.assign(document.createElement('style'), {textContent: themes.map(({css}) => css).join('\n')}));
    box.append(ground);
    document.body.append(box);
  },

  setLook(next: Look) {
    look = next;
    document.documentElement.style.fontSize = `${next.text * 100}%`;
    document.documentElement.style.colorScheme = next.scheme;
    document.documentElement.lang = next.locale;
    dress(box, next, themes);
    ground.style.padding = '16px';
  },

  async show(index: number) {
    const {story, meta} = known[index]!;
    render(undefined, ground); // a new element for each story: nothing is left of the one before
    render(
      story.render({...meta.args, ...story.args}, {globals: {locale: look.locale, currency: 'usd', latency: '0ms', outcome: 'pays'}}),
      ground,
    );
    await settled();
  },

  /** Leaves the tiles of the pictures empty: what is drawn in them is the shop's, and makes a picture of the story ten times as large. */
  async emptyTiles() {
    const pictures = [...deep(ground)].filter((element) => element instanceof HTMLImageElement);
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
    await new Promise((resolve) => requestAnimationFrame(resolve)); // who loads it hears of it before the next frame
    for (const picture of pictures) picture.removeAttribute('data-ready');
  },

  async toWebp(base64: string): Promise<string> {
    const blob = await (await canvasOf(base64)).convertToBlob({type: 'image/webp', quality: 1}); // lossless
    return btoa(Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(''));
  },

  /** How many of a thousand pixels differ by more than this in a colour; all of them where the size does. */
  async perThousand(one: string, other: string, difference: number): Promise<number> {
    const [a, b] = [await canvasOf(one), await canvasOf(other)];
    if (a.width !== b.width || a.height !== b.height) return 1000;
    const [before, after] = [a, b].map((canvas) => canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data);
    let different = 0;
    for (let at = 0; at < before!.length; at += 4)
      if ([0, 1, 2].some((channel) => Math.abs(before![at + channel]! - after![at + channel]!) > difference)) different++;
    return (different * 1000) / (a.width * a.height);
  },

  /** All at once, for what takes long to begin: every story but those with longer words or more things. */
  async showAll() {
    render(undefined, ground);
    const inSweep = known.filter(({name}) => !/^(Long|Many)/.test(name)); // the same colours as the others, only more of them
    render(
      inSweep.map(({story, meta}) =>
        story.render({...meta.args, ...story.args}, {globals: {locale: look.locale, currency: 'usd', latency: '0ms', outcome: 'pays'}}),
      ),
      ground,
    );
    [...ground.children].forEach(
      (element, index) => ((element as HTMLElement).dataset.story = `${inSweep[index]!.element} ${inSweep[index]!.name}`),
    );
    await settled();
  },

  /** Accessibility after WCAG 2.2 AA and axe's own good practice. */
  async axe(): Promise<Findings> {
    const {violations, passes, incomplete} = await window.axe.run(ground, {
      runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']},
      rules: Object.fromEntries(PAGE_RULES.map((rule) => [rule, {enabled: false}])),
      resultTypes: ['violations'],
    });
    return {
      checks: passes.length + violations.length,
      unsure: incomplete.length,
      faults: violations.flatMap(({id, nodes}) => nodes.map((node) => `${id}: ${sentence(node)}`)),
    };
  },

  /** Contrast of every word in all the stories that `showAll` has drawn. */
  async contrast(): Promise<Findings> {
    const {violations, passes, incomplete} = await window.axe.run(ground, {runOnly: {type: 'rule', values: ['color-contrast']}});
    const count = (results: Result[]) => results.reduce((sum, {nodes}) => sum + nodes.length, 0);
    return {
      checks: count(passes) + count(violations),
      unsure: count(incomplete),
      faults: violations.flatMap(({nodes}) =>
        nodes.map((node) => {
          const story = document.querySelector([node.target].flat(2)[0]!)?.closest('[data-story]');
          return `${(story as HTMLElement | null)?.dataset.story}: ${sentence(node)}`;
        }),
      ),
    };
  },

  /** Nothing sticks out, is cut off, or lies on something else. */
  layout(): Findings {
    return {checks: 3, unsure: 0, faults: [...overflows(box), ...clippings(box), ...collisions(box)]};
  },

  /** Right to left is the mirror image of left to right, words in the same language. */
  async mirror(index: number): Promise<Findings> {
    const measured = async (direction: 'ltr' | 'rtl') => {
      box.dir = direction;
      await settled();
      return places(box);
    };
    const ltr = await measured('ltr');
    const rtl = await measured('rtl');
    await previews.show(index);
    return {checks: 1, unsure: 0, faults: unmirrored(ltr, rtl, box.getBoundingClientRect())};
  },
};

async function canvasOf(base64: string): Promise<OffscreenCanvas> {
  const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))]));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
  return canvas;
}

/** What axe says of one place, and where that is. */
const sentence = ({any, html, target}: NodeResult) => `${any[0]?.message ?? html} (${[target].flat(2).at(-1)})`;

/** Waits until nothing is drawn any more: an element may draw others, and a flow asks its host first. */
async function settled() {
  let before = '';
  for (let round = 0; round < 20; round++) {
    for (const element of deep(ground)) await (element as {updateComplete?: Promise<unknown>}).updateComplete;
    const now = [...deep(ground)].map(({localName, childElementCount}) => `${localName}${childElementCount}`).join();
    if (now === before) return;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
}

function* deep(root: Element | ShadowRoot): Generator<Element> {
  for (const child of root.children) {
    yield child;
    if (child.shadowRoot) yield* deep(child.shadowRoot);
    yield* deep(child);
  }
}

window.previews = previews;
previews.setUp();
