/// <reference types="vite/client" />
import {withThemeByDataAttribute} from '@storybook/addon-themes';
import {setCustomElementsManifest, type Preview} from '@storybook/web-components-vite';
import {html} from 'lit';
import {withActions} from 'storybook/actions/decorator';
import {ref} from 'lit/directives/ref.js';
import {LANGUAGES} from '../shared/languages.js';
import '../widgets/index.js';
import {addLanguage, type Strings} from '../widgets/locales/localize.js';
import {addMoreLanguage, type MoreStrings} from '../widgets/locales/more/localize-more.js';
import {OUTCOMES} from '../widgets/stories/globals.js';
import {dress, skins, type ThemeSheet} from '../widgets/stories/stage.js';
import './preview.css';

// What the pages called Docs say of an element; written by the script that starts or builds Storybook.
const manifests = import.meta.glob<object>('../dist/custom-elements.json', {eager: true, import: 'default'});
for (const manifest of Object.values(manifests)) setCustomElementsManifest(manifest);

interface Manifest {
  modules: {declarations: {events?: {name: string}[]}[]}[];
}
const eventNames = (Object.values(manifests) as Manifest[]).flatMap(({modules}) =>
  modules.flatMap(({declarations}) => declarations.flatMap(({events = []}) => events.map(({name}) => name))),
);

const PAGE_RULES = ['region', 'page-has-heading-one', 'landmark-one-main', 'bypass', 'heading-order'];

const nameOf = (path: string) => /([\w-]+)\.\w+$/.exec(path)![1]!;

const locales = import.meta.glob<{strings?: Strings}>('../widgets/locales/*.ts', {eager: true});
for (const [path, {strings}] of Object.entries(locales)) if (strings) addLanguage(nameOf(path), strings);
const moreLocales = import.meta.glob<{more?: MoreStrings}>('../widgets/locales/more/*.ts', {eager: true});
for (const [path, {more}] of Object.entries(moreLocales)) if (more) addMoreLanguage(nameOf(path), more);

const sheets = import.meta.glob<string>('../widgets/styles/themes/*.css', {eager: true, query: '?inline', import: 'default'});
const themes: ThemeSheet[] = Object.entries(sheets).map(([path, css]) => ({name: nameOf(path), css}));
document.head.append(Object.assign(document.createElement('style'), {textContent: themes.map(({css}) => css).join('\n')}));

const languageName = (tag: string) => new Intl.DisplayNames(tag, {type: 'language'}).of(tag) ?? tag;
const RIGHT_TO_LEFT = ['ar', 'he'];

type Item = string | {value: string; title: string};
const menu = (title: string, icon: string, items: readonly Item[]) => ({
  description: title,
  toolbar: {title, icon, items: [...items], dynamicTitle: true},
});

export default {
  tags: ['autodocs'],
  initialGlobals: {
    skin: 'chatgpt',
    scheme: 'light',
    locale: 'en',
    direction: 'auto',
    width: '480px',
    currency: 'usd',
    latency: '400ms',
    outcome: 'pays',
    a11y: {manual: false},
  },
  globalTypes: {
    skin: menu(
      'Chat host',
      'browser',
      skins.map((name) => ({value: name, title: name})),
    ),
    scheme: menu('Colour scheme', 'contrast', ['light', 'dark']),
    locale: menu(
      'Language',
      'globe',
      LANGUAGES.map((tag) => ({value: tag, title: languageName(tag)})),
    ),
    direction: menu('Direction', 'transfer', [
      {value: 'auto', title: 'auto'},
      {value: 'ltr', title: 'left to right'},
      {value: 'rtl', title: 'right to left'},
    ]),
    width: menu('Width', 'ruler', [
      ...[280, 320, 375, 480, 768].map((width) => ({value: `${width}px`, title: `${width} px`})),
      {value: 'full', title: 'full width'},
    ]),
    currency: menu(
      'Currency',
      'credit',
      ['usd', 'eur', 'jpy', 'kwd'].map((value) => ({value, title: value.toUpperCase()})),
    ),
    latency: menu('Latency', 'timer', [
      {value: '0ms', title: 'at once'},
      {value: '400ms', title: '400 ms'},
      {value: '2000ms', title: '2 s'},
      {value: '10000ms', title: '10 s'},
    ]),
    outcome: menu('How paying ends', 'lightning', OUTCOMES),
  },
  parameters: {
    layout: 'fullscreen',
    backgrounds: {disable: true},
    viewport: {disable: true},
    controls: {expanded: true},
    actions: {handles: eventNames},
    // A story is a part of a page: what only a whole page can have is not asked of it.
    a11y: {test: 'error', config: {rules: PAGE_RULES.map((id) => ({id, enabled: false}))}},
    options: {storySort: {order: ['Start', 'Elements', ['Flow']]}},
    docs: {toc: true},
  },
  decorators: [
    withActions,
    (story, context) => {
      const {skin, scheme, locale, direction, width, theme} = context.globals as Record<string, string>;
      const stage = {
        skin: skin!,
        scheme: scheme === 'dark' ? ('dark' as const) : ('light' as const),
        theme: theme === 'none' ? '' : (theme ?? ''),
        direction:
          direction === 'auto' ? (RIGHT_TO_LEFT.includes(locale!) ? ('rtl' as const) : ('ltr' as const)) : (direction as 'ltr' | 'rtl'),
        ...(width !== 'full' && {width: parseInt(width!)}),
      };
      return html`<div class="stage" lang=${locale!} ${ref((box) => box && dress(box as HTMLElement, stage, themes))}>
        <div class="ground">${story()}</div>
      </div>`;
    },
    withThemeByDataAttribute({
      themes: {none: '', ...Object.fromEntries(themes.map(({name}) => [name, name]))},
      defaultTheme: 'none',
      attributeName: 'data-checkout-theme',
    }),
  ],
} satisfies Preview;
