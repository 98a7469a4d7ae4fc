import type { BusinessDate } from '#shared/dates.ts';
import type { CallState, ShownStatus } from '#shared/model/calls.ts';

export type CallMoney = Readonly<{
  state: CallState;
  dueOn: BusinessDate;
  /** What was called, and what of it has been received, in minor units. */
  called: bigint;
  received: bigint;
  /** Whether everybody who still owes was declared in default. */
  isDefaulted: boolean;
}>;

/** Where a call, or one line of it, stands on a day: its state until it is issued, then what the receipts and the calendar say. */
export function statusOn({ state, dueOn, called, received, isDefaulted }: CallMoney, today: BusinessDate): ShownStatus {
  if (state !== 'issued') return state;
  if (received >= called) return 'paid';
  if (isDefaulted) return 'defaulted';
  if (dueOn < today) return 'overdue';
  return received > 0n ? 'partlyPaid' : 'issued';
}
