import type {Colors} from './profile.js';

/** Near the colours that Claude sends. */
export const claudeColors: Colors = {
  'background-primary': ['#ffffff', '#30302e'],
  'background-secondary': ['#f5f4ed', '#262624'],
  'background-tertiary': ['#faf9f5', '#141413'],
  'background-inverse': ['#141413', '#faf9f5'],
  'text-primary': ['#141413', '#faf9f5'],
  'text-secondary': ['#3d3d3a', '#c2c0b6'],
  'text-tertiary': ['#73726c', '#9c9a92'],
  'text-inverse': ['#ffffff', '#141413'],
  'border-primary': ['#b0aea5', '#75746d'],
  'border-secondary': ['#cbc9c0', '#5e5d57'],
  'border-tertiary': ['#e4e2d9', '#46453f'],
  'ring-primary': ['#141413', '#faf9f5'],
};

// Only fonts of the device: the default content security policy lets a page load none.
const face = (weights: string, style: string) =>
  `@font-face {font-family: "Anthropic Sans"; font-weight: ${weights}; src: ${['Inter', 'Helvetica Neue', 'DejaVu Sans']
    .map((family) => `local("${family}${style}")`)
    .join(', ')};}`;
/** Stands in for Claude's own fonts, which no page may load from elsewhere. */
export const claudeFonts = face('100 500', '') + face('501 900', ' Bold');

/** Light Modern and Dark Modern, the themes VS Code starts with. */
export const editorColors: Colors = {
  'background-primary': ['#ffffff', '#1f1f1f'],
  'background-secondary': ['#f8f8f8', '#181818'],
  'background-tertiary': ['#f8f8f8', '#181818'],
  'background-inverse': ['#3b3b3b', '#cccccc'],
  'background-danger': ['#f2dede', '#5a1d1d'],
  'background-warning': ['#f6f5d2', '#352a05'],
  'text-primary': ['#3b3b3b', '#cccccc'],
  'text-secondary': ['#3b3b3b', '#9d9d9d'],
  'text-tertiary': ['#61616180', '#cccccc80'],
  'text-inverse': ['#ffffff', '#1f1f1f'],
  'text-info': ['#005fb8', '#4daafc'],
  'border-primary': ['#e5e5e5', '#313131'],
  'border-secondary': ['#c8c8c8', '#454545'],
  'border-tertiary': ['#e5e5e5', '#2b2b2b'],
  'border-danger': ['#be1100', '#be1100'],
  'ring-primary': ['#005fb8', '#0078d4'],
};

/** Type and corners of an editor. Line heights are factors here, lengths elsewhere. */
export const editorShapes: Readonly<Record<string, string>> = {
  '--font-text-xs-size': '10px',
  '--font-text-sm-size': '11px',
  '--font-text-md-size': '13px',
  '--font-text-lg-size': '14px',
  '--font-text-xs-line-height': '1.5',
  '--font-text-sm-line-height': '1.5',
  '--font-text-md-line-height': '1.5',
  '--font-text-lg-line-height': '1.5',
  '--font-heading-xs-size': '16px',
  '--font-heading-sm-size': '18px',
  '--font-heading-md-size': '20px',
  '--font-heading-lg-size': '24px',
  '--font-heading-xs-line-height': '1.25',
  '--font-heading-sm-line-height': '1.25',
  '--font-heading-md-line-height': '1.25',
  '--font-heading-lg-line-height': '1.25',
  '--border-radius-xs': '2px',
  '--border-radius-sm': '3px',
  '--border-radius-md': '4px',
  '--border-radius-lg': '6px',
  '--border-radius-xl': '8px',
};
