import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { endOfDay } from '#renderer/app/houseDay.ts';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { TieOutBar } from '#renderer/components/TieOutBar.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import { AccountDrawer } from './AccountDrawer.tsx';
import { type BalanceRecord, type BookRecord, kindTitles } from './ledgerText.ts';

const columns: readonly TableColumn<BalanceRecord>[] = [
  { id: 'account', header: 'Account', type: 'text', value: ({ account }) => account, width: 90 },
  { id: 'name', header: 'Name', type: 'text', value: ({ name }) => name, width: 240, grow: 2 },
  { id: 'externalCode', header: 'House code', type: 'text', value: ({ externalCode }) => externalCode, width: 110 },
  { id: 'kind', header: 'Kind', type: 'text', value: ({ kind }) => kindTitles[kind], width: 90 },
  { id: 'currency', header: 'Currency', type: 'text', value: ({ currency }) => currency, width: 90 },
  { id: 'debit', header: 'Debit', type: 'money', value: ({ debit }) => debit, width: 170 },
  { id: 'credit', header: 'Credit', type: 'money', value: ({ credit }) => credit, width: 170 },
];

type Movement = QueryOutput<'ledger.periodBalance'>['rows'][number];
const movements: readonly TableColumn<Movement>[] = [
  { id: 'account', header: 'Account', type: 'text', value: ({ account }) => account, width: 80 },
  { id: 'name', header: 'Name', type: 'text', value: ({ name }) => name, width: 190, grow: 2 },
  { id: 'externalCode', header: 'House code', type: 'text', value: ({ externalCode }) => externalCode, width: 110 },
  { id: 'opening', header: 'Opening', type: 'money', value: ({ opening }) => opening, width: 150 },
  { id: 'debit', header: 'Debits', type: 'money', value: ({ debit }) => debit, width: 150 },
  { id: 'credit', header: 'Credits', type: 'money', value: ({ credit }) => credit, width: 150 },
  { id: 'closing', header: 'Closing', type: 'money', value: ({ closing }) => closing, width: 150 },
];

export function TrialBalanceTab({ book: { fundId } }: Readonly<{ book: BookRecord }>) {
  const { today, timeZone } = useMe();
  const [from, setFrom] = useState<BusinessDate | null>(null);
  const [on, setOn] = useState<BusinessDate | null>(today);
  const [knownOn, setKnownOn] = useState<BusinessDate | null>(null);
  const until = on ?? today;
  const known = knownOn === null ? {} : { knownAt: endOfDay(knownOn, timeZone) };
  return (
    <>
      <div className="mb-3 flex flex-wrap items-start gap-4">
        <Field label="Movements from" hint="Empty: the balances alone.">
          <DateInput value={from} onChange={setFrom} today={today} />
        </Field>
        <Field label="Effective on or before" required>
          <DateInput value={on} onChange={setOn} today={today} />
        </Field>
        <Field label="As known on" hint={`Leaves out what was recorded after that day, ${timeZone}.`}>
          <DateInput value={knownOn} onChange={setKnownOn} today={today} />
        </Field>
      </div>
      {from === null ? (
        <Balances asked={{ fundId, on: until, ...known }} knownOn={knownOn} />
      ) : (
        <Movements asked={{ fundId, from, until, ...known }} knownOn={knownOn} />
      )}
    </>
  );
}

type Known = Readonly<{ knownAt?: Instant }>;
type BalancesProps = Readonly<{ asked: Readonly<{ fundId: FundId; on: BusinessDate }> & Known; knownOn: BusinessDate | null }>;

function Balances({ asked, knownOn }: BalancesProps) {
  const may = useMay();
  const goTo = useGoTo();
  const [open, setOpen] = useSearchParam('account');
  const balance = useAsk('ledger.trialBalance', asked);
  const exporting = useTableExport('ledger.trialBalance', asked, columns);
  const [account, currency] = open?.split(' ') ?? [];
  const page = `/ledger/account?fund=${asked.fundId}&account=${account}&currency=${currency}${knownOn === null ? '' : `&known=${knownOn}`}`;
  return (
    <>
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
        <AccountDrawer
          key={open}
          fundId={asked.fundId}
          account={account}
          currency={currency}
          until={asked.on}
          action={<Button onClick={() => goTo(page)}>Open its page</Button>}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

type MovementsProps = Readonly<{
  asked: Readonly<{ fundId: FundId; from: BusinessDate; until: BusinessDate }> & Known;
  knownOn: BusinessDate | null;
}>;

function Movements({ asked, knownOn }: MovementsProps) {
  const may = useMay();
  const goTo = useGoTo();
  const balance = useAsk('ledger.periodBalance', asked);
  const exporting = useTableExport('ledger.periodBalance', asked, movements);
  const known = knownOn === null ? '' : `&known=${knownOn}`;
  return (
    <>
      <ExportPanel exporting={exporting} />
      <Asked of="the trial balance" query={balance}>
        {({ rows }) => (
          <DataTable
            label="Trial balance of a period"
            columns={movements}
            rows={rows}
            rowId={(row) => `${row.account} ${row.currency}`}
            onOpen={(row) => goTo(`/ledger/account?fund=${asked.fundId}&account=${row.account}&currency=${row.currency}${known}`)}
            height={440}
            onExport={may('audit.export') ? exporting.start : undefined}
            empty={<EmptyState title="Nothing on these days" text="No account held anything or moved on these days." />}
          />
        )}
      </Asked>
    </>
  );
}
