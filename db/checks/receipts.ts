import type { Check } from './check.ts';

/** Postings of events alone: a journal by hand on the same account is the accountant’s own. */
const posted = (role: string, by: string): string => `
  SELECT postings.fund_id, ${by}sum(postings.minor) AS minor FROM accounts
  JOIN postings ON postings.fund_id = accounts.fund_id AND postings.account = accounts.code
  JOIN entries ON entries.command_id = postings.command_id AND entries.ordinal = postings.entry_ordinal
  WHERE accounts.role = '${role}' AND entries.source NOT LIKE 'ledger.%' AND entries.source NOT LIKE 'positions.%' GROUP BY postings.fund_id${by === '' ? '' : ', postings.investor_id'}`;

const owed = `
  SELECT fund_id, line.minor FROM capital_calls AS call JOIN call_lines AS line ON line.call_id = call.id WHERE call.state = 'issued'
  UNION ALL SELECT fund_id, minor FROM interest_bills
  UNION ALL SELECT fund_id, -minor FROM interest_waivers WHERE state = 'approved'
  UNION ALL SELECT fund_id, -minor FROM receipt_parts WHERE kind IN ('call', 'interest')`;

export const receiptsChecks: readonly Check[] = [
  {
    name: 'receipts.parts',
    sentence: 'The parts of a receipt must come to what came in',
    sql: `SELECT 'receipt ' || receipts.id AS what FROM receipts LEFT JOIN receipt_parts AS part ON part.receipt_id = receipts.id
          GROUP BY receipts.id HAVING receipts.minor <> coalesce(sum(part.minor), 0)`,
  },
  {
    name: 'receipts.partsNumbered',
    sentence: 'The parts of a receipt must be numbered without a gap, in its fund, and not before it came in',
    sql: `SELECT 'receipt ' || receipts.id AS what FROM receipts JOIN receipt_parts AS part ON part.receipt_id = receipts.id
          GROUP BY receipts.id HAVING min(part.ordinal) <> 0 OR max(part.ordinal) <> count(*) - 1
            OR sum(part.fund_id <> receipts.fund_id OR part.effective_on < receipts.received_on) > 0`,
  },
  {
    name: 'receipts.ownLine',
    sentence: 'Money must stand on a line or bill of its own investor, in a call of its own fund',
    sql: `SELECT 'receipt ' || part.receipt_id AS what FROM receipt_parts AS part
          JOIN call_lines AS line ON line.call_id = part.call_id AND line.ordinal = part.line_ordinal
          JOIN capital_calls AS call ON call.id = part.call_id
          LEFT JOIN interest_bills AS bill ON bill.call_id = part.call_id AND bill.ordinal = part.bill_ordinal
          WHERE line.investor_id <> part.investor_id OR call.fund_id <> part.fund_id OR bill.line_ordinal <> part.line_ordinal`,
  },
  {
    name: 'receipts.neverOver',
    sentence: 'A line of a call must be paid between nothing and what was called, and nothing where the call does not stand',
    sql: `SELECT 'call ' || call.id || ' line ' || line.ordinal AS what FROM capital_calls AS call JOIN call_lines AS line ON line.call_id = call.id
          JOIN receipt_parts AS part ON part.call_id = line.call_id AND part.line_ordinal = line.ordinal AND part.kind = 'call'
          GROUP BY line.call_id, line.ordinal
          HAVING sum(part.minor) < 0 OR sum(part.minor) > CASE call.state WHEN 'issued' THEN line.minor ELSE 0 END`,
  },
  {
    name: 'receipts.returns',
    sentence: 'A return must take back exactly what came in, on the same account and not before',
    sql: `SELECT 'receipt ' || back.id AS what FROM receipts AS back JOIN receipts AS original ON original.id = back.reverses_id
          WHERE back.minor <> -original.minor OR back.account_id <> original.account_id OR back.currency <> original.currency
            OR back.received_on < original.received_on OR original.reverses_id IS NOT NULL`,
  },
  {
    name: 'receipts.suspense',
    sentence: 'The suspense account must hold what is in suspense of receipts',
    sql: `SELECT 'fund ' || fund_id AS what FROM (
            SELECT fund_id, minor FROM receipt_parts WHERE kind = 'suspense' UNION ALL SELECT fund_id, minor FROM (${posted('suspense', '')}))
          GROUP BY fund_id HAVING sum(minor) <> 0`,
  },
  {
    name: 'receipts.advances',
    sentence: 'Contributions received in advance must be what each investor holds of receipts',
    sql: `SELECT 'fund ' || fund_id || ' investor ' || investor_id AS what FROM (
            SELECT fund_id, investor_id, minor FROM receipt_parts WHERE kind = 'advance'
            UNION ALL SELECT fund_id, investor_id, minor FROM (${posted('paidInAdvance', 'postings.investor_id, ')}))
          GROUP BY fund_id, investor_id HAVING sum(minor) <> 0`,
  },
  {
    name: 'receipts.receivable',
    sentence: 'Capital calls receivable must be the open lines of issued calls and the open bills of interest',
    sql: `SELECT 'fund ' || fund_id AS what FROM (
            SELECT fund_id, minor FROM (${owed}) UNION ALL SELECT fund_id, -minor FROM (${posted('callsReceivable', '')}))
          GROUP BY fund_id HAVING sum(minor) <> 0`,
  },
  {
    name: 'receipts.bills',
    sentence: 'Bills of interest of a call must be numbered without a gap, and each line billed one stretch after the other',
    sql: `SELECT 'call ' || call_id AS what FROM interest_bills GROUP BY call_id HAVING min(ordinal) <> 0 OR max(ordinal) <> count(*) - 1
          UNION ALL SELECT 'call ' || bill.call_id FROM interest_bills AS bill JOIN interest_bills AS next
            ON next.call_id = bill.call_id AND next.line_ordinal = bill.line_ordinal AND next.ordinal > bill.ordinal
          WHERE next.from_on < bill.until_on
          UNION ALL SELECT 'call ' || bill.call_id FROM interest_bills AS bill
            JOIN call_lines AS line ON line.call_id = bill.call_id AND line.ordinal = bill.line_ordinal WHERE line.investor_id <> bill.investor_id`,
  },
  {
    name: 'receipts.billsNeverOver',
    sentence: 'No more of a bill of interest may be paid and waived than was billed',
    sql: `SELECT 'call ' || call_id || ' bill ' || bill_ordinal AS what FROM (
            SELECT call_id, bill_ordinal, minor FROM receipt_parts WHERE kind = 'interest'
            UNION ALL SELECT call_id, bill_ordinal, minor FROM interest_waivers WHERE state = 'approved'
            UNION ALL SELECT call_id, ordinal, -minor FROM interest_bills)
          GROUP BY call_id, bill_ordinal HAVING sum(minor) > 0`,
  },
  {
    name: 'receipts.waiverSecondPerson',
    sentence: 'Interest must have been waived by a second person',
    sql: `SELECT 'waiver ' || id AS what FROM interest_waivers WHERE state = 'approved' AND kind = 'waiver' AND decided_by = proposed_by`,
  },
];
