import {hostKeys, profileOf} from './profiles/profiles.js';

/** What the toolbar can choose. The first value of each is the default; the keys are the names in the address bar. */
export const choices = {
  theme: ['system', 'light', 'dark'],
  locale: ['en-US', 'de-DE', 'fr-FR', 'es-ES', 'pt-BR', 'ja-JP', 'ko-KR', 'zh-CN', 'ar', 'he'],
  width: ['768', '320', '375', '480', 'full'],
  host: hostKeys,
  outcome: ['pays', 'canceled', 'declined', 'requires-3ds', 'unknown-error', 'slow', 'no-sheet'],
  buyer: ['guest', 'signed-in'],
  log: ['auto', 'open', 'closed'],
} as const;

export type Settings = {-readonly [K in keyof typeof choices]: (typeof choices)[K][number]};
export type Outcome = Settings['outcome'];

const keys = Object.keys(choices) as (keyof Settings)[];

/** Reads the settings of an address such as `?theme=dark&width=320`. An absent or unknown value is the default. */
export function readSettings(search: string): Settings {
  const query = new URLSearchParams(search);
  const pick = (key: keyof Settings): string => {
    const known: readonly string[] = choices[key];
    const asked = query.get(key) ?? '';
    return known.includes(asked) ? asked : known[0]!;
  };
  // Every value was taken from the list of its own key.
  return Object.fromEntries(keys.map((key) => [key, pick(key)])) as Settings;
}

/** Writes settings into an address: defaults are left out, parameters of others stay. Returns `''` or `?…`. */
export function writeSettings(settings: Settings, search = ''): string {
  const query = new URLSearchParams(search);
  for (const key of keys) {
    if (settings[key] === choices[key][0]) query.delete(key);
    else query.set(key, settings[key]);
  }
  const text = query.toString();
  return text && `?${text}`;
}

/** Whether a host offers `requestCheckout`. The MCP Apps protocol has no payment method at all. */
export const offersSheet = (host: Settings['host']): boolean => profileOf(host).openai?.methods.includes('requestCheckout') ?? false;

/** Whether there is a payment sheet: the host offers one, and it was not switched off. */
export const hasPaymentSheet = ({host, outcome}: Settings): boolean => offersSheet(host) && outcome !== 'no-sheet';
