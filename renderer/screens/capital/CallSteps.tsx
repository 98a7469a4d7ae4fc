import { Plus, X } from 'lucide-react';
import { Button } from '#renderer/components/Button.tsx';
import { Checkbox } from '#renderer/components/Checkbox.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { IconButton } from '#renderer/components/IconButton.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { RadioGroup } from '#renderer/components/RadioGroup.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { Textarea } from '#renderer/components/Textarea.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { optionsOf } from '#renderer/screens/funds/fundText.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { Currency } from '#shared/currencies.ts';
import type { FundId } from '#shared/ids.ts';
import { type CallMethod, type CallPurpose, callMethodTitles, callPurposes, purposeTitles } from '#shared/model/calls.ts';
import { type Priority, priorityTitles } from '#shared/model/tiers.ts';
import { formatMoney } from '#shared/money.ts';
import { type CallDraft, emptyUse, type UseDraft } from './callDraft.ts';

export type FundOption = QueryOutput<'funds.list'>['rows'][number];
export type StepProps = Readonly<{
  draft: CallDraft;
  errors: Readonly<Record<string, string>>;
  onChange: (draft: CallDraft) => void;
}>;

type BasicsProps = StepProps & Readonly<{ funds: readonly FundOption[]; fundFixed: boolean; isAmendment: boolean }>;

export function BasicsStep({ draft, errors, onChange, funds, fundFixed, isAmendment }: BasicsProps) {
  const set = (part: Partial<CallDraft>) => onChange({ ...draft, ...part });
  const chooseFund = (id: string | null) => {
    const fund = funds.find((one) => one.id === id);
    set({ fundId: (id as FundId | null) ?? null, currency: fund?.currency ?? null, accountId: null, shares: {} });
  };
  return (
    <div className="flex max-w-160 flex-col gap-3">
      <Field label="Fund" required {...(fundFixed ? { hint: 'A call stays with its fund.' } : {})}>
        <Combobox
          value={draft.fundId}
          onChange={(id) => !fundFixed && chooseFund(id)}
          options={funds
            .filter(({ id }) => !fundFixed || id === draft.fundId)
            .map(({ id, name }) => ({ value: id as string, label: name }))}
          placeholder="Choose a fund"
        />
      </Field>
      <Field label="Title" required error={errors.title} hint="What investors read first, such as the deal it is for.">
        <TextInput value={draft.title} onChange={(event) => set({ title: event.target.value })} />
      </Field>
      {isAmendment && (
        <Field label="Why the issued call is amended" required>
          <Textarea rows={2} value={draft.reason} onChange={(event) => set({ reason: event.target.value })} />
        </Field>
      )}
      <RadioGroup
        label="Amounts"
        value={draft.method}
        onChange={(method) => set({ method: method as CallMethod })}
        options={[
          { value: 'amount', label: callMethodTitles.amount, hint: 'Type what each use takes.' },
          { value: 'percent', label: callMethodTitles.percent, hint: 'Of all commitments that are not in default.' },
          { value: 'need', label: callMethodTitles.need, hint: 'Cash on hand covers the needs in their order; the rest is called.' },
        ]}
      />
      <Field label="Priority" required hint="An urgent call may need more approvers, and may give short notice with its reason.">
        <Select
          value={draft.priority}
          onChange={(priority) => set({ priority: priority as Priority })}
          options={optionsOf(priorityTitles)}
        />
      </Field>
      {draft.priority === 'urgent' && (
        <Field label="Why it is urgent" hint="Needed where the notice is short.">
          <Textarea rows={2} value={draft.urgentReason} onChange={(event) => set({ urgentReason: event.target.value })} />
        </Field>
      )}
    </div>
  );
}

export function UsesStep({ draft, errors, onChange }: StepProps) {
  const { uses, method, currency } = draft;
  if (currency === null) return <p className="text-muted text-ui">Choose the fund first: it says in which currency is called.</p>;
  const put = (index: number, part: Partial<UseDraft>) =>
    onChange({ ...draft, uses: uses.map((use, at) => (at === index ? { ...use, ...part } : use)) });
  return (
    <div className="flex flex-col gap-4">
      {method === 'need' && (
        <div className="max-w-80">
          <Field label="Cash on hand to use" hint="Covers the needs below in their order.">
            <MoneyInput
              value={draft.cashOnHand === null ? null : BigInt(draft.cashOnHand)}
              currency={currency}
              onChange={(minor) => onChange({ ...draft, cashOnHand: minor === null ? null : String(minor) })}
            />
          </Field>
        </div>
      )}
      <ul className="flex flex-col gap-5">
        {uses.map((use, index) => (
          <li key={use.id}>
            <UseFields
              use={use}
              place={index + 1}
              draft={draft}
              currency={currency}
              error={errors[`uses.${index}.minor`] ?? errors[`uses.${index}.percent`]}
              onPut={(part) => put(index, part)}
              onRemove={uses.length > 1 ? () => onChange({ ...draft, uses: uses.filter((_, at) => at !== index) }) : null}
            />
          </li>
        ))}
      </ul>
      <div>
        <Button icon={Plus} onClick={() => onChange({ ...draft, uses: [...uses, { ...emptyUse(), purpose: 'managementFee' }] })}>
          Add a use
        </Button>
      </div>
    </div>
  );
}

