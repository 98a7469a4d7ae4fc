import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Section } from '#renderer/components/Section.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { linkTexts } from '#shared/model/funds.ts';
import { ClassDialog } from './ClassDialog.tsx';
import type { ClassRecord, FundHome, LinkRecord } from './fundText.ts';
import { EndLinkDialog, LinkDialog } from './LinkDialogs.tsx';

const classColumns: readonly TableColumn<ClassRecord>[] = [
  { id: 'name', header: 'Name', type: 'text', value: ({ name }) => name, width: 200, grow: 1 },
  { id: 'kind', header: 'Kind', type: 'text', value: ({ kind }) => (kind === 'class' ? 'Class' : 'Series'), width: 100 },
  { id: 'unitDigits', header: 'Unit digits', type: 'number', value: ({ unitDigits }) => unitDigits, width: 100 },
  { id: 'openedOn', header: 'Opened', type: 'date', value: ({ openedOn }) => openedOn, width: 120 },
  { id: 'closedOn', header: 'Closed', type: 'date', value: ({ closedOn }) => closedOn, width: 120 },
];

const linkColumns: readonly TableColumn<LinkRecord>[] = [
  { id: 'kind', header: 'Kind', type: 'text', value: ({ kind }) => linkTexts[kind].title, width: 190 },
  {
    id: 'other',
    header: 'This fund …',
    type: 'text',
    value: ({ kind, forward, other }) =>
      `${linkTexts[kind][forward ? 'forward' : 'backward']} ${other?.name ?? 'a fund outside your scope'}`,
    width: 300,
    grow: 1,
  },
  { id: 'fromOn', header: 'From', type: 'date', value: ({ fromOn }) => fromOn, width: 120 },
  { id: 'untilOn', header: 'Until', type: 'date', value: ({ untilOn }) => untilOn, width: 120 },
  { id: 'note', header: 'Note', type: 'text', value: ({ note }) => note, width: 180, grow: 1 },
];

export function ClassesTab({ home }: Readonly<{ home: FundHome }>) {
  const needs = useNeeds();
  const [shown, setShown] = useState<ClassRecord | 'new' | null>(null);
  const closed = home.fund.status === 'closed' ? [{ text: `${home.fund.name} is closed. Reopen it first.` }] : [];
  return (
    <div className="flex flex-col gap-6">
      <Section
        title="Classes and series"
        actions={
          <Button size="small" icon={Plus} reasons={[...needs('funds.edit'), ...closed]} onClick={() => setShown('new')}>
            Add class
          </Button>
        }
      >
        <DataTable
          label="Classes and series"
          columns={classColumns}
          rows={home.classes}
          rowId={({ id }) => id}
          onOpen={setShown}
          height={200}
          empty={<EmptyState title="No class yet" text="A fund needs at least one class: NAVs, holdings and terms belong to it." />}
        />
      </Section>
      <Links home={home} />
      {shown && <ClassDialog home={home} fundClass={shown === 'new' ? undefined : shown} onClose={() => setShown(null)} />}
    </div>
  );
}

function Links({ home }: Readonly<{ home: FundHome }>) {
  const needs = useNeeds();
  const goTo = useGoTo();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<LinkRecord | null>(null);
  return (
    <Section
      title="Links to other funds"
      actions={
        <Button size="small" icon={Plus} reasons={needs('funds.edit')} onClick={() => setAdding(true)}>
          Link a fund
        </Button>
      }
    >
      <DataTable
        label="Links to other funds"
        columns={linkColumns}
        rows={home.links}
        rowId={({ id }) => id}
        onOpen={({ other }) => other && goTo(`/funds/${other.id}`)}
        height={180}
        empty={
          <EmptyState title="No link" text="Feeders, parallel funds, blockers, alternative vehicles and co-investments appear here." />
        }
      />
      <div className="mt-2 flex flex-wrap gap-2">
        {home.links
          .filter(({ untilOn, other }) => untilOn === null && other !== null)
          .map((link) => (
            <Button key={link.id} size="small" variant="quiet" reasons={needs('funds.edit')} onClick={() => setEnding(link)}>
              End the link to {link.other?.name}…
            </Button>
          ))}
      </div>
      {adding && <LinkDialog home={home} onClose={() => setAdding(false)} />}
      {ending && <EndLinkDialog home={home} link={ending} onClose={() => setEnding(null)} />}
    </Section>
  );
}
