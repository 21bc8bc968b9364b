import {fail, ok, warn, type Check} from '../check.js';
import {fields, list} from '../json.js';
import type {Doors} from '../doors.js';
import type {Answer} from '../session.js';

const isThere = ({right}: Doors) => right.status !== 404;

const names = (answer?: Answer) =>
  list(answer?.result?.tools)
    .map((tool) => String(fields(tool).name))
    .sort()
    .join(' ');

/** The way in: Streamable HTTP, one session after another, and what is answered to requests that make no sense. */
export const transportChecks: readonly Check[] = [
  {
    id: 'connects',
    means: 'A client connects over Streamable HTTP and initializes.',
    mend: 'Answer POST requests at this address with MCP Streamable HTTP; the address usually ends in /mcp.',
    look: ({refused, protocolVersion, serverName, doors}) => {
      if (!refused) return ok(`${serverName ?? 'a server without a name'}, protocol ${protocolVersion}`);
      const {status} = doors.right;
      if (status === 401) return fail('the server answers 401: it wants a login, which this command does not have');
      return fail(`${refused} (initialize was answered with ${status})`);
    },
  },
  {
    id: 'stateless',
    means: 'A second session sees the same: hosts open a new one for each call.',
    mend: 'Keep nothing in memory between requests: build a fresh MCP server for each, without a session id generator.',
    look: ({refused, sessionId, toolsAnswer, toolsAgain}) => {
      if (refused) return undefined;
      if (toolsAgain?.error) return fail(`tools/list on a second session: ${toolsAgain.error.message}`);
      if (names(toolsAnswer) !== names(toolsAgain)) return fail('a second session lists other tools');
      if (sessionId) return warn('it works, but the server keeps a session for every call');
      return ok('two sessions, the same tools, no session id');
    },
  },
  {
    id: 'https',
    means: 'The server is reached over https.',
    mend: 'Serve it over https under a name that stays: a published plugin cannot change its address.',
    look: ({url, isLoopback}) => {
      if (url.protocol === 'https:') return ok(url.origin);
      return isLoopback ? warn(`${url.origin} is plain http, which does on this machine only`) : fail(`${url.origin} is plain http`);
    },
  },
  {
    id: 'get-405',
    means: 'GET opens no stream: a stateless server has nothing to send.',
    mend: 'Answer GET at the MCP address with status 405 and `Allow: POST`.',
    look: ({doors, sessionId}) => {
      if (!isThere(doors)) return undefined;
      const {get} = doors;
      if (get.status === 405) return ok('405');
      if (sessionId && get.status >= 400 && get.status < 500) return ok(`${get.status} without a session`);
      if (get.headers['content-type']?.startsWith('text/event-stream')) return warn('GET opens a stream, which each host then holds open');
      return fail(`GET is answered with ${get.status || get.body}`);
    },
  },
  {
    id: 'bad-json-400',
    means: 'A body that is not JSON is refused as the client’s mistake.',
    mend: 'Answer a body that cannot be parsed with status 400 and the JSON-RPC error -32700.',
    look: ({doors}) => {
      if (!isThere(doors)) return undefined;
      const {status, body} = doors.notJson;
      return status === 400 ? ok('400') : fail(`it is answered with ${status || body}`);
    },
  },
  {
    id: 'unknown-tool',
    means: 'A call of a tool that does not exist is a protocol error.',
    mend: 'Answer tools/call of an unknown name with the JSON-RPC error -32602.',
    look: ({unknownTool}) => {
      if (!unknownTool) return undefined;
      if (unknownTool.error?.code === -32602) return ok('-32602');
      // The official SDK's own servers do this; hosts get along with it.
      if (unknownTool.result?.isError) return warn('it is answered with a result that is marked as an error');
      if (unknownTool.result) return fail('it is answered with a result, as if there were such a tool');
      return fail(`it is answered with ${unknownTool.error.code ?? unknownTool.error.message}`);
    },
  },
];
