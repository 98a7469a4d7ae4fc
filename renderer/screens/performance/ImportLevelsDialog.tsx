import { useId, useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { FileInput } from '#renderer/components/FileInput.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { hashOf } from '#renderer/screens/investors/importDraft.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { BenchmarkRecord } from './figureText.ts';

type Reading = QueryOutput<'performance.readLevels'>;
const columns: readonly TableColumn<Reading['levels'][number]>[] = [
  { id: 'on', header: 'Day', type: 'date', value: ({ on }) => on, width: 120, filterable: false },
  { id: 'level', header: 'Level', type: 'number', value: ({ level }) => level, width: 160, grow: 1, filterable: false },
];
type File = Readonly<{ name: string; text: string }>;

/** Shows what a file holds, every bad row named, before anything is written. */
export function ImportLevelsDialog({ benchmark, onClose }: Readonly<{ benchmark: BenchmarkRecord; onClose: () => void }>) {
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [reason, setReason] = useState('');
  const reading = useAsk('performance.readLevels', { benchmarkId: benchmark.id, text: file?.text ?? '' }, { enabled: file !== null });
  const take = useCommand('performance.importLevels');
  const data = file === null ? undefined : reading.data;
  const save = async () => {
    if (!file || !data) return;
    const given = reason.trim() === '' ? {} : { reason };
    const order = { benchmarkId: benchmark.id, fileName: file.name, fileHash: await hashOf(file.text), levels: data.levels, ...given };
    const reply = await take.run(order);
    if (!reply.ok) return;
    notify({ title: `${reply.value.added.toLocaleString('en-US')} levels added, ${reply.value.corrected} corrected`, tone: 'good' });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Import levels of ${benchmark.name}`}
      description="A CSV file with a date such as 2026-11-20 and a level in each line; a line of titles may stand first."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={take.isPending}
            reasons={reasonsOf(data, reason).map((text) => ({ text }))}
            onClick={() => void save()}
          >
            Import levels
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div className="flex flex-col gap-1">
          <label htmlFor={id} className="font-medium text-small">
            File
          </label>
          <FileInput
            id={id}
            accept=".csv,.txt,text/csv"
            onChange={async (event) => {
              const chosen = event.target.files?.[0];
              if (chosen) setFile({ name: chosen.name, text: await chosen.text() });
            }}
          />
        </div>
        {data && <ReadingView reading={data} />}
        {data && data.corrected.length > 0 && (
          <Field label="Reason for the corrections" required>
            <TextInput value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        )}
        <RefusalText>{take.sentence ?? (reading.error ? reading.error.message : null)}</RefusalText>
      </div>
    </Dialog>
  );
}

function reasonsOf(reading: Reading | undefined, reason: string): readonly string[] {
  if (!reading) return ['Choose a file first.'];
  if (reading.problems.length > 0) return ['The file has bad rows. Correct them and choose it again: nothing is imported by half.'];
  if (reading.added + reading.corrected.length === 0) return ['Every level of the file is known already. There is nothing to import.'];
  return reading.corrected.length > 0 && reason.trim() === '' ? ['The file corrects known levels. Give the reason.'] : [];
}

function ReadingView({ reading: { levels, added, known, corrected, problems } }: Readonly<{ reading: Reading }>) {
  return (
    <>
      {problems.length > 0 ? (
        <Callout tone="bad" title="The file cannot be imported">
          <ul className="max-h-48 list-disc overflow-y-auto ps-4">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Callout>
      ) : (
        <Callout tone="good" title={`${added.toLocaleString('en-US')} new levels, ${known.toLocaleString('en-US')} known already`}>
          {corrected.length === 0 ? 'Nothing recorded before is touched.' : `${corrected.length} known levels would be corrected.`}
        </Callout>
      )}
      {corrected.length > 0 && (
        <Callout tone="warn" title="Corrections">
          {corrected.slice(0, 10).join('; ')}
          {corrected.length > 10 && ` and ${corrected.length - 10} more`}
        </Callout>
      )}
      {levels.length > 0 && <DataTable label="Levels of the file" columns={columns} rows={levels} rowId={({ on }) => on} height={220} />}
    </>
  );
}
