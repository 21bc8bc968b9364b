import {checkoutIn, productsIn, structured} from '../calls.js';
import {count, fail, judge, ok, warn, type Check} from '../check.js';
import {covers, readCsp} from '../csp.js';
import {fields, list, text, within} from '../json.js';
import type {Visit} from '../visit.js';

/** Characters above which hosts put a result aside. */
const MAX_RESULT = 150_000;

const declared = ({pages}: Visit, kind: 'resources' | 'redirects') => pages.flatMap(({meta}) => readCsp(meta)[kind]);
const wordsOf = (content: unknown) =>
  list(content)
    .map((block) => text(fields(block).text))
    .join(' ')
    .trim();

/** What the tools answer. */
export const answerChecks: readonly Check[] = [
  {
    id: 'calls',
    means: 'Tools that only read answer.',
    mend: 'Look into the server’s log: a tool that takes no input must answer without.',
    look: ({calls}) => {
      const faults = calls.flatMap(({tool, answer, wrong}) => {
        if (answer.error) return wrong ? [] : [`${tool}: ${answer.error.message}`];
        return answer.result.isError && !wrong ? [`${tool}: ${wordsOf(answer.result.content)}`] : [];
      });
      return calls.length === 0 ? undefined : judge(calls.map(({tool}) => tool).join(', '), faults);
    },
  },
  {
    id: 'image-origins',
    means: 'Product pictures come from origins that the page may show.',
    mend: 'Add the origin of the pictures to resourceDomains and resource_domains, or send data: addresses.',
    look: (visit) => {
      const images = productsIn(visit.calls).flatMap((product) =>
        [...within(product)].filter(({key, value}) => /^images?$/.test(key) && typeof value === 'string').map(({value}) => String(value)),
      );
      if (images.length === 0 || visit.pages.length === 0) return undefined;
      const stray = images.filter((image) => !image.startsWith('data:') && !covers(declared(visit, 'resources'), image));
      const origins = stray.map((image) => (URL.canParse(image) ? `pictures from ${new URL(image).origin}` : `a picture at ${image}`));
      return judge(
        count(images.length, 'picture'),
        origins.map((what) => `${what} are not covered`),
      );
    },
  },
  {
    id: 'redirect-domains',
    means: 'The buyer goes to the merchant’s own checkout without a safe-link question.',
    mend: 'List the origin of continue_url in _meta["openai/widgetCSP"].redirect_domains of the page; the standard has no twin for it.',
    look: (visit) => {
      if (visit.pages.length === 0 || !visit.tools.some(({name}) => name === 'checkout_session')) return undefined;
      const domains = declared(visit, 'redirects');
      const target = visit.calls.map((call) => text(checkoutIn([call]).continue_url)).find(Boolean);
      if (target)
        return covers(domains, target)
          ? ok(new URL(target).origin)
          : fail(`continue_url is ${target}, listed is ${domains.join(', ') || 'nothing'}`);
      if (domains.length === 0) return warn('none is listed');
      return ok(`${domains.join(', ')} (which continue_url needs is seen with --checkout)`);
    },
  },
  {
    id: 'checkout',
    means: 'A checkout can be started, read from another session, and canceled.',
    mend: 'Look at what the tool answers to {checkout_session: {items: [{id, quantity: 1}]}} with an id that search_products gave.',
    look: ({calls}) => {
      const started = calls.find(({tool}) => tool === 'checkout_session');
      if (!started) return undefined;
      const id = checkoutIn([started]).id;
      if (!id)
        return fail(
          `checkout_session answers without a session: ${wordsOf(started.answer.result?.content) || started.answer.error?.message}`,
        );
      const step = (name: string) => calls.find(({tool, wrong}) => tool === name && !wrong);
      const [read, canceled] = [step('get_checkout'), step('cancel_checkout')];
      const faults = read && checkoutIn([read]).id !== id ? ['get_checkout does not find it from another session'] : [];
      const left =
        fields(canceled && structured(canceled).checkout).status === 'canceled' ? [] : ['it was left open: it could not be canceled'];
      return judge('started, read and canceled', faults, left);
    },
  },
  {
    id: 'saved-methods',
    means: 'A caller whom nobody knows sees no saved payment methods.',
    mend: 'Answer with managed_payment_methods only when the request says who is signed in, and only with that buyer’s own.',
    look: ({calls}) => {
      const shown = calls.map((call) => ({tool: call.tool, payment: fields(structured(call).payment)}));
      const asked = shown.filter(({payment}) => Object.keys(payment).length);
      if (asked.length === 0) return undefined;
      return judge(
        'none is shown',
        asked
          .filter(({payment}) => list(payment.managed_payment_methods).length)
          .map(({tool, payment}) => `${tool} shows ${count(list(payment.managed_payment_methods).length, 'saved method')} to a stranger`),
      );
    },
  },
  {
    id: 'response-size',
    means: 'Results are small enough for every host.',
    mend: `Answer with fewer things or shorter texts: at ${MAX_RESULT} characters hosts put a result aside.`,
    look: ({calls}) => {
      const sizes = calls.map(({tool, answer}) => ({tool, chars: JSON.stringify(answer.result ?? {}).length}));
      if (sizes.length === 0) return undefined;
      return judge(
        `at most ${Math.max(...sizes.map(({chars}) => chars))} characters`,
        sizes.filter(({chars}) => chars >= MAX_RESULT).map(({tool, chars}) => `${tool} answers with ${chars} characters`),
      );
    },
  },
  {
    id: 'text-fallback',
    means: 'Every result says in text what it says in structure, for hosts that pass on only one of them.',
    mend: 'Put the same JSON, or the facts in words, into a text block of content.',
    look: ({calls}) => {
      const results = calls.flatMap(({tool, answer}) => (answer.result ? [{tool, content: answer.result.content}] : []));
      if (results.length === 0) return undefined;
      return judge(
        count(results.length, 'result'),
        results.filter(({content}) => wordsOf(content) === '').map(({tool}) => `${tool} answers without text`),
      );
    },
  },
  {
    id: 'tool-errors',
    means: 'What a tool refuses is a result marked as an error, with a sentence for the model.',
    mend: 'Answer {isError: true, content: [{type: "text", text: "…"}]} with what was wrong and what would be right, no stack.',
    look: ({calls}) => {
      const refused = calls.filter(({wrong}) => wrong);
      if (refused.length === 0) return undefined;
      const faults = refused.flatMap(({tool, answer}) => {
        if (answer.error) return [`${tool} answers an unknown id with the protocol error ${answer.error.code ?? answer.error.message}`];
        if (answer.result.isError !== true) return [`${tool} answers an unknown id as if nothing were wrong`];
        const words = wordsOf(answer.result.content);
        if (/\n\s+at /.test(words)) return [`${tool} shows a stack`];
        return words.includes(' ') ? [] : [`${tool} says "${words}", which is no sentence`];
      });
      return judge(wordsOf(refused[0]?.answer.result?.content), faults);
    },
  },
];
