import { nameKey } from '../investors/nameKey.ts';
import { smaller } from './line.ts';
import type { WantedPart } from './receipts.ts';

export type Payable = Readonly<{ callId: string; lineOrdinal: number; investorId: string; label: string; open: bigint }>;
/** Who may have paid: every name and reference by which a row may mean them. */
export type Payer = Readonly<{ investorId: string; name: string; references: readonly string[] }>;
export type Pasted = Readonly<{ line: number; investor: string; reference: string; minor: bigint }>;
export type Matched = Readonly<{
  line: number;
  payer: Payer | null;
  matchedBy: 'name' | 'reference' | 'amount' | 'nothing' | 'several';
  parts: readonly WantedPart[];
  pays: string;
}>;

const folded = (text: string): string => text.trim().toLowerCase();

/** Whether a reference as a bank passes it on holds one of ours as a word of its own. */
function holds(text: string, reference: string): boolean {
  const at = ` ${folded(text).replace(/[^\p{L}\p{N}-]+/gu, ' ')} `;
  return reference.length >= 3 && at.includes(` ${folded(reference)} `);
}

type Found = Pick<Matched, 'payer' | 'matchedBy'>;

/** Who a row means: the name that was typed, else a reference, else the only line open for exactly this amount. Two that fit are none. */
function findPayer(
  row: Pasted,
  payers: readonly Payer[],
  byKey: ReadonlyMap<string, readonly Payer[]>,
  open: () => readonly Payable[],
): Found {
  const key = row.investor.trim() === '' ? '' : nameKey(row.investor);
  const named = key === '' ? [] : (byKey.get(key) ?? []);
  if (named.length > 0) return one(named, 'name');
  const referred = payers.filter(({ references }) =>
    references.some((reference) => folded(row.investor) === folded(reference) || holds(row.reference, reference)),
  );
  if (referred.length > 0) return one(referred, 'reference');
  if (row.investor.trim() !== '') return { payer: null, matchedBy: 'nothing' };
  const exact = open().filter((line) => line.open === row.minor);
  const owing = payers.filter(({ investorId }) => exact.some((line) => line.investorId === investorId));
  return owing.length === 1 && exact.length === 1 ? one(owing, 'amount') : { payer: null, matchedBy: 'nothing' };
}

const one = (found: readonly Payer[], by: 'name' | 'reference' | 'amount'): Found =>
  found.length === 1 ? { payer: found[0]!, matchedBy: by } : { payer: null, matchedBy: 'several' };

/**
 * What pasted rows would pay: of each payer the open lines, oldest due first, each row after the one before it; what is over is held in
 * advance, and what is nobody’s goes to suspense.
 */
export function matchRows(rows: readonly Pasted[], payers: readonly Payer[], lines: readonly Payable[]): Matched[] {
  const byKey = Map.groupBy(payers, ({ name }) => nameKey(name));
  const byPayer = Map.groupBy(
    lines.map((line): { -readonly [Key in keyof Payable]: Payable[Key] } => ({ ...line })),
    ({ investorId }) => investorId,
  );
  return rows.map((row) => {
    const { payer, matchedBy } = findPayer(row, payers, byKey, () => [...byPayer.values()].flat());
    if (!payer) return { line: row.line, payer, matchedBy, parts: [{ kind: 'suspense', minor: row.minor }], pays: 'Suspense' };
    let left = row.minor;
    const words: string[] = [];
    const parts = (byPayer.get(payer.investorId) ?? []).flatMap((line): WantedPart[] => {
      const minor = smaller(line.open, left);
      if (minor <= 0n) return [];
      [left, line.open] = [left - minor, line.open - minor];
      words.push(line.open === 0n ? line.label : `${line.label} in part`);
      return [{ kind: 'call', callId: line.callId, lineOrdinal: line.lineOrdinal, minor }];
    });
    if (left === 0n) return { line: row.line, payer, matchedBy, parts, pays: words.join(', ') };
    const held: WantedPart = { kind: 'advance', investorId: payer.investorId, minor: left };
    return { line: row.line, payer, matchedBy, parts: [...parts, held], pays: [...words, 'held in advance'].join(', ') };
  });
}
