import { Plus } from 'lucide-react';
import { useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { assetTypeTitles } from '#shared/model/projects.ts';
import { type FundHome, quantityText } from './fundText.ts';
import { ProjectDialog } from './ProjectDialog.tsx';
import { RegisterDrawer } from './RegisterDrawer.tsx';

type Project = QueryOutput<'funds.projects'>['rows'][number];

const columns: readonly TableColumn<Project>[] = [
  { id: 'title', header: 'Title', type: 'text', value: ({ title }) => title, width: 220, grow: 1 },
  { id: 'kind', header: 'Kind', type: 'text', value: ({ kind }) => (kind === 'project' ? 'Project' : 'Property'), width: 100 },
  { id: 'assetType', header: 'Asset type', type: 'text', value: ({ assetType }) => assetTypeTitles[assetType], width: 130 },
  { id: 'place', header: 'Place', type: 'text', value: ({ place }) => place, width: 200, grow: 1 },
  {
    id: 'tokensIssued',
    header: 'Tokens issued',
    type: 'number',
    value: ({ tokensIssued }) => tokensIssued,
    cell: ({ tokensIssued }) => quantityText(tokensIssued),
    width: 130,
  },
  { id: 'holders', header: 'Holders', type: 'number', value: ({ holders }) => holders, width: 90 },
  { id: 'currency', header: 'Currency', type: 'text', value: ({ currency }) => currency, width: 90 },
];

export function ProjectsTab({ home }: Readonly<{ home: FundHome }>) {
  const { fund } = home;
  const needs = useNeeds();
  const [adding, setAdding] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const projects = useAskPages('funds.projects', { limit: 500, filter: { fundId: fund.id } });
  const closed = fund.status === 'closed' ? [{ text: `${fund.name} is closed. Reopen it first.` }] : [];
  if (projects.error) return <LoadFailed of="the projects of this fund" error={projects.error} onRetry={projects.refetch} />;
  return (
    <>
      <DataTable
        label="Projects and properties"
        columns={columns}
        rows={projects.rows}
        rowId={({ id }) => id}
        onOpen={({ id }) => setOpenId(id)}
        loading={projects.isPending}
        height={340}
        toolbar={
          <Button size="small" icon={Plus} reasons={[...needs('funds.edit'), ...closed]} onClick={() => setAdding(true)}>
            Add project
          </Button>
        }
        empty={
          <EmptyState
            title="No project yet"
            text="Projects and properties of the fund, each with its own register of tokens, appear here."
          />
        }
      />
      {adding && <ProjectDialog fundId={fund.id} currency={fund.currency} onClose={() => setAdding(false)} />}
      {openId && <RegisterDrawer key={openId} projectId={openId} onClose={() => setOpenId(null)} />}
    </>
  );
}
