import type { Tone } from '#renderer/components/tone.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { AllocationStatus } from '#shared/model/allocations.ts';
import type { Priority } from '#shared/model/tiers.ts';

export type AllocationLine = QueryOutput<'allocations.list'>['rows'][number];
export type AllocationHome = QueryOutput<'allocations.home'>;
export type FundCheck = QueryOutput<'allocations.check'>['funds'][number];

export const statusTones: Readonly<Record<AllocationStatus, Tone>> = {
  proposed: 'warn',
  approved: 'info',
  partlyCalled: 'accent',
  called: 'accent',
  funded: 'good',
  cancelled: 'neutral',
};
export const priorityTones: Readonly<Record<Priority, Tone>> = { low: 'neutral', normal: 'neutral', high: 'warn', urgent: 'bad' };

export const nameOf = ({ number, fund }: Pick<AllocationLine, 'number' | 'fund'>): string => `Allocation ${number} of ${fund}`;

export const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

export const daysText = (days: number): string => (days === 1 ? '1 day' : `${days} days`);
