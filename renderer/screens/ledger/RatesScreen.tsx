import { FileDown, Plus } from 'lucide-react';
import { useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useScreenCommands } from '#renderer/app/commands.ts';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import type { TableColumn, TableSort } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import { type Currency, currencyCodes } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import { ImportRatesDialog } from './ImportRatesDialog.tsx';
import type { RateRecord } from './ledgerText.ts';

const columns: readonly TableColumn<RateRecord>[] = [
  { id: 'on', header: 'Day', type: 'date', value: ({ on }) => on, width: 110, filterable: false },
  { id: 'base', header: 'One', type: 'text', value: ({ base }) => base, width: 70, sortable: false, filterable: false },
  { id: 'quote', header: 'Costs in', type: 'text', value: ({ quote }) => quote, width: 80, filterable: false },
  { id: 'rate', header: 'Rate', type: 'number', value: ({ rate }) => rate, width: 140, sortable: false, filterable: false },
  {
    id: 'source',
    header: 'Source',
    type: 'badge',
    value: ({ source, replaced }) =>
      replaced ? { text: 'Corrected since', tone: 'neutral' } : { text: source === 'ecb' ? 'ECB' : 'By hand', tone: 'info' },
    width: 150,
    sortable: false,
    filterable: false,
  },
  { id: 'reason', header: 'Reason', type: 'text', value: ({ reason }) => reason, width: 170, grow: 2, sortable: false, filterable: false },
  {
    id: 'recordedBy',
    header: 'Recorded by',
    type: 'text',
    value: ({ recordedBy }) => recordedBy,
    width: 140,
    sortable: false,
    filterable: false,
  },
  {
    id: 'recordedAt',
    header: 'Recorded',
    type: 'date',
    value: ({ recordedAt }) => recordedAt,
    width: 150,
    sortable: false,
    filterable: false,
  },
];
const sortable = ['on', 'quote'] as const;
const currencies = currencyCodes.map((code) => ({ value: code, label: code }));

export function RatesScreen() {
  const needs = useNeeds();
  const may = useMay();
  const [dialog, setDialog] = useState<'rate' | 'file' | null>(null);
  useScreenCommands(
    may('ledger.rates')
      ? [{ id: 'rates.add', title: 'Record a rate', group: 'Exchange rates', keys: 'n', run: () => setDialog('rate') }]
      : [],
  );
  return (
    <Screen
      title="Exchange rates"
      description="What one unit of a currency cost in another, day by day, with its source. A correction stands beside the rate it replaces."
      fill
      actions={
        <>
          <Button icon={FileDown} reasons={needs('ledger.rates')} onClick={() => setDialog('file')}>
            Import ECB file
          </Button>
          <Button variant="primary" icon={Plus} reasons={needs('ledger.rates')} onClick={() => setDialog('rate')}>
            Record rate
          </Button>
        </>
      }
    >
      <NeedsPermission permission="ledger.view">
        <RateTable />
      </NeedsPermission>
      {dialog === 'rate' && <RateDialog onClose={() => setDialog(null)} />}
      {dialog === 'file' && <ImportRatesDialog onClose={() => setDialog(null)} />}
    </Screen>
  );
}

function RateTable() {
  const { today } = useMe();
  const may = useMay();
  const [quote, setQuote] = useState<string | null>(null);
  const [until, setUntil] = useState<BusinessDate | null>(null);
  const [sort, setSort] = useState<TableSort | null>(null);
  const by = sortable.find((column) => column === sort?.columnId);
  const asked = {
    filter: { ...(quote === null ? {} : { quote: quote as Currency }), ...(until === null ? {} : { until }) },
    ...(by && sort ? { sort: { by, descending: sort.direction === 'desc' } } : {}),
  };
  const rates = useAskPages('ledger.rates', { limit: 100, totals: true, ...asked });
  const exporting = useTableExport('ledger.rates', asked, columns);
  const clear = () => {
    setQuote(null);
    setUntil(null);
  };
  if (rates.error) return <LoadFailed of="the exchange rates" error={rates.error} onRetry={rates.refetch} />;
  return (
    <>
      <ExportPanel exporting={exporting} />
      <DataTable
        label="Exchange rates"
        columns={columns}
        rows={rates.rows}
        rowId={({ on, base, quote: other, source, revision }) => `${on} ${base} ${other} ${source} ${revision}`}
        loading={rates.isPending}
        height="fill"
        onExport={may('audit.export') ? exporting.start : undefined}
        server={{
          total: rates.total ?? undefined,
          hasMore: rates.hasMore,
          loadingMore: rates.isLoadingMore,
          onLoadMore: rates.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: clear,
        }}
        toolbar={
          <>
            <Combobox
              aria-label="Currency"
              placeholder="Any currency"
              className="w-44"
              clearable
              value={quote}
              onChange={setQuote}
              options={currencies}
            />
            <DateInput aria-label="Until" value={until} today={today} onChange={setUntil} />
          </>
        }
        empty={
          <EmptyState
            title={quote === null && until === null ? 'No rate yet' : 'No rate matches'}
            text="Import a file of euro reference rates of the ECB, or record single rates by hand."
          />
        }
      />
    </>
  );
}

const plain = (text: string): string => {
  const tidy = text.trim().replace(',', '.');
  return /^\d+(\.\d+)?$/.test(tidy) ? decimalText(new Decimal(tidy)) : tidy;
};

function RateDialog({ onClose }: Readonly<{ onClose: () => void }>) {
  const { today } = useMe();
  const record = useCommand('ledger.recordRate');
  return (
    <FormDialog
      title="Record a rate"
      description="One unit of the first currency costs this much of the second."
      fields={[
        { id: 'base', label: 'One', kind: 'search', options: currencies, required: true },
        { id: 'quote', label: 'Costs in', kind: 'search', options: currencies, required: true },
        { id: 'on', label: 'On', kind: 'date', required: true },
        { id: 'rate', label: 'Rate', required: true, hint: 'Such as 1.0163.' },
        { id: 'reason', label: 'Reason', kind: 'area', hint: 'Needed where a recorded rate is corrected.' },
      ]}
      initial={{ base: 'EUR', on: today }}
      saveLabel="Record"
      action={record}
      onClose={onClose}
      onSave={async ({ base = '', quote = '', on, rate = '', reason = '' }) => {
        const fields = { base, quote, on: on as BusinessDate, rate: plain(rate) };
        const reply = await record.run(reason.trim() === '' ? fields : { ...fields, reason });
        return reply.ok;
      }}
    />
  );
}
