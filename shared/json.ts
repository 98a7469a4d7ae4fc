/** The one JSON of the house: integers of money as text, keys sorted, nothing that two machines could read differently. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Text that every machine reads alike: whole characters, no NUL. */
export const isCleanText = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** Canonical text for hashing: sorted keys, bigint as a string of digits, `undefined` members dropped, no NaN, no broken text. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value === 'number') return finite(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item === undefined ? null : item)).join(',')}]`;
  if (typeof value === 'object') return objectText(value as Record<string, unknown>);
  throw new TypeError(`${typeof value} has no JSON form`);
}

function objectText(value: Record<string, unknown>): string {
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members.push(`${quoted(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}

function quoted(text: string): string {
  if (!isCleanText(text)) throw new TypeError('text holds a NUL or a broken character');
  return JSON.stringify(text);
}

function finite(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('a number must be finite');
  return Object.is(value, -0) ? '0' : JSON.stringify(value);
}

/** What leaves over a JSON wire: bigint as text; the contract's schemas turn it back. */
export const toWire = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) => (typeof member === 'bigint' ? member.toString() : member));
