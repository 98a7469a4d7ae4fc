import { useState } from 'react';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import { parsePercent } from '#shared/amountText.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId, InvestorId } from '#shared/ids.ts';
import { type ElectionKind, electionKinds, electionTitles } from '#shared/model/elections.ts';
import { FormDialog, type FormField, type Values, YES } from './FormDialog.tsx';
import { EVERY_FUND, fundIdOf, useFunds } from './useFunds.ts';

type DialogProps = Readonly<{ investorId: InvestorId; name: string; onClose: () => void }>;

const is = (kind: ElectionKind) => (values: Values) => values.kind === kind;
const evidence: FormField = {
  id: 'evidence',
  label: 'Evidence',
  hint: 'The signed form or message it was taken from.',
  wide: true,
  required: true,
};

export function ElectionDialog({ investorId, name, onClose }: DialogProps) {
  const { today } = useMe();
  const { options } = useFunds();
  const [problem, setProblem] = useState<string | null>(null);
  const [into, setInto] = useState('');
  const record = useCommand('investors.recordElection');
  const target = useAsk('funds.home', { fundId: into as FundId }, { enabled: into !== '' });
  const classes = (target.data?.classes ?? []).map(({ id, name: label }) => ({ value: id, label }));
  const fields: readonly FormField[] = [
    { id: 'fundId', label: 'For', kind: 'choice', options, required: true },
    { id: 'effectiveOn', label: 'From', kind: 'date', required: true },
    {
      id: 'kind',
      label: 'Distributions are',
      kind: 'choice',
      options: electionKinds.map((value) => ({ value, label: electionTitles[value] })),
      required: true,
    },
    { id: 'percent', label: 'Part reinvested (%)', hint: 'Above 0 and below 100.', required: true, shown: is('partial') },
    {
      id: 'into',
      label: 'Into the fund',
      kind: 'choice',
      options: options.filter(({ value }) => value !== EVERY_FUND),
      required: true,
      shown: is('alternative'),
    },
    { id: 'classId', label: 'Class', kind: 'choice', options: classes, required: true, shown: is('alternative') },
    evidence,
  ];
  return (
    <FormDialog
      title={`Election of ${name}`}
      description="It holds from its day on, for every distribution with a later record date. Earlier elections stay on record."
      fields={fields}
      initial={{ fundId: EVERY_FUND, effectiveOn: today, kind: 'cash' }}
      saveLabel="Record election"
      action={{ ...record, sentence: problem ?? record.sentence }}
      onClose={onClose}
      onChange={(values) => setInto(values.into ?? '')}
      onSave={async (values) => {
        const kind = values.kind as ElectionKind;
        const percent = kind === 'partial' ? parsePercent(values.percent ?? '') : null;
        setProblem(percent && !percent.ok ? `Part reinvested: ${percent.reason}` : null);
        if (percent && !percent.ok) return false;
        const reply = await record.run({
          investorId,
          fundId: fundIdOf(values.fundId ?? '') as FundId | null,
          effectiveOn: values.effectiveOn as BusinessDate,
          kind,
          percent: percent ? percent.percent : null,
          target: kind === 'alternative' ? { fundId: values.into as FundId, classId: values.classId ?? '' } : null,
          evidence: values.evidence ?? '',
        });
        return reply.ok;
      }}
    />
  );
}

export function NoticesDialog({ investorId, name, onClose }: DialogProps) {
  const { options } = useFunds();
  const set = useCommand('investors.setNotices');
  return (
    <FormDialog
      title={`How ${name} hears`}
      description="Holds from now on; what was said before stays on record."
      fields={[
        { id: 'fundId', label: 'Of', kind: 'choice', options, required: true },
        { id: 'email', label: 'By e-mail', kind: 'flag' },
        { id: 'sms', label: 'By SMS', hint: 'Only where the investor asked for it.', kind: 'flag' },
        evidence,
      ]}
      initial={{ fundId: EVERY_FUND, email: YES }}
      saveLabel="Record"
      action={set}
      onClose={onClose}
      onSave={async ({ fundId = '', email, sms, evidence: given = '' }) =>
        (
          await set.run({
            investorId,
            fundId: fundIdOf(fundId) as FundId | null,
            email: email === YES,
            sms: sms === YES,
            evidence: given,
          })
        ).ok
      }
    />
  );
}
