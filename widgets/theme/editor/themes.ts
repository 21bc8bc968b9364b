/// <reference types="vite/client" />
import {themeFromCss} from '../css.js';
import type {Theme} from '../theme.js';

const files = import.meta.glob<string>('../../styles/themes/*.css', {eager: true, query: '?raw', import: 'default'});

/** The themes one may begin with, by name. */
export const themes: Readonly<Record<string, Theme>> = Object.fromEntries(
  Object.entries(files).map(([path, css]) => [/(\w+)\.css$/.exec(path)![1]!, themeFromCss(css)]),
);
