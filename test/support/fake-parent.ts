import type {Fields} from '../../widgets/host/host.js';
import type {View} from '../../widgets/host/mcp-apps.js';
import {settled} from './fake-clock.js';

/** A frame and the window around it: records what the frame posts, and posts to the frame what a test says. */
export function fakeParent() {
  const sent: Fields[] = [];
  const parent = {postMessage: (message: unknown) => void sent.push(message as Fields)};
  const frame = new EventTarget();
  const view = Object.assign(frame, {parent, document: document.implementation.createHTMLDocument()}) as unknown as View & Window;
  const post = (data: unknown, source: unknown = parent) => void frame.dispatchEvent(Object.assign(new Event('message'), {data, source}));
  return {
    view,
    sent,
    post,
    notify: (method: string, params: object = {}) => post({jsonrpc: '2.0', method, params}),
    /** The newest message of a method. */
    last: (method: string) => sent.findLast((message) => message.method === method),
    /** Answers the newest request of a method. */
    async answer(method: string, result: object) {
      post({jsonrpc: '2.0', id: sent.findLast((message) => message.method === method)?.id, result});
      await settled();
    },
    async initialize(hostContext: object = {}, hostCapabilities: object = {openLinks: {}, serverTools: {}}) {
      await this.answer('ui/initialize', {
        protocolVersion: '2026-01-26',
        hostInfo: {name: 'test', version: '0'},
        hostCapabilities,
        hostContext,
      });
    },
  };
}
