import { FileDown, Plus } from 'lucide-react';
import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useScreenCommands } from '#renderer/app/commands.ts';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useSearchParam } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Chart } from '#renderer/components/Chart.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMay } from '#renderer/data/session.ts';
import { FormDialog, YES } from '#renderer/screens/investors/FormDialog.tsx';
import type { QueryOutput } from '#shared/contract/index.ts';
import { type Currency, currencyCodes } from '#shared/currencies.ts';
import type { BenchmarkRecord } from './figureText.ts';
import { ImportLevelsDialog } from './ImportLevelsDialog.tsx';

type LevelRecord = QueryOutput<'performance.levels'>['rows'][number];

const columns: readonly TableColumn<BenchmarkRecord>[] = [
  { id: 'name', header: 'Index', type: 'text', value: ({ name }) => name, width: 210, grow: 2 },
  { id: 'provider', header: 'Provider', type: 'text', value: ({ provider }) => provider, width: 160, grow: 1 },
  { id: 'currency', header: 'Currency', type: 'text', value: ({ currency }) => currency, width: 90 },
  {
    id: 'isTotalReturn',
    header: 'Counts',
    type: 'badge',
    value: ({ isTotalReturn }) => (isTotalReturn ? { text: 'Total return', tone: 'good' } : { text: 'Price only', tone: 'warn' }),
    width: 140,
  },
  { id: 'days', header: 'Levels', type: 'number', value: ({ days }) => days, width: 90 },
  { id: 'firstOn', header: 'From', type: 'date', value: ({ firstOn }) => firstOn, width: 110 },
  { id: 'lastOn', header: 'Until', type: 'date', value: ({ lastOn }) => lastOn, width: 110 },
  { id: 'corrections', header: 'Corrections', type: 'number', value: ({ corrections }) => corrections, width: 110 },
];
const levelColumns: readonly TableColumn<LevelRecord>[] = [
  { id: 'on', header: 'Day', type: 'date', value: ({ on }) => on, width: 110 },
  { id: 'level', header: 'Level', type: 'number', value: ({ level }) => level, width: 120 },
  { id: 'revision', header: 'Corrections', type: 'number', value: ({ revision }) => (revision === 0 ? '' : revision), width: 110 },
  { id: 'reason', header: 'Reason', type: 'text', value: ({ reason }) => reason ?? '', width: 180, grow: 1 },
  { id: 'fileName', header: 'File', type: 'text', value: ({ fileName }) => fileName, width: 160 },
];

/** The indices performance is held against, and their levels. */
export function BenchmarksScreen() {
  const needs = useNeeds();
  const may = useMay();
  const [adding, setAdding] = useState(false);
  useScreenCommands(
    may('capital.benchmarks')
      ? [{ id: 'benchmarks.add', title: 'Add an index', group: 'Benchmarks', keys: 'n', run: () => setAdding(true) }]
      : [],
  );
  return (
    <Screen
      title="Benchmarks"
      description="Indices that KS-PME and direct alpha hold a fund against. They should count dividends in; a corrected level stands beside the one it replaces."
      fill
      actions={
        <Button variant="primary" icon={Plus} reasons={needs('capital.benchmarks')} onClick={() => setAdding(true)}>
          Add index
        </Button>
      }
    >
      <NeedsPermission permission="capital.view">
        <BenchmarkTable />
      </NeedsPermission>
      {adding && <AddDialog onClose={() => setAdding(false)} />}
    </Screen>
  );
}

function BenchmarkTable() {
  const benchmarks = useAsk('performance.benchmarks', {});
  const [open, setOpen] = useSearchParam('index');
  const shown = benchmarks.data?.rows.find(({ id }) => id === open);
  return (
    <>
      <Asked of="the indices" query={benchmarks}>
        {({ rows }) => (
          <DataTable
            label="Benchmarks"
            columns={columns}
            rows={rows}
            rowId={({ id }) => id}
            onOpen={({ id }) => setOpen(id)}
            height="fill"
            empty={<EmptyState title="No index yet" text="Add one, then import its levels from a file of dates and levels." />}
          />
        )}
      </Asked>
      {shown && <BenchmarkDrawer benchmark={shown} onClose={() => setOpen(null)} />}
    </>
  );
}

function BenchmarkDrawer({ benchmark, onClose }: Readonly<{ benchmark: BenchmarkRecord; onClose: () => void }>) {
  const needs = useNeeds();
  const [importing, setImporting] = useState(false);
  const levels = useAsk('performance.levels', { benchmarkId: benchmark.id });
  return (
    <Drawer
      open
      width="wide"
      onOpenChange={(next) => !next && onClose()}
      title={benchmark.name}
      description={[benchmark.provider, benchmark.currency, benchmark.isTotalReturn ? 'total return' : 'price only']
        .filter(Boolean)
        .join(', ')}
      footer={
        <Button icon={FileDown} reasons={needs('capital.benchmarks')} onClick={() => setImporting(true)}>
          Import levels…
        </Button>
      }
    >
      <Asked of="the levels" query={levels}>
        {({ rows }) => (
          <div className="flex flex-col gap-4">
            {rows.length > 1 && (
              <Chart
                title="Level"
                kind="line"
                xLabel="Day"
                height={200}
                series={[{ id: 'level', label: 'Level' }]}
                points={[...rows].reverse().map(({ on, level }) => ({ label: on, values: { level: Number(level) } }))}
              />
            )}
            <DataTable
              label="Levels"
              columns={levelColumns}
              rows={rows}
              rowId={({ on }) => on}
              height={320}
              empty={<EmptyState title="No level yet" text="Import a file with a date and a level in each line." />}
            />
          </div>
        )}
      </Asked>
      {importing && <ImportLevelsDialog benchmark={benchmark} onClose={() => setImporting(false)} />}
    </Drawer>
  );
}

function AddDialog({ onClose }: Readonly<{ onClose: () => void }>) {
  const add = useCommand('performance.addBenchmark');
  const [benchmarkId] = useState(newId);
  return (
    <FormDialog
      title="Add an index"
      fields={[
        { id: 'name', label: 'Name', required: true },
        { id: 'provider', label: 'Provider' },
        {
          id: 'currency',
          label: 'Currency',
          kind: 'search',
          options: currencyCodes.map((code) => ({ value: code, label: code })),
          required: true,
        },
        { id: 'isTotalReturn', label: 'Counts dividends in (total return)', kind: 'flag' },
        { id: 'note', label: 'Note', kind: 'area' },
      ]}
      initial={{ currency: 'USD', isTotalReturn: YES }}
      saveLabel="Add"
      action={add}
      onClose={onClose}
      onSave={async ({ name = '', provider = '', currency = '', isTotalReturn, note = '' }) =>
        (await add.run({ benchmarkId, name, provider, currency: currency as Currency, isTotalReturn: isTotalReturn === YES, note })).ok
      }
    />
  );
}
