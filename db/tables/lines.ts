import type { BusinessDate } from '#shared/dates.ts';
import type { ReadDb } from '../handles.ts';
import { lineFacilities, lineMovements, lineTerms } from '../schema/index.ts';
import { insert, select, statement, update } from '../statements.ts';

export type FacilityRow = (typeof lineFacilities)['$inferSelect'];
export type LineTermRow = (typeof lineTerms)['$inferSelect'];
export type MovementRow = (typeof lineMovements)['$inferSelect'];

const ofLine = (id: string) => [{ entity: 'line', id }];

const byId = select(lineFacilities, 'WHERE id = ?');
const ofFund = select(lineFacilities, 'WHERE fund_id = ? ORDER BY closed_on IS NOT NULL, opened_on, id', (fundId: string) => [
  { entity: 'lines', id: fundId },
]);
const termsOf = select(lineTerms, 'WHERE facility_id = ? ORDER BY ordinal', ofLine);
const movementsOf = select(lineMovements, 'WHERE facility_id = ? ORDER BY ordinal', ofLine);
const movementsOfFund = select(lineMovements, 'WHERE fund_id = ? ORDER BY effective_on, facility_id, ordinal');

export const readFacility = (db: ReadDb, id: string) => byId.get(db, id);
export const readFacilities = (db: ReadDb, fundId: string) => ofFund.all(db, fundId);
export const readLineTerms = (db: ReadDb, facilityId: string) => termsOf.all(db, facilityId);
export const readMovements = (db: ReadDb, facilityId: string) => movementsOf.all(db, facilityId);
/** What happened on the other lines of the fund of a line. */
export const readMovementsBeside = (db: ReadDb, { id, fundId }: Pick<FacilityRow, 'id' | 'fundId'>): MovementRow[] =>
  readFacilities(db, fundId).flatMap((other) => (other.id === id ? [] : readMovements(db, other.id)));
/** Every draw, repayment, accrual and interest payment of a fund’s lines, in the order of their days. */
export const readLineMovements = (db: ReadDb, fundId: string) => movementsOfFund.all(db, fundId);

export const insertFacility = insert(lineFacilities);
export const closeFacilityRow = update(lineFacilities, ['closedOn', 'version']);
export const insertLineTerm = insert(lineTerms);
export const insertMovement = insert(lineMovements);

const insideOfCalls = statement(`SELECT line.investor_id AS investorId, line.class_id AS classId, sum(line.inside_minor) AS minor
  FROM capital_calls AS call JOIN call_lines AS line ON line.call_id = call.id
  WHERE call.fund_id = ? AND call.issued_on <= ? AND (call.rescinded_on IS NULL OR call.rescinded_on > ?)
  GROUP BY line.investor_id, line.class_id ORDER BY line.investor_id, line.class_id`);

/** What each holding was called inside its commitment by calls in force on a day; what closings and transfers moved stands beside it. */
export const calledInside = (db: ReadDb, fundId: string, on: BusinessDate) =>
  insideOfCalls(db).all(fundId, on, on) as { investorId: string; classId: string; minor: bigint }[];
