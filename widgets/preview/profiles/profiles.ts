import {chatgpt, chatgptNoSheet, chatgptPhone} from './chatgpt.js';
import {claude, claudeDesktop, goose, reference, vscode} from './mcp-apps.js';
import {copilot, mcpjam} from './openai-alike.js';
import type {HostProfile} from './profile.js';
import {bare, late, toolsOnly, unruly} from './test-hosts.js';

/** Every host the preview can be. The keys are the values of `host=` in the address; the first is the default. */
export const profiles = {
  chatgpt,
  'chatgpt-no-sheet': chatgptNoSheet,
  'chatgpt-phone': chatgptPhone,
  claude,
  'claude-desktop': claudeDesktop,
  copilot,
  vscode,
  goose,
  mcpjam,
  'mcp-apps': reference,
  late,
  unruly,
  'no-links': toolsOnly,
  nothing: bare,
} satisfies Record<string, HostProfile>;

export type HostKey = keyof typeof profiles;

// An object's keys are those it was written with.
export const hostKeys = Object.keys(profiles) as HostKey[];

export const profileOf = (key: HostKey): HostProfile => profiles[key];
