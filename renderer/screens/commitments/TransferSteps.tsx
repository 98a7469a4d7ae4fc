import { Button } from '#renderer/components/Button.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Textarea } from '#renderer/components/Textarea.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { useMe } from '#renderer/data/session.ts';
import { formatMoney } from '#shared/money.ts';
import type { HoldingRecord } from './commitmentText.ts';
import type { TransferDraft } from './transferDraft.ts';

type StepProps = Readonly<{ draft: TransferDraft; onChange: (draft: TransferDraft) => void }>;
type HoldingStepProps = StepProps &
  Readonly<{
    holdings: readonly HoldingRecord[];
    holding: HoldingRecord | null;
    people: readonly Readonly<{ id: string; name: string }>[];
  }>;

export function HoldingStep({ draft, onChange, holdings, holding, people }: HoldingStepProps) {
  const { today } = useMe();
  const choose = (id: string | null) => {
    const chosen = holdings.find((each) => each.id === id);
    onChange({ ...draft, holdingId: id, minor: chosen ? String(chosen.commitment.minor) : null });
  };
  return (
    <div className="grid max-w-180 gap-3 sm:grid-cols-2">
      <div className="sm:col-span-2">
        <Field label="Holding" required>
          <Combobox
            value={draft.holdingId}
            onChange={choose}
            options={holdings.map(({ id, investor, fund, className, commitment }) => ({
              value: id,
              label: `${investor}, ${fund}, ${className}`,
              hint: formatMoney(commitment),
            }))}
          />
        </Field>
      </div>
      <Field label="Goes to" required>
        <Combobox
          value={draft.toInvestorId}
          onChange={(value) => onChange({ ...draft, toInvestorId: value })}
          options={people.filter(({ id }) => id !== holding?.investorId).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <Field label="Effective on" required hint="Not before the last call or closing of the fund.">
        <DateInput value={draft.effectiveOn} today={today} onChange={(value) => onChange({ ...draft, effectiveOn: value })} />
      </Field>
      {holding && (
        <Field
          label={`Commitment that goes over (${holding.commitment.currency})`}
          required
          hint={`${formatMoney(holding.commitment)} is held.`}
          aside={
            <Button size="small" variant="quiet" onClick={() => onChange({ ...draft, minor: String(holding.commitment.minor) })}>
              All of it
            </Button>
          }
        >
          <MoneyInput
            key={holding.id}
            value={draft.minor === null ? null : BigInt(draft.minor)}
            currency={holding.commitment.currency}
            onChange={(value) => onChange({ ...draft, minor: value === null ? null : String(value) })}
          />
        </Field>
      )}
    </div>
  );
}

export function TermsStep({ draft, onChange }: StepProps) {
  return (
    <div className="grid max-w-180 gap-3 sm:grid-cols-2">
      <div className="sm:col-span-2">
        <Field label="Reason" required>
          <Textarea value={draft.reason} onChange={(event) => onChange({ ...draft, reason: event.target.value })} />
        </Field>
      </div>
      <Field label="Evidence" required hint="What an auditor would look at, such as the transfer agreement.">
        <TextInput value={draft.evidence} onChange={(event) => onChange({ ...draft, evidence: event.target.value })} />
      </Field>
      <Field label="Where it is kept">
        <TextInput value={draft.reference} onChange={(event) => onChange({ ...draft, reference: event.target.value })} />
      </Field>
    </div>
  );
}
