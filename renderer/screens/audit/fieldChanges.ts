import type { Json } from '#shared/json.ts';

export type FieldChange = Readonly<{ field: string; before: Json | undefined; after: Json | undefined; changed: boolean }>;

const isRecord = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One line per field of a row, changed fields first, in the order they were stored. */
export function fieldChanges(before: Json, after: Json): FieldChange[] {
  const [left, right] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}];
  const fields = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  const all = fields.map((field) => ({
    field,
    before: left[field],
    after: right[field],
    changed: JSON.stringify(left[field]) !== JSON.stringify(right[field]),
  }));
  return [...all.filter(({ changed }) => changed), ...all.filter(({ changed }) => !changed)];
}

/** A stored value on one line; nothing at all is told apart from empty text. */
export function jsonText(value: Json | undefined): string {
  if (value === undefined || value === null) return '—';
  if (typeof value === 'string') return value === '' ? '(empty)' : value;
  return JSON.stringify(value);
}
