import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { TableSkeleton } from '#renderer/components/Skeleton.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { InvestorId } from '#shared/ids.ts';
import { electionTitles } from '#shared/model/elections.ts';
import { ElectionDialog, NoticesDialog } from './ElectionDialogs.tsx';

type Said = QueryOutput<'investors.elections'>;
type Election = Said['elections'][number];
type Notice = Said['notices'][number];

const states = {
  inForce: { text: 'In force', tone: 'good' },
  upcoming: { text: 'Upcoming', tone: 'info' },
  past: { text: 'Past', tone: 'neutral' },
} as const;
const everyFund = 'Every other fund';
const wantedOf = ({ kind, percent, target }: Election): string =>
  `${electionTitles[kind]}${percent === null ? '' : `: ${percent} %`}${target === null ? '' : `: ${target}`}`;

const electionColumns: readonly TableColumn<Election>[] = [
  { id: 'effectiveOn', header: 'From', type: 'date', value: ({ effectiveOn }) => effectiveOn, width: 110 },
  { id: 'fund', header: 'Fund', type: 'text', value: ({ fund }) => fund ?? everyFund, width: 160 },
  { id: 'wanted', header: 'Distributions are', type: 'text', value: wantedOf, width: 260, grow: 2 },
  { id: 'state', header: 'State', type: 'badge', value: ({ state }) => states[state], width: 120 },
  { id: 'evidence', header: 'Evidence', type: 'text', value: ({ evidence }) => evidence, width: 180 },
  { id: 'by', header: 'Recorded by', type: 'text', value: ({ by }) => by, width: 130 },
];
const noticeColumns: readonly TableColumn<Notice>[] = [
  { id: 'at', header: 'Recorded', type: 'date', value: ({ at }) => at.slice(0, 10), width: 110 },
  { id: 'fund', header: 'Fund', type: 'text', value: ({ fund }) => fund ?? everyFund, width: 160 },
  { id: 'email', header: 'By e-mail', type: 'text', value: ({ email }) => (email ? 'Yes' : 'No'), width: 110 },
  { id: 'sms', header: 'By SMS', type: 'text', value: ({ sms }) => (sms ? 'Yes' : 'No'), width: 100 },
  { id: 'state', header: 'State', type: 'badge', value: ({ inForce }) => states[inForce ? 'inForce' : 'past'], width: 120 },
  { id: 'evidence', header: 'Evidence', type: 'text', value: ({ evidence }) => evidence, width: 180, grow: 1 },
  { id: 'by', header: 'Recorded by', type: 'text', value: ({ by }) => by, width: 130 },
];
const rowId = ({ ofId, ordinal }: Readonly<{ ofId: string; ordinal: number }>): string => `${ofId}.${ordinal}`;

/** What an investor wants done with its distributions, and how it wants to hear. */
export function ElectionsTab({ investorId, name }: Readonly<{ investorId: InvestorId; name: string }>) {
  const needs = useNeeds();
  const said = useAsk('investors.elections', { investorId });
  const [adding, setAdding] = useState<'election' | 'notices' | null>(null);
  const reasons = needs('investors.preferences');
  return (
    <Asked of="the elections" query={said} skeleton={<TableSkeleton rows={4} columns={5} />}>
      {(data) => (
        <div className="flex flex-col gap-6">
          <Section
            title="Reinvestment"
            description="The newest for a fund holds; without one, that for every other fund; without any, what the fund documents say, else cash."
            actions={
              <Button size="small" icon={Plus} reasons={reasons} onClick={() => setAdding('election')}>
                Record an election…
              </Button>
            }
          >
            <DataTable
              label="Elections"
              columns={electionColumns}
              rows={data.elections}
              rowId={rowId}
              height={220}
              empty={<EmptyState title="No election yet" text="Record what the investor signed, with the day from which it holds." />}
            />
          </Section>
          <Section
            title="How it hears"
            description="By e-mail unless it said otherwise; by SMS only after it said so."
            actions={
              <Button size="small" icon={Plus} reasons={reasons} onClick={() => setAdding('notices')}>
                Record how it hears…
              </Button>
            }
          >
            <DataTable
              label="Notices"
              columns={noticeColumns}
              rows={data.notices}
              rowId={rowId}
              height={220}
              empty={<EmptyState title="Nothing said yet" text="Notices go by e-mail until the investor says otherwise." />}
            />
          </Section>
          {adding === 'election' && <ElectionDialog investorId={investorId} name={name} onClose={() => setAdding(null)} />}
          {adding === 'notices' && <NoticesDialog investorId={investorId} name={name} onClose={() => setAdding(null)} />}
        </div>
      )}
    </Asked>
  );
}
