import type { ReadDb } from '../handles.ts';
import { lineFacilities, lineMovements, lineTerms } from '../schema/index.ts';
import { insert, select, update } from '../statements.ts';

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
/** Every draw, repayment, accrual and interest payment of a fund’s lines, in the order of their days. */
export const readLineMovements = (db: ReadDb, fundId: string) => movementsOfFund.all(db, fundId);

export const insertFacility = insert(lineFacilities);
export const closeFacilityRow = update(lineFacilities, ['closedOn', 'version']);
export const insertLineTerm = insert(lineTerms);
export const insertMovement = insert(lineMovements);
