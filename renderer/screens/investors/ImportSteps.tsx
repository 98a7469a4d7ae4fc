import { RotateCw } from 'lucide-react';
import { useId, useMemo } from 'react';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { FileInput } from '#renderer/components/FileInput.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { Sheet } from '#renderer/components/Sheet.tsx';
import type { SheetColumn, SheetDraft } from '#renderer/components/sheet/sheetDraft.ts';
import { TextInput } from '#renderer/components/TextInput.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { importFields, importFieldTitles, investorKindTitles } from '#shared/model/investors.ts';
import type { CheckedRows, Mapping, RawRow, ReadImport } from './importDraft.ts';

const NONE = 'none';
const SHOWN = 20;

type FileStepProps = Readonly<{
  file: Readonly<{ name: string; read: ReadImport }> | null;
  system: string;
  setSystem: (system: string) => void;
  failure: string | null;
  onText: (name: string, text: string) => void;
}>;

export function FileStep({ file, system, setSystem, failure, onText }: FileStepProps) {
  const id = useId();
  return (
    <div className="flex max-w-140 flex-col gap-4">
      <div className="flex flex-col gap-1">
        <label htmlFor={id} className="font-medium text-small">
          CSV file
        </label>
        <FileInput
          id={id}
          accept=".csv,.txt,text/csv"
          onChange={async (event) => {
            const chosen = event.target.files?.[0];
            if (chosen) onText(chosen.name, await chosen.text());
          }}
        />
        <p className="text-muted text-small">
          The first row names the columns; commas, semicolons and tabs are understood. Up to 10,000 rows.
        </p>
      </div>
      <Field label="Where the file comes from" required hint="References are kept under this name, so that a second import finds them.">
        <TextInput value={system} onChange={(event) => setSystem(event.target.value)} />
      </Field>
      {file && (
        <Callout
          tone={file.read.problems.length > 0 ? 'warn' : 'good'}
          title={`${file.name}: ${file.read.rows.length.toLocaleString('en-US')} rows`}
        >
          {file.read.problems.length === 0 ? (
            'The file was read whole.'
          ) : (
            <ul className="list-disc ps-4">
              {file.read.problems.slice(0, SHOWN).map(({ line, sentence }) => (
                <li key={`${line} ${sentence}`}>{sentence}</li>
              ))}
            </ul>
          )}
        </Callout>
      )}
      <RefusalText>{failure}</RefusalText>
    </div>
  );
}

export function ColumnsStep({ read, onMapping }: Readonly<{ read: ReadImport; onMapping: (mapping: Mapping) => void }>) {
  const options = [
    { value: NONE, label: 'Not in the file' },
    ...read.headers.map((header, index) => ({ value: String(index), label: header || `Column ${index + 1}` })),
  ];
  return (
    <div className="grid max-w-180 gap-3 sm:grid-cols-2">
      {importFields.map((field) => (
        <Field key={field} label={importFieldTitles[field]} required={field === 'name' || field === 'kind' || field === 'country'}>
          <Select
            value={read.mapping[field] === undefined ? NONE : String(read.mapping[field])}
            options={options}
            onChange={(value) => onMapping({ ...read.mapping, [field]: value === NONE ? undefined : Number(value) })}
          />
        </Field>
      ))}
    </div>
  );
}

const sheetColumns: readonly SheetColumn<RawRow>[] = [
  { id: 'line', header: 'Line', type: 'readonly', value: ({ line }) => String(line), width: 64, alignEnd: true },
  ...importFields.map((field) => ({
    id: field,
    header: importFieldTitles[field],
    type: 'text' as const,
    value: ({ fields }: RawRow) => fields[field] ?? null,
    width: field === 'name' ? 200 : 130,
  })),
];

