import {defineTool} from '../tool.js';

/** The widget's words in the buyer's language: the page brings English along and may not fetch anything itself. */
export const getLocale = defineTool({
  name: 'get_locale',
  title: "Get the widget's words",
  description: 'The words of the checkout widget in a language, by its BCP 47 tag. For the widget itself.',
  visibility: ['app'],
  opensWidget: false,
  annotations: {readOnlyHint: true, destructiveHint: false, openWorldHint: false, idempotentHint: true},
  invoking: 'Fetching a language',
  invoked: 'Language ready',
  run: async ({locale, order}, {words}) => (await words(locale, order)) ?? {},
});
