import {Problem} from './problem.js';
import {isObject, object} from './read.js';

/** Why a buyer left, as the agent tells it. */
export interface IntentTrace {
  reason: string;
  summary?: string;
  metadata?: Record<string, string | number | boolean>;
}

// ACP 2026-04-17, intent traces.
const REASONS = [
  'price_sensitivity',
  'shipping_cost',
  'shipping_speed',
  'product_fit',
  'trust_security',
  'returns_policy',
  'payment_options',
  'comparison',
  'timing_deferred',
  'other',
];
const MAX_SUMMARY = 500;

/**
 * The trace in a body of cancel; undefined where there is none. A reason that is not known is `other` and a long summary is cut, for
 * canceling must not fail for want of understanding; only a wrong structure is refused (`invalid_type`).
 */
export function readIntentTrace(body: unknown): IntentTrace | undefined {
  if (body === undefined || body === null) return undefined;
  const {intent_trace: trace} = object(body, '$');
  if (trace === undefined || trace === null) return undefined;
  const path = '$.intent_trace';
  const wrong = (param: string, expected: string) => new Problem('invalid_type', `Expected ${expected} at ${param}.`, {param});
  if (!isObject(trace)) throw wrong(path, 'an object');
  const {reason_code: reason, trace_summary: summary, metadata} = trace;
  if (reason !== undefined && typeof reason !== 'string') throw wrong(`${path}.reason_code`, 'text');
  if (summary !== undefined && summary !== null && typeof summary !== 'string') throw wrong(`${path}.trace_summary`, 'text');
  if (metadata !== undefined && metadata !== null) {
    if (!isObject(metadata)) throw wrong(`${path}.metadata`, 'an object');
    for (const [name, value] of Object.entries(metadata))
      if (!['string', 'number', 'boolean'].includes(typeof value))
        throw wrong(`${path}.metadata[${JSON.stringify(name)}]`, 'text, a number or a boolean');
  }
  return {
    reason: REASONS.find((each) => each === reason) ?? 'other',
    ...(summary && {summary: summary.slice(0, MAX_SUMMARY)}),
    // The loop above has seen every value.
    ...(metadata && {metadata: metadata as NonNullable<IntentTrace['metadata']>}),
  };
}
