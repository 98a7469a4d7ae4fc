import { instant } from '#shared/dates.ts';
import { capitalHouse, firstClosing } from '#test/kit/commitments.ts';
import type { House } from '#test/kit/house.ts';
import type { Breakers } from './meddle.ts';

/** A line drawn, accrued, paid and repaid in part, with one movement taken back; and one that was repaid and closed. */
function linesOf(): House {
  const at = capitalHouse();
  const { firm, fundId, accountId } = at;
  firstClosing(at, [[at.investors[0]!, 60_000_000]]);
  firm.now = instant('2026-09-01T09:00:00.000Z');
  const open = (name: string): string => {
    const facilityId = firm.id();
    const terms = { limitMinor: '1000000', rate: '0.06', baseShare: '0.9', reason: 'Agreement' } as const;
    const dates = { openedOn: '2026-03-02', maturesOn: '2027-03-01' } as const;
    firm.done('line.open', { facilityId, fundId, name, lender: 'Bank', dayCount: 'act/360', accountId, ...dates, ...terms });
    return facilityId;
  };
  const facilityId = open('Kept');
  const move = (expectedMovements: number, minor: string, effectiveOn: string) => ({
    fundId,
    facilityId,
    expectedMovements,
    minor,
    effectiveOn,
    reference: '',
  });
  firm.done('line.draw', move(0, '800000', '2026-04-01'));
  firm.done('line.accrue', { fundId, facilityId, expectedMovements: 1, untilOn: '2026-05-01' });
  firm.done('line.payInterest', move(2, '1000', '2026-05-02'));
  firm.done('line.repay', move(3, '300000', '2026-05-02'));
  firm.done('line.undo', { fundId, facilityId, expectedMovements: 4, ordinal: 3, effectiveOn: '2026-05-03', reason: 'Twice' });
  const closed = { ...move(0, '100', '2026-04-01'), facilityId: open('Closed') };
  firm.done('line.draw', closed);
  firm.done('line.repay', { ...closed, expectedMovements: 1 });
  firm.done('line.close', { fundId, facilityId: closed.facilityId, expectedVersion: 1, closedOn: '2026-05-01', reason: 'Over' });
  return firm;
}

const line = (name: string) => `(SELECT id FROM line_facilities WHERE name = '${name}')`;
const at = (ordinal: number, name = 'Kept') => `facility_id = ${line(name)} AND ordinal = ${ordinal}`;

export const lineBreakers: Breakers = {
  records: 'subscription lines',
  sound: linesOf,
  broken: {
    'lines.principal': [
      `UPDATE line_movements SET minor = minor + 1 WHERE ${at(0)}`,
      "UPDATE postings SET account = '2000' WHERE account = '2500' AND minor = -800000",
    ],
    'lines.interest': [
      `UPDATE line_movements SET minor = minor + 1 WHERE ${at(1)}`,
      "UPDATE postings SET account = '2000' WHERE account = '2510' AND minor = 1000",
    ],
    'lines.neverOver': [
      `UPDATE line_terms SET limit_minor = 799999 WHERE facility_id = ${line('Kept')}`,
      `UPDATE line_movements SET effective_on = '2026-03-31' WHERE ${at(3)}; UPDATE line_movements SET effective_on = '2026-04-01' WHERE ${at(4)}`,
    ],
    'lines.numbered': [
      `UPDATE line_movements SET ordinal = 9 WHERE ${at(2)}`,
      `UPDATE line_terms SET ordinal = 1 WHERE facility_id = ${line('Kept')}`,
      `UPDATE line_movements SET effective_on = '2026-02-01' WHERE ${at(1)}`,
    ],
    'lines.undone': [
      `UPDATE line_terms SET limit_minor = 2000000; UPDATE line_movements SET effective_on = '2026-05-01' WHERE ${at(4)}`,
      `UPDATE line_movements SET undoes = 0 WHERE ${at(4)}`,
    ],
    'lines.closed': [
      `UPDATE line_facilities SET closed_on = '2026-08-01' WHERE name = 'Kept'`,
      `UPDATE line_facilities SET closed_on = '2026-03-15' WHERE name = 'Closed'`,
    ],
  },
};
