import { useId, useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { FileInput } from '#renderer/components/FileInput.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import { hashOf } from '#renderer/screens/investors/importDraft.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { addDays, type BusinessDate } from '#shared/dates.ts';

type Reading = QueryOutput<'ledger.readEcb'>;
type Row = Readonly<{ on: string; currency: string; rate: string }>;

const fixed = { filterable: false } as const;
const columns: readonly TableColumn<Row>[] = [
  { id: 'on', header: 'Day', type: 'date', value: ({ on }) => on, width: 120, ...fixed },
  { id: 'currency', header: 'One EUR in', type: 'text', value: ({ currency }) => currency, width: 120, ...fixed },
  { id: 'rate', header: 'Rate', type: 'number', value: ({ rate }) => rate, width: 140, grow: 1, ...fixed },
];
/** The files of the ECB go back to 1999; the last year is what a house usually lacks. */
const USUAL_DAYS = 370;
/** One command takes this many days; a longer file goes in several. */
const DAYS_AT_ONCE = 250;

type File = Readonly<{ name: string; text: string }>;

export function ImportRatesDialog({ onClose }: Readonly<{ onClose: () => void }>) {
  const [file, setFile] = useState<File | null>(null);
  const [since, setSince] = useState<BusinessDate | null>(null);
  const reading = useAsk('ledger.readEcb', { text: file?.text ?? '', ...(since === null ? {} : { since }) }, { enabled: file !== null });
  const take = useCommand('ledger.importEcbRates');
  const data = file === null ? undefined : reading.data;
  const save = async () => {
    if (!file || !data) return;
    const fileHash = await hashOf(file.text);
    let added = 0;
    for (let at = 0; at < data.days.length; at += DAYS_AT_ONCE) {
      const reply = await take.run({ fileName: file.name, fileHash, days: data.days.slice(at, at + DAYS_AT_ONCE) });
      if (!reply.ok) return;
      added += reply.value.added;
    }
    notify({ title: `${added.toLocaleString('en-US')} rates were added`, tone: 'good' });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Import euro reference rates"
      description="The daily or historic file of the ECB, as XML or CSV. Nothing is written before you have seen what it holds."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={take.isPending} reasons={reasonsOf(data).map((text) => ({ text }))} onClick={() => void save()}>
            Import rates
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <FileFields since={since} onSince={setSince} onFile={setFile} />
        {data && <ReadingView reading={data} />}
        <RefusalText>{take.sentence ?? (reading.error ? reading.error.message : null)}</RefusalText>
      </div>
    </Dialog>
  );
}

function reasonsOf(reading: Reading | undefined): readonly string[] {
  if (!reading) return ['Choose a file first.'];
  if (reading.problems.length > 0) return reading.problems;
  return reading.added === 0 ? ['Every rate of the file is known already. There is nothing to import.'] : [];
}

type FileFieldsProps = Readonly<{
  since: BusinessDate | null;
  onSince: (since: BusinessDate | null) => void;
  onFile: (file: File) => void;
}>;

function FileFields({ since, onSince, onFile }: FileFieldsProps) {
  const id = useId();
  const { today } = useMe();
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <div className="flex flex-col gap-1">
        <label htmlFor={id} className="font-medium text-small">
          File
        </label>
        <FileInput
          id={id}
          accept=".xml,.csv,text/xml,text/csv"
          onChange={async (event) => {
            const chosen = event.target.files?.[0];
            if (!chosen) return;
            const text = await chosen.text();
            if (text.length > 100_000) onSince(addDays(today, -USUAL_DAYS));
            onFile({ name: chosen.name, text });
          }}
        />
      </div>
      <Field label="Only from" hint="Earlier days of the file are left out.">
        <DateInput value={since} today={today} onChange={onSince} />
      </Field>
    </div>
  );
}

function ReadingView({ reading: { days, added, known, leftOut, problems } }: Readonly<{ reading: Reading }>) {
  const rows = days.flatMap(({ on, rates }) => rates.map((rate): Row => ({ on, ...rate })));
  return (
    <>
      {problems.length > 0 ? (
        <Callout tone="bad" title="The file cannot be imported">
          <ul className="list-disc ps-4">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Callout>
      ) : (
        <Callout tone="good" title={`${added.toLocaleString('en-US')} new rates, ${known.toLocaleString('en-US')} known already`}>
          {leftOut.length === 0 ? 'Every currency of the file is known.' : `Left out, no longer a currency: ${leftOut.join(', ')}.`}
        </Callout>
      )}
      {rows.length > 0 && (
        <DataTable label="Rates of the file" columns={columns} rows={rows} rowId={({ on, currency }) => `${on} ${currency}`} height={260} />
      )}
    </>
  );
}
