import { useMemo } from 'react';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import type { Currency } from '#shared/currencies.ts';
import { ownershipText, type PendingRecord } from './commitmentText.ts';

type Amount = 'before' | 'added' | 'after' | 'calledBefore' | 'calledAfter' | 'moved' | 'interest';

type Shown = Readonly<{ hasCalls: boolean; knowsCalled: boolean; oneClass: boolean }>;

function columnsOf(currency: Currency, { hasCalls, knowsCalled, oneClass }: Shown): readonly TableColumn<PendingRecord>[] {
  const money = (id: Amount, header: string): TableColumn<PendingRecord> => ({
    id,
    header,
    type: 'money',
    currency,
    value: (row) => {
      const minor = row[id];
      return minor === null ? null : { minor, currency };
    },
    width: 122,
    total: true,
  });
  const share = (id: 'shareBefore' | 'shareAfter', header: string): TableColumn<PendingRecord> => ({
    id,
    header,
    type: 'number',
    value: (row) => row[id],
    cell: (row) => ownershipText(row[id]),
    width: 115,
    // Nine amounts leave no room beside them; the column set brings them back.
    hidden: hasCalls,
  });
  return [
    { id: 'investor', header: 'Investor', type: 'text', value: ({ investor }) => investor, width: 120, grow: 1 },
    { id: 'className', header: 'Class', type: 'text', value: ({ className }) => className, width: 100, hidden: hasCalls || oneClass },
    money('before', 'Now'),
    money('added', 'Adds'),
    money('after', 'After'),
    share('shareBefore', 'Share now'),
    share('shareAfter', 'Share after'),
    ...(hasCalls && knowsCalled ? [money('calledBefore', 'Called'), money('calledAfter', 'Called then')] : []),
    ...(hasCalls ? [money('moved', 'Catch-up'), money('interest', 'Interest')] : []),
  ];
}

type PendingTableProps = Readonly<{ rows: readonly PendingRecord[]; currency: Currency; height: number }>;

/** Every holding now and after a closing, side by side. A refund and interest that is received are negative. */
export function PendingTable({ rows, currency, height }: PendingTableProps) {
  const hasCalls = rows.some(({ calledBefore, moved }) => moved !== 0n || (calledBefore ?? 0n) !== 0n);
  const knowsCalled = rows.every(({ calledBefore }) => calledBefore !== null);
  const oneClass = new Set(rows.map(({ classId }) => classId)).size < 2;
  const columns = useMemo(() => columnsOf(currency, { hasCalls, knowsCalled, oneClass }), [currency, hasCalls, knowsCalled, oneClass]);
  return (
    <DataTable
      label="Now and after the closing"
      columns={columns}
      rows={rows}
      rowId={({ investorId, classId }) => `${investorId} ${classId}`}
      height={height}
      searchable
      empty={<EmptyState title="No commitment yet" text="Enter who commits how much: every holding then appears here, now and after." />}
    />
  );
}
