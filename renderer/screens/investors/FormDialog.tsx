import { useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { Checkbox } from '#renderer/components/Checkbox.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { dismissLabel } from '#renderer/components/dismissLabel.ts';
import { Field } from '#renderer/components/Field.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { type Option, Select } from '#renderer/components/Select.tsx';
import { Textarea } from '#renderer/components/Textarea.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { useMe } from '#renderer/data/session.ts';
import type { BusinessDate } from '#shared/dates.ts';

export type Values = Readonly<Record<string, string>>;
export const YES = 'yes';

export type FormField = Readonly<{
  id: string;
  label: string;
  kind?: 'text' | 'area' | 'date' | 'choice' | 'search' | 'flag';
  options?: readonly Option[];
  required?: boolean;
  hint?: string;
  /** Takes the whole width. */
  wide?: boolean;
  shown?: (values: Values) => boolean;
  /** Where the host names the field otherwise: "details.accountNumber". */
  path?: string;
}>;

type FormDialogProps = Readonly<{
  title: string;
  description?: string;
  fields: readonly FormField[];
  initial: Values;
  saveLabel: string;
  action: Readonly<{ isPending: boolean; sentence: string | null; fieldErrors: Readonly<Record<string, string>> }>;
  /** Says whether it was written; then the dialog closes. */
  onSave: (values: Values) => Promise<boolean>;
  /** Where the choices of one field depend on another. */
  onChange?: (values: Values) => void;
  onClose: () => void;
}>;

/** One record on a form: every field named, what is missing said, the host's word beside the field it is about. */
export function FormDialog({ title, description, fields, initial, saveLabel, action, onSave, onChange, onClose }: FormDialogProps) {
  const [values, setValues] = useState(initial);
  const visible = fields.filter(({ shown }) => shown?.(values) ?? true);
  const missing = visible.filter(({ id, required }) => required && (values[id] ?? '').trim() === '');
  const placed = visible.some((field) => errorOf(field, action.fieldErrors));
  const save = async () => {
    if (await onSave(values)) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>{dismissLabel(saveLabel)}</Button>
          <Button
            variant="primary"
            busy={action.isPending}
            reasons={missing.map(({ label }): Reason => ({ text: `Fill in “${label}”.` }))}
            onClick={() => void save()}
          >
            {saveLabel}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 sm:grid-cols-2">
        {visible.map((field) => (
          <div key={field.id} className={field.wide || field.kind === 'area' ? 'sm:col-span-2' : ''}>
            <OneField
              field={field}
              value={values[field.id] ?? ''}
              error={errorOf(field, action.fieldErrors)}
              onChange={(value) => {
                const next = { ...values, [field.id]: value };
                setValues(next);
                onChange?.(next);
              }}
            />
          </div>
        ))}
      </div>
      {!placed && (
        <div className="mt-3">
          <RefusalText>{action.sentence}</RefusalText>
        </div>
      )}
    </Dialog>
  );
}

const errorOf = ({ id, path }: FormField, errors: Readonly<Record<string, string>>): string | undefined => errors[path ?? id];

type OneFieldProps = Readonly<{ field: FormField; value: string; error: string | undefined; onChange: (value: string) => void }>;

function OneField({ field, value, error, onChange }: OneFieldProps) {
  const { label, kind = 'text', hint, required = false } = field;
  if (kind === 'flag')
    return <Checkbox label={label} hint={hint} checked={value === YES} onChange={(checked) => onChange(checked ? YES : '')} />;
  return (
    <Field label={label} hint={hint} required={required} error={error}>
      <Control field={field} value={value} onChange={onChange} />
    </Field>
  );
}

function Control({ field: { kind = 'text', options = [] }, value, onChange }: Omit<OneFieldProps, 'error'>) {
  const { today } = useMe();
  if (kind === 'date')
    return <DateInput value={value === '' ? null : (value as BusinessDate)} today={today} onChange={(date) => onChange(date ?? '')} />;
  if (kind === 'choice') return <Select value={value === '' ? null : value} onChange={onChange} options={options} />;
  if (kind === 'search')
    return <Combobox value={value === '' ? null : value} onChange={(next) => onChange(next ?? '')} options={options} clearable />;
  if (kind === 'area') return <Textarea rows={3} value={value} onChange={(event) => onChange(event.target.value)} />;
  return <TextInput value={value} onChange={(event) => onChange(event.target.value)} />;
}
