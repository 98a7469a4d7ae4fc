import { useState } from 'react';
import { Field } from '#renderer/components/Field.tsx';
import { NumberInput } from '#renderer/components/NumberInput.tsx';
import { RadioGroup } from '#renderer/components/RadioGroup.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { isTiers, type RuleKey, type RuleValue } from '#shared/model/settings.ts';
import { factOf, looseningText, readWholeNumbers, takesText } from './ruleText.ts';
import { TiersField } from './TiersField.tsx';

type RuleValueInputProps = Readonly<{
  rule: RuleKey;
  value: RuleValue | null;
  onChange: (value: RuleValue | null) => void;
  error?: string | null;
}>;

/** The field a rule's kind asks for. */
export function RuleValueInput({ rule, value, onChange, error }: RuleValueInputProps) {
  const { kind } = factOf(rule);
  const hint = `${takesText(rule)} ${looseningText(rule)}`;
  if (kind.type === 'flag')
    return (
      <div className="flex flex-col gap-1">
        <RadioGroup
          label="New value"
          direction="row"
          value={typeof value === 'boolean' ? String(value) : null}
          onChange={(next) => onChange(next === 'true')}
          options={[
            { value: 'true', label: 'On' },
            { value: 'false', label: 'Off' },
          ]}
        />
        <p className="text-muted text-small">{hint}</p>
      </div>
    );
  if (kind.type === 'tiers')
    return (
      <TiersField
        value={value !== null && isTiers(value) ? value : null}
        onChange={onChange}
        hint={hint}
        most={kind.most}
        error={error ?? null}
      />
    );
  if (kind.type === 'integers') return <NumbersField rule={rule} value={value} onChange={onChange} error={error} />;
  return (
    <Field label="New value" hint={hint} error={error} required>
      <NumberInput value={typeof value === 'number' ? value : null} onChange={onChange} suffix={kind.unit} step={1} />
    </Field>
  );
}

function NumbersField({ rule, value, onChange, error }: RuleValueInputProps) {
  const [typed, setTyped] = useState(typeof value === 'object' && value !== null ? value.join(', ') : '');
  const unread = readWholeNumbers(typed) === null ? 'Write whole numbers with commas between, such as 1, 10, 60.' : null;
  const change = (text: string) => {
    setTyped(text);
    onChange(readWholeNumbers(text));
  };
  return (
    <Field label="New value" hint={`${takesText(rule)} ${looseningText(rule)}`} error={unread ?? error} required>
      <TextInput value={typed} onChange={(event) => change(event.target.value)} />
    </Field>
  );
}
