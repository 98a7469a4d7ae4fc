import { Plus } from 'lucide-react';
import { useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useScreenCommands } from '#renderer/app/commands.ts';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { percentText } from '#renderer/screens/funds/fundText.ts';
import { OpenLineDialog } from './LineDialogs.tsx';
import type { LineListed } from './lineText.ts';

const fixed = { sortable: false, filterable: false } as const;

const columns: readonly TableColumn<LineListed>[] = [
  { id: 'name', header: 'Line', type: 'text', value: ({ name }) => name, width: 144, grow: 1 },
  { id: 'fund', header: 'Fund', type: 'text', value: ({ fund }) => fund, width: 160, grow: 1 },
  { id: 'lender', header: 'Lender', type: 'text', value: ({ lender }) => lender, width: 140, grow: 1, hidden: true },
  { id: 'rate', header: 'Rate', type: 'text', value: ({ rate }) => percentText(rate), width: 66, ...fixed },
  { id: 'limit', header: 'Limit', type: 'money', value: ({ limit }) => limit, width: 145 },
  { id: 'outstanding', header: 'Drawn', type: 'money', value: ({ outstanding }) => outstanding, width: 145 },
  { id: 'interest', header: 'Interest', type: 'money', value: ({ interest }) => interest, width: 130 },
  { id: 'available', header: 'Available', type: 'money', value: ({ available }) => available, width: 145 },
  { id: 'maturesOn', header: 'Matures', type: 'date', value: ({ maturesOn }) => maturesOn, width: 100 },
  {
    id: 'state',
    header: 'Status',
    type: 'badge',
    value: ({ closedOn }) => (closedOn === null ? { text: 'Open', tone: 'good' } : { text: 'Closed', tone: 'neutral' }),
    width: 90,
    ...fixed,
  },
];

export function LinesScreen() {
  const goTo = useGoTo();
  const needs = useNeeds();
  const may = useMay();
  const [opening, setOpening] = useState(false);
  const lines = useAskPages('line.list', { limit: 500, totals: true });
  useScreenCommands(
    may('line.manage')
      ? [{ id: 'line.open', title: 'Open a subscription line', group: 'Subscription lines', keys: 'n', run: () => setOpening(true) }]
      : [],
  );
  return (
    <Screen
      title="Subscription lines"
      description="What the funds may borrow against uncalled commitments: drawn, owed and available, from the movements alone."
      fill
      actions={
        <Button variant="primary" icon={Plus} reasons={needs('line.manage')} onClick={() => setOpening(true)}>
          Open a line
        </Button>
      }
    >
      <NeedsPermission permission="line.view">
        {lines.error ? (
          <LoadFailed of="the subscription lines" error={lines.error} onRetry={lines.refetch} />
        ) : (
          <DataTable
            label="Subscription lines"
            columns={columns}
            rows={lines.rows}
            rowId={({ id }) => id}
            onOpen={({ id }) => goTo(`/lines/${id}`)}
            loading={lines.isPending}
            height="fill"
            searchable
            empty={
              <EmptyState
                title="No subscription line yet"
                text="Open one with its lender, limit and rate. Draws stay within the limit and what the uncalled commitments carry."
              />
            }
          />
        )}
        {opening && <OpenLineDialog onClose={() => setOpening(false)} onDone={(id) => goTo(`/lines/${id}`)} />}
      </NeedsPermission>
    </Screen>
  );
}
