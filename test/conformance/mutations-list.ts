/** Faults that the checks must see: each is made in a copy of the source, one at a time. Money and safety come first. */
export interface Mutation {
  /** What goes wrong. */
  what: string;
  edits: readonly Edit[];
  /** Ids of checks; every one of them must fail. */
  caughtBy: readonly string[];
}

export interface Edit {
  file: string;
  /** Occurs exactly once in the file. */
  from: string;
  to: string;
}

const one = (caughtBy: string, what: string, file: string, from: string, to: string): Mutation => ({
  what,
  edits: [{file, from, to}],
  caughtBy: [caughtBy],
});

export const MUTATIONS: readonly Mutation[] = [
  {
    what: 'the agent names the price',
    edits: [
      {
        file: 'server/acp/read.ts',
        from: '    const quantity = line.quantity ?? item.quantity ?? 1;',
        to: "    Reflect.set(globalThis, 'named', line.unit_amount);\n    const quantity = line.quantity ?? item.quantity ?? 1;",
      },
      {
        file: 'server/core/quote.ts',
        from: '  const items = await resolve(inputs, catalog);',
        to: "  const named = Reflect.get(globalThis, 'named') as number | undefined;\n  const items = (await resolve(inputs, catalog)).map((item) => ({...item, price: named ?? item.price}));",
      },
    ],
    caughtBy: ['ACP-010'],
  },
  one('ACP-073', 'less is charged than the total', 'server/core/charge.ts', 'amount: quote.total,', 'amount: quote.subtotal,'),
  one(
    'ACP-076',
    'two payments at once are both made',
    'server/core/payment.ts',
    'if (!(await store.replace(paying))) return again();',
    'await store.replace(paying);',
  ),
  one(
    'ACP-074',
    'a declined card completes the order',
    'server/core/payment.ts',
    "    if (outcome.kind === 'paid') {",
    "    if (outcome.kind === 'paid' || outcome.kind === 'declined') {",
  ),
  one(
    'ACP-060',
    'a total that has risen is charged all the same',
    'server/core/payment.ts',
    'if (quote.total !== record.quote.total || readiness(ready).length || ',
    'if (readiness(ready).length || ',
  ),
  one(
    'ACP-059',
    'what is sold out is paid for',
    'server/core/readiness.ts',
    'if (line.available < line.quantity) blocks.push',
    'if (line.available < 0) blocks.push',
  ),
  one(
    'ACP-006',
    'a canceled session keeps its goods',
    'server/adapters/sql/store.ts',
    '        if (ends) await takeStock(trx, record.id, []);\n',
    '',
  ),
  one(
    'ACP-041',
    'a repeat runs again',
    'server/acp/perform.ts',
    "if (claim.kind === 'answered') {",
    "if (claim.kind === 'answered' && claim.answer === '') {",
  ),
  one(
    'ACP-042',
    'a key with another body is taken',
    'server/acp/perform.ts',
    "  if (claim.kind === 'different') throw dialect.keyConflict();\n",
    '',
  ),
  one(
    'ACP-042',
    'a call that is being worked on is run a second time',
    'server/acp/perform.ts',
    "  if (claim.kind === 'running') throw inFlight();\n",
    '',
  ),
  one('ACP-043', 'a fault is kept as the answer', 'server/acp/perform.ts', 'status >= 500 || status === 409', 'status === 409'),
  one(
    'ACP-038',
    'a POST needs no key',
    'server/acp/perform.ts',
    'if (!dialect.needsKey || keyOptional) return undefined;',
    'if (dialect) return undefined;',
  ),
  one(
    'ACP-039',
    'two agents share their keys',
    'server/acp/perform.ts',
    'JSON.stringify([caller, operation, id, key])',
    'JSON.stringify([operation, id, key])',
  ),
  one(
    'ACP-040',
    'the order of members makes another body',
    'server/acp/canonical.ts',
    '.sort(([one], [other]) => (one < other ? -1 : 1))',
    '',
  ),
  one(
    'ACP-030',
    "another agent's session is shown",
    'server/core/call.ts',
    '(record.owner ?? null) === owner',
    '(record.owner ?? null) !== null',
  ),
  one('ACP-008', 'any key is good', 'server/acp/auth.ts', 'if (found[0]) return found[0].name;', 'if (known[0]) return known[0].name;'),
  one(
    'ACP-029',
    'an old signature is good',
    'server/acp/signature.ts',
    'timestamp !== undefined && age <= WINDOW_MS',
    'timestamp !== undefined && age >= 0',
  ),
  one('ACP-024', 'production answers over plain http', 'server/http.ts', '  if (parts.production) app.use(requireHttps());\n', ''),
  one('ACP-020', 'test money has goods packed', 'server/adapters/sql/store.ts', 'place_at: event.livemode ? now : null', 'place_at: now'),
  one(
    'ACP-049',
    'the total is less than its parts',
    'server/core/totals.ts',
    'total: subtotal + fulfillment + tax}',
    'total: subtotal + fulfillment}',
  ),
  one(
    'ACP-081',
    'what is over is a conflict, not a 405',
    'server/acp/problem.ts',
    'session_canceled: {status: 405',
    'session_canceled: {status: 409',
  ),
  one(
    'ACP-025',
    'any version is spoken',
    'server/acp/versions.ts',
    "  throw new Problem('unsupported_api_version', 'This API-Version is not spoken here.', more);",
    '  return NEWEST;',
  ),
  one(
    'ACP-034',
    'an error is wrapped',
    'server/acp/perform.ts',
    'body: JSON.stringify(problemIn(problem, language)),',
    'body: JSON.stringify({error: problemIn(problem, language)}),',
  ),
  one('ACP-037', 'an error points nowhere', 'server/acp/v2026-04-17.ts', "itemPaths[Number(index)] ?? '$.line_items'", "'$.items'"),
  {
    what: 'a quantity of 0 is taken',
    edits: [
      {file: 'server/acp/read.ts', from: '!Number.isInteger(quantity) || quantity < 1', to: '!Number.isInteger(quantity) || quantity < 0'},
      {
        file: 'server/core/basket.ts',
        from: '!Number.isInteger(quantity) || quantity < 1',
        to: '!Number.isInteger(quantity) || quantity < 0',
      },
    ],
    caughtBy: ['ACP-044'],
  },
  one(
    'ACP-051',
    'a way of delivery for lines that are not there',
    'server/acp/operations.ts',
    "  if (unknown) throw new Problem('invalid', 'There is no such line",
    "  if (unknown?.id === '') throw new Problem('invalid', 'There is no such line",
  ),
  one('ACP-053', 'null clears nothing', 'server/core/change.ts', '(after ?? undefined)', '(after ?? before)'),
  one(
    'ACP-069',
    'any payment handler is taken',
    'server/acp/operations.ts',
    'if (!known.includes(handler.id)) {',
    "if (handler.id === '') {",
  ),
  one(
    'ACP-077',
    'the payment token is told in the order',
    'server/core/payment.ts',
    '...(completion.notes && {notes: completion.notes})',
    'notes: completion.token',
  ),
  one(
    'ACP-007',
    'an event tells of part of the order',
    'server/acp/events/message.ts',
    "version === '2026-04-17' ? whole(order) : legacy(order)",
    'legacy(order)',
  ),
  one(
    'ACP-009',
    'an event is signed without its time',
    'server/acp/events/message.ts',
    'hmac.update(`${seconds}.${body}`)',
    'hmac.update(body)',
  ),
  one('ACP-086', 'an event that is refused is given up', 'server/acp/events/deliver.ts', 'status >= 500 || [408, 425, 429]', '[408, 425]'),
  one(
    'ACP-086',
    'a later event overtakes',
    'server/adapters/sql/outbox.ts',
    ".whereRef('earlier.id', '<', 'outbox.id')",
    ".whereRef('earlier.id', '>', 'outbox.id')",
  ),
  one(
    'ACP-088',
    'a refund makes the total smaller',
    'server/core/totals.ts',
    'return refunded ? [...kept, row(',
    'return refunded ? [...kept.map((each) => ({...each, amount: each.amount - refunded})), row(',
  ),
  one(
    'ACP-088',
    'pieces that are sent are not counted',
    'server/core/shipments.ts',
    '{ordered, current, fulfilled}, status: lineStatus(current, fulfilled)}',
    '{ordered, current, fulfilled: 0}, status: lineStatus(current, 0)}',
  ),
  one(
    'ACP-090',
    'an earlier version is told of an id',
    'server/acp/events/message.ts',
    "  type: 'order',\n  checkout_session_id,",
    "  type: 'order',\n  id: checkout_session_id,\n  checkout_session_id,",
  ),
  one(
    'ACP-061',
    'interventions are told of that the agent cannot do',
    'server/core/authentication.ts',
    'supported: isAble(record) ? [USED] : []',
    'supported: [USED]',
  ),
  one(
    'ACP-063',
    'an agent that cannot do what is demanded is told nothing',
    'server/core/authentication.ts',
    'needsProof(record) && !isAble(record)',
    'needsProof(record) && !record.owner',
  ),
  one(
    'ACP-079',
    'a payment needs no result of the authentication',
    'server/core/payment.ts',
    "if (can && !proof && standingOf(record) === 'authentication_required') {",
    "if (can && proof && standingOf(record) === 'authentication_required') {",
  ),
  one('ACP-080', 'who was denied by the bank is charged', 'server/acp/authentication.ts', "  denied: 'refused',", "  denied: 'proven',"),
  one(
    'ACP-054',
    'what waits for approval is paid',
    'server/core/standing.ts',
    "record.review === 'merchant' &&",
    "record.review === 'merchant' && record.version < 0 &&",
  ),
  one(
    'ACP-028',
    'everybody is answered in English',
    'server/words/index.ts',
    'if (tag) return languageOf(tag);',
    "if (tag) return languageOf('en');",
  ),
  one(
    'ACP-095',
    'codes differ by their case',
    'server/core/discounts.ts',
    'one.trim().toUpperCase() === other.trim().toUpperCase()',
    'one.trim() === other.trim()',
  ),
  one('ACP-095', 'a discount is over and applies', 'server/core/discounts.ts', 'if (now >= endsAt)', 'if (now < 0)'),
  one('ACP-108', 'who asks too often is answered', 'server/acp/rate-limit.ts', '        throw new Problem(', '        void new Problem('),
];
