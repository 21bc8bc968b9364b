// Writes docs/acp-errors.md from the door's own table of errors: `node scripts/write-acp-errors.mjs`. A test tells when it is stale.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {register} from 'tsx/esm/api';
import {root} from './run.mjs';

export const ERRORS_FILE = join(root, 'docs', 'acp-errors.md');

const code = (text) => `\`${text}\``;

/** Where `param` points, for the codes that have one. */
const PARAMS = {
  invalid_json: '`$`',
  missing: 'the member that is missing',
  invalid: 'the value, where there is one to blame',
  invalid_type: 'the value',
  invalid_item_id: 'the item',
  unsupported_currency: '`$.currency`',
  unknown_payment_handler: '`$.payment_data.handler_id`; `$.payment_data.provider` in 2025-09-29',
  pii_not_allowed: 'the member',
  requires_3ds: '`$.authentication_result`',
};

/** What an agent should do next: nothing of it is left to be guessed. */
function advice({status, retryAfter}, name) {
  if (status === 422 || name === 'request_not_idempotent') return 'take a new key';
  if (status === 429) return `wait ${code('Retry-After')}, then the same request with the same key`;
  if (retryAfter !== undefined) return `wait ${code('Retry-After')} (${retryAfter} s), then the same request with the same key`;
  if (status >= 500) return 'the same request with the same key';
  if (status === 401) return 'mend the key or the signature';
  if (/^session_(completed|canceled|expired)$/.test(name)) return `${code('GET')} the session; for another purchase create one`;
  if (name === 'session_not_found') return 'create a session';
  return 'mend the request; take a new key for it';
}

/** The document, in the layout of the formatter. */
export async function errorsDocument() {
  const unregister = register();
  const {PROBLEMS} = await import('../server/acp/problem.ts');
  const {SUPPORTED_VERSIONS} = await import('../server/acp/versions.ts');
  await unregister();
  const rows = Object.entries(PROBLEMS)
    .sort(([, one], [, other]) => one.status - other.status)
    .map(([name, kind]) => {
      const said = name === 'request_not_idempotent' ? 'idempotency_conflict' : name;
      return `| ${kind.status} | ${code(said)} | ${code(kind.type)} | ${kind.means} | ${PARAMS[name] ?? ''} | ${advice(kind, name)} |`;
    });
  return `# Errors of the agent door

<!-- Written by scripts/write-acp-errors.mjs. -->

An error is answered where there is no session to answer with. It is flat: \`type\`, \`code\`, \`message\`, sometimes \`param\`, a JSONPath
(RFC 9535) into the request, and \`supported_versions\`. Over MCP it is the \`data\` of the JSON-RPC error -32000; -32602 is for an envelope
that is none. The versions spoken are ${SUPPORTED_VERSIONS.join(', ')}; the codes are the same in all of them.

What the buyer can mend is no error. It is a message in a session that is answered with 2xx: a declined payment (\`payment_declined\`), a
thing that is sold out (\`out_of_stock\`), an address that cannot be used (\`invalid\`, \`missing\`).

<!-- prettier-ignore -->
| HTTP | \`code\` | \`type\` | when | \`param\` | what to do |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

A refusal is kept with its key like any other answer, so a request that was mended needs a new one. 409, 429 and 5xx are not kept.
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(ERRORS_FILE, await errorsDocument());
