import { readSheet, type SheetColumn, type SheetDraft } from '#renderer/components/sheet/sheetDraft.ts';
import { fractionOf } from '#renderer/screens/funds/fundText.ts';
import type { QueryRequest } from '#shared/contract/index.ts';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { DayCount } from '#shared/dayCount.ts';
import type { FundId, InvestorId } from '#shared/ids.ts';
import type { ClosingKind, Compounding, EqualisationTerms } from '#shared/model/commitments.ts';

/** What is typed in the wizard; text where it may still be wrong, so that nothing is lost. */
export type ClosingDraft = Readonly<{
  fundId: FundId | null;
  kind: ClosingKind;
  heldOn: BusinessDate | null;
  rate: string;
  compounding: Compounding;
  dayCount: DayCount;
  dueOn: BusinessDate | null;
  accountId: string | null;
  note: string;
  rows: number;
  sheet: SheetDraft;
}>;

export const FIRST_ROWS = 8;
export const emptyClosing = (today: BusinessDate, fundId: FundId | null): ClosingDraft => ({
  fundId,
  kind: 'first',
  heldOn: today,
  rate: '8',
  compounding: 'simple',
  dayCount: 'act/365f',
  dueOn: null,
  accountId: null,
  note: '',
  rows: FIRST_ROWS,
  sheet: {},
});

export type LineRow = Readonly<{ id: string; line: number }>;
export const rowsOf = (count: number): readonly LineRow[] =>
  Array.from({ length: count }, (_, index) => ({ id: `line ${index + 1}`, line: index + 1 }));

type Named = Readonly<{ id: string; name: string }>;
export type Choices = Readonly<{ investors: readonly Named[]; classes: readonly Named[]; currency: Currency }>;

const same = (left: string, right: string): boolean => left.trim().toLowerCase() === right.trim().toLowerCase();
const named = (text: string, among: readonly Named[]): Named | undefined =>
  among.find(({ id, name }) => same(name, text) || id === text.trim());
const positive = (minor: bigint | null): string | undefined =>
  minor !== null && minor <= 0n ? 'A commitment is more than zero.' : undefined;

export function columnsOf({ investors, classes, currency }: Choices): readonly SheetColumn<LineRow>[] {
  return [
    { id: 'line', header: 'Line', type: 'readonly', value: ({ line }) => String(line), width: 54, alignEnd: true },
    {
      id: 'investor',
      header: 'Investor',
      type: 'text',
      width: 150,
      grow: 2,
      check: (text) => (text === null || named(text, investors) ? undefined : `There is no investor named “${text}”.`),
    },
    {
      id: 'class',
      header: 'Class',
      type: 'text',
      width: 90,
      check: (text) =>
        text === null || named(text, classes)
          ? undefined
          : `The fund has no class “${text}”: ${classes.map(({ name }) => name).join(', ')}.`,
    },
    { id: 'amount', header: 'Commitment', type: 'amount', currency, width: 140, check: positive, total: true },
  ];
}

export type DraftLine = Readonly<{ investorId: InvestorId; classId: string; minor: bigint }>;

/** What was typed as commitments, and everything that still stands in the way. Where the fund has one class, it need not be named. */
export function readLines(
  { rows, sheet }: ClosingDraft,
  choices: Choices,
): Readonly<{ lines: readonly DraftLine[]; gaps: readonly string[] }> {
  const lineRows = rowsOf(rows);
  const reading = readSheet(columnsOf(choices), lineRows, ({ id }) => id, sheet);
  const gaps = reading.problems.map(({ rowId, reason }) => `${rowId.replace('line', 'Line')}: ${reason}`);
  const lines: DraftLine[] = [];
  for (const { id, line } of lineRows) {
    const text = (column: string): string => reading.cells[id]?.[column]?.text ?? '';
    const minor = reading.cells[id]?.amount?.minor ?? null;
    if (text('investor') === '' && minor === null) continue;
    const investor = named(text('investor'), choices.investors);
    const only = choices.classes.length === 1 ? choices.classes[0] : undefined;
    const fundClass = text('class') === '' ? only : named(text('class'), choices.classes);
    if (text('investor') === '') gaps.push(`Line ${line}: name the investor.`);
    if (minor === null) gaps.push(`Line ${line}: enter the commitment.`);
    if (text('class') === '' && !only) gaps.push(`Line ${line}: name the class.`);
    if (investor && fundClass && minor !== null && minor > 0n)
      lines.push({ investorId: investor.id as InvestorId, classId: fundClass.id, minor });
  }
  if (lines.length === 0 && gaps.length === 0) gaps.push('Enter at least one commitment.');
  return { lines, gaps };
}

/** What is missing on the first page. */
export function factGaps({ fundId, kind, heldOn, rate, dueOn }: ClosingDraft): string[] {
  const read = fractionOf(rate, 'Interest rate');
  return [
    ...(fundId === null ? ['Choose the fund.'] : []),
    ...(heldOn === null ? ['Enter the day of the closing.'] : []),
    ...(kind !== 'first' && 'problem' in read ? [read.problem] : []),
    ...(kind !== 'first' && dueOn === null ? ['Enter when newcomers pay their catch-up.'] : []),
  ];
}

export function termsOf({ kind, rate, compounding, dayCount, dueOn }: ClosingDraft): EqualisationTerms | null {
  const read = fractionOf(rate, 'Interest rate');
  return kind === 'first' || 'problem' in read || dueOn === null ? null : { rate: read.value, compounding, dayCount, dueOn };
}

/** The preview the draft asks for, once there is enough to compute one. */
export function previewOf(
  draft: ClosingDraft,
  lines: readonly DraftLine[],
  closingId: string | null,
): QueryRequest<'commitments.previewClosing'> | null {
  const { fundId, kind, heldOn, accountId } = draft;
  const terms = termsOf(draft);
  if (fundId === null || heldOn === null || (kind !== 'first' && terms === null)) return null;
  return { fundId, closingId, kind, heldOn, terms, accountId, lines: [...lines] };
}
