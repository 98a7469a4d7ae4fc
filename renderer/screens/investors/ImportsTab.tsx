import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Card } from '#renderer/components/Card.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { FormDialog } from './FormDialog.tsx';

type Import = QueryOutput<'investors.imports'>['imports'][number];

export function ImportsTab() {
  const imports = useAsk('investors.imports', {});
  const goTo = useGoTo();
  const [undoing, setUndoing] = useState<Import | null>(null);
  return (
    <Asked of="the imports" query={imports}>
      {(data) =>
        data.imports.length === 0 ? (
          <EmptyState
            title="Nothing was imported yet"
            text="Each import stands here as one step that can be undone while nothing stands on its investors."
            action={<Button onClick={() => goTo('/investors/import')}>Import investors…</Button>}
          />
        ) : (
          <ul className="flex flex-col gap-2">
            {data.imports.map((one) => (
              <li key={one.id}>
                <ImportCard one={one} onUndo={() => setUndoing(one)} />
              </li>
            ))}
            {undoing && <UndoDialog one={undoing} onClose={() => setUndoing(null)} />}
          </ul>
        )
      }
    </Asked>
  );
}

function ImportCard({ one, onUndo }: Readonly<{ one: Import; onUndo: () => void }>) {
  return (
    <Card className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium text-ui">{one.fileName}</span>
        <span className="text-muted text-small">
          {one.rows.toLocaleString('en-US')} investors, by {one.importedBy} on <DateText date={one.importedAt} />
        </span>
      </span>
      {one.undoneAt ? (
        <Badge tone="neutral">Undone by {one.undoneBy}</Badge>
      ) : (
        <Button size="small" icon={Undo2} onClick={onUndo}>
          Undo import of {one.fileName}…
        </Button>
      )}
    </Card>
  );
}

function UndoDialog({ one, onClose }: Readonly<{ one: Import; onClose: () => void }>) {
  const undo = useCommand('investors.undoImport');
  return (
    <FormDialog
      title={`Undo the import of ${one.fileName}?`}
      description={`${one.rows.toLocaleString('en-US')} investors are taken back. It is refused once any of them was worked on.`}
      fields={[{ id: 'reason', label: 'Reason', kind: 'area', required: true }]}
      initial={{}}
      saveLabel="Undo import"
      action={undo}
      onClose={onClose}
      onSave={async ({ reason = '' }) => {
        const reply = await undo.run({ importId: one.id, reason });
        if (reply.ok) notify({ title: `${reply.value.removed.toLocaleString('en-US')} investors taken back`, tone: 'good' });
        return reply.ok;
      }}
    />
  );
}
