import type { BusinessDate } from '#shared/dates.ts';
import { formatMoney } from '#shared/money.ts';
import type { HoldingRecord } from './commitmentText.ts';

/** What is typed in the wizard; the amount as text, because a kept draft is JSON. */
export type TransferDraft = Readonly<{
  holdingId: string | null;
  toInvestorId: string | null;
  effectiveOn: BusinessDate | null;
  minor: string | null;
  reason: string;
  evidence: string;
  reference: string;
}>;

export const emptyTransfer = (today: BusinessDate, holding: HoldingRecord | null): TransferDraft => ({
  holdingId: holding?.id ?? null,
  toInvestorId: null,
  effectiveOn: today,
  minor: holding ? String(holding.commitment.minor) : null,
  reason: '',
  evidence: '',
  reference: '',
});

export function holdingGaps({ toInvestorId, effectiveOn, minor }: TransferDraft, holding: HoldingRecord | null): string[] {
  const held = holding?.commitment;
  const tooMuch = held !== undefined && minor !== null && BigInt(minor) > held.minor;
  return [
    ...(holding === null ? ['Choose the holding that goes over.'] : []),
    ...(toInvestorId === null ? ['Choose who receives it.'] : []),
    ...(toInvestorId !== null && toInvestorId === holding?.investorId ? ['Choose another investor: this one holds it already.'] : []),
    ...(effectiveOn === null ? ['Enter the day it takes effect.'] : []),
    ...(minor === null || BigInt(minor) <= 0n ? ['Enter how much of the commitment goes over.'] : []),
    ...(tooMuch ? [`Only ${formatMoney(held)} is held. Enter that or less.`] : []),
  ];
}

export const termGaps = ({ reason, evidence }: TransferDraft): string[] => [
  ...(reason.trim() === '' ? ['Say why it is transferred.'] : []),
  ...(evidence.trim() === '' ? ['Name the evidence, such as the transfer agreement.'] : []),
];
