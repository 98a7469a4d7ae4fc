import type { BusinessDate } from '#shared/dates.ts';
import type { ReadDb } from '../handles.ts';
import { statement } from '../statements.ts';

export type CapitalEventKind = 'status' | 'closing' | 'transfer' | 'call' | 'rescission' | 'distribution' | 'nav' | 'income' | 'allocation';
export type CapitalEvent = Readonly<{ id: string; on: BusinessDate; kind: CapitalEventKind; title: string; minor: bigint | null }>;

const DECLARED = "('distributedCapital', 'distributedIncome')";
const events = statement(`SELECT id, "on", kind, title, minor FROM (
    SELECT 'status ' || ordinal AS id, effective_on AS "on", 'status' AS kind, to_status AS title, NULL AS minor
      FROM fund_status_changes WHERE fund_id = @fundId
    UNION ALL SELECT id, held_on, 'closing', 'Closing ' || number, (SELECT sum(minor) FROM closing_lines
        WHERE closing_lines.closing_id = closings.id AND closing_lines.revision = closings.revision)
      FROM closings WHERE fund_id = @fundId AND state = 'posted'
    UNION ALL SELECT id, effective_on, 'transfer', 'Transfer ' || number, minor FROM transfers WHERE fund_id = @fundId AND state = 'posted'
    UNION ALL SELECT id, issued_on, 'call', 'Call ' || number || ': ' || title, total FROM capital_calls
      WHERE fund_id = @fundId AND issued_on IS NOT NULL
    UNION ALL SELECT 'rescission ' || id, rescinded_on, 'rescission', 'Call ' || number || ' taken back', total FROM capital_calls
      WHERE fund_id = @fundId AND rescinded_on IS NOT NULL
    UNION ALL SELECT entries.command_id || '.' || entries.ordinal, entries.effective_on, 'distribution', entries.memo, sum(postings.minor)
      FROM accounts CROSS JOIN postings INDEXED BY postings_balance ON postings.fund_id = accounts.fund_id AND postings.account = accounts.code
        JOIN entries ON entries.command_id = postings.command_id AND entries.ordinal = postings.entry_ordinal
      WHERE accounts.fund_id = @fundId AND accounts.role IN ${DECLARED} GROUP BY entries.command_id, entries.ordinal
    UNION ALL SELECT nav.id, nav.as_of_on, 'nav', 'NAV of ' || fund_classes.name, nav.net_assets
      FROM nav_snapshots AS nav JOIN fund_classes ON fund_classes.id = nav.class_id
      WHERE nav.fund_id = @fundId AND nav.state = 'approved'
        AND NOT EXISTS (SELECT 1 FROM nav_snapshots AS later WHERE later.corrects_id = nav.id AND later.state = 'approved')
    UNION ALL SELECT id, until_on, 'income', 'Result of ' || from_on || ' to ' || until_on || ' allocated', net_minor
      FROM income_allocations WHERE fund_id = @fundId
    UNION ALL SELECT id, allocated_on, 'allocation', 'Allocated to ' || deal_title, minor FROM allocations
      WHERE fund_id = @fundId AND state = 'approved')
  ORDER BY "on" DESC, kind, id LIMIT @limit`);

/** What happened to a fund’s capital, newest first. */
export const readCapitalEvents = (db: ReadDb, fundId: string, limit: number): CapitalEvent[] =>
  events(db).all({ fundId, limit: BigInt(limit) }) as CapitalEvent[];
