import { type ReactNode, useMemo } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { Sheet } from '#renderer/components/Sheet.tsx';
import { Textarea } from '#renderer/components/Textarea.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { useMe } from '#renderer/data/session.ts';
import { type AccountRecord, choiceTitle, optionsOf } from '#renderer/screens/funds/fundText.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { dayCounts } from '#shared/dayCount.ts';
import type { FundId } from '#shared/ids.ts';
import { type ClosingKind, type Compounding, closingKindTitles, compoundingTitles } from '#shared/model/commitments.ts';
import { type Choices, type ClosingDraft, columnsOf, FIRST_ROWS, rowsOf } from './closingDraft.ts';
import type { FundOption } from './commitmentText.ts';
import { PendingTable } from './PendingTable.tsx';

type StepProps = Readonly<{ draft: ClosingDraft; onChange: (draft: ClosingDraft) => void }>;
type FactsStepProps = StepProps & Readonly<{ funds: readonly FundOption[]; accounts: readonly AccountRecord[]; isNew: boolean }>;

export function ClosingFactsStep({ draft, onChange, funds, accounts, isNew }: FactsStepProps) {
  const { today } = useMe();
  const { fundId, kind, heldOn, note } = draft;
  return (
    <div className="grid max-w-180 gap-3 sm:grid-cols-2">
      <Field label="Fund" required>
        <Combobox
          value={fundId}
          onChange={(value) => isNew && onChange({ ...draft, fundId: value as FundId | null, accountId: null })}
          options={funds.filter(({ id }) => isNew || id === fundId).map(({ id, name }) => ({ value: id as string, label: name }))}
        />
      </Field>
      <Field label="Kind" required>
        <Select
          value={kind}
          onChange={(value) => onChange({ ...draft, kind: value as ClosingKind })}
          options={optionsOf(closingKindTitles)}
        />
      </Field>
      <Field label="Held on" required hint="Commitments count from this day on.">
        <DateInput value={heldOn} today={today} onChange={(value) => onChange({ ...draft, heldOn: value })} />
      </Field>
      {kind !== 'first' && <TermFields draft={draft} onChange={onChange} accounts={accounts} />}
      <div className="sm:col-span-2">
        <Field label="Note">
          <Textarea value={note} onChange={(event) => onChange({ ...draft, note: event.target.value })} />
        </Field>
      </div>
    </div>
  );
}

/** How newcomers make good for the time the others carried their share. */
function TermFields({ draft, onChange, accounts }: StepProps & Readonly<{ accounts: readonly AccountRecord[] }>) {
  const { today } = useMe();
  const { rate, compounding, dayCount, dueOn, accountId } = draft;
  const open = accounts.filter(({ closedOn }) => closedOn === null);
  return (
    <>
      <Field
        label="Interest rate per year"
        required
        hint="On what newcomers catch up, from the due date of each call. 0 where none is due."
      >
        <TextInput value={rate} suffix="%" onChange={(event) => onChange({ ...draft, rate: event.target.value })} />
      </Field>
      <Field label="Compounding" required>
        <Select
          value={compounding}
          onChange={(value) => onChange({ ...draft, compounding: value as Compounding })}
          options={optionsOf(compoundingTitles)}
        />
      </Field>
      <Field label="Day count" required>
        <Select
          value={dayCount}
          onChange={(value) => onChange({ ...draft, dayCount: value as ClosingDraft['dayCount'] })}
          options={dayCounts.map((value) => ({ value, label: choiceTitle(value) }))}
        />
      </Field>
      <Field label="Catch-up due on" required>
        <DateInput value={dueOn} today={today} onChange={(value) => onChange({ ...draft, dueOn: value })} />
      </Field>
      <Field label="Paid into" hint="Needed where newcomers owe a catch-up.">
        <Combobox
          value={accountId}
          clearable
          onChange={(value) => onChange({ ...draft, accountId: value })}
          options={open.map(({ id, title, currency }) => ({ value: id, label: title, hint: currency }))}
        />
      </Field>
    </>
  );
}

export function ClosingLinesStep({ draft, onChange, choices }: StepProps & Readonly<{ choices: Choices }>) {
  const rows = useMemo(() => rowsOf(draft.rows), [draft.rows]);
  const columns = useMemo(() => columnsOf(choices), [choices]);
  return (
    <div className="flex flex-col gap-2">
      <p className="text-muted text-ui">
        Type or paste from a spreadsheet: investor, class and amount.{' '}
        {choices.classes.length === 1 && 'The fund has one class, so it need not be named.'}
      </p>
      <Sheet
        label="Commitments of the closing"
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        rowName={({ line }) => `Line ${line}`}
        draft={draft.sheet}
        onDraftChange={(sheet) => onChange({ ...draft, sheet })}
        height={360}
        toolbar={
          <Button size="small" onClick={() => onChange({ ...draft, rows: draft.rows + FIRST_ROWS })}>
            More lines
          </Button>
        }
      />
    </div>
  );
}

type Preview = QueryOutput<'commitments.previewClosing'>;

export function ClosingPreview({ preview }: Readonly<{ preview: Preview | null }>) {
  if (!preview) return <p className="text-muted text-small">Enter who commits how much: what it comes to appears here at once.</p>;
  const { totals, currency, problem, unmet, rows } = preview;
  const amount = (minor: bigint) => <MoneyText amount={{ minor, currency }} />;
  return (
    <div className="flex flex-col gap-3">
      {problem !== null && <Callout tone="bad">{problem}</Callout>}
      {unmet !== null && <Callout tone="warn">{unmet}</Callout>}
      <dl className="flex flex-col">
        <Figure label="Holdings after">{rows.filter(({ after }) => after > 0n).length}</Figure>
        <Figure label="Commitments now">{amount(totals.before)}</Figure>
        <Figure label="Commitments after">{amount(totals.after)}</Figure>
        <Figure label="Catch-up of newcomers">{amount(totals.catchUp)}</Figure>
        <Figure label="Refunded to earlier holders">{amount(totals.refunds)}</Figure>
        <Figure label="Interest, paid and credited">{amount(totals.interest)}</Figure>
      </dl>
    </div>
  );
}

function Figure({ label, children }: Readonly<{ label: string; children: ReactNode }>) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-3 border-line/60 border-b py-1.5 text-ui">
      <dt className="text-muted">{label}</dt>
      <dd className="tnum">{children}</dd>
    </div>
  );
}

/** Exactly what will be written. */
export function ClosingLastPage({ preview, sentence }: Readonly<{ preview: Preview | null; sentence: string | null }>) {
  return (
    <div className="flex flex-col gap-4">
      {preview && <PendingTable rows={preview.rows} currency={preview.currency} height={340} />}
      <p className="text-muted text-ui">
        This is kept as a draft. Nothing counts before a second person has approved exactly this and it is posted.
      </p>
      <RefusalText>{sentence}</RefusalText>
    </div>
  );
}
