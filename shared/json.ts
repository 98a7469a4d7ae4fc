/** The one JSON of the house: integers of money as text, keys sorted, nothing that two machines could read differently. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Text that every machine reads alike: whole characters, no NUL. */
export const isCleanText = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** Canonical text for hashing: sorted keys, bigint as a string of digits, `undefined` members dropped, no NaN, no broken text. */
export function canonicalJson(value: unknown): string {
  if (isInOrder(value)) {
    const text = JSON.stringify(value);
    if (!SUSPECT.test(text)) return text;
  }
  return assembled(value);
}

/** How a NUL and a broken character look once written; also how other text may look, which the long way then tells apart. */
const SUSPECT = /\\u(?:0000|d)/;

/** Whether the platform's own writer gives the canonical text, far faster: every key in order, nothing but text, flags and finite numbers. */
function isInOrder(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) {
    for (const item of value) if (!isInOrder(item)) return false;
    return true;
  }
  if ('toJSON' in value) return false;
  let previous: string | undefined;
  for (const key of Object.keys(value)) {
    if (previous !== undefined && key < previous) return false;
    if (!isInOrder((value as Record<string, unknown>)[key])) return false;
    previous = key;
  }
  return true;
}

function assembled(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value === 'number') return finite(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item === undefined ? null : item)).join(',')}]`;
  if (typeof value === 'object') return objectText(value as Record<string, unknown>);
  throw new TypeError(`${typeof value} has no JSON form`);
}

function objectText(value: Record<string, unknown>): string {
  let text = '';
  for (const key of sortedKeys(value)) {
    const member = value[key];
    if (member !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${assembled(member)}`;
  }
  return `{${text}}`;
}

const FEW = 16;

/** For the few keys a record has, sorting by hand costs a tenth of the library's sort. */
function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value);
  if (keys.length > FEW) return keys.sort();
  for (let end = 1; end < keys.length; end += 1) {
    const key = keys[end]!;
    let at = end;
    for (; at > 0 && keys[at - 1]! > key; at -= 1) keys[at] = keys[at - 1]!;
    keys[at] = key;
  }
  return keys;
}

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!isCleanText(text)) throw new TypeError('text holds a NUL or a broken character');
  return JSON.stringify(text);
}

/** Text that is written as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

function finite(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('a number must be finite');
  return Object.is(value, -0) ? '0' : JSON.stringify(value);
}

/** Whether a value has a canonical text at all: no text with a NUL or a broken character anywhere in it, keys included. */
export function isCleanJson(value: unknown): boolean {
  try {
    canonicalJson(value);
    return true;
  } catch {
    return false;
  }
}

/** What leaves over a JSON wire: bigint as text; the contract's schemas turn it back. */
export const toWire = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) => (typeof member === 'bigint' ? member.toString() : member));
