import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { Textarea } from '#renderer/components/Textarea.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand } from '#renderer/data/command.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { currencyCodes } from '#shared/currencies.ts';
import { timeZones } from '#shared/model/timeZones.ts';
import { fieldTitles, type HouseFields, houseFieldNames } from './houseFields.ts';
import { StaleHouse } from './StaleHouse.tsx';

export type HouseRecord = QueryOutput<'settings.house'>;

const fieldsOf = (record: HouseRecord): HouseFields => ({
  name: record.name,
  legalName: record.legalName,
  address: record.address,
  country: record.country,
  timeZone: record.timeZone,
  currency: record.currency,
});

const zoneOptions = timeZones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
const currencyOptions = currencyCodes.map((code) => ({ value: code, label: code }));
const profileTexts = { practice: 'Practice', staging: 'Staging', live: 'Live' } as const;

export function HouseForm({ record }: Readonly<{ record: HouseRecord }>) {
  /** What the person started from: when the record moves on underneath, both are shown. */
  const [base, setBase] = useState(record);
  const [fields, setFields] = useState(() => fieldsOf(record));
  const needs = useNeeds();
  const update = useCommand('settings.updateHouse');
  const start = fieldsOf(base);
  const changed = houseFieldNames.filter((name) => fields[name] !== start[name]);
  const set = (part: Partial<HouseFields>) => setFields({ ...fields, ...part });
  const restart = (from: HouseRecord, kept: HouseFields) => {
    setBase(from);
    setFields(kept);
    update.reset();
  };
  const save = async () => {
    const reply = await update.run({ expectedVersion: base.version, ...fields });
    if (!reply.ok) return;
    setBase({ ...base, ...fields, version: reply.value.version });
    notify({ title: 'House record saved', tone: 'good' });
  };
  const moved = record.version > base.version;
  if (moved && changed.length === 0) restart(record, fieldsOf(record));
  return (
    <Section
      title="House record"
      actions={<Badge tone={record.profile === 'live' ? 'good' : 'info'}>{profileTexts[record.profile]} workspace</Badge>}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {moved && changed.length > 0 && (
          <StaleHouse
            mine={fields}
            theirs={fieldsOf(record)}
            base={start}
            onKeep={(merged) => restart(record, merged)}
            onDrop={() => restart(record, fieldsOf(record))}
          />
        )}
        <HouseInputs fields={fields} onChange={set} errors={update.fieldErrors} />
        {(update.refusal?.code !== 'staleVersion' || !moved) && Object.keys(update.fieldErrors).length === 0 && (
          <RefusalText>{update.sentence}</RefusalText>
        )}
        <div className="flex items-center gap-2">
          <Button
            variant="primary"
            type="submit"
            busy={update.isPending}
            reasons={[
              ...needs('settings.house'),
              ...(changed.length === 0 ? [{ text: 'Nothing is changed yet.' }] : []),
              ...(moved && changed.length > 0 ? [{ text: 'The record changed meanwhile. Choose above which values to keep.' }] : []),
            ]}
          >
            Save
          </Button>
          {changed.length > 0 && <Button onClick={() => restart(record, fieldsOf(record))}>Undo changes</Button>}
          {changed.length > 0 && (
            <span className="text-muted text-small">Changed: {changed.map((name) => fieldTitles[name]).join(', ')}</span>
          )}
        </div>
      </form>
    </Section>
  );
}

type HouseInputsProps = Readonly<{
  fields: HouseFields;
  onChange: (part: Partial<HouseFields>) => void;
  errors: Readonly<Record<string, string>>;
}>;

function HouseInputs({ fields, onChange, errors }: HouseInputsProps) {
  return (
    <>
      <Field label={fieldTitles.name} required error={errors.name} hint="Shown in the top bar and on documents.">
        <TextInput value={fields.name} onChange={(event) => onChange({ name: event.target.value })} />
      </Field>
      <Field label={fieldTitles.legalName} error={errors.legalName}>
        <TextInput value={fields.legalName} onChange={(event) => onChange({ legalName: event.target.value })} />
      </Field>
      <Field label={fieldTitles.address} error={errors.address}>
        <Textarea rows={3} value={fields.address} onChange={(event) => onChange({ address: event.target.value })} />
      </Field>
      <div className="grid grid-cols-[1fr_2fr_1fr] gap-3">
        <Field label={fieldTitles.country} error={errors.country} hint="Two letters.">
          <TextInput maxLength={2} value={fields.country} onChange={(event) => onChange({ country: event.target.value.toUpperCase() })} />
        </Field>
        <Field label={fieldTitles.timeZone} required error={errors.timeZone} hint="Decides what “today” is.">
          <Combobox value={fields.timeZone} onChange={(zone) => zone && onChange({ timeZone: zone })} options={zoneOptions} />
        </Field>
        <Field label={fieldTitles.currency} required error={errors.currency}>
          <Combobox
            value={fields.currency}
            onChange={(code) => code && onChange({ currency: code as HouseFields['currency'] })}
            options={currencyOptions}
          />
        </Field>
      </div>
    </>
  );
}
