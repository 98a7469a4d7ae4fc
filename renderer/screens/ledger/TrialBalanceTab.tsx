import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useSearchParam } from '#renderer/app/navigate.ts';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { TieOutBar } from '#renderer/components/TieOutBar.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import { AccountDrawer } from './AccountDrawer.tsx';
import { type BalanceRecord, type BookRecord, kindTitles } from './ledgerText.ts';

const columns: readonly TableColumn<BalanceRecord>[] = [
  { id: 'account', header: 'Account', type: 'text', value: ({ account }) => account, width: 90 },
  { id: 'name', header: 'Name', type: 'text', value: ({ name }) => name, width: 260, grow: 2 },
  { id: 'kind', header: 'Kind', type: 'text', value: ({ kind }) => kindTitles[kind], width: 100 },
  { id: 'currency', header: 'Currency', type: 'text', value: ({ currency }) => currency, width: 90 },
  { id: 'debit', header: 'Debit', type: 'money', value: ({ debit }) => debit, width: 180 },
  { id: 'credit', header: 'Credit', type: 'money', value: ({ credit }) => credit, width: 180 },
];

export function TrialBalanceTab({ book: { fundId } }: Readonly<{ book: BookRecord }>) {
  const { today } = useMe();
  const may = useMay();
  const [on, setOn] = useState<BusinessDate | null>(today);
  const [knownOn, setKnownOn] = useState<BusinessDate | null>(null);
  const [open, setOpen] = useSearchParam('account');
  const asked = { fundId, on: on ?? today, ...(knownOn === null ? {} : { knownAt: `${knownOn}T23:59:59.999Z` as Instant }) };
  const balance = useAsk('ledger.trialBalance', asked);
  const exporting = useTableExport('ledger.trialBalance', asked, columns);
  const [account, currency] = open?.split(' ') ?? [];
  return (
    <>
      <div className="mb-3 flex flex-wrap items-start gap-4">
        <Field label="Effective on or before" required>
          <DateInput value={on} onChange={setOn} today={today} />
        </Field>
        <Field label="As known on" hint="Leaves out what was recorded after that day (UTC).">
          <DateInput value={knownOn} onChange={setKnownOn} today={today} />
        </Field>
      </div>
      <ExportPanel exporting={exporting} />
      <Asked of="the trial balance" query={balance}>
        {({ rows, totals }) => (
          <div className="flex flex-col gap-3">
            <DataTable
              label="Trial balance"
              columns={columns}
              rows={rows}
              rowId={(row) => `${row.account} ${row.currency}`}
              onOpen={(row) => setOpen(`${row.account} ${row.currency}`)}
              height={440}
              onExport={may('audit.export') ? exporting.start : undefined}
              empty={<EmptyState title="Every account is at zero" text="No entry of this fund takes effect on or before that day." />}
            />
            {totals.map(({ currency: code, debit, credit }) => (
              <TieOutBar key={code} source={debit} sourceLabel="Debits" parts={[{ label: 'Credits', amount: credit }]} />
            ))}
          </div>
        )}
      </Asked>
      {account !== undefined && (
        <AccountDrawer key={open} fundId={fundId} account={account} currency={currency} until={on} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
