import { useCommand } from '#renderer/data/command.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { KycRisk } from '#shared/model/investors.ts';
import { FormDialog, type FormField } from './FormDialog.tsx';
import { type InvestorHome, orNull } from './investorText.ts';

export type KycMove = 'start' | 'approve' | 'reject';

export const kycMoves: Readonly<Record<KycMove, Readonly<{ title: string; text: string }>>> = {
  start: { title: 'Start a review', text: 'While the review runs the investor stays blocked.' },
  approve: { title: 'Approve KYC', text: 'It holds until its expiry and blocks by itself from the day after.' },
  reject: { title: 'Reject KYC', text: 'The investor stays blocked; a new review can be started.' },
};

const risks = [
  { value: 'low', label: 'Low' },
  { value: 'medium', label: 'Medium' },
  { value: 'high', label: 'High' },
];

export function KycDialog({ home, move, onClose }: Readonly<{ home: InvestorHome; move: KycMove; onClose: () => void }>) {
  const act = useCommand('investors.moveKyc');
  const fields: readonly FormField[] = [
    ...(move === 'approve'
      ? [
          { id: 'risk', label: 'Risk', kind: 'choice' as const, options: risks, required: true },
          { id: 'expiresOn', label: 'Expires on', kind: 'date' as const, required: true },
        ]
      : []),
    { id: 'note', label: 'Note', kind: 'area', required: move === 'reject' },
  ];
  return (
    <FormDialog
      title={`${kycMoves[move].title}: ${home.investor.name}`}
      description={kycMoves[move].text}
      fields={fields}
      initial={{ risk: home.kyc.risk ?? '' }}
      saveLabel={kycMoves[move].title}
      action={act}
      onClose={onClose}
      onSave={async (values) =>
        (
          await act.run({
            investorId: home.investor.id,
            expectedVersion: home.investor.version,
            move,
            risk: orNull(values.risk ?? '') as KycRisk | null,
            expiresOn: orNull(values.expiresOn ?? '') as BusinessDate | null,
            note: values.note ?? '',
          })
        ).ok
      }
    />
  );
}
