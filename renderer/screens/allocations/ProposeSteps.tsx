import { Plus, X } from 'lucide-react';
import { Button } from '#renderer/components/Button.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { IconButton } from '#renderer/components/IconButton.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { Textarea } from '#renderer/components/Textarea.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { optionsOf } from '#renderer/screens/funds/fundText.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { FundId } from '#shared/ids.ts';
import { type Priority, priorityTitles } from '#shared/model/tiers.ts';
import type { FundCheck } from './allocationText.ts';
import { emptyLine, type LineDraft, type ProposalDraft } from './proposeDraft.ts';
import { RuleChecks } from './RuleChecks.tsx';

export type FundOption = QueryOutput<'funds.list'>['rows'][number];
type StepProps = Readonly<{
  draft: ProposalDraft;
  errors: Readonly<Record<string, string>>;
  onChange: (draft: ProposalDraft) => void;
}>;

export function DealStep({ draft, errors, onChange }: StepProps) {
  const { today } = useMe();
  const set = (part: Partial<ProposalDraft>) => onChange({ ...draft, ...part });
  return (
    <div className="flex max-w-160 flex-col gap-3">
      <Field label="Deal" required error={errors.dealTitle} hint="What the funds invest in. Allocations of one name count together.">
        <TextInput value={draft.dealTitle} onChange={(event) => set({ dealTitle: event.target.value })} />
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label="Counterparty" error={errors.counterparty}>
          <TextInput value={draft.counterparty} onChange={(event) => set({ counterparty: event.target.value })} />
        </Field>
        <Field label="Reference" error={errors.reference} hint="The house’s own, such as a file number.">
          <TextInput value={draft.reference} onChange={(event) => set({ reference: event.target.value })} />
        </Field>
        <Field label="Priority" required error={errors.priority} hint="An urgent one may need more approvers.">
          <Select
            value={draft.priority}
            onChange={(priority) => set({ priority: priority as Priority })}
            options={optionsOf(priorityTitles)}
          />
        </Field>
        <Field label="Allocated on" required error={errors.allocatedOn} hint="Today or earlier.">
          <DateInput value={draft.allocatedOn} onChange={(allocatedOn) => set({ allocatedOn })} max={today} today={today} />
        </Field>
      </div>
      <Field label="Note" error={errors.note}>
        <Textarea rows={3} value={draft.note} onChange={(event) => set({ note: event.target.value })} />
      </Field>
    </div>
  );
}

type FundsStepProps = StepProps & Readonly<{ funds: readonly FundOption[]; checks: readonly FundCheck[] }>;

export function FundsStep({ draft, errors, onChange, funds, checks }: FundsStepProps) {
  const { lines } = draft;
  const put = (index: number, part: Partial<LineDraft>) =>
    onChange({ ...draft, lines: lines.map((line, at) => (at === index ? { ...line, ...part } : line)) });
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex flex-col gap-4">
        {lines.map((line, index) => (
          <li key={line.allocationId} className="flex flex-col gap-2.5">
            <FundLine
              line={line}
              place={index + 1}
              funds={funds}
              error={errors[`lines.${index}.amount`]}
              onPut={(part) => put(index, part)}
              onRemove={lines.length > 1 ? () => onChange({ ...draft, lines: lines.filter((_, at) => at !== index) }) : null}
            />
            {checks
              .filter(({ fundId }) => fundId === line.fundId)
              .map((check) => (
                <RuleChecks key={check.fundId} check={check} />
              ))}
          </li>
        ))}
      </ul>
      <div>
        <Button
          icon={Plus}
          reasons={lines.length >= funds.length ? [{ text: 'Every fund you may see stands on a line already.' }] : []}
          onClick={() => onChange({ ...draft, lines: [...lines, emptyLine(newId())] })}
        >
          Add a fund
        </Button>
      </div>
    </div>
  );
}

type FundLineProps = Readonly<{
  line: LineDraft;
  place: number;
  funds: readonly FundOption[];
  error: string | undefined;
  onPut: (part: Partial<LineDraft>) => void;
  onRemove: (() => void) | null;
}>;

function FundLine({ line, place, funds, error, onPut, onRemove }: FundLineProps) {
  const chosen = funds.find(({ id }) => id === line.fundId);
  return (
    <div className="grid grid-cols-2 items-end gap-3">
      <Field label={`Fund ${place}`} required>
        <Combobox
          value={line.fundId}
          onChange={(id) => {
            const fund = funds.find((one) => one.id === id);
            onPut({
              fundId: (id as FundId | null) ?? null,
              currency: fund?.currency ?? null,
              projectId: null,
              ...(fund?.currency === line.currency ? {} : { minor: null }),
            });
          }}
          options={funds.map(({ id, name }) => ({ value: id as string, label: name }))}
          placeholder="Choose a fund"
        />
      </Field>
      <div className="flex justify-end">
        <IconButton
          icon={X}
          label={`Remove fund ${place}`}
          reasons={onRemove ? [] : [{ text: 'A proposal has at least one fund.' }]}
          onClick={() => onRemove?.()}
        />
      </div>
      <Field label={`Project ${place}`}>
        <ProjectChoice fundId={line.fundId} projectId={line.projectId} onChange={(projectId) => onPut({ projectId })} />
      </Field>
      <Field label={`Amount ${place}`} required error={error}>
        <MoneyInput
          value={line.minor === null ? null : BigInt(line.minor)}
          currency={chosen?.currency ?? line.currency ?? funds[0]!.currency}
          onChange={(minor) => onPut({ minor: minor === null ? null : String(minor) })}
        />
      </Field>
    </div>
  );
}

type ProjectChoiceProps = Readonly<{ fundId: FundId | null; projectId: string | null; onChange: (projectId: string | null) => void }>;

function ProjectChoice({ fundId, projectId, onChange }: ProjectChoiceProps) {
  const projects = useAsk('funds.projects', { filter: { fundId: fundId ?? ('' as FundId) }, limit: 500 }, { enabled: fundId !== null });
  const options = fundId === null ? [] : (projects.data?.rows ?? []).map(({ id, title }) => ({ value: id, label: title }));
  return (
    <Combobox
      value={projectId}
      onChange={onChange}
      options={options}
      clearable
      placeholder={fundId === null ? 'Choose the fund first' : 'No project'}
      emptyText="The fund has no project."
    />
  );
}
