import { DatabaseBackup } from 'lucide-react';
import { useMemo, useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useHostAsk } from '#renderer/data/ask.ts';
import { useHost } from '#renderer/data/command.ts';
import { type BackupRow, sizeText, whyText } from './healthText.ts';
import { RestoreDialog } from './RestoreDialog.tsx';

export function BackupsTab() {
  const backups = useHostAsk('host.backups', {});
  const backup = useHost('host.startJob');
  const needs = useNeeds();
  const [restoring, setRestoring] = useState<BackupRow | null>(null);
  const restore = needs('health.restore');
  const columns = useMemo((): readonly TableColumn<BackupRow>[] => {
    const action = (row: BackupRow) => (
      <Button size="small" aria-label={`Restore ${row.name}`} reasons={restore} onClick={() => setRestoring(row)}>
        Restore…
      </Button>
    );
    return [
      { id: 'at', header: 'Made', type: 'date', value: ({ at }) => at, width: 160 },
      { id: 'seq', header: 'Up to log row', type: 'number', value: ({ seq }) => seq, width: 120 },
      { id: 'bytes', header: 'Size', type: 'text', value: ({ bytes }) => sizeText(bytes), width: 100, sortable: false, filterable: false },
      { id: 'why', header: 'Why', type: 'text', value: ({ why }) => whyText(why), width: 150 },
      { id: 'name', header: 'Name', type: 'text', value: ({ name }) => name, width: 260, grow: 1 },
      { id: 'restore', header: 'Restore', type: 'text', value: () => null, cell: action, width: 110, sortable: false, filterable: false },
    ];
  }, [restore]);
  const backUp = (
    <Button
      icon={DatabaseBackup}
      busy={backup.isPending}
      reasons={needs('health.operate')}
      onClick={() => void backup.run({ kind: 'health.backup', input: {} })}
    >
      Back up now
    </Button>
  );
  return (
    <>
      <LoadFailed of="the backups" error={backups.error} onRetry={backups.refetch} />
      <RefusalText>{backup.sentence}</RefusalText>
      <p className="mb-3 max-w-180 text-muted text-ui">
        Each backup is a complete, encrypted copy that was read back after it was written. They lie in the folder “backups” beside the
        workspace: copy that folder to another disk as well.
      </p>
      <DataTable
        label="Backups"
        columns={columns}
        rows={backups.data?.backups ?? []}
        rowId={({ name }) => name}
        onOpen={(row) => restore.length === 0 && setRestoring(row)}
        loading={backups.isPending}
        height={420}
        empty={
          <EmptyState
            title="No backup yet"
            text="Clearway backs up by the clock set in Settings. Make the first one now."
            action={backUp}
          />
        }
      />
      {restoring && <RestoreDialog backup={restoring} onClose={() => setRestoring(null)} />}
    </>
  );
}
