/** Legal forms and articles that tell nobody apart. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  'the llc lp llp lllp inc incorporated ltd limited plc corp corporation co company gmbh ag kg sa sas sarl spa srl bv nv ab as oy pte pty and'.split(
    ' ',
  ),
);

/** A name as two people would agree it is the same: no accents, case, punctuation or legal form. Never empty for a name that is not. */
export function nameKey(name: string): string {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l');
  const words = folded
    .replace(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const telling = words.filter((word) => !EMPTY_WORDS.has(word));
  return (telling.length > 0 ? telling : words).join(' ') || folded.trim();
}

export const emailKey = (email: string): string => email.trim().toLowerCase();
/** The digits and letters of a taxpayer id. */
export const tinKey = (tin: string): string => tin.toUpperCase().replace(/[^A-Z0-9]/g, '');