const readyColumns: readonly TableColumn<CheckedRows['ready'][number]>[] = [
  { id: 'line', header: 'Line', type: 'number', value: ({ line }) => line, width: 70 },
  { id: 'name', header: 'Name', type: 'text', value: ({ name }) => name, width: 220, grow: 2 },
  { id: 'kind', header: 'Kind', type: 'text', value: ({ kind }) => investorKindTitles[kind], width: 150 },
  { id: 'country', header: 'Country', type: 'text', value: ({ country }) => country, width: 80 },
  { id: 'reference', header: 'Reference', type: 'text', value: ({ reference }) => reference, width: 120 },
  { id: 'contact', header: 'Contact', type: 'text', value: ({ contact }) => contact?.name ?? null, width: 160, grow: 1 },
];

type RowsStepProps = Readonly<{
  rows: readonly RawRow[];
  answer: CheckedRows;
  draft: SheetDraft;
  setDraft: (draft: SheetDraft) => void;
  busy: boolean;
  onCheck: () => void;
}>;

/** Only the rows that are wrong, each cell to be put right where it stands; the others are ready. */
export function RowsStep({ rows, answer, draft, setDraft, busy, onCheck }: RowsStepProps) {
  const { problems, warnings, ready } = answer;
  const wrong = useMemo(() => new Set(problems.map(({ line }) => line)), [problems]);
  const shown = useMemo(() => rows.filter(({ line }) => wrong.has(line)), [rows, wrong]);
  const errors = useMemo(
    () => problems.map(({ line, field, sentence }) => ({ rowId: String(line), columnId: field ?? 'name', reason: sentence })),
    [problems],
  );
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-2 text-ui">
        <Badge tone="good">{`${ready.length.toLocaleString('en-US')} ready`}</Badge>
        {wrong.size > 0 && <Badge tone="bad">{`${wrong.size.toLocaleString('en-US')} to put right`}</Badge>}
        {warnings.length > 0 && <Badge tone="warn">{`${warnings.length.toLocaleString('en-US')} may be twice`}</Badge>}
      </p>
      {wrong.size > 0 && (
        <Sheet
          label="Rows to put right"
          columns={sheetColumns}
          rows={shown}
          rowId={rowIdOf}
          rowName={({ line, fields }) => fields.name ?? `line ${line}`}
          draft={draft}
          onDraftChange={setDraft}
          errors={errors}
          height={320}
          toolbar={
            <Button size="small" icon={RotateCw} busy={busy} onClick={onCheck}>
              Check again
            </Button>
          }
        />
      )}
      {warnings.length > 0 && (
        <Callout tone="warn" title="These may be here already. They are imported unless you take them out of the file.">
          <ul className="list-disc ps-4">
            {warnings.slice(0, SHOWN).map(({ line, sentence }) => (
              <li key={line}>{`Line ${line}: ${sentence}`}</li>
            ))}
          </ul>
        </Callout>
      )}
      {wrong.size === 0 && <p className="text-muted text-ui">Every row can be imported.</p>}
    </div>
  );
}

const rowIdOf = ({ line }: Readonly<{ line: number }>): string => String(line);

/** Exactly what will be written. */
export function Summary({ answer: { ready, warnings } }: Readonly<{ answer: CheckedRows }>) {
  const contacts = ready.filter(({ contact }) => contact !== null).length;
  const references = ready.filter(({ reference }) => reference !== null).length;
  const count = (value: number) => <span className="tnum">{value.toLocaleString('en-US')}</span>;
  return (
    <div className="flex flex-col gap-4">
      <KeyValueList
        items={[
          { label: 'Investors added', value: count(ready.length), help: 'As prospects, all in one step or none at all.' },
          { label: 'Contacts added', value: count(contacts), help: 'For notices, from today.' },
          { label: 'References kept', value: count(references) },
          { label: 'May be twice', value: count(warnings.length), help: 'Look at Duplicates afterwards.' },
        ]}
      />
      <DataTable label="What will be written" columns={readyColumns} rows={ready} rowId={rowIdOf} height={320} />
    </div>
  );
}
