import type {OpenAiGlobals} from '../../widgets/host/openai.js';

/** Puts a `window.openai` on a view. `set` changes it the way the host does: values first, then the event. */
export function fakeOpenai(view: Window, initial: OpenAiGlobals = {}) {
  const openai: OpenAiGlobals = {
    toolInput: null,
    toolOutput: null,
    toolResponseMetadata: null,
    widgetState: null,
    theme: 'light',
    ...initial,
  };
  Object.assign(view, {openai});
  return {
    openai,
    set(globals: Partial<OpenAiGlobals>) {
      Object.assign(openai, globals);
      view.dispatchEvent(new CustomEvent('openai:set_globals', {detail: {globals}}));
    },
  };
}
