import { Undo2, Upload } from 'lucide-react';
import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Card } from '#renderer/components/Card.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { FormDialog } from '#renderer/screens/investors/FormDialog.tsx';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { type BookRecord, needsSecond } from './ledgerText.ts';

type Import = QueryOutput<'ledger.imports'>['rows'][number];

/** Files of journals, each one step that can be undone by reversals. */
export function FilesTab({ book: { fundId } }: Readonly<{ book: BookRecord }>) {
  const imports = useAsk('ledger.imports', { fundId });
  const goTo = useGoTo();
  const needs = useNeeds();
  const [undoing, setUndoing] = useState<Import | null>(null);
  const start = (
    <Button icon={Upload} reasons={needs('ledger.post')} onClick={() => goTo(`/ledger/import?fund=${fundId}`)}>
      Import journals…
    </Button>
  );
  return (
    <Asked of="the imports" query={imports}>
      {({ rows }) =>
        rows.length === 0 ? (
          <EmptyState
            title="No file was imported yet"
            text="Each file of journals stands here as one step, which is undone by reversing all of its entries."
            action={start}
          />
        ) : (
          <div className="flex flex-col gap-3">
            <div>{start}</div>
            <ul className="flex flex-col gap-2">
              {rows.map((one) => (
                <li key={one.id}>
                  <FileCard one={one} onUndo={() => setUndoing(one)} />
                </li>
              ))}
            </ul>
            {undoing && <UndoDialog key={undoing.id} one={undoing} onClose={() => setUndoing(null)} />}
          </div>
        )
      }
    </Asked>
  );
}

function FileCard({ one, onUndo }: Readonly<{ one: Import; onUndo: () => void }>) {
  const needs = useNeeds();
  return (
    <Card className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium text-ui">{one.fileName}</span>
        <span className="text-muted text-small">
          {one.entries.toLocaleString('en-US')} entries, {one.lines.toLocaleString('en-US')} lines, by {one.importedBy} on{' '}
          <DateText date={one.importedAt} />
        </span>
      </span>
      {one.undoneAt ? (
        <Badge tone="neutral">Undone by {one.undoneBy}</Badge>
      ) : (
        <Button size="small" icon={Undo2} reasons={needs('ledger.post')} onClick={onUndo}>
          Undo {one.fileName}…
        </Button>
      )}
    </Card>
  );
}

function UndoDialog({ one, onClose }: Readonly<{ one: Import; onClose: () => void }>) {
  const undo = useCommand('ledger.undoImport');
  const propose = useCommand('ledger.proposeUndo');
  const [journalId] = useState(newId);
  const waits = needsSecond(undo.refusal);
  return (
    <FormDialog
      title={`Undo ${one.fileName}?`}
      description={`${one.entries.toLocaleString('en-US')} entries are reversed, each by an entry of its own. Without a day, each is reversed on its own day.`}
      fields={[
        { id: 'effectiveOn', label: 'All on', kind: 'date', hint: 'Leave empty for the day of each entry.' },
        { id: 'reason', label: 'Reason', kind: 'area', required: true },
      ]}
      initial={{}}
      saveLabel={waits ? 'Propose to undo' : 'Undo import'}
      action={propose.sentence ? propose : undo}
      onClose={onClose}
      onSave={async ({ effectiveOn = '', reason = '' }) => {
        const input = { importId: one.id, effectiveOn: effectiveOn === '' ? null : (effectiveOn as BusinessDate), reason };
        if (waits) {
          const proposed = await propose.run({ journalId, ...input });
          if (proposed.ok) notify({ title: 'Undoing waits for somebody else', tone: 'good' });
          return proposed.ok;
        }
        const reply = await undo.run(input);
        if (reply.ok) notify({ title: `${reply.value.entries.toLocaleString('en-US')} entries are reversed`, tone: 'good' });
        return reply.ok;
      }}
    />
  );
}
