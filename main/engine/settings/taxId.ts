/** How the tax ids of a country are written; elsewhere any letters, digits and dashes. */
const patterns: Readonly<Record<string, Readonly<{ pattern: RegExp; expected: string }>>> = {
  US: { pattern: /^\d{2}-\d{7}$/, expected: 'two digits, a dash and seven digits (12-3456789)' },
  CH: { pattern: /^CHE-\d{3}\.\d{3}\.\d{3}$/, expected: 'CHE-123.456.789' },
  GB: { pattern: /^\d{10}$/, expected: 'ten digits' },
};
const elsewhere = { pattern: /^[A-Z0-9][A-Z0-9 ./-]{3,19}$/, expected: 'four to twenty capital letters, digits, dots, dashes or spaces' };

export const taxIdRule = (country: string): Readonly<{ pattern: RegExp; expected: string }> => patterns[country] ?? elsewhere;

/** The last four characters, the rest dots: enough to recognise, not to use. */
export const masked = (secret: string): string => '•'.repeat(Math.max(0, secret.length - 4)) + secret.slice(-4);
