import { useMemo } from 'react';
import { Sheet } from '#renderer/components/Sheet.tsx';
import { readSheet, type SheetColumn, type SheetDraft } from '#renderer/components/sheet/sheetDraft.ts';
import type { CommandInput } from '#shared/contract/index.ts';
import type { Currency } from '#shared/currencies.ts';
import { formatMoney } from '#shared/money.ts';
import type { Owed } from './receiptText.ts';

export type { SheetDraft };
export type Part = CommandInput<'receipts.record'>['parts'][number];

/** A place money can go to, as one row of the sheet. */
export type PlaceRow = Readonly<{
  id: string;
  investorId: string | null;
  name: string;
  what: string;
  dueOn: string;
  open: bigint | null;
  part: (minor: bigint) => Part;
}>;

/** Open lines oldest first, open bills, an advance for everybody who may pay, and suspense. */
export function rowsOf({ lines, bills, advances, investors }: Owed, { suspense }: Readonly<{ suspense: boolean }>): readonly PlaceRow[] {
  const people = new Map([...lines, ...bills, ...advances, ...investors].map(({ investorId, investor }) => [investorId, investor]));
  return [
    ...lines.map(
      ({ callId, lineOrdinal, call, dueOn, investorId, investor, open }): PlaceRow => ({
        id: `call ${callId} ${lineOrdinal}`,
        investorId,
        name: investor,
        what: `Call ${call}`,
        dueOn,
        open: open.minor,
        part: (minor) => ({ kind: 'call', callId, lineOrdinal, minor }),
      }),
    ),
    ...bills.map(
      ({ callId, billOrdinal, call, untilOn, investorId, investor, open }): PlaceRow => ({
        id: `interest ${callId} ${billOrdinal}`,
        investorId,
        name: investor,
        what: `Interest of call ${call}`,
        dueOn: untilOn,
        open: open.minor,
        part: (minor) => ({ kind: 'interest', callId, billOrdinal, minor }),
      }),
    ),
    ...(suspense
      ? [
          {
            id: 'suspense',
            investorId: null,
            name: 'Nobody yet',
            what: 'Suspense',
            dueOn: '',
            open: null,
            part: (minor: bigint): Part => ({ kind: 'suspense', minor }),
          },
        ]
      : []),
    ...[...people].map(
      ([investorId, investor]): PlaceRow => ({
        id: `advance ${investorId}`,
        investorId,
        name: investor,
        what: 'Held in advance',
        dueOn: '',
        open: null,
        part: (minor) => ({ kind: 'advance', investorId, minor }),
      }),
    ),
  ];
}

const rowId = ({ id }: PlaceRow): string => id;
const PAID = 'paid';

function columnsOf(currency: Currency): readonly SheetColumn<PlaceRow>[] {
  const shown = (minor: bigint): string => formatMoney({ minor, currency });
  return [
    { id: 'name', header: 'Investor', type: 'readonly', value: ({ name }) => name, width: 170, grow: 1 },
    { id: 'what', header: 'Pays', type: 'readonly', value: ({ what }) => what, width: 170, grow: 1 },
    { id: 'dueOn', header: 'Due', type: 'readonly', value: ({ dueOn }) => dueOn, width: 120 },
    { id: 'open', header: 'Open', type: 'readonly', value: ({ open }) => (open === null ? '' : shown(open)), width: 150, alignEnd: true },
    {
      id: PAID,
      header: 'Amount',
      type: 'amount',
      currency,
      width: 150,
      total: true,
      check: (minor, { open }) => {
        if (minor === null) return undefined;
        if (minor < 0n) return 'An amount is above zero. To take money back, return the receipt.';
        return open !== null && minor > open ? `Only ${shown(open)} is open. Hold what is over in advance.` : undefined;
      },
    },
  ];
}

/** The parts that were typed: rows of nothing left out. */
export function placedOf(rows: readonly PlaceRow[], draft: SheetDraft, currency: Currency): Part[] {
  const { cells } = readSheet(columnsOf(currency), rows, rowId, draft);
  return rows.flatMap((row) => {
    const minor = cells[row.id]?.[PAID]?.minor ?? 0n;
    return minor > 0n ? [row.part(minor)] : [];
  });
}

export const sumOf = (parts: readonly Part[]): bigint => parts.reduce((sum, { minor }) => sum + minor, 0n);

type PartsSheetProps = Readonly<{
  rows: readonly PlaceRow[];
  currency: Currency;
  draft: SheetDraft;
  onDraftChange: (draft: SheetDraft) => void;
}>;

export function PartsSheet({ rows, currency, draft, onDraftChange }: PartsSheetProps) {
  const columns = useMemo(() => columnsOf(currency), [currency]);
  return (
    <Sheet
      label="What the money pays"
      columns={columns}
      rows={rows}
      rowId={rowId}
      rowName={({ name, what }) => `${name}, ${what}`}
      draft={draft}
      onDraftChange={onDraftChange}
      height={360}
    />
  );
}
