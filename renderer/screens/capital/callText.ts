import type { Tone } from '#renderer/components/tone.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { Currency } from '#shared/currencies.ts';
import { purposeTitles, type ShownStatus } from '#shared/model/calls.ts';
import { formatMoney } from '#shared/money.ts';

export type CallListed = QueryOutput<'calls.list'>['rows'][number];
export type CallHome = QueryOutput<'calls.home'>;
export type CallLine = QueryOutput<'calls.lines'>['rows'][number];
export type Preview = QueryOutput<'calls.preview'>;
export type PreviewLine = Preview['lines'][number];
export type CallUse = Preview['uses'][number];
export type CallPart = PreviewLine['parts'][number];

export const callTones: Readonly<Record<ShownStatus, Tone>> = {
  draft: 'neutral',
  inApproval: 'warn',
  approved: 'info',
  issued: 'accent',
  partlyPaid: 'accent',
  paid: 'good',
  overdue: 'bad',
  defaulted: 'bad',
  rescinded: 'neutral',
};

export const callNameOf = ({ number, fund }: Pick<CallListed, 'number' | 'fund'>): string => `Call ${number} of ${fund}`;

const percentOf = (part: bigint, whole: bigint): string => {
  if (whole === 0n) return '0 %';
  const scaled = (part * 1_000_000_000n) / whole;
  return `${(Number(scaled) / 10_000_000).toFixed(4).replace(/\.?0+$/, '')} %`;
};

export const shareText = (part: bigint, whole: bigint): string => percentOf(part, whole);

/** How one share came about, in the order it was worked out. */
export function explainPart(part: CallPart, use: CallUse, commitment: bigint, currency: Currency): readonly string[] {
  const of = (minor: bigint) => formatMoney({ minor, currency });
  const before = use.calledBefore ?? 0n;
  const total = before + use.minor;
  const title = purposeTitles[use.purpose];
  if (use.basisTotal === null) return [`${title}: ${of(part.minor)}.`];
  const lines = [
    `${title}: ${of(use.minor)} over commitments of ${of(BigInt(use.basisTotal))}, of which ${of(commitment)} (${percentOf(commitment, BigInt(use.basisTotal))}).`,
    before === 0n
      ? `Its share of ${of(total)}, rounded so that all shares sum to it: ${of(part.exact)}.`
      : `Its share of all ${of(total)} called so is ${of(part.before + part.exact)}, of which ${of(part.before)} came before it: ${of(part.exact)}.`,
  ];
  return part.minor === part.exact
    ? lines
    : [...lines, `Rounding gave way by ${of(part.minor - part.exact)}, so that nobody passes a commitment or gets a unit back.`];
}
