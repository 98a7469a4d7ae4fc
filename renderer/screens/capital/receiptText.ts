import type { Tone } from '#renderer/components/tone.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { NoticeKind, PartKind, ReceiptMethod, ReceiptState } from '#shared/model/receipts.ts';

export type ReceiptListed = QueryOutput<'receipts.list'>['rows'][number];
export type Receipt = QueryOutput<'receipts.receipt'>;
export type Owed = QueryOutput<'receipts.owed'>;
export type OwedLine = Owed['lines'][number];
export type OfCall = QueryOutput<'receipts.ofCall'>;
export type CallMoneyLine = OfCall['lines'][number];
export type Bill = OfCall['bills'][number];
export type Waiver = OfCall['waivers'][number];
export type AgeingRow = QueryOutput<'receipts.ageing'>['rows'][number];

export const receiptTitles: Readonly<Record<ReceiptState, string>> = {
  applied: 'Applied',
  partlyIdentified: 'Partly in suspense',
  suspense: 'In suspense',
  returned: 'Returned',
  return: 'Return',
};
export const receiptTones: Readonly<Record<ReceiptState, Tone>> = {
  applied: 'good',
  partlyIdentified: 'warn',
  suspense: 'warn',
  returned: 'neutral',
  return: 'neutral',
};
export const methodTitles: Readonly<Record<ReceiptMethod, string>> = {
  wire: 'Wire',
  ach: 'ACH',
  check: 'Check',
  internal: 'Internal transfer',
  other: 'Other',
};
export const partTitles: Readonly<Record<PartKind, string>> = {
  call: 'Capital call',
  interest: 'Late interest',
  advance: 'Held in advance',
  suspense: 'Suspense',
};
export const waiverTones: Readonly<Record<Waiver['state'], Tone>> = {
  proposed: 'warn',
  approved: 'good',
  rejected: 'bad',
  withdrawn: 'neutral',
};
export const waiverTitles: Readonly<Record<Waiver['state'], string>> = {
  proposed: 'Waiting for approval',
  approved: 'Waived',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
};

export function noticeText({ kind, stepDays }: Readonly<{ kind: NoticeKind; stepDays: number }>): string {
  const when =
    stepDays < 0
      ? `${-stepDays} days before it was due`
      : stepDays === 0
        ? 'on the due date'
        : `${stepDays} ${stepDays === 1 ? 'day' : 'days'} late`;
  return `${kind === 'escalation' ? 'Escalated' : 'Reminded'} ${when}`;
}
