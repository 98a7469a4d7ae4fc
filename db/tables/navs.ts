import type { ReadDb } from '../handles.ts';
import { navSnapshots } from '../schema/index.ts';
import { insert, select, update } from '../statements.ts';

export type NavRow = (typeof navSnapshots)['$inferSelect'];

const byId = select(navSnapshots, 'WHERE id = ?');
const ofFund = select(navSnapshots, 'WHERE fund_id = ? ORDER BY as_of_on, prepared_at, id', (fundId: string) => [
  { entity: 'fund', id: fundId },
]);
const drafts = select(navSnapshots, "WHERE state = 'draft' ORDER BY prepared_at, id");

export const readDraftNavs = (db: ReadDb) => drafts.all(db);
export const readNav = (db: ReadDb, id: string) => byId.get(db, id);
export const readNavs = (db: ReadDb, fundId: string) => ofFund.all(db, fundId);
export const insertNav = insert(navSnapshots);
export const decideNav = update(navSnapshots, ['state', 'decidedBy', 'decidedAt', 'decisionReason']);
