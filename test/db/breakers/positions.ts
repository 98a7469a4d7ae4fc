import { approvedNav } from '#test/commands/funds/fundHouse.ts';
import { event, fifo, redemption, subscribe, transfer, unitHouse, units } from '#test/commands/positions/unitHouse.ts';
import type { House } from '#test/kit/house.ts';
import type { Breakers } from './meddle.ts';

/** A class with something of every kind: two lots given up at once, a split, a transfer, a sale, a correction and one that was taken back. */
function registers(): House {
  const at = unitHouse();
  const { firm, alder } = at;
  subscribe(at, 10_000, { effectiveOn: '2026-02-02' });
  subscribe(at, 30_000, { effectiveOn: '2026-02-03' });
  firm.done('positions.split', { ...event(at, '2026-02-05'), from: 1, to: 2 });
  firm.done('positions.redeem', redemption(at, units(30_000), { effectiveOn: '2026-02-06' }));
  firm.done('positions.transfer', transfer(at, units(10_000), { effectiveOn: '2026-02-07' }));
  firm.done('positions.transfer', transfer(at, units(10_000), { effectiveOn: '2026-02-08', consideration: '700' }));
  const correction = { ...event(at, '2026-02-09'), investorId: alder, units: '-1000', lot: null, relief: fifo };
  firm.done('positions.correct', correction);
  const wrong = { ...event(at, '2026-02-10'), investorId: alder, units: '500', lot: { cost: '5', acquiredOn: '2026-02-10' }, relief: fifo };
  firm.done('positions.correct', wrong);
  firm.done('positions.reverse', { ...event(at, '2026-02-11'), reversesId: wrong.eventId });
  approvedNav(at, '2026-02-12', 90);
  return firm;
}

const of = (kind: string, which = 'id'): string => `(SELECT ${which} FROM unit_events WHERE kind = '${kind}' ORDER BY ordinal LIMIT 1)`;
const undone = '(SELECT reverses_id FROM unit_events WHERE reverses_id IS NOT NULL)';
const given = `event_id = ${of('redemption')}`;
const oldest = `lot_event_id = ${of('subscription')}`;
const dated = (kind: string, day: string): string =>
  ['unit_changes', 'lot_movements'].map((table) => `UPDATE ${table} SET effective_on = '${day}' WHERE event_id = ${of(kind)}`).join('; ') +
  `; UPDATE unit_events SET effective_on = '${day}' WHERE id = ${of(kind)}`;

export const positionBreakers: Breakers = {
  records: 'registers of units',
  sound: registers,
  broken: {
    'positions.unitsOfRegister': [
      'UPDATE unit_registers SET units = units + 1',
      'UPDATE unit_registers SET events = events + 1',
      'UPDATE unit_registers SET changes = changes - 1',
      'UPDATE unit_registers SET movements = 0',
      `UPDATE unit_changes SET ordinal = 99 WHERE ordinal = 0`,
    ],
    'positions.registerOfEvents': [
      `UPDATE unit_lines SET units = units + 1 WHERE event_id = ${of('subscription')}`,
      `UPDATE unit_events SET reverses_id = ${of('correction')} WHERE kind = 'reversal'`,
      `DELETE FROM unit_lines WHERE event_id = ${of('redemption')}`,
    ],
    'positions.lotsOfRegister': [`UPDATE lot_movements SET units = units + 1 WHERE event_id = ${of('subscription')}`],
    'positions.neverBelowNone': [dated('correction', '2026-01-31')],
    'positions.lotsSound': [
      `UPDATE lot_movements SET units = units - 15000 WHERE ${given} AND ${oldest}; UPDATE lot_movements SET units = units + 15000 WHERE ${given} AND NOT ${oldest}`,
      `UPDATE lot_movements SET cost = cost - 50 WHERE ${given} AND ${oldest}; UPDATE lot_movements SET cost = cost + 50 WHERE ${given} AND NOT ${oldest}`,
    ],
    'positions.costsConserved': [
      `UPDATE lot_movements SET cost = cost + 1 WHERE event_id = (SELECT id FROM unit_events WHERE kind = 'subscription' ORDER BY ordinal DESC LIMIT 1)`,
      `UPDATE unit_lines SET cost = cost + 1 WHERE event_id = ${of('subscription')}`,
      `UPDATE lot_movements SET cost = cost + 1 WHERE event_id = ${of('transfer')} AND cost > 0`,
    ],
    'positions.rowsOfEvents': [
      `UPDATE unit_changes SET effective_on = '2026-02-10' WHERE event_id = ${of('correction')}`,
      `UPDATE lot_movements SET recorded_at = '2026-01-01T00:00:00.000Z' WHERE ordinal = 0`,
    ],
    'positions.reversals': [`UPDATE unit_events SET effective_on = '2026-02-01' WHERE kind = 'reversal'`],
    'positions.residues': [`UPDATE unit_lines SET residue = 1 WHERE event_id = ${of('subscription')}`],
    'positions.entries': [
      `UPDATE unit_events SET entry_command_id = NULL WHERE id = ${of('redemption')}`,
      `UPDATE unit_events SET entry_command_id = 'nowhere' WHERE id = ${of('transfer')}`,
      `UPDATE unit_events SET entry_command_id = ${of('subscription', 'entry_command_id')} WHERE id = ${undone}`,
    ],
  },
};
