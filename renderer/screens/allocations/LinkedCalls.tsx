import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import type { AllocationHome } from './allocationText.ts';

type Call = AllocationHome['calls'][number];
const columns: readonly TableColumn<Call>[] = [
  { id: 'number', header: 'Call', type: 'number', value: ({ number }) => number, width: 70 },
  { id: 'title', header: 'Title', type: 'text', value: ({ title }) => title, width: 200, grow: 1 },
  { id: 'issuedOn', header: 'Issued', type: 'date', value: ({ issuedOn }) => issuedOn, width: 105 },
  { id: 'dueOn', header: 'Due', type: 'date', value: ({ dueOn }) => dueOn, width: 105 },
  { id: 'amount', header: 'For this allocation', type: 'money', value: ({ amount }) => amount, width: 160 },
  { id: 'funded', header: 'Received of it', type: 'money', value: ({ funded }) => funded, width: 160 },
  { id: 'lastReceivedOn', header: 'Last received', type: 'date', value: ({ lastReceivedOn }) => lastReceivedOn, width: 120 },
];

/** The issued calls that serve the allocation; its status follows from them alone. */
export function LinkedCalls({ home }: Readonly<{ home: AllocationHome }>) {
  if (home.calls.length === 0)
    return (
      <EmptyState
        title="Nothing called for it yet"
        text="A capital call names this allocation in one of its uses. Once that call is issued it appears here, and the status follows."
      />
    );
  return (
    <>
      <p className="mb-2 text-muted text-small">
        Still to call: <MoneyText amount={home.openToCall} />
      </p>
      <DataTable label="Calls for this allocation" columns={columns} rows={home.calls} rowId={({ callId }) => callId} height={260} />
    </>
  );
}
