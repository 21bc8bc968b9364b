import {structured} from '../calls.js';
import {count, judge, type Check} from '../check.js';
import {within} from '../json.js';
import {mismatch, schemaFault} from '../schema.js';

/** The schemas of the tools, and whether the answers keep to them. */
export const schemaChecks: readonly Check[] = [
  {
    id: 'input-schemas',
    means: 'Every tool has an input schema that is valid JSON Schema.',
    mend: 'Give the tool an inputSchema of type "object"; {"type": "object", "properties": {}} for one without input.',
    look: ({tools}) => {
      if (tools.length === 0) return undefined;
      const faults = tools.flatMap(({name, listed}) => {
        if (listed.inputSchema === undefined) return [`${name} has none`];
        const fault = schemaFault(listed.inputSchema);
        return fault ? [`${name}: ${fault}`] : [];
      });
      return judge(`${count(tools.length, 'schema')} are valid`, faults);
    },
  },
  {
    id: 'output-schemas',
    means: 'Every tool that answers with structuredContent declares its schema, and it is valid.',
    mend: 'Give the tool an outputSchema of type "object" that describes its structuredContent.',
    look: ({tools, calls}) => {
      if (tools.length === 0) return undefined;
      const structures = new Set(calls.filter(({answer}) => answer.result?.structuredContent !== undefined).map(({tool}) => tool));
      const none = tools.filter(({listed}) => listed.outputSchema === undefined).map(({name}) => name);
      const broken = tools.flatMap(({name, listed}) => {
        const fault = listed.outputSchema === undefined ? undefined : schemaFault(listed.outputSchema);
        return fault ? [`${name}: ${fault}`] : [];
      });
      return judge(
        `${count(tools.length, 'schema')} are valid`,
        [
          ...broken,
          ...none.filter((name) => structures.has(name)).map((name) => `${name} answers with structuredContent and declares no schema`),
        ],
        none.filter((name) => !structures.has(name)).map((name) => `${name} declares none`),
      );
    },
  },
  {
    id: 'output-unions',
    means: 'No output schema has alternatives: some hosts stall on them.',
    mend: 'Replace anyOf, oneOf and lists of types by one type or one object whose members are optional; leave a member out instead of null.',
    look: ({tools}) => {
      const declaring = tools.filter(({listed}) => listed.outputSchema !== undefined);
      if (declaring.length === 0) return undefined;
      // Only as keywords: a property may have any name, and what it holds is an object then.
      const lists = declaring.flatMap(({name, listed}) =>
        [...within(listed.outputSchema)].filter(({value}) => Array.isArray(value)).map(({key}) => ({name, key})),
      );
      return judge(
        'none',
        lists.filter(({key}) => key === 'anyOf' || key === 'oneOf').map(({name, key}) => `${name} has ${key}`),
        lists.filter(({key}) => key === 'type').map(({name}) => `${name} has a list of types`),
      );
    },
  },
  {
    id: 'results-fit',
    means: 'What a tool answers fits the schema it declares.',
    mend: 'Parse the answer with the same schema before it leaves: clients refuse a result that does not fit.',
    look: ({tools, calls}) => {
      const answered = calls.filter(({answer, wrong}) => answer.result && answer.result.isError !== true && !wrong);
      if (answered.length === 0) return undefined;
      const faults = answered.flatMap((call) => {
        const schema = tools.find(({name}) => name === call.tool)?.listed.outputSchema;
        if (schema === undefined) return [];
        if (call.answer.result?.structuredContent === undefined)
          return [`${call.tool} declares a schema and answers without structuredContent`];
        const fault = mismatch(schema, structured(call));
        return fault ? [`${call.tool}: ${fault}`] : [];
      });
      return judge(count(answered.length, 'result'), faults);
    },
  },
];
