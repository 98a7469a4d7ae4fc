import { useMemo, useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { endOfDay } from '#renderer/app/houseDay.ts';
import { NeedsPermission } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { Select } from '#renderer/components/Select.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import { columnsFor } from './AccountDrawer.tsx';
import { EntryDrawer } from './EntryDrawer.tsx';

export function AccountScreen() {
  return (
    <NeedsPermission permission="ledger.view">
      <Account />
    </NeedsPermission>
  );
}

type Day = QueryOutput<'ledger.accountDays'>['rows'][number];
const fixed = { sortable: false, filterable: false } as const;
const columnsOf = (currency: Currency): readonly TableColumn<Day>[] => [
  { id: 'on', header: 'Day', type: 'date', value: ({ on }) => on, width: 110, ...fixed },
  { id: 'lines', header: 'Lines', type: 'number', value: ({ lines }) => lines, width: 70, ...fixed },
  {
    id: 'debit',
    header: 'Debits',
    type: 'money',
    currency,
    value: ({ debit }) => (debit.minor === 0n ? null : debit),
    width: 160,
    ...fixed,
  },
  {
    id: 'credit',
    header: 'Credits',
    type: 'money',
    currency,
    value: ({ credit }) => (credit.minor === 0n ? null : credit),
    width: 160,
    ...fixed,
  },
  { id: 'balance', header: 'Balance at its end', type: 'money', currency, value: ({ balance }) => balance, width: 180, grow: 1, ...fixed },
];

function Account() {
  const [fundId] = useSearchParam('fund');
  const [account] = useSearchParam('account');
  const goTo = useGoTo();
  const books = useAsk('ledger.books', {});
  const fund = books.data?.rows.find((row) => row.fundId === fundId);
  if (fundId === null || account === null)
    return (
      <Screen title="Account">
        <EmptyState
          title="Which account?"
          text="Choose one in the chart of accounts."
          action={<Button onClick={() => goTo('/ledger?tab=chart')}>Chart of accounts</Button>}
        />
      </Screen>
    );
  return <AccountDays key={`${fundId} ${account}`} fundId={fundId as FundId} fund={fund?.fund ?? 'Ledger'} account={account} />;
}

/** What can be narrowed: which days, which currency, and on which day the books are read. */
function useView(account: Readonly<{ fundId: FundId; account: string }>) {
  const { timeZone } = useMe();
  const [chosen, setCurrency] = useSearchParam('currency');
  const [from, setFrom] = useState<BusinessDate | null>(null);
  const [until, setUntil] = useState<BusinessDate | null>(null);
  const [known, setKnown] = useSearchParam('known');
  const asked = {
    ...account,
    ...(chosen === null ? {} : { currency: chosen as Currency }),
    ...(from === null ? {} : { from }),
    ...(until === null ? {} : { until }),
    ...(known === null ? {} : { knownAt: endOfDay(known as BusinessDate, timeZone) }),
  };
  return { asked, from, setFrom, until, setUntil, known: known as BusinessDate | null, setKnown, setCurrency };
}

type AccountDaysProps = Readonly<{ fundId: FundId; fund: string; account: string }>;

function AccountDays({ fundId, fund, account }: AccountDaysProps) {
  const goTo = useGoTo();
  const may = useMay();
  const view = useView({ fundId, account });
  const facts = useAsk('ledger.account', { ...view.asked, limit: 1 });
  const days = useAsk('ledger.accountDays', view.asked);
  const [open, setOpen] = useState<BusinessDate | null>(null);
  const currency = days.data?.currency;
  const columns = useMemo(() => (currency === undefined ? [] : columnsOf(currency)), [currency]);
  const exporting = useTableExport('ledger.accountDays', view.asked, columns);
  return (
    <Screen
      title={facts.data ? `${facts.data.account.code} ${facts.data.account.name}` : account}
      breadcrumbs={[{ label: fund, goTo: () => goTo(`/ledger?fund=${fundId}&tab=chart`) }, { label: 'Account' }]}
      aside={days.data && <MoneyText amount={days.data.closing} className="font-medium" />}
      description="What it held at the end of each day. Open a day to see its lines, and a line to see its entry."
    >
      <Filters view={view} currencies={facts.data?.currencies ?? []} currency={currency} />
      <ExportPanel exporting={exporting} />
      <Asked of="this account" query={days}>
        {({ rows, opening }) => (
          <div className="flex flex-col gap-4">
            {view.from !== null && (
              <p className="text-ui">
                Before {view.from}: <MoneyText amount={opening} className="font-medium" />
              </p>
            )}
            <DataTable
              label="Days of the account"
              columns={columns}
              rows={rows}
              rowId={({ on }) => on}
              onOpen={({ on }) => setOpen(on)}
              height={open === null ? 460 : 260}
              onExport={may('audit.export') ? exporting.start : undefined}
              empty={<EmptyState title="Nothing posted" text="No entry touched this account on these days, as far as was known." />}
            />
            {open !== null && <DayLines asked={view.asked} day={open} />}
          </div>
        )}
      </Asked>
    </Screen>
  );
}

type FiltersProps = Readonly<{ view: ReturnType<typeof useView>; currencies: readonly Currency[]; currency: Currency | undefined }>;

function Filters({ view, currencies, currency }: FiltersProps) {
  const { today, timeZone } = useMe();
  return (
    <div className="mb-3 flex flex-wrap items-start gap-4">
      <Field label="From">
        <DateInput value={view.from} today={today} onChange={view.setFrom} />
      </Field>
      <Field label="Until">
        <DateInput value={view.until} today={today} onChange={view.setUntil} />
      </Field>
      <Field label="As known on" hint={`Leaves out what was recorded after that day, ${timeZone}.`}>
        <DateInput value={view.known} today={today} onChange={view.setKnown} />
      </Field>
      {currencies.length > 1 && currency !== undefined && (
        <Field label="Currency" required>
          <Select value={currency} onChange={view.setCurrency} options={currencies.map((code) => ({ value: code, label: code }))} />
        </Field>
      )}
    </div>
  );
}

type DayLinesProps = Readonly<{ asked: ReturnType<typeof useView>['asked']; day: BusinessDate }>;

function DayLines({ asked, day }: DayLinesProps) {
  const [entry, setEntry] = useState<string | null>(null);
  const lines = useAsk('ledger.account', { ...asked, from: day, until: day, limit: 500 });
  const shownIn = lines.data?.currency;
  const isControl = lines.data?.account.isControl ?? false;
  const columns = useMemo(() => (shownIn === undefined ? [] : columnsFor(isControl, shownIn)), [isControl, shownIn]);
  return (
    <Section title={`Lines of ${day}`}>
      <Asked of="the lines of this day" query={lines}>
        {({ rows, next }) => (
          <>
            <DataTable
              label="Lines of the day"
              columns={columns}
              rows={rows}
              rowId={({ entryId, line }) => `${entryId} ${line}`}
              onOpen={({ entryId }) => setEntry(entryId)}
              height={280}
            />
            {next !== null && <p className="mt-1 text-muted text-small">The first 500 lines are shown; the journal lists all of them.</p>}
          </>
        )}
      </Asked>
      {entry !== null && <EntryDrawer key={entry} entryId={entry} onOpen={setEntry} onClose={() => setEntry(null)} />}
    </Section>
  );
}
