import { useState } from 'react';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog, type FormField } from '#renderer/screens/investors/FormDialog.tsx';
import type { BusinessDate } from '#shared/dates.ts';
import { type TermKind, termTitles } from '#shared/model/funds.ts';
import { type FundHome, optionsOf } from './fundText.ts';
import { termFields, termInitial, termOf } from './termForm.ts';

const WHOLE = 'whole';

export function TermDialog({ home: { fund, classes }, onClose }: Readonly<{ home: FundHome; onClose: () => void }>) {
  const { today } = useMe();
  const [termId] = useState(newId);
  const [problem, setProblem] = useState<string | null>(null);
  const record = useCommand('funds.recordTerm');
  const scopes = [{ value: WHOLE, label: 'The whole fund' }, ...classes.map(({ id, name }) => ({ value: id, label: `${name} only` }))];
  const fields: readonly FormField[] = [
    { id: 'kind', label: 'Term', kind: 'choice', options: optionsOf(termTitles), required: true },
    { id: 'classId', label: 'For', kind: 'choice', options: scopes, required: true },
    { id: 'effectiveOn', label: 'From', kind: 'date', required: true },
    { id: 'clause', label: 'Clause', hint: 'Where it stands, such as LPA § 6.2.', required: true },
    { id: 'none', label: 'The fund has no such term from this date on', kind: 'flag', wide: true },
    ...termFields,
    { id: 'reason', label: 'Reason', kind: 'area' },
  ];
  return (
    <FormDialog
      title={`Record a term of ${fund.name}`}
      description="It holds from its date until a later one of the same kind. Of two for the same date the one recorded later holds."
      fields={fields}
      initial={{ ...termInitial, kind: 'managementFee', classId: WHOLE, effectiveOn: today }}
      saveLabel="Record term"
      action={{ isPending: record.isPending, fieldErrors: {}, sentence: problem ?? record.sentence }}
      onClose={onClose}
      onSave={async (values) => {
        const read = termOf(values.kind as TermKind, values);
        setProblem('problem' in read ? read.problem : null);
        if ('problem' in read) return false;
        const reply = await record.run({
          termId,
          fundId: fund.id,
          classId: values.classId === WHOLE ? null : (values.classId ?? null),
          effectiveOn: values.effectiveOn as BusinessDate,
          clause: values.clause ?? '',
          term: read.term,
          ...((values.reason ?? '').trim() === '' ? {} : { reason: values.reason }),
        });
        return reply.ok;
      }}
    />
  );
}
