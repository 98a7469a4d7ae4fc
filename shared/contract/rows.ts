import { z } from 'zod';
import { type QueryName, queries } from './index.ts';

/** What a column of a query's rows holds. */
export type ColumnKind = 'text' | 'integer' | 'decimal' | 'money' | 'date' | 'instant' | 'flag' | 'json';

type Schema = Readonly<{
  $ref?: string;
  type?: string | readonly string[];
  anyOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema> & { rows?: Schema }>;
  items?: Schema;
  $defs?: Readonly<Record<string, Schema>>;
}>;

const named: Readonly<Record<string, ColumnKind>> = { Instant: 'instant', BusinessDate: 'date', Decimal: 'decimal', Minor: 'integer' };
const plain: Readonly<Record<string, ColumnKind>> = { string: 'text', integer: 'integer', number: 'decimal', boolean: 'flag' };

/** The columns of a list or report with what the contract says they hold; null when the query answers no rows. */
export function columnKinds(query: QueryName): ReadonlyMap<string, ColumnKind> | null {
  const whole = z.toJSONSchema(queries[query].output, { io: 'input', unrepresentable: 'any' }) as Schema;
  const row = resolved(resolved(whole, whole).properties?.rows?.items, whole);
  return row.properties ? new Map(Object.entries(row.properties).map(([key, schema]) => [key, kindOf(schema, whole)])) : null;
}

/** Whether a query answers in keyset pages. */
export function isList(query: QueryName): boolean {
  const { shape } = queries[query].input as z.ZodObject;
  return 'limit' in shape && 'after' in shape;
}

function resolved(schema: Schema | undefined, whole: Schema): Schema {
  const name = schema?.$ref?.replace('#/$defs/', '');
  return (name === undefined ? schema : whole.$defs?.[name]) ?? {};
}

function kindOf(schema: Schema, whole: Schema): ColumnKind {
  const some = schema.anyOf?.filter(({ type }) => type !== 'null') ?? [schema];
  if (some.length !== 1 || !some[0]) return 'json';
  const name = some[0].$ref?.replace('#/$defs/', '');
  if (name !== undefined && named[name]) return named[name];
  const { type, properties } = resolved(some[0], whole);
  if (properties && 'minor' in properties && 'currency' in properties) return 'money';
  return (typeof type === 'string' && plain[type]) || 'json';
}
