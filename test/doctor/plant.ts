import type {Mistake, Result} from './planted-server.js';

/** What is wrong, the check that has to name it, and how bad it is. */
export type Row = [name: string, check: string, level: 'warn' | 'fail', mistake: Mistake];

export const onTool = (name: string, change: (tool: Result) => unknown): Mistake => ({
  answers: {'tools/list': ({tools}) => change(tools.find((tool: Result) => tool.name === name))},
});
export const onPage = (change: (item: Result) => unknown): Mistake => ({answers: {'resources/read': ({contents}) => change(contents[0])}});
export const onMeta = (change: (meta: Result) => unknown) => onPage(({_meta}) => change(_meta));
export const onHtml = (change: (html: string) => string) => onPage((item) => (item.text = change(item.text)));
export const inHead = (markup: string) => onHtml((html) => html.replace('</head>', `${markup}</head>`));
export const onCall = (tool: string, change: (result: Result) => unknown): Mistake => ({answers: {[`tools/call ${tool}`]: change}});
export const rpcError = (id: unknown, code: number) => Response.json({jsonrpc: '2.0', id, error: {code, message: 'No.'}});
export const open = (host: string, name: 'host' | 'origin'): Mistake => ({
  instead: ({headers}, body) => (headers.get(name)?.includes(host) ? Response.json({jsonrpc: '2.0', id: body?.id, result: {}}) : undefined),
});
