import { useId, useState } from 'react';
import { NeedsPermission } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { FileInput } from '#renderer/components/FileInput.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { hashOf } from '#renderer/screens/investors/importDraft.ts';
import type { QueryOutput, QueryRequest } from '#shared/contract/index.ts';
import type { FundId } from '#shared/ids.ts';
import { type JournalField, journalFields, journalFieldTitles } from '#shared/model/journals.ts';
import { formatMoney } from '#shared/money.ts';
import { needsSecond } from './ledgerText.ts';

export function ImportJournalsScreen() {
  return (
    <NeedsPermission permission="ledger.post">
      <Import />
    </NeedsPermission>
  );
}

type Reading = QueryOutput<'ledger.readJournalFile'>;
type Mapping = NonNullable<QueryRequest<'ledger.readJournalFile'>['mapping']>;
type File = Readonly<{ name: string; text: string }>;

function Import() {
  const goTo = useGoTo();
  const [fundId] = useSearchParam('fund');
  const books = useAsk('ledger.books', {});
  const book = books.data?.rows.find((row) => row.fundId === fundId && row.isOpen);
  if (books.data && !book)
    return (
      <Screen title="Import journals">
        <EmptyState
          title="Into which books?"
          text="Choose a fund with open books first."
          action={<Button onClick={() => goTo('/ledger')}>Go to Ledger</Button>}
        />
      </Screen>
    );
  return (
    <Screen
      title="Import journals"
      breadcrumbs={[{ label: book?.fund ?? 'Ledger', goTo: () => goTo(`/ledger?fund=${fundId}`) }, { label: 'Import journals' }]}
      description="A CSV file with one row per line. Rows with the same entry make one entry; all of them are posted, or none."
    >
      {book && <FileForm fundId={book.fundId} />}
    </Screen>
  );
}

function FileForm({ fundId }: Readonly<{ fundId: FundId }>) {
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [mapping, setMapping] = useState<Mapping | null>(null);
  const asked = { fundId, text: file?.text ?? '', ...(mapping === null ? {} : { mapping }) };
  const reading = useAsk('ledger.readJournalFile', asked, { enabled: file !== null });
  const data = file === null ? undefined : reading.data;
  return (
    <div className="flex max-w-240 flex-col gap-4">
      <div className="flex flex-col gap-1">
        <label htmlFor={id} className="font-medium text-small">
          File
        </label>
        <FileInput
          id={id}
          accept=".csv,.txt,text/csv"
          onChange={async (event) => {
            const chosen = event.target.files?.[0];
            if (!chosen) return;
            setMapping(null);
            setFile({ name: chosen.name, text: await chosen.text() });
          }}
        />
        <p className="text-muted text-small">Columns such as Entry, Date, Memo, Account, Investor, Debit, Credit, Currency.</p>
      </div>
      <RefusalText>{reading.error ? reading.error.message : null}</RefusalText>
      {data && (
        <>
          <Columns reading={data} onMapping={setMapping} />
          <Found reading={data} />
          {file && <Post key={file.text} fundId={fundId} file={file} reading={data} />}
        </>
      )}
    </div>
  );
}

const NONE = 'none';

function Columns({ reading: { headers, mapping }, onMapping }: Readonly<{ reading: Reading; onMapping: (mapping: Mapping) => void }>) {
  const options = [
    { value: NONE, label: 'No column' },
    ...headers.map((header, index) => ({ value: String(index), label: header || `Column ${index + 1}` })),
  ];
  const set = (field: JournalField, value: string) => {
    const { [field]: _before, ...rest } = mapping;
    onMapping(value === NONE ? rest : { ...rest, [field]: Number(value) });
  };
  return (
    <Section title="Columns" description="Which column of the file holds what.">
      <div className="grid gap-3 sm:grid-cols-3">
        {journalFields.map((field) => (
          <Field key={field} label={journalFieldTitles[field]} required>
            <Select value={String(mapping[field] ?? NONE)} onChange={(value) => set(field, value)} options={options} />
          </Field>
        ))}
      </div>
    </Section>
  );
}

