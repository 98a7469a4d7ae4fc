import { useMemo, useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Section } from '#renderer/components/Section.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import type { InvestorId } from '#shared/ids.ts';
import { type EventRecord, type HoldingRecord, ownershipText } from './commitmentText.ts';
import { eventColumns, HoldingDrawer } from './HoldingDrawer.tsx';

const columns: readonly TableColumn<HoldingRecord>[] = [
  { id: 'fund', header: 'Fund', type: 'text', value: ({ fund }) => fund, width: 200, grow: 1 },
  { id: 'className', header: 'Class', type: 'text', value: ({ className }) => className, width: 120 },
  { id: 'commitment', header: 'Commitment', type: 'money', value: ({ commitment }) => commitment, width: 160 },
  { id: 'called', header: 'Called', type: 'money', value: ({ called }) => called, width: 160 },
  { id: 'unfunded', header: 'Unfunded', type: 'money', value: ({ unfunded }) => unfunded, width: 160 },
  {
    id: 'share',
    header: 'Of the fund',
    type: 'number',
    value: ({ share }) => share,
    cell: ({ share }) => ownershipText(share),
    width: 120,
  },
  {
    id: 'default',
    header: 'Standing',
    type: 'badge',
    value: ({ inDefaultSince }) => (inDefaultSince === null ? null : { text: `In default since ${inDefaultSince}`, tone: 'bad' }),
    width: 180,
  },
];

/** What one investor has committed, fund by fund, and how it came to that. */
export function InvestorCommitmentsTab({ investorId }: Readonly<{ investorId: InvestorId }>) {
  const may = useMay();
  const asked = useAsk('commitments.ofInvestor', { investorId });
  const [openId, setOpenId] = useState<string | null>(null);
  const history = useMemo<readonly TableColumn<EventRecord>[]>(
    () => [{ id: 'fund', header: 'Fund', type: 'text', value: ({ fund }) => fund, width: 180, grow: 1 }, ...eventColumns],
    [],
  );
  return (
    <Asked of="the commitments of this investor" query={asked}>
      {({ holdings, events }) => {
        const open = may('commitments.view') ? holdings.find(({ id }) => id === openId) : undefined;
        return (
          <div className="flex flex-col gap-5">
            <DataTable
              label="Commitments of this investor"
              columns={columns}
              rows={holdings}
              rowId={({ id }) => id}
              onOpen={may('commitments.view') ? ({ id }) => setOpenId(id) : undefined}
              height={220}
              empty={<EmptyState title="No commitment" text="A commitment begins at a closing of a fund, or is received by a transfer." />}
            />
            {events.length > 0 && (
              <Section title="History">
                <DataTable
                  label="History of the commitments"
                  columns={history}
                  rows={events}
                  rowId={({ fundId, ordinal }) => `${fundId} ${ordinal}`}
                  height={260}
                />
              </Section>
            )}
            {open && <HoldingDrawer key={open.id} holding={open} onClose={() => setOpenId(null)} />}
          </div>
        );
      }}
    </Asked>
  );
}
