import {AjvJsonSchemaValidator} from '@modelcontextprotocol/sdk/validation/ajv';
import {fields, type Fields} from './json.js';

type Validate = (value: unknown) => {valid: boolean; errorMessage?: string};

// One validator for each schema: it remembers those with an $id, and two tools may use the same one.
const compile = (schema: Fields): Validate => new AjvJsonSchemaValidator().getValidator(schema);
const isSchema = compile({$ref: 'http://json-schema.org/draft-07/schema#'});

// By its text: several tools often answer with the same thing, and compiling takes longer than everything else here.
const read = new Map<string, {validate: Validate; fault?: undefined} | {fault: string}>();

function readSchema(schema: Fields) {
  const text = JSON.stringify(schema);
  const known = read.get(text);
  if (known) return known;
  const made = compiled(schema);
  read.set(text, made);
  return made;
}

function compiled(schema: Fields) {
  // The validator has draft-07 at hand; the later dialects only add to what tools use.
  const plain = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'));
  const checked = isSchema(plain);
  if (!checked.valid) return {fault: checked.errorMessage ?? 'it is no JSON Schema'};
  try {
    return {validate: compile(plain)};
  } catch (error) {
    return {fault: error instanceof Error ? error.message : String(error)};
  }
}

/** Why a tool's schema is none, or undefined when it is fine. MCP wants an object at its root. */
export const schemaFault = (schema: unknown): string | undefined =>
  fields(schema).type === 'object' ? readSchema(fields(schema)).fault : 'its type is not "object"';

/** Why a value does not fit a schema, or undefined when it does. A schema that is none accepts everything. */
export function mismatch(schema: unknown, value: unknown): string | undefined {
  const {validate} = readSchema(fields(schema)) as {validate?: Validate}; // absent where there is a fault
  const checked = validate?.(value);
  return checked && !checked.valid ? (checked.errorMessage ?? 'it does not fit') : undefined;
}
