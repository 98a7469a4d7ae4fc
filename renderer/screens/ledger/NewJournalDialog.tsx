import { useMemo, useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Sheet } from '#renderer/components/Sheet.tsx';
import type { SheetDraft } from '#renderer/components/sheet/sheetDraft.ts';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { TieOutBar } from '#renderer/components/TieOutBar.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useAsk, useAskAll } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import { type Currency, currencyCodes } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { formatMoney } from '#shared/money.ts';
import { columnsOf, type JournalLines, readJournal, rowsOf } from './journalDraft.ts';
import { type BookRecord, needsSecond } from './ledgerText.ts';

const FIRST_LINES = 4;
const currencyOptions = currencyCodes.map((code) => ({ value: code, label: code }));

type Head = Readonly<{ effectiveOn: BusinessDate | null; memo: string; reason: string; reference: string; currency: Currency }>;

export function NewJournalDialog({ book, onClose }: Readonly<{ book: BookRecord; onClose: () => void }>) {
  const { today } = useMe();
  const may = useMay();
  const accounts = useAsk('ledger.accounts', { fundId: book.fundId }).data?.rows ?? [];
  const investors = useAskAll('investors.list', {}, { enabled: may('investors.view') }).data?.rows ?? [];
  const [head, setHead] = useState<Head>({ effectiveOn: today, memo: '', reason: '', reference: '', currency: book.currency });
  const [count, setCount] = useState(FIRST_LINES);
  const [draft, setDraft] = useState<SheetDraft>({});
  const post = usePost(book, onClose);
  const rows = useMemo(() => rowsOf(count), [count]);
  const columns = useMemo(() => columnsOf(accounts, investors, head.currency), [accounts, investors, head.currency]);
  const read = useMemo(
    () => readJournal(rows, draft, accounts, investors, head.currency),
    [rows, draft, accounts, investors, head.currency],
  );
  const gaps = gapsOf(head, read);
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title={`New journal in ${book.fund}`}
      footer={
        <>
          <div className="me-auto min-w-0 flex-1">
            <RefusalText>{post.sentence}</RefusalText>
          </div>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={post.isPending}
            reasons={gaps.map((text) => ({ text }))}
            onClick={() => void post.save(head, read.lines)}
          >
            {post.waits ? 'Propose journal' : 'Post journal'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <JournalHead head={head} onHead={setHead} errors={post.fieldErrors} />
        <Sheet
          label="Lines of the journal"
          columns={columns}
          rows={rows}
          rowId={({ id }) => id}
          rowName={({ line }) => `Line ${line}`}
          draft={draft}
          onDraftChange={(next) => {
            setDraft(next);
            post.reset();
          }}
          height={300}
          toolbar={
            <Button size="small" onClick={() => setCount(count + FIRST_LINES)}>
              More lines
            </Button>
          }
        />
        <TieOutBar
          source={{ minor: read.debit, currency: head.currency }}
          sourceLabel="Debits"
          parts={[{ label: 'Credits', amount: { minor: read.credit, currency: head.currency } }]}
          nothingYet="Nothing to post yet"
        />
      </div>
    </Dialog>
  );
}

/** Posts what was typed; where one person may not, the same button proposes it. */
function usePost({ fundId }: BookRecord, onDone: () => void) {
  const post = useCommand('ledger.postJournal');
  const propose = useCommand('ledger.proposeJournal');
  const [journalId] = useState(newId);
  const waits = needsSecond(post.refusal);
  const save = async ({ effectiveOn, memo, reason, reference }: Head, lines: JournalLines) => {
    if (effectiveOn === null) return;
    const evidence = reference.trim() === '' ? [] : [{ title: reference.trim(), reference: '', sha256: null }];
    const journal = { fundId, effectiveOn, memo, reason, evidence, lines };
    const reply = waits ? await propose.run({ journalId, ...journal }) : await post.run(journal);
    if (!reply.ok) return;
    notify({ title: waits ? 'The journal waits for somebody else' : 'The journal is posted', tone: 'good' });
    onDone();
  };
  return {
    save,
    waits,
    sentence: propose.sentence ?? post.sentence,
    isPending: post.isPending || propose.isPending,
    fieldErrors: { ...post.fieldErrors, ...propose.fieldErrors },
    /** What was refused is no longer what is typed. */
    reset() {
      if (post.refusal) post.reset();
      if (propose.refusal) propose.reset();
    },
  };
}

function gapsOf({ effectiveOn, memo, reason, currency }: Head, { gaps, debit, credit }: ReturnType<typeof readJournal>): string[] {
  const difference = debit - credit;
  return [
    ...(effectiveOn === null ? ['Enter the day it takes effect.'] : []),
    ...(memo.trim() === '' ? ['Write what it is about.'] : []),
    ...(reason.trim() === '' ? ['Say why it is posted by hand.'] : []),
    ...gaps,
    ...(difference === 0n
      ? []
      : [
          `${difference > 0n ? 'Debits' : 'Credits'} are larger by ${formatMoney({ minor: difference < 0n ? -difference : difference, currency })}.`,
        ]),
  ];
}

type JournalHeadProps = Readonly<{ head: Head; onHead: (head: Head) => void; errors: Readonly<Record<string, string>> }>;

function JournalHead({ head, onHead, errors }: JournalHeadProps) {
  const { today } = useMe();
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="Takes effect on" required error={errors.effectiveOn}>
        <DateInput value={head.effectiveOn} today={today} onChange={(effectiveOn) => onHead({ ...head, effectiveOn })} />
      </Field>
      <Field label="Currency" required>
        <Combobox
          value={head.currency}
          onChange={(currency) => currency !== null && onHead({ ...head, currency: currency as Currency })}
          options={currencyOptions}
        />
      </Field>
      <Field label="Memo" required error={errors.memo}>
        <TextInput value={head.memo} onChange={(event) => onHead({ ...head, memo: event.target.value })} />
      </Field>
      <Field label="Reason" required error={errors.reason}>
        <TextInput value={head.reason} onChange={(event) => onHead({ ...head, reason: event.target.value })} />
      </Field>
      <Field label="Evidence" hint="What an auditor would look at, and where it lies.">
        <TextInput value={head.reference} onChange={(event) => onHead({ ...head, reference: event.target.value })} />
      </Field>
    </div>
  );
}
