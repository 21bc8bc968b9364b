import {count, fail, judge, ok, type Check} from '../check.js';
import {fields, text} from '../json.js';
import type {SeenTool} from '../visit.js';

const HINTS = ['readOnlyHint', 'destructiveHint', 'openWorldHint'];
const NEEDED = ['checkout_session', 'complete_checkout', 'get_checkout'];
/** Characters. A host's function calling takes 64 for a name and 1024 for a description. */
const LIMITS = {name: 64, title: 64, description: 1024, invocation: 64};

const annotationsOf = ({listed}: SeenTool) => fields(listed.annotations);

const lengths = ({name, listed}: SeenTool) => {
  const title = text(listed.title) || text(fields(listed.annotations).title);
  const description = text(listed.description);
  const none = [...(title === '' ? [`${name} has no title`] : []), ...(description === '' ? [`${name} has no description`] : [])];
  const long = (what: string, {length}: string, limit: number) =>
    length > limit ? [`the ${what} of ${name} has ${length} characters`] : [];
  return {
    faults: [...none, ...long('description', description, LIMITS.description)],
    doubts: long('title', title, LIMITS.title),
  };
};

const WRITERS: [tool: string, hint: string, value: boolean][] = [
  ['checkout_session', 'readOnlyHint', false],
  ['complete_checkout', 'readOnlyHint', false],
  ['complete_checkout', 'destructiveHint', true],
];

/** The tool list: who is in it, and what is said about each. */
export const toolChecks: readonly Check[] = [
  {
    id: 'tools-list',
    means: 'tools/list answers with tools, each with a name of its own.',
    mend: 'Answer tools/list with every tool, app-only ones too; names are letters, digits, _ and -, at most 64.',
    look: ({toolsAnswer, tools}) => {
      if (!toolsAnswer) return undefined;
      if (toolsAnswer.error) return fail(toolsAnswer.error.message);
      const names = tools.map(({name}) => name);
      const odd = names.filter((name) => !/^[\w-]{1,64}$/.test(name)).map((name) => `"${name}" is no name for a tool`);
      const twice = names.filter((name, at) => names.indexOf(name) !== at).map((name) => `${name} is listed twice`);
      return judge(count(names.length, 'tool'), names.length === 0 ? ['there is no tool'] : [...odd, ...twice]);
    },
  },
  {
    id: 'tool-names',
    means: 'A shop with a checkout has the tools whose names hosts fix.',
    mend: 'Name them checkout_session (starts a checkout), complete_checkout (the payment sheet calls it) and get_checkout (reads it again).',
    look: ({tools}) => {
      const names = tools.map(({name}) => name);
      if (!names.some((name) => name.includes('checkout'))) return tools.length > 0 ? ok('no checkout is offered') : undefined;
      return judge(
        NEEDED.join(', '),
        NEEDED.filter((name) => !names.includes(name)).map((name) => `${name} is missing`),
      );
    },
  },
  {
    id: 'annotations',
    means: 'Every tool says explicitly whether it only reads, destroys, and reaches beyond this server.',
    mend: 'Give each tool readOnlyHint, destructiveHint and openWorldHint as true or false, and idempotentHint as one of them or not at all.',
    look: ({tools}) => {
      if (tools.length === 0) return undefined;
      const faults = tools.flatMap((tool) => {
        const annotations = annotationsOf(tool);
        const hints = 'idempotentHint' in annotations ? [...HINTS, 'idempotentHint'] : HINTS;
        return hints.filter((hint) => typeof annotations[hint] !== 'boolean').map((hint) => `${tool.name} leaves ${hint} open`);
      });
      return judge(`${count(tools.length, 'tool')} say them all`, faults);
    },
  },
  {
    id: 'honest-annotations',
    means: 'What the annotations say can be true.',
    mend: 'A tool that starts or pays a checkout does not only read, paying is destructive, and what only reads destroys nothing.',
    look: ({tools}) => {
      if (tools.length === 0) return undefined;
      const wrong = WRITERS.flatMap(([name, hint, value]) => {
        const tool = tools.find((one) => one.name === name);
        return tool && annotationsOf(tool)[hint] === !value ? [`${name} says ${hint} ${!value}`] : [];
      });
      const both = tools
        .filter((tool) => annotationsOf(tool).readOnlyHint === true && annotationsOf(tool).destructiveHint === true)
        .map(({name}) => `${name} says that it only reads and that it destroys`);
      return judge('nothing contradicts itself', [...wrong, ...both]);
    },
  },
  {
    id: 'descriptions',
    means: 'Every tool has a title and a description of a length that hosts show.',
    mend: `Write a title of at most ${LIMITS.title} and a description of at most ${LIMITS.description} characters.`,
    look: ({tools}) => {
      if (tools.length === 0) return undefined;
      const found = tools.map(lengths);
      return judge(
        'all there',
        found.flatMap(({faults}) => faults),
        found.flatMap(({doubts}) => doubts),
      );
    },
  },
  {
    id: 'invocation-texts',
    means: 'The status texts while a tool runs and after are there and fit.',
    mend: `Set openai/toolInvocation/invoking and /invoked on each tool, at most ${LIMITS.invocation} characters.`,
    look: ({tools}) => {
      if (tools.length === 0) return undefined;
      const each = tools.flatMap(({name, meta}) =>
        ['invoking', 'invoked'].map((key) => ({what: `${key} of ${name}`, words: text(meta[`openai/toolInvocation/${key}`])})),
      );
      const long = each.filter(({words}) => words.length > LIMITS.invocation);
      return judge(
        `at most ${Math.max(...each.map(({words}) => words.length))} characters`,
        long.map(({what, words}) => `${what} has ${words.length} characters`),
        each.filter(({words}) => words === '').map(({what}) => `${what} is missing`),
      );
    },
  },
];
