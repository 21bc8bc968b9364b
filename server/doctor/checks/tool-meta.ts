import {count, judge, type Check} from '../check.js';
import {list, text} from '../json.js';
import type {SeenTool} from '../visit.js';

const AUDIENCES = ['model', 'app'];
const opensPage = ({meta, ui}: SeenTool) => 'resourceUri' in ui || 'openai/outputTemplate' in meta || 'ui/resourceUri' in meta;

/** What a tool's `_meta` says to the host: every key in the standard's spelling and in ChatGPT's. */
export const toolMetaChecks: readonly Check[] = [
  {
    id: 'resource-uri',
    means: 'A tool that opens a page names it in both spellings, and both name the same.',
    mend: 'Set _meta.ui.resourceUri and _meta["openai/outputTemplate"] to the same ui:// address: a mismatch drops the widget silently.',
    look: ({tools}) => {
      const opening = tools.filter(opensPage);
      if (opening.length === 0) return undefined;
      const faults = opening.flatMap(({name, meta, ui}) => {
        const [standard, alias, flat] = [text(ui.resourceUri), text(meta['openai/outputTemplate']), meta['ui/resourceUri']];
        if (standard === '') return [`${name} has no ui.resourceUri`];
        if (alias === '') return [`${name} has no openai/outputTemplate`];
        if (standard !== alias) return [`${name}: ui.resourceUri is ${standard}, openai/outputTemplate is ${alias}`];
        if (flat !== undefined && flat !== standard) return [`${name}: ui/resourceUri is ${String(flat)}`];
        return standard.startsWith('ui://') ? [] : [`${name} names ${standard}, which is no ui:// address`];
      });
      return judge(`${count(opening.length, 'tool')} with a page`, faults);
    },
  },
  {
    id: 'visibility',
    means: 'Every tool says who may call it: the model, the widget, or both.',
    mend: 'Set _meta.ui.visibility to ["model"], ["app"] or both: some hosts take its absence for a no.',
    look: ({tools}) => {
      if (tools.length === 0) return undefined;
      const faults = tools.flatMap(({name, ui}) => {
        if (ui.visibility === undefined) return [`${name} does not say it`];
        const said = list(ui.visibility);
        const fine = Array.isArray(ui.visibility) && said.length > 0 && said.every((who) => AUDIENCES.includes(String(who)));
        return fine ? [] : [`${name} says ${JSON.stringify(ui.visibility)}`];
      });
      return judge(`${count(tools.length, 'tool')} say it`, faults);
    },
  },
  {
    id: 'widget-accessible',
    means: 'The older key for calls from a widget says the same as the visibility.',
    mend: 'Set _meta["openai/widgetAccessible"] to true where visibility has "app", else to false: without it ChatGPT blocks the call.',
    look: ({tools}) => {
      if (tools.length === 0) return undefined;
      const faults = tools.flatMap(({name, meta, ui}) => {
        const said = meta['openai/widgetAccessible'];
        if (typeof said !== 'boolean') return [`${name} does not say it`];
        const visible = ui.visibility === undefined || list(ui.visibility).includes('app');
        return said === visible ? [] : [`${name} says ${said}, its visibility is ${JSON.stringify(ui.visibility ?? AUDIENCES)}`];
      });
      return judge('agrees with the visibility', faults);
    },
  },
  {
    id: 'deprecated-keys',
    means: 'No key is used that the host has given up, or that it ignores where it stands.',
    mend: 'Remove _meta["openai/visibility"] (deprecated 2026-07-21; ui.visibility says it), and csp and permissions from tools: they belong on the page.',
    look: ({tools}) => {
      if (tools.length === 0) return undefined;
      const old = tools.filter(({meta}) => 'openai/visibility' in meta).map(({name}) => `${name} has openai/visibility`);
      const misplaced = tools
        .filter(({meta, ui}) => 'csp' in ui || 'permissions' in ui || 'openai/widgetCSP' in meta)
        .map(({name}) => `${name} declares a policy, which hosts read on the page only`);
      return judge('none', old, misplaced);
    },
  },
];
