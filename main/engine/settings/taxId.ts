/** How the tax ids of a country are written; elsewhere any letters, digits and dashes. */
const patterns: ReadonlyMap<string, Readonly<{ pattern: RegExp; expected: string }>> = new Map([
  ['US', { pattern: /^\d{2}-\d{7}$/, expected: 'two digits, a dash and seven digits (12-3456789)' }],
  ['CH', { pattern: /^CHE-\d{3}\.\d{3}\.\d{3}$/, expected: 'CHE-123.456.789' }],
  ['GB', { pattern: /^\d{10}$/, expected: 'ten digits' }],
]);
const elsewhere = { pattern: /^[A-Z0-9][A-Z0-9 ./-]{3,19}$/, expected: 'four to twenty capital letters, digits, dots, dashes or spaces' };

export const taxIdRule = (country: string): Readonly<{ pattern: RegExp; expected: string }> => patterns.get(country) ?? elsewhere;

/** Masked where there is something to mask. */
export const maskedIfAny = (secret: string | null): string | null => (secret === null ? null : masked(secret));

/** The last four characters at most, and never more than half: enough to recognise, not to use. */
export function masked(secret: string): string {
  const shown = Math.min(4, Math.floor(secret.length / 2));
  return '•'.repeat(secret.length - shown) + secret.slice(secret.length - shown);
}
