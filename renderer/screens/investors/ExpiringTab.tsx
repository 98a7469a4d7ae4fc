import { Asked } from '#renderer/app/Asked.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { useTableHeight } from '#renderer/app/useTableHeight.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import type { QueryOutput } from '#shared/contract/index.ts';

type Row = QueryOutput<'investors.expiring'>['rows'][number];

const columns: readonly TableColumn<Row>[] = [
  { id: 'investor', header: 'Investor', type: 'text', value: ({ investor }) => investor, width: 260, grow: 2 },
  { id: 'what', header: 'What', type: 'text', value: ({ what, detail }) => (what === 'kyc' ? 'KYC approval' : detail), width: 160 },
  { id: 'expiresOn', header: 'Ends on', type: 'date', value: ({ expiresOn }) => expiresOn, width: 130 },
  {
    id: 'state',
    header: 'State',
    type: 'badge',
    value: ({ ended }) => (ended ? { text: 'Ended', tone: 'bad' } : { text: 'Ends soon', tone: 'warn' }),
    width: 130,
  },
];

/** Forms and approvals to renew, the most urgent first. */
export function ExpiringTab() {
  const expiring = useAsk('investors.expiring', {});
  const goTo = useGoTo();
  const height = useTableHeight(290);
  return (
    <Asked of="what ends soon" query={expiring}>
      {({ rows }) => (
        <DataTable
          label="Forms and approvals that end"
          height={height}
          columns={columns}
          rows={rows}
          rowId={({ investorId, what }) => `${investorId} ${what}`}
          onOpen={({ investorId }) => goTo(`/investors/${investorId}?tab=standing`)}
          empty={
            <EmptyState
              title="Nothing ends soon"
              text="Tax forms and KYC approvals appear here before they end, as early as the settings say."
            />
          }
        />
      )}
    </Asked>
  );
}
