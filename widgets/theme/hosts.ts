import {profileOf, type HostKey} from '../preview/profiles/profiles.js';
import {styleVariables} from '../preview/style-variables.js';
import type {Scheme} from './resolve.js';

/** What a chat host gives a page to draw with. */
export interface HostPalette {
  name: string;
  /** Its standard style variables in a scheme; none when it sends nothing. */
  variables: (scheme: Scheme) => Readonly<Record<string, string>>;
}

const hostNamed = (name: HostKey): HostPalette => ({
  name,
  variables: (scheme) => {
    const {styles} = profileOf(name).context;
    return styles ? styleVariables(styles, scheme) : {};
  },
});

/**
 * The hosts that a theme is held against: one of each palette that the preview knows. ChatGPT sends 68 plain values, VS Code all 76 in
 * colours of its own; Claude and others send `light-dark()`; a page of one's own, and some hosts, send nothing.
 */
export const HOSTS: readonly HostPalette[] = [
  {name: 'no host', variables: () => ({})},
  ...(['chatgpt', 'claude', 'vscode', 'mcp-apps', 'mcpjam'] as const).map(hostNamed),
];
