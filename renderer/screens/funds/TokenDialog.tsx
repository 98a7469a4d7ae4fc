import { useState } from 'react';
import { useAskAll } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import { FormDialog, type FormField, type Values } from '#renderer/screens/investors/FormDialog.tsx';
import { parseAmount } from '#shared/amountText.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { InvestorId } from '#shared/ids.ts';
import { type TokenChangeKind, tokenChangeTitles } from '#shared/model/projects.ts';
import { optionsOf } from './fundText.ts';

type TokenDialogProps = Readonly<{ project: QueryOutput<'funds.register'>['project']; onClose: () => void }>;
type Line = Readonly<{ investorId: InvestorId; amount: bigint }>;

const isTransfer = ({ kind }: Values) => kind === 'transfer';

/** The lines of a change, their signs computed: a redemption takes away, a transfer has two sides. */
function linesOf(kind: TokenChangeKind, typed: bigint, values: Values): readonly Line[] {
  const investorId = values.investorId as InvestorId;
  const size = typed < 0n ? -typed : typed;
  if (kind === 'transfer')
    return [
      { investorId, amount: -size },
      { investorId: values.toInvestorId as InvestorId, amount: size },
    ];
  return [{ investorId, amount: kind === 'redemption' ? -size : typed }];
}

export function TokenDialog({ project, onClose }: TokenDialogProps) {
  const { today } = useMe();
  const [problem, setProblem] = useState<string | null>(null);
  const investors = useAskAll('investors.list', {});
  const record = useCommand('projects.recordTokens');
  const people = (investors.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const fields: readonly FormField[] = [
    { id: 'kind', label: 'Change', kind: 'choice', options: optionsOf(tokenChangeTitles), required: true },
    { id: 'effectiveOn', label: 'On', kind: 'date', required: true },
    { id: 'investorId', label: 'Investor (from, in a transfer)', kind: 'search', options: people, required: true },
    { id: 'toInvestorId', label: 'To investor', kind: 'search', options: people, required: true, shown: isTransfer },
    {
      id: 'tokens',
      label: 'Tokens',
      hint:
        project.tokenDigits === 0
          ? 'Whole tokens. A correction may be negative.'
          : `Up to ${project.tokenDigits} decimal places. A correction may be negative.`,
      required: true,
    },
    { id: 'reason', label: 'Reason', kind: 'area', required: true },
  ];
  return (
    <FormDialog
      title={`Change the register of ${project.title}`}
      description="Changes are added, never edited. Nobody can hold less than none on any date."
      fields={fields}
      initial={{ kind: 'issue', effectiveOn: today }}
      saveLabel="Record change"
      action={{ isPending: record.isPending, fieldErrors: record.fieldErrors, sentence: problem ?? record.sentence }}
      onClose={onClose}
      onSave={async (values) => {
        const read = parseAmount(values.tokens ?? '', { digits: project.tokenDigits });
        setProblem(read.ok ? null : `Tokens: ${read.reason}`);
        if (!read.ok) return false;
        const kind = values.kind as TokenChangeKind;
        const reply = await record.run({
          projectId: project.id,
          fundId: project.fundId,
          expectedVersion: project.version,
          kind,
          effectiveOn: values.effectiveOn as BusinessDate,
          lines: [...linesOf(kind, read.minor, values)],
          reason: values.reason ?? '',
        });
        return reply.ok;
      }}
    />
  );
}
