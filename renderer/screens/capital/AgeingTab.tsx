import { useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { RadioGroup } from '#renderer/components/RadioGroup.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useMe } from '#renderer/data/session.ts';
import type { AgeingRow } from './receiptText.ts';

const bucket = (id: 'notDue' | 'upTo30' | 'upTo60' | 'upTo90' | 'over90' | 'total', header: string): TableColumn<AgeingRow> => ({
  id,
  header,
  type: 'money',
  value: (row) => row[id],
  width: 118,
  total: true,
});

const byFund: readonly TableColumn<AgeingRow>[] = [
  { id: 'fund', header: 'Fund', type: 'text', value: ({ fund }) => fund, width: 130, grow: 1 },
  { id: 'lines', header: 'Lines', type: 'number', value: ({ lines }) => lines, width: 75, hidden: true },
  bucket('notDue', 'Not due'),
  bucket('upTo30', '1–30 days'),
  bucket('upTo60', '31–60 days'),
  bucket('upTo90', '61–90 days'),
  bucket('over90', 'Over 90 days'),
  bucket('total', 'Open'),
  { id: 'oldestDueOn', header: 'Oldest due', type: 'date', value: ({ oldestDueOn }) => oldestDueOn, width: 105 },
];
const byInvestor: readonly TableColumn<AgeingRow>[] = [
  { id: 'investor', header: 'Investor', type: 'text', value: ({ investor }) => investor, width: 150, grow: 1 },
  ...byFund.map((column) => (column.id === 'oldestDueOn' ? { ...column, hidden: true } : column)),
];

type By = 'fund' | 'investor';

/** What is owed on issued calls on a day, by how late it is. */
export function AgeingTab() {
  const { today } = useMe();
  const [on, setOn] = useState(today);
  const [by, setBy] = useState<By>('fund');
  const ageing = useAsk('receipts.ageing', { on, by });
  if (ageing.error) return <LoadFailed of="the ageing" error={ageing.error} onRetry={ageing.refetch} />;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-4">
        <div className="w-40">
          <Field label="As of" required>
            <DateInput value={on} max={today} onChange={(day) => day !== null && setOn(day as typeof today)} />
          </Field>
        </div>
        <RadioGroup
          label="By"
          direction="row"
          value={by}
          onChange={(next) => setBy(next as By)}
          options={[
            { value: 'fund', label: 'Fund' },
            { value: 'investor', label: 'Investor' },
          ]}
        />
      </div>
      <DataTable
        key={by}
        label={by === 'fund' ? 'Ageing by fund' : 'Ageing by investor'}
        columns={by === 'fund' ? byFund : byInvestor}
        rows={ageing.data?.rows ?? []}
        rowId={({ fundId, investorId }) => `${fundId} ${investorId ?? ''}`}
        loading={ageing.isPending}
        height={480}
        searchable
        empty={<EmptyState title="Nothing is owed" text="No issued call has anything open on this day." />}
      />
    </div>
  );
}
