import {onTool, onCall, open, type Row} from './plant.js';

let lists = 0;

/** On the way in, in the tools and in their schemas: one mistake at a time, for which every other check must stay silent. */
export const toolMistakes: readonly Row[] = [
  // the way in
  [
    'every session sees other tools',
    'stateless',
    'fail',
    {answers: {'tools/list': ({tools}) => (tools.at(-1).name = `cancel_checkout_${++lists}`)}},
  ],
  ['GET answers with a page', 'get-405', 'fail', {instead: ({method}) => (method === 'GET' ? new Response('hello') : undefined)}],
  [
    'what is not JSON breaks the server',
    'bad-json-400',
    'fail',
    {instead: ({method}, body) => (method === 'POST' && !body ? new Response('oops', {status: 500}) : undefined)},
  ],
  ['any Host is served', 'host-refused', 'fail', open('evil.example.com', 'host')],
  ['any Origin is served', 'origin-refused', 'fail', open('evil.example.com', 'origin')],
  [
    'our own Origin is refused',
    'host-accepted',
    'fail',
    {instead: ({headers}) => (headers.get('origin')?.includes('127.0.0.1') ? new Response('', {status: 403}) : undefined)},
  ],
  [
    'an unknown tool is an ordinary answer',
    'unknown-tool',
    'fail',
    {
      instead: (_, body) =>
        body?.params?.name === 'no_such_tool' ? Response.json({jsonrpc: '2.0', id: body.id, result: {content: []}}) : undefined,
    },
  ],
  ['a product has a secret key', 'no-secrets', 'fail', onCall('search_products', ({content}) => (content[0].text += 'sk_live_1234567890'))],

  // the tools
  ['a tool is listed twice', 'tools-list', 'fail', {answers: {'tools/list': ({tools}) => tools.push(tools[0])}}],
  ['the payment tool has a name of its own', 'tool-names', 'fail', onTool('complete_checkout', (tool) => (tool.name = 'pay_checkout'))],
  ['an annotation is missing', 'annotations', 'fail', onTool('update_checkout', ({annotations}) => delete annotations.openWorldHint)],
  ['an annotation is text', 'annotations', 'fail', onTool('update_checkout', ({annotations}) => (annotations.idempotentHint = 'yes'))],
  [
    'paying destroys nothing',
    'honest-annotations',
    'fail',
    onTool('complete_checkout', ({annotations}) => (annotations.destructiveHint = false)),
  ],
  ['a tool has no description', 'descriptions', 'fail', onTool('get_checkout', (tool) => delete tool.description)],
  ['a title is too long', 'descriptions', 'warn', onTool('get_checkout', (tool) => (tool.title = 'x'.repeat(65)))],
  [
    'a status text is too long',
    'invocation-texts',
    'fail',
    onTool('show_product', ({_meta}) => (_meta['openai/toolInvocation/invoking'] = 'x'.repeat(65))),
  ],
  [
    'a status text is missing',
    'invocation-texts',
    'warn',
    onTool('show_product', ({_meta}) => delete _meta['openai/toolInvocation/invoked']),
  ],
  [
    'the two page addresses differ',
    'resource-uri',
    'fail',
    onTool('show_product', ({_meta}) => (_meta['openai/outputTemplate'] += '?v=2')),
  ],
  [
    'the page address has one spelling',
    'resource-uri',
    'fail',
    onTool('checkout_session', ({_meta}) => delete _meta['openai/outputTemplate']),
  ],
  ['a tool does not say who sees it', 'visibility', 'fail', onTool('show_product', ({_meta}) => delete _meta.ui.visibility)],
  [
    'the older key blocks the widget',
    'widget-accessible',
    'fail',
    onTool('update_checkout', ({_meta}) => (_meta['openai/widgetAccessible'] = false)),
  ],
  [
    'the deprecated key is there',
    'deprecated-keys',
    'fail',
    onTool('update_checkout', ({_meta}) => (_meta['openai/visibility'] = 'public')),
  ],

  // the schemas
  [
    'an input schema is none',
    'input-schemas',
    'fail',
    onTool('get_checkout', ({inputSchema}) => (inputSchema.properties.checkout_session_id = {type: 'txt'})),
  ],
  ['an output schema is missing', 'output-schemas', 'fail', onTool('search_products', (tool) => delete tool.outputSchema)],
  [
    'an output schema has alternatives',
    'output-unions',
    'fail',
    onTool(
      'get_checkout',
      ({outputSchema}) => (outputSchema.properties.payment = {anyOf: [outputSchema.properties.payment, {type: 'null'}]}),
    ),
  ],
  [
    'a result does not fit its schema',
    'results-fit',
    'fail',
    onCall('show_product', ({structuredContent}) => (structuredContent.amount = '24.00')),
  ],
  [
    'the offer is required',
    'conversion-contract',
    'fail',
    onTool('checkout_session', ({inputSchema}) => inputSchema.properties.checkout_session.properties.items.items.required.push('offerId')),
  ],
  [
    'the price is a number',
    'conversion-contract',
    'fail',
    onTool(
      'checkout_session',
      ({inputSchema}) => (inputSchema.properties.checkout_session.properties.items.items.properties.price = {type: 'integer'}),
    ),
  ],
  [
    'the payment takes no other keys',
    'completion-input',
    'fail',
    onTool('complete_checkout', ({inputSchema}) => (inputSchema.properties.payment_data.additionalProperties = false)),
  ],
  [
    'a decline cannot be said',
    'completion-output',
    'fail',
    onTool('complete_checkout', ({outputSchema}) => outputSchema.required.push('order')),
  ],
];
