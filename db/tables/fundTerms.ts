import type { ReadDb } from '../handles.ts';
import { fundTerms } from '../schema/index.ts';
import { insert, select } from '../statements.ts';

export type FundTermRow = (typeof fundTerms)['$inferSelect'];

const ofFund = select(fundTerms, 'WHERE fund_id = ? ORDER BY ordinal', (fundId: string) => [{ entity: 'fund', id: fundId }]);
const byId = select(fundTerms, 'WHERE id = ?');

export const readTerms = (db: ReadDb, fundId: string) => ofFund.all(db, fundId);
export const readTerm = (db: ReadDb, id: string) => byId.get(db, id);
export const insertTerm = insert(fundTerms);
