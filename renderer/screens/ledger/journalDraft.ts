import type { SheetColumn, SheetDraft } from '#renderer/components/sheet/sheetDraft.ts';
import { readSheet } from '#renderer/components/sheet/sheetDraft.ts';
import type { CommandRequest } from '#shared/contract/index.ts';
import type { Currency } from '#shared/currencies.ts';
import type { AccountRecord } from './ledgerText.ts';

export type JournalRow = Readonly<{ id: string; line: number }>;
export type Person = Readonly<{ id: string; name: string }>;
export type JournalLines = CommandRequest<'ledger.postJournal'>['lines'];

export const rowsOf = (count: number): readonly JournalRow[] =>
  Array.from({ length: count }, (_, index) => ({ id: `line ${index + 1}`, line: index + 1 }));

const same = (left: string, right: string): boolean => left.trim().toLowerCase() === right.trim().toLowerCase();

/** An account is named by its code, its name, or both as the list shows them. */
export const accountNamed = (text: string, accounts: readonly AccountRecord[]): AccountRecord | undefined =>
  accounts.find(({ code, name }) => same(code, text) || same(name, text) || same(`${code} ${name}`, text));
export const investorNamed = (text: string, investors: readonly Person[]): Person | undefined =>
  investors.find(({ id, name }) => same(name, text) || id === text.trim());

const positive = (minor: bigint | null): string | undefined =>
  minor !== null && minor < 0n ? 'Enter it on the other side instead of below zero.' : undefined;

export function columnsOf(
  accounts: readonly AccountRecord[],
  investors: readonly Person[],
  currency: Currency,
): readonly SheetColumn<JournalRow>[] {
  return [
    { id: 'line', header: 'Line', type: 'readonly', value: ({ line }) => String(line), width: 50, alignEnd: true },
    {
      id: 'account',
      header: 'Account',
      type: 'text',
      width: 220,
      grow: 2,
      check: (text) =>
        text === null || accountNamed(text, accounts) ? undefined : `The chart has no account “${text}”. Type its code or its name.`,
    },
    {
      id: 'investor',
      header: 'Investor',
      type: 'text',
      width: 150,
      grow: 1,
      check: (text) => (text === null || investorNamed(text, investors) ? undefined : `There is no investor named “${text}”.`),
    },
    { id: 'debit', header: 'Debit', type: 'amount', currency, width: 140, check: positive, total: true },
    { id: 'credit', header: 'Credit', type: 'amount', currency, width: 140, check: positive, total: true },
  ];
}

export type ReadJournal = Readonly<{ lines: JournalLines; debit: bigint; credit: bigint; gaps: readonly string[] }>;

/** What was typed as lines of an entry, and everything that still stands in the way. */
export function readJournal(
  rows: readonly JournalRow[],
  draft: SheetDraft,
  accounts: readonly AccountRecord[],
  investors: readonly Person[],
  currency: Currency,
): ReadJournal {
  const reading = readSheet(columnsOf(accounts, investors, currency), rows, ({ id }) => id, draft);
  const gaps = reading.problems.map(({ rowId, reason }) => `${rowId.replace('line', 'Line')}: ${reason}`);
  const lines: JournalLines = [];
  let [debit, credit] = [0n, 0n];
  for (const { id, line } of rows) {
    const cell = (column: string) => reading.cells[id]?.[column];
    const amountIn = (column: string): bigint => cell(column)?.minor ?? 0n;
    const [left, right, text] = [amountIn('debit'), amountIn('credit'), cell('account')?.text ?? ''];
    if (left === 0n && right === 0n && text === '') continue;
    debit += left;
    credit += right;
    const account = accountNamed(text, accounts);
    const investor = investorNamed(cell('investor')?.text ?? '', investors);
    if (text === '') gaps.push(`Line ${line}: name the account.`);
    if (left !== 0n && right !== 0n) gaps.push(`Line ${line}: enter a debit or a credit, not both.`);
    if (left === 0n && right === 0n) gaps.push(`Line ${line}: enter an amount.`);
    if (account?.isControl && !investor) gaps.push(`Line ${line}: ${account.name} is kept per investor. Name the investor.`);
    if (account && !account.isControl && investor) gaps.push(`Line ${line}: ${account.name} is not kept per investor. Remove the name.`);
    if (account) lines.push({ account: account.code, investorId: investor?.id ?? null, amount: { minor: left - right, currency } });
  }
  if (lines.length < 2) gaps.push('Enter at least two lines.');
  return { lines, debit, credit, gaps };
}
