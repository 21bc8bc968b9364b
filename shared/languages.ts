/** The languages the widgets speak, as BCP 47 tags. English is in the page itself; the page asks for another one when it needs it. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt-BR', 'ja', 'ko', 'zh-Hans', 'ar', 'he'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The language of ours that serves a reader of a BCP 47 tag, or undefined. Portuguese of any country has that of Brazil; Chinese in
 * traditional characters has none, since the simplified ones are another script.
 */
export function languageFor(tag: string): Language | undefined {
  try {
    const {language, script} = new Intl.Locale(tag).maximize();
    return LANGUAGES.find((ours) => {
      const known = new Intl.Locale(ours).maximize();
      return known.language === language && known.script === script;
    });
  } catch {
    return undefined; // no BCP 47 tag
  }
}
