import { useState } from 'react';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog, type FormField } from '#renderer/screens/investors/FormDialog.tsx';
import type { BusinessDate } from '#shared/dates.ts';
import type { ClassKind } from '#shared/model/funds.ts';
import type { ClassRecord, FundHome } from './fundText.ts';

const digits = Array.from({ length: 9 }, (_, count) => ({
  value: String(count),
  label: count === 0 ? 'Whole units' : `${count} decimal places`,
}));
const kinds = [
  { value: 'class', label: 'Class' },
  { value: 'series', label: 'Series' },
];
const facts: readonly FormField[] = [
  { id: 'name', label: 'Name', required: true },
  { id: 'kind', label: 'Kind', kind: 'choice', options: kinds, required: true },
  {
    id: 'unitDigits',
    label: 'Units are counted to',
    kind: 'choice',
    options: digits,
    hint: 'Stays once the class has a NAV.',
    required: true,
  },
  { id: 'openedOn', label: 'Opened', kind: 'date', required: true },
];
const closing: FormField = { id: 'closedOn', label: 'Closed', kind: 'date', hint: 'Empty while it is open.' };

type ClassDialogProps = Readonly<{ home: FundHome; fundClass: ClassRecord | undefined; onClose: () => void }>;

export function ClassDialog({ home: { fund }, fundClass, onClose }: ClassDialogProps) {
  const { today } = useMe();
  const [classId] = useState(() => fundClass?.id ?? newId());
  const add = useCommand('funds.addClass');
  const update = useCommand('funds.updateClass');
  return (
    <FormDialog
      title={fundClass ? `Correct ${fundClass.name}` : `Add a class to ${fund.name}`}
      fields={fundClass ? [...facts, closing] : facts}
      initial={
        fundClass
          ? { ...fundClass, hasNav: '', version: '', unitDigits: String(fundClass.unitDigits), closedOn: fundClass.closedOn ?? '' }
          : { kind: 'class', unitDigits: '4', openedOn: fund.inceptionOn ?? today }
      }
      saveLabel={fundClass ? 'Save' : 'Add class'}
      action={fundClass ? update : add}
      onClose={onClose}
      onSave={async ({ name = '', kind, unitDigits, openedOn, closedOn = '' }) => {
        const fields = {
          classId,
          fundId: fund.id,
          name: name.trim(),
          kind: kind as ClassKind,
          unitDigits: Number(unitDigits),
          openedOn: openedOn as BusinessDate,
        };
        const reply = fundClass
          ? await update.run({
              ...fields,
              expectedVersion: fundClass.version,
              closedOn: closedOn === '' ? null : (closedOn as BusinessDate),
            })
          : await add.run(fields);
        return reply.ok;
      }}
    />
  );
}
