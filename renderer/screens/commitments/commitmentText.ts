import type { Tone } from '#renderer/components/tone.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { Decimal } from '#shared/decimal.ts';
import type { DefaultState, StepState } from '#shared/model/commitments.ts';

export type HoldingRecord = QueryOutput<'commitments.holdings'>['rows'][number];
export type EventRecord = QueryOutput<'commitments.history'>['events'][number];
export type DefaultRecord = QueryOutput<'commitments.defaults'>['rows'][number];
export type ClosingRecord = QueryOutput<'commitments.closings'>['rows'][number];
export type ClosingPage = QueryOutput<'commitments.closing'>;
export type PendingRecord = QueryOutput<'commitments.previewClosing'>['rows'][number];
export type FundOption = QueryOutput<'funds.list'>['rows'][number];
export type TransferRecord = QueryOutput<'commitments.transfers'>['rows'][number];
export type TransferPage = QueryOutput<'commitments.transfer'>;
export type TransferWork = QueryOutput<'commitments.previewTransfer'>;

export const stepTones: Readonly<Record<StepState, Tone>> = { draft: 'warn', approved: 'info', posted: 'good', cancelled: 'neutral' };
export const defaultTones: Readonly<Record<DefaultState, Tone>> = {
  proposed: 'warn',
  approved: 'good',
  rejected: 'bad',
  withdrawn: 'neutral',
};
export const defaultTitles: Readonly<Record<DefaultState, string>> = {
  proposed: 'Waiting for approval',
  approved: 'Approved',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
};

/** A part of the whole as ownership is shown: to seven places. */
export const ownershipText = (fraction: string): string => `${new Decimal(fraction).times(100).toFixed(7)} %`;
export const commitmentCount = (count: number): string => (count === 1 ? '1 commitment' : `${count} commitments`);
