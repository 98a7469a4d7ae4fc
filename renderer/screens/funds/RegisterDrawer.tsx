import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { TableSkeleton } from '#renderer/components/Skeleton.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useMe } from '#renderer/data/session.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { assetTypeTitles, tokenChangeTitles } from '#shared/model/projects.ts';
import { percentText, quantityText } from './fundText.ts';
import { ProjectDialog } from './ProjectDialog.tsx';
import { TokenDialog } from './TokenDialog.tsx';

type Register = QueryOutput<'funds.register'>;

const balanceColumns: readonly TableColumn<Register['balances'][number]>[] = [
  { id: 'investor', header: 'Investor', type: 'text', value: ({ investor }) => investor, width: 220, grow: 1 },
  { id: 'tokens', header: 'Tokens', type: 'number', value: ({ tokens }) => tokens, cell: ({ tokens }) => quantityText(tokens), width: 140 },
  { id: 'share', header: 'Share', type: 'text', value: ({ share }) => percentText(share, 7), width: 140 },
];

const changeColumns: readonly TableColumn<Register['changes'][number]>[] = [
  { id: 'effectiveOn', header: 'On', type: 'date', value: ({ effectiveOn }) => effectiveOn, width: 110 },
  { id: 'kind', header: 'Change', type: 'text', value: ({ kind }) => tokenChangeTitles[kind], width: 110 },
  { id: 'investor', header: 'Investor', type: 'text', value: ({ investor }) => investor, width: 180, grow: 1 },
  { id: 'tokens', header: 'Tokens', type: 'number', value: ({ tokens }) => tokens, cell: ({ tokens }) => quantityText(tokens), width: 130 },
  { id: 'by', header: 'Recorded by', type: 'text', value: ({ by }) => by, width: 140 },
  { id: 'reason', header: 'Reason', type: 'text', value: ({ reason }) => reason, width: 200 },
];

/** Who holds how many tokens of a project, on any date, and how it came to be. */
export function RegisterDrawer({ projectId, onClose }: Readonly<{ projectId: string; onClose: () => void }>) {
  const { today } = useMe();
  const needs = useNeeds();
  const [on, setOn] = useState<BusinessDate>(today);
  const [acting, setActing] = useState<'tokens' | 'correct' | null>(null);
  const register = useAsk('funds.register', { projectId, on });
  const project = register.data?.project;
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      width="wide"
      title={project?.title ?? 'Project'}
      description={
        project ? `${assetTypeTitles[project.assetType]} of ${project.fund}${project.place ? `, ${project.place}` : ''}` : undefined
      }
      footer={
        project && (
          <>
            <Button reasons={needs('funds.edit')} onClick={() => setActing('correct')}>
              Correct…
            </Button>
            <Button variant="primary" reasons={needs('funds.edit')} onClick={() => setActing('tokens')}>
              Change the register…
            </Button>
          </>
        )
      }
    >
      <Asked of="the register" query={register} skeleton={<TableSkeleton rows={5} columns={3} />}>
        {(data) => <Holdings register={data} on={on} onDate={setOn} />}
      </Asked>
      {project && acting === 'tokens' && <TokenDialog project={project} onClose={() => setActing(null)} />}
      {project && acting === 'correct' && (
        <ProjectDialog fundId={project.fundId} currency={project.currency} project={project} onClose={() => setActing(null)} />
      )}
    </Drawer>
  );
}

type HoldingsProps = Readonly<{ register: Register; on: BusinessDate; onDate: (on: BusinessDate) => void }>;

function Holdings({ register: data, on, onDate }: HoldingsProps) {
  const { today } = useMe();
  return (
    <div className="flex flex-col gap-5">
      <div className="max-w-56">
        <Field label="At the end of" required>
          <DateInput value={on} today={today} onChange={(date) => date && onDate(date)} />
        </Field>
      </div>
      <Section title={`Holders: ${quantityText(data.total)} tokens in all`}>
        <DataTable
          label="Holders"
          columns={balanceColumns}
          rows={data.balances}
          rowId={({ investorId }) => investorId}
          height={220}
          empty={
            <EmptyState title="Nobody holds a token on this date" text="Issue tokens with “Change the register”, or choose a later date." />
          }
        />
      </Section>
      <Section title="Changes, newest first">
        <DataTable
          label="Changes of the register"
          columns={changeColumns}
          rows={data.changes}
          rowId={({ ordinal }) => String(ordinal)}
          height={220}
          empty={
            <EmptyState title="No change yet" text="Issues, transfers, redemptions and corrections are listed here and never edited." />
          }
        />
      </Section>
    </div>
  );
}
