const COMMON = /password|passphrase|qwert|12345|abcdef|letmein|clearway|welcome|iloveyou/i;

/** How many kinds of characters, and how many of them differ: a rough measure, said in words. */
function bitsOf(text: string): number {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\p{L}\d]/u, /[^\p{ASCII}]/u].filter((kind) => kind.test(text)).length;
  const different = new Set(text.toLowerCase()).size;
  const perCharacter = [0, 2.6, 3.2, 3.6, 3.9, 4.2][kinds] ?? 0;
  return Math.min(text.length, different * 2) * perCharacter;
}

export function strengthOf(passphrase: string, shortest: number): string {
  const missing = shortest - passphrase.length;
  if (missing > 0) return `Too short: ${missing} more ${missing === 1 ? 'character' : 'characters'} needed.`;
  if (COMMON.test(passphrase)) return 'Weak: it contains something everybody tries first.';
  const bits = bitsOf(passphrase);
  if (bits < 36) return 'Weak: make it longer, or use several unrelated words.';
  if (bits < 52) return 'Fair: one more word would make it strong.';
  return bits < 72 ? 'Strong.' : 'Very strong.';
}
