import type { ReadDb } from '#db/handles.ts';
import { survivorOf } from '#db/tables/investors.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';

/** Every id under which an investor is known, as SQL: its own and those that were merged into it. */
export const withMembers = (columns: readonly string[]) => (investorId: string) => ({
  sql: `EXISTS (WITH RECURSIVE members (id) AS (SELECT ? UNION SELECT investors.id FROM investors JOIN members ON merged_into = members.id)
    SELECT 1 FROM members WHERE members.id IN (${columns.join(', ')}))`,
  params: [investorId],
});

/** The name an investor goes by: that of the one it was merged into. */
export const shownName = (db: ReadDb, id: string): string => survivorOf(db, id)?.name ?? id;

/** A part as a fraction, to as many places as ownership is ever shown. */
export const shareOf = (part: bigint, whole: bigint): string =>
  whole === 0n ? '0' : decimalText(new Decimal(part.toString()).div(whole.toString()).toDecimalPlaces(9));
