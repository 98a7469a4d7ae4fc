import { useState } from 'react';
import { NeedsPermission } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { Screen } from '#renderer/components/Screen.tsx';
import type { SheetDraft } from '#renderer/components/sheet/sheetDraft.ts';
import { notify } from '#renderer/components/Toasts.tsx';
import { Wizard } from '#renderer/components/Wizard.tsx';
import { askOnce } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { ColumnsStep, FileStep, RowsStep, Summary } from './ImportSteps.tsx';
import { type CheckedRows, hashOf, type ImportRows, type Mapping, type ReadImport, withDraft, withIds } from './importDraft.ts';

type File = Readonly<{ name: string; text: string; read: ReadImport }>;
type Checked = Readonly<{ answer: CheckedRows; rows: ImportRows; importId: string; hash: string }>;

export function ImportScreen() {
  const goTo = useGoTo();
  return (
    <Screen
      title="Import investors"
      breadcrumbs={[{ label: 'Investors', goTo: () => goTo('/investors') }]}
      description="Map the columns of a CSV file, put right what is wrong in place, and see what will be written before anything is."
      fill
    >
      <NeedsPermission permission="investors.edit">
        <ImportWizard />
      </NeedsPermission>
    </Screen>
  );
}

function useImport() {
  const [file, setFile] = useState<File | null>(null);
  const [system, setSystem] = useState('Import');
  const [draft, setDraft] = useState<SheetDraft>({});
  const [checked, setChecked] = useState<Checked | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  const check = (from: File, typed: SheetDraft, name: string) =>
    attempt(async () => {
      const rows = withDraft(from.read.rows, typed);
      const answer = await askOnce('investors.checkRows', { system: name, rows });
      setChecked({ answer, rows: withIds(answer.ready), importId: newId(), hash: await hashOf(from.text) });
    });
  const read = (name: string, text: string, mapping?: Mapping) =>
    attempt(async () => {
      const answer = await askOnce('investors.readFile', { text, ...(mapping ? { mapping } : {}) });
      const next = { name, text, read: answer };
      setFile(next);
      setDraft({});
      await check(next, {}, system);
    });
  return { file, system, setSystem, draft, setDraft, checked, setChecked, failure, busy, check, read };
}

type Gaps = Readonly<Record<'file' | 'columns' | 'rows' | 'finish', readonly Reason[]>>;

/** What keeps each step, and the last press, from going on. */
function gapsOf(file: File | null, checked: Checked | null, toRows: () => void): Gaps {
  const wrong = new Set(checked?.answer.problems.map(({ line }) => line)).size;
  const still = `${wrong === 1 ? 'One row is' : `${wrong} rows are`} still wrong. Correct them and check again.`;
  return {
    file: file ? [] : [{ text: 'Choose a file first.' }],
    columns: file && file.read.mapping.name === undefined ? [{ text: 'Say which column holds the name.' }] : [],
    rows: wrong === 0 ? [] : [{ text: still, goTo: toRows }],
    finish: checked && checked.rows.length === 0 ? [{ text: 'No row can be imported.' }] : [],
  };
}

function ImportWizard() {
  const goTo = useGoTo();
  const state = useImport();
  const [step, setStep] = useState('file');
  const add = useCommand('investors.import');
  const { file, checked, system } = state;
  const finish = async () => {
    if (!file || !checked) return;
    const reply = await add.run({ importId: checked.importId, fileName: file.name, fileHash: checked.hash, system, rows: checked.rows });
    if (!reply.ok) return;
    notify({
      title: `${reply.value.added.toLocaleString('en-US')} investors imported`,
      text: 'The import can be undone while nothing stands on them.',
      tone: 'good',
    });
    goTo('/investors?view=imports');
  };
  const gaps = gapsOf(file, checked, () => setStep('rows'));
  return (
    <div className="min-h-0 flex-1 overflow-hidden rounded-card border border-line bg-surface">
      <Wizard
        title="Import investors"
        current={step}
        onCurrentChange={setStep}
        steps={[
          {
            id: 'file',
            title: 'File',
            unmet: gaps.file,
            content: <FileStep {...state} onText={(name, text) => void state.read(name, text)} />,
          },
          {
            id: 'columns',
            title: 'Columns',
            unmet: gaps.columns,
            content: file && <ColumnsStep read={file.read} onMapping={(mapping) => void state.read(file.name, file.text, mapping)} />,
          },
          {
            id: 'rows',
            title: 'Rows',
            unmet: gaps.rows,
            content: file && checked && (
              <RowsStep
                {...state}
                rows={file.read.rows}
                answer={checked.answer}
                onCheck={() => void state.check(file, state.draft, system)}
              />
            ),
          },
        ]}
        lastPage={
          <>
            {checked && <Summary answer={checked.answer} />}
            <RefusalText>{add.sentence ?? state.failure}</RefusalText>
          </>
        }
        finish={{ label: 'Import', onFinish: () => void finish(), busy: add.isPending || state.busy, reasons: gaps.finish }}
      />
    </div>
  );
}
