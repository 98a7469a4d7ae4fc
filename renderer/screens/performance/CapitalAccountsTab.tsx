import { Scale, Share2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { endOfDay } from '#renderer/app/houseDay.ts';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { TieOutBar } from '#renderer/components/TieOutBar.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import type { FundHome } from '#renderer/screens/funds/fundText.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { Currency } from '#shared/currencies.ts';
import { addDays, type BusinessDate, businessDate, type Instant } from '#shared/dates.ts';
import { AllocatedIncome, TaxAdjustments } from './AllocatedIncome.tsx';
import { AllocateIncomeDialog } from './AllocateIncomeDialog.tsx';
import { capitalColumns } from './capitalColumns.ts';
import { TaxDialog } from './TaxDialog.tsx';

/** The capital account of every partner over a period, tied to what the fund owns less what it owes. */
export function CapitalAccountsTab({ home: { fund } }: Readonly<{ home: FundHome }>) {
  const { today, timeZone } = useMe();
  const needs = useNeeds();
  const [from, setFrom] = useState<BusinessDate | null>(businessDate(`${today.slice(0, 4)}-01-01`));
  const [until, setUntil] = useState<BusinessDate | null>(today);
  const [knownOn, setKnownOn] = useState<BusinessDate | null>(null);
  const [acting, setActing] = useState<'income' | 'tax' | null>(null);
  const asked = {
    fundId: fund.id,
    from: from ?? today,
    until: until ?? today,
    ...(knownOn === null ? {} : { knownAt: endOfDay(knownOn, timeZone) }),
  };
  const allocated = useAsk('capital.incomeAllocations', { fundId: fund.id });
  const close = () => setActing(null);
  return (
    <div>
      <Section
        title="Capital accounts of the partners"
        description="Book basis in the lines of the ILPA reporting template; outflows in parentheses."
        actions={
          <>
            <Button icon={Scale} reasons={needs('ledger.post')} onClick={() => setActing('tax')}>
              Adjust tax capital…
            </Button>
            <Button icon={Share2} variant="primary" reasons={needs('ledger.post')} onClick={() => setActing('income')}>
              Allocate income…
            </Button>
          </>
        }
      >
        <div className="mb-3 flex flex-wrap items-start gap-4">
          <Field label="From" required>
            <DateInput value={from} onChange={setFrom} today={today} />
          </Field>
          <Field label="Until" required>
            <DateInput value={until} onChange={setUntil} today={today} />
          </Field>
          <Field label="As known on" hint={`Leaves out what was recorded after that day, ${timeZone}.`}>
            <DateInput value={knownOn} onChange={setKnownOn} today={today} />
          </Field>
        </div>
        <AccountsTable asked={asked} currency={fund.currency} />
      </Section>
      <AllocatedIncome fundId={fund.id} />
      <TaxAdjustments fundId={fund.id} />
      {acting === 'income' && <AllocateIncomeDialog fund={fund} {...openPeriod(allocated.data?.rows ?? [], asked)} onClose={close} />}
      {acting === 'tax' && <TaxDialog fund={fund} onClose={close} />}
    </div>
  );
}

type Allocated = QueryOutput<'capital.incomeAllocations'>['rows'];

/** From the day after the last result that was allocated, if that lies before the end. */
function openPeriod(rows: Allocated, { from, until }: Pick<Asking, 'from' | 'until'>): Pick<Asking, 'from' | 'until'> {
  const last = rows
    .filter(({ reversedBy }) => reversedBy === null)
    .map(({ untilOn }) => untilOn)
    .sort()
    .at(-1);
  return { from: last === undefined || last >= until ? from : addDays(last, 1), until };
}

type Asking = Readonly<{ fundId: FundHome['fund']['id']; from: BusinessDate; until: BusinessDate; knownAt?: Instant }>;

function AccountsTable({ asked, currency }: Readonly<{ asked: Asking; currency: Currency }>) {
  const columns = useMemo(() => capitalColumns(currency), [currency]);
  const may = useMay();
  const goTo = useGoTo();
  const accounts = useAsk('capital.accounts', asked);
  const exporting = useTableExport('capital.accounts', asked, columns);
  return (
    <>
      <ExportPanel exporting={exporting} />
      <Asked of="the capital accounts" query={accounts}>
        {({ rows, tieOut }) => (
          <div className="flex flex-col gap-3">
            <DataTable
              label="Capital accounts"
              columns={columns}
              rows={rows}
              rowId={({ investorId }) => investorId}
              onOpen={({ investorId }) => goTo(`/investors/${investorId}?tab=capital`)}
              height={400}
              negative="parens"
              searchable
              onExport={may('audit.export') ? exporting.start : undefined}
              empty={
                <EmptyState title="No capital account yet" text="Accounts appear here with the first posting to a partner’s capital." />
              }
            />
            <TieOutBar
              source={tieOut.netAssets}
              sourceLabel="Assets less liabilities"
              parts={[
                { label: 'Partners', amount: tieOut.partners },
                { label: 'Result not allocated yet', amount: tieOut.notAllocated },
                { label: 'Equity of no partner', amount: tieOut.notOfPartners },
              ]}
            />
            {tieOut.foreign.length > 0 && (
              <Callout tone="warn" title="Equity or result in a foreign currency">
                {`Accounts ${tieOut.foreign.join(', ')} stand outside these sums. Move them to the fund’s currency at the rate of their day.`}
              </Callout>
            )}
          </div>
        )}
      </Asked>
    </>
  );
}
