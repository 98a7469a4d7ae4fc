import type { BusinessDate } from '#shared/dates.ts';

export type DaySum = Readonly<{ on: BusinessDate; lines: number; debit: bigint; credit: bigint }>;
export type AccountDay = DaySum & Readonly<{ balance: bigint }>;
export type AccountDays = Readonly<{ opening: bigint; closing: bigint; rows: readonly AccountDay[] }>;

/** Days in order, with what the account held at the end of each, the newest first; what lies before `from` is the opening. */
export function accountDays(days: readonly DaySum[], from: BusinessDate | undefined): AccountDays {
  let opening = 0n;
  let balance = 0n;
  const rows: AccountDay[] = [];
  for (const day of days) {
    balance += day.debit - day.credit;
    if (from !== undefined && day.on < from) opening = balance;
    else rows.push({ ...day, balance });
  }
  return { opening, closing: balance, rows: rows.reverse() };
}
