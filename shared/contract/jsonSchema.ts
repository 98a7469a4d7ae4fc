import { z } from 'zod';
import type { CommandSpec, QuerySpec } from './define.ts';
import { commandNames, commands, queries, queryNames } from './index.ts';
import { sharedCodes } from './refusals.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** What a caller may send (`input`) or will get (`output`), as JSON Schema: amounts are text of digits on every JSON wire. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      if (z.globalRegistry.get(zodSchema)?.id === 'Minor') {
        for (const key of Object.keys(jsonSchema)) if (key !== 'id') delete (jsonSchema as Record<string, unknown>)[key];
        Object.assign(jsonSchema, { type: 'string', pattern: '^-?[0-9]{1,19}$' });
      } else if (jsonSchema.type === undefined && isBrandedText(zodSchema)) jsonSchema.type = 'string';
    },
  }) as JsonSchema;
}

/** Text that a transform only gives a type of its own stays text. */
function isBrandedText(schema: z.core.$ZodType): boolean {
  if (!(schema instanceof z.ZodPipe)) return false;
  return schema.out instanceof z.ZodTransform && schema.in instanceof z.ZodString;
}

/** The whole contract as data, for `clearway contract --json` and for whoever writes a client. */
export function contractAsJson(): JsonSchema {
  const ofCommand = ({ summary, input, output, refusals, permission, class: commandClass, stepUp, changes }: CommandSpec) => ({
    summary,
    input: jsonSchemaOf(input, 'input'),
    output: jsonSchemaOf(output, 'output'),
    refusals,
    permission,
    class: commandClass,
    stepUp: stepUp === true,
    changes,
  });
  const ofQuery = ({ summary, input, output, permission, scope, reads }: QuerySpec) => ({
    summary,
    input: jsonSchemaOf(input, 'input'),
    output: jsonSchemaOf(output, 'output'),
    permission,
    scope,
    reads,
  });
  return {
    sharedRefusals: sharedCodes,
    commands: Object.fromEntries(commandNames.map((name) => [name, ofCommand(commands[name])])),
    queries: Object.fromEntries(queryNames.map((name) => [name, ofQuery(queries[name])])),
  };
}