type UseProps = Readonly<{
  use: UseDraft;
  place: number;
  draft: CallDraft;
  currency: Currency;
  error: string | undefined;
  onPut: (part: Partial<UseDraft>) => void;
  onRemove: (() => void) | null;
}>;

const purposeOptions = callPurposes.map((purpose) => ({ value: purpose, label: purposeTitles[purpose] }));

function UseFields({ use, place, draft, currency, error, onPut, onRemove }: UseProps) {
  return (
    <fieldset className="rounded-card border border-line p-3">
      <legend className="px-1 text-muted text-small">Use {place}</legend>
      <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,2fr)_auto] items-end gap-3">
        <Field label={`Purpose ${place}`} required>
          <Select value={use.purpose} onChange={(purpose) => onPut({ purpose: purpose as CallPurpose })} options={purposeOptions} />
        </Field>
        {draft.method === 'percent' ? (
          <Field label={`Percent ${place}`} required error={error}>
            <TextInput value={use.percent} suffix="%" inputMode="decimal" onChange={(event) => onPut({ percent: event.target.value })} />
          </Field>
        ) : (
          <Field label={draft.method === 'need' ? `Need ${place}` : `Amount ${place}`} required error={error}>
            <MoneyInput
              value={use.minor === null ? null : BigInt(use.minor)}
              currency={currency}
              onChange={(minor) => onPut({ minor: minor === null ? null : String(minor) })}
            />
          </Field>
        )}
        <IconButton
          icon={X}
          label={`Remove use ${place}`}
          reasons={onRemove ? [] : [{ text: 'A call has at least one use.' }]}
          onClick={() => onRemove?.()}
        />
      </div>
      <div className="mt-3 grid grid-cols-2 items-end gap-3">
        <Field label={`Allocation ${place}`}>
          <AllocationChoice fundId={draft.fundId} value={use.allocationId} onChange={(allocationId) => onPut({ allocationId })} />
        </Field>
        <Field label={`Project ${place}`}>
          <ProjectChoice fundId={draft.fundId} value={use.projectId} onChange={(projectId) => onPut({ projectId })} />
        </Field>
      </div>
      <div className="mt-3">
        <Field label={`Note ${place}`}>
          <TextInput value={use.note} onChange={(event) => onPut({ note: event.target.value })} />
        </Field>
      </div>
      <div className="mt-3">
        <Checkbox
          checked={use.insideCommitment}
          onChange={(insideCommitment) => onPut({ insideCommitment })}
          label="Counts against commitments"
          hint="Take it off for what the documents call on top of the commitment."
        />
      </div>
    </fieldset>
  );
}

type ChoiceProps = Readonly<{ fundId: FundId | null; value: string | null; onChange: (value: string | null) => void }>;

function AllocationChoice({ fundId, value, onChange }: ChoiceProps) {
  const may = useMay();
  const enabled = fundId !== null && may('allocations.view');
  const allocations = useAsk('allocations.list', { filter: { fundId: fundId ?? ('' as FundId) }, limit: 500 }, { enabled });
  const open = enabled ? (allocations.data?.rows ?? []).filter(({ status }) => status === 'approved' || status === 'partlyCalled') : [];
  const options = open.map(({ id, dealTitle, amount }) => ({ value: id, label: `${dealTitle}, ${formatMoney(amount)}` }));
  return (
    <Combobox
      value={value}
      onChange={onChange}
      options={options}
      clearable
      placeholder="No allocation"
      emptyText="The fund has no approved allocation left to call."
    />
  );
}

function ProjectChoice({ fundId, value, onChange }: ChoiceProps) {
  const projects = useAsk('funds.projects', { filter: { fundId: fundId ?? ('' as FundId) }, limit: 500 }, { enabled: fundId !== null });
  const options = fundId === null ? [] : (projects.data?.rows ?? []).map(({ id, title }) => ({ value: id, label: title }));
  return (
    <Combobox value={value} onChange={onChange} options={options} clearable placeholder="No project" emptyText="The fund has no project." />
  );
}
