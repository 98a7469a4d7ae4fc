import type { Check } from './check.ts';

/** The events that were taken back: they count for nothing. */
const UNDONE = 'SELECT reverses_id FROM unit_events WHERE reverses_id IS NOT NULL';

export const positionChecks: readonly Check[] = [
  {
    name: 'positions.unitsOfRegister',
    sentence: 'The units of a class must be the sum of its register, and its rows must be numbered without a gap',
    sql: `SELECT 'register of class ' || r.class_id AS what FROM unit_registers r
          WHERE r.units <> (SELECT coalesce(sum(units), 0) FROM unit_changes WHERE class_id = r.class_id)
            OR r.fund_id <> (SELECT fund_id FROM fund_classes WHERE id = r.class_id)
            OR (r.events, r.events - 1) IS NOT (SELECT count(*), coalesce(max(ordinal), -1) FROM unit_events WHERE class_id = r.class_id)
            OR (r.changes, r.changes - 1) IS NOT (SELECT count(*), coalesce(max(ordinal), -1) FROM unit_changes WHERE class_id = r.class_id)
            OR (r.movements, r.movements - 1) IS NOT (SELECT count(*), coalesce(max(ordinal), -1) FROM lot_movements WHERE class_id = r.class_id)`,
  },
  {
    name: 'positions.registerOfEvents',
    sentence: 'The register must show exactly the units that came to a holder or left it, and nothing of what was taken back',
    sql: `WITH wanted AS (SELECT event_id, investor_id, sum(units) AS units FROM unit_lines WHERE event_id NOT IN (${UNDONE}) GROUP BY event_id, investor_id),
            shown AS (SELECT c.event_id, c.investor_id, sum(c.units) AS units FROM unit_changes c JOIN unit_events e ON e.id = c.event_id
              WHERE e.kind <> 'split' OR e.id IN (${UNDONE}) GROUP BY c.event_id, c.investor_id HAVING sum(c.units) <> 0)
          SELECT 'event ' || event_id AS what FROM (SELECT * FROM wanted UNION ALL SELECT event_id, investor_id, -units FROM shown)
          GROUP BY event_id, investor_id HAVING sum(units) <> 0`,
  },
  {
    name: 'positions.lotsOfRegister',
    sentence: 'The lots of a holder must sum to its units in the register, on every date',
    sql: `SELECT 'event ' || event_id || ' of investor ' || investor_id AS what FROM (
            SELECT event_id, investor_id, units FROM unit_changes UNION ALL SELECT event_id, investor_id, -units FROM lot_movements)
          GROUP BY event_id, investor_id HAVING sum(units) <> 0`,
  },
  {
    name: 'positions.neverBelowNone',
    sentence: 'Nobody may hold less than no units on any date',
    sql: `SELECT DISTINCT 'investor ' || investor_id || ' on ' || effective_on AS what FROM (
            SELECT investor_id, effective_on, sum(sum(units)) OVER (PARTITION BY class_id, investor_id ORDER BY effective_on) AS balance
            FROM unit_changes GROUP BY class_id, investor_id, effective_on) WHERE balance < 0`,
  },
  {
    name: 'positions.lotsSound',
    sentence: 'A lot may not hold less than no units or cost, nor a cost without units',
    sql: `SELECT 'lot ' || lot_event_id || '.' || lot_ordinal || ' of investor ' || investor_id AS what FROM lot_movements
          GROUP BY class_id, investor_id, lot_event_id, lot_ordinal
          HAVING sum(units) < 0 OR sum(cost) < 0 OR (sum(units) = 0 AND sum(cost) <> 0)`,
  },
  {
    name: 'positions.costsConserved',
    sentence: 'What lots cost must be what was paid for them; a split or a transfer makes no cost and loses none',
    sql: `WITH bought AS (SELECT event_id, sum(cost) AS cost FROM unit_lines WHERE cost IS NOT NULL AND event_id NOT IN (${UNDONE}) GROUP BY event_id),
            kept AS (SELECT m.event_id, sum(m.cost) AS cost FROM lot_movements m JOIN unit_events e ON e.id = m.event_id
              WHERE e.kind <> 'transfer' OR EXISTS (SELECT 1 FROM unit_lines l WHERE l.event_id = e.id AND l.cost IS NULL AND l.units > 0) GROUP BY m.event_id)
          SELECT 'event ' || kept.event_id AS what FROM kept JOIN unit_events e ON e.id = kept.event_id LEFT JOIN bought ON bought.event_id = kept.event_id
          WHERE (kept.cost > 0 OR e.kind IN ('split', 'transfer', 'subscription', 'opening', 'reinvestment')) AND kept.cost <> coalesce(bought.cost, 0)`,
  },
  {
    name: 'positions.rowsOfEvents',
    sentence: 'Every row of a register must carry the class and the day of its event, and cannot be older than it',
    sql: `SELECT 'event ' || e.id AS what FROM unit_events e JOIN (
            SELECT class_id, event_id, effective_on, recorded_at FROM unit_changes
            UNION ALL SELECT class_id, event_id, effective_on, recorded_at FROM lot_movements) rows ON rows.event_id = e.id
          WHERE rows.class_id <> e.class_id OR rows.effective_on <> e.effective_on OR rows.recorded_at < e.recorded_at
          UNION SELECT 'event ' || e.id FROM unit_events e JOIN unit_lines l ON l.event_id = e.id WHERE l.class_id <> e.class_id
          UNION SELECT 'event ' || e.id FROM unit_events e JOIN unit_registers r ON r.class_id = e.class_id WHERE r.fund_id <> e.fund_id`,
  },
  {
    name: 'positions.reversals',
    sentence: 'What takes an event back must be of the same class, not earlier, and not take back another reversal',
    sql: `SELECT 'event ' || r.id AS what FROM unit_events r JOIN unit_events e ON e.id = r.reverses_id
          WHERE r.class_id <> e.class_id OR r.effective_on < e.effective_on OR e.kind = 'reversal'`,
  },
  {
    name: 'positions.entries',
    sentence: 'A subscription or redemption must have its ledger entry, and every such entry its change of a register',
    sql: `SELECT 'event ' || e.id AS what FROM unit_events e LEFT JOIN entries j ON j.command_id = e.entry_command_id AND j.ordinal = 0
          WHERE (e.entry_command_id IS NULL AND e.kind IN ('subscription', 'redemption'))
            OR (e.entry_command_id IS NOT NULL AND (j.command_id IS NULL OR j.fund_id <> e.fund_id OR j.effective_on <> e.effective_on
              OR j.source NOT LIKE 'positions.%'))
          UNION SELECT 'entry ' || command_id FROM entries WHERE source LIKE 'positions.%'
            AND command_id NOT IN (SELECT entry_command_id FROM unit_events WHERE entry_command_id IS NOT NULL)`,
  },
  {
    name: 'positions.residues',
    sentence: 'What was left over of subscriptions must stand in the books as money received in advance',
    sql: `SELECT 'investor ' || investor_id || ' of fund ' || fund_id AS what FROM (
            SELECT e.fund_id, l.investor_id, l.residue AS minor FROM unit_lines l JOIN unit_events e ON e.id = l.event_id
            WHERE l.residue > 0 AND e.id NOT IN (${UNDONE})
            UNION ALL SELECT p.fund_id, p.investor_id, p.minor FROM postings p
            JOIN entries j ON j.command_id = p.command_id AND j.ordinal = p.entry_ordinal AND j.source LIKE 'positions.%'
            JOIN accounts a ON a.fund_id = p.fund_id AND a.code = p.account AND a.role = 'paidInAdvance')
          GROUP BY fund_id, investor_id HAVING sum(minor) <> 0`,
  },
];
