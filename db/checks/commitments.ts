import type { Check } from './check.ts';

/** What the current lines of a closing are: those of its last revision. */
const LINES = 'closing_lines AS line JOIN closings ON closings.id = line.closing_id AND closings.revision = line.revision';

export const commitmentsChecks: readonly Check[] = [
  {
    name: 'commitments.numbered',
    sentence: 'The commitment events of a fund must be numbered without a gap',
    sql: 'SELECT fund_id AS what FROM commitment_events GROUP BY fund_id HAVING min(ordinal) <> 0 OR max(ordinal) <> count(*) - 1',
  },
  {
    name: 'commitments.neverNegative',
    sentence: 'Nobody may have committed less than nothing at the end of any day',
    sql: `SELECT 'fund ' || fund_id || ' investor ' || investor_id || ' on ' || effective_on AS what FROM (
            SELECT fund_id, investor_id, class_id, effective_on,
              sum(sum(minor)) OVER (PARTITION BY fund_id, investor_id, class_id ORDER BY effective_on) AS balance
            FROM commitment_events GROUP BY fund_id, investor_id, class_id, effective_on)
          WHERE balance < 0`,
  },
  {
    name: 'commitments.ownClass',
    sentence: 'A commitment must be to a class of its fund',
    sql: `SELECT 'fund ' || e.fund_id || ' event ' || ordinal AS what FROM commitment_events AS e
          JOIN fund_classes ON fund_classes.id = e.class_id WHERE fund_classes.fund_id <> e.fund_id`,
  },
  {
    name: 'commitments.closingsPosted',
    sentence: 'A posted closing must have written its commitments exactly, and any other none',
    sql: `SELECT 'closing ' || what AS what FROM (
            SELECT line.closing_id AS what, line.investor_id, line.class_id, line.minor FROM ${LINES} WHERE closings.state = 'posted'
            EXCEPT SELECT closing_id, investor_id, class_id, minor FROM commitment_events WHERE closing_id IS NOT NULL)
          UNION ALL SELECT 'closing ' || what FROM (
            SELECT closing_id AS what, investor_id, class_id, minor FROM commitment_events WHERE closing_id IS NOT NULL
            EXCEPT SELECT line.closing_id, line.investor_id, line.class_id, line.minor FROM ${LINES} WHERE closings.state = 'posted')`,
  },
  {
    name: 'commitments.closingDay',
    sentence: 'What a closing wrote must take effect on the day it was held',
    sql: `SELECT 'closing ' || closings.id AS what FROM commitment_events JOIN closings ON closings.id = closing_id WHERE effective_on <> held_on
          UNION ALL SELECT 'closing ' || closings.id FROM called_moves JOIN closings ON closings.id = closing_id WHERE effective_on <> held_on`,
  },
  {
    name: 'commitments.closingsInOrder',
    sentence: 'The closings of a fund must be numbered without a gap, and no posted one be held before its first',
    sql: `SELECT 'fund ' || fund_id AS what FROM closings GROUP BY fund_id HAVING min(number) <> 1 OR max(number) <> count(*)
          UNION ALL SELECT 'closing ' || later.id FROM closings AS later WHERE later.state = 'posted' AND later.kind <> 'first' AND NOT EXISTS (
            SELECT 1 FROM closings AS first WHERE first.fund_id = later.fund_id AND first.kind = 'first' AND first.state = 'posted'
              AND first.held_on <= later.held_on)`,
  },
  {
    name: 'commitments.secondPerson',
    sentence: 'Closings, transfers and defaults must have been approved by somebody other than who prepared them',
    sql: `SELECT 'closing ' || id AS what FROM closings
          WHERE approved_by = prepared_by OR (state IN ('approved', 'posted') AND approved_by IS NULL) OR (state = 'draft' AND approved_by IS NOT NULL)
          UNION ALL SELECT 'transfer ' || id FROM transfers
          WHERE approved_by = prepared_by OR (state IN ('approved', 'posted') AND approved_by IS NULL) OR (state = 'draft' AND approved_by IS NOT NULL)
          UNION ALL SELECT 'default ' || id FROM holding_defaults WHERE state = 'approved' AND decided_by = proposed_by`,
  },
  {
    name: 'commitments.transfersNet',
    sentence: 'A posted transfer must have moved its commitment from one holding to the other, and any other nothing',
    sql: `SELECT 'transfer ' || id AS what FROM transfers
          WHERE (SELECT count(*) FROM commitment_events WHERE transfer_id = id) <> CASE state WHEN 'posted' THEN 2 ELSE 0 END
            OR (state = 'posted' AND (
              NOT EXISTS (SELECT 1 FROM commitment_events AS e WHERE transfer_id = id AND e.fund_id = transfers.fund_id AND e.class_id = transfers.class_id
                AND e.investor_id = from_investor_id AND kind = 'transferOut' AND e.minor = -transfers.minor AND e.effective_on = transfers.effective_on)
              OR NOT EXISTS (SELECT 1 FROM commitment_events AS e WHERE transfer_id = id AND e.fund_id = transfers.fund_id AND e.class_id = transfers.class_id
                AND e.investor_id = to_investor_id AND kind = 'transferIn' AND e.minor = transfers.minor AND e.effective_on = transfers.effective_on)))`,
  },
  {
    name: 'commitments.reversalsMirror',
    sentence: 'A reversal must give back what the transfer it names moved, to who had it',
    sql: `SELECT 'transfer ' || back.id AS what FROM transfers AS back JOIN transfers AS first ON first.id = back.reverses_id
          WHERE back.minor <> first.minor OR back.class_id <> first.class_id OR back.fund_id <> first.fund_id
            OR back.from_investor_id <> first.to_investor_id OR back.to_investor_id <> first.from_investor_id OR first.state <> 'posted'
            OR first.reverses_id IS NOT NULL`,
  },
  {
    name: 'commitments.movesNet',
    sentence: 'What a closing or a transfer moves of a call, and the interest on it, must come to nothing over all holdings',
    sql: `SELECT source_id || ' call ' || call_id AS what FROM called_moves GROUP BY source_id, call_id, use_ordinal
          HAVING sum(minor >> 32) * 4294967296 + sum(minor & 4294967295) <> 0 OR sum(interest >> 32) * 4294967296 + sum(interest & 4294967295) <> 0`,
  },
  {
    name: 'commitments.movesPosted',
    sentence: 'Only posted closings and transfers may have moved what was called',
    sql: `SELECT source_id AS what FROM called_moves LEFT JOIN closings ON closings.id = closing_id LEFT JOIN transfers ON transfers.id = transfer_id
          WHERE coalesce(closings.state, transfers.state) <> 'posted' OR coalesce(closings.fund_id, transfers.fund_id) <> called_moves.fund_id`,
  },
  {
    name: 'commitments.equalisationCalled',
    sentence: 'The call of a closing must collect exactly the catch-up and the interest of its newcomers',
    sql: `SELECT 'closing ' || id AS what FROM closings WHERE state = 'posted' AND
            coalesce((SELECT sum(max(minor, 0) + max(interest, 0)) FROM (
              SELECT sum(minor) AS minor, sum(interest) AS interest FROM called_moves WHERE closing_id = closings.id GROUP BY investor_id, class_id)), 0)
            <> coalesce((SELECT total FROM capital_calls WHERE kind = 'equalisation' AND capital_calls.closing_id = closings.id), 0)`,
  },
  {
    name: 'commitments.refundsOwed',
    sentence: 'No investor may have been paid more of a closing than it owes',
    sql: `SELECT 'closing ' || closing_id || ' investor ' || investor_id AS what FROM refund_payouts GROUP BY closing_id, investor_id
          HAVING sum(minor) < 0 OR sum(minor) > coalesce((SELECT sum(max(-minor, 0) + max(-interest, 0)) FROM (
            SELECT sum(minor) AS minor, sum(interest) AS interest FROM called_moves
            WHERE called_moves.closing_id = refund_payouts.closing_id AND called_moves.investor_id = refund_payouts.investor_id GROUP BY class_id)), 0)`,
  },
  {
    name: 'commitments.refundsReturned',
    sentence: 'A refund that came back must be the whole of the payout it names',
    sql: `SELECT 'closing ' || back.closing_id || ' payout ' || back.ordinal AS what FROM refund_payouts AS back
          JOIN refund_payouts AS first ON first.closing_id = back.closing_id AND first.ordinal = back.reverses_ordinal
          WHERE back.minor <> -first.minor OR back.investor_id <> first.investor_id OR back.account_id <> first.account_id`,
  },
  {
    name: 'commitments.defaultsAlternate',
    sentence: 'A holding must be declared in default and cured in turn',
    sql: `SELECT 'default ' || id AS what FROM (
            SELECT id, move, lag(move, 1, 'cure') OVER (PARTITION BY fund_id, investor_id, class_id ORDER BY effective_on, proposed_at, id) AS before
            FROM holding_defaults WHERE state = 'approved')
          WHERE move = before`,
  },
];