type Entry = Reading['entries'][number];
type Problem = Reading['problems'][number] & Readonly<{ id: string }>;
const fixed = { sortable: false, filterable: false } as const;
const entryColumns: readonly TableColumn<Entry>[] = [
  { id: 'entry', header: 'Entry', type: 'text', value: ({ entry }) => entry, width: 120 },
  { id: 'effectiveOn', header: 'Effective', type: 'date', value: ({ effectiveOn }) => effectiveOn, width: 105 },
  { id: 'memo', header: 'Memo', type: 'text', value: ({ memo }) => memo, width: 220, grow: 2 },
  { id: 'lines', header: 'Lines', type: 'number', value: ({ lines }) => lines, width: 80, ...fixed },
  {
    id: 'amounts',
    header: 'Amount',
    type: 'number',
    value: ({ amounts }) => amounts.map(formatMoney).join(', '),
    cell: ({ amounts }) => amounts.map(formatMoney).join(', '),
    width: 190,
    ...fixed,
  },
];
const problemColumns: readonly TableColumn<Problem>[] = [
  { id: 'line', header: 'Line', type: 'number', value: ({ line }) => line, width: 70 },
  { id: 'sentence', header: 'What is wrong', type: 'text', value: ({ sentence }) => sentence, width: 500, grow: 1 },
];

function Found({ reading: { problems, entries, rows } }: Readonly<{ reading: Reading }>) {
  if (problems.length > 0)
    return (
      <Section
        title={`${problems.length.toLocaleString('en-US')} ${problems.length === 1 ? 'row' : 'rows'} to correct`}
        description="Correct them in the file and choose it again."
      >
        <DataTable
          label="Rows to correct"
          columns={problemColumns}
          rows={problems.map((problem, index) => ({ ...problem, id: String(index) }))}
          rowId={({ id }) => id}
          height={320}
        />
      </Section>
    );
  return (
    <Section
      title={`${entries.length.toLocaleString('en-US')} ${entries.length === 1 ? 'entry' : 'entries'} of ${rows.length.toLocaleString('en-US')} rows`}
    >
      <DataTable label="Entries of the file" columns={entryColumns} rows={entries} rowId={({ entry }) => entry} height={320} />
    </Section>
  );
}

function Post({ fundId, file, reading }: Readonly<{ fundId: FundId; file: File; reading: Reading }>) {
  const goTo = useGoTo();
  const [importId] = useState(newId);
  const [reason, setReason] = useState('');
  const post = useCommand('ledger.importJournals');
  const propose = useCommand('ledger.proposeImport');
  const waits = needsSecond(post.refusal);
  const gaps = [
    ...(reading.problems.length > 0 ? ['Correct the rows above first.'] : []),
    ...(reason.trim() === '' ? ['Say why these journals are posted.'] : []),
  ];
  const save = async () => {
    const input = { importId, fundId, fileName: file.name, fileHash: await hashOf(file.text), reason, rows: reading.rows };
    const reply = waits ? await propose.run(input) : await post.run(input);
    if (!reply.ok) return;
    notify({
      title: waits ? 'The journals wait for somebody else' : `${reading.entries.length.toLocaleString('en-US')} entries are posted`,
      tone: 'good',
    });
    goTo(`/ledger?fund=${fundId}&tab=${waits ? 'waiting' : 'files'}`);
  };
  return (
    <div className="flex flex-col gap-3">
      {waits && (
        <Callout tone="info" title="A second person is needed">
          At least one entry is above the limit of the fund. Propose the file; it is posted once somebody else approves it.
        </Callout>
      )}
      <Field label="Reason" required error={post.fieldErrors.reason}>
        <TextInput value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <RefusalText>{propose.sentence ?? post.sentence}</RefusalText>
      <div>
        <Button
          variant="primary"
          busy={post.isPending || propose.isPending}
          reasons={gaps.map((text) => ({ text }))}
          onClick={() => void save()}
        >
          {waits ? 'Propose journals' : 'Post journals'}
        </Button>
      </div>
    </div>
  );
}
