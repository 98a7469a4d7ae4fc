import type { ReadDb } from '../handles.ts';
import { closingLines, closings, refundPayouts } from '../schema/index.ts';
import { insert, select, update } from '../statements.ts';

export type ClosingRow = (typeof closings)['$inferSelect'];
export type ClosingLineRow = (typeof closingLines)['$inferSelect'];
export type RefundPayoutRow = (typeof refundPayouts)['$inferSelect'];

const byId = select(closings, 'WHERE id = ?');
const ofFund = select(closings, 'WHERE fund_id = ? ORDER BY number', (fundId: string) => [{ entity: 'commitments', id: fundId }]);
const open = select(closings, "WHERE state IN ('draft', 'approved') ORDER BY prepared_at, id");
const linesOf = select(closingLines, 'WHERE closing_id = ? AND revision = ? ORDER BY ordinal');
const payoutsOf = select(refundPayouts, 'WHERE closing_id = ? ORDER BY ordinal');

export const readClosing = (db: ReadDb, id: string) => byId.get(db, id);
export const readClosings = (db: ReadDb, fundId: string) => ofFund.all(db, fundId);
export const readOpenClosings = (db: ReadDb) => open.all(db);
/** The commitments of a closing as they were last revised. */
export const readClosingLines = (db: ReadDb, { id, revision }: Pick<ClosingRow, 'id' | 'revision'>) =>
  linesOf.all(db, id, BigInt(revision));
export const readPayouts = (db: ReadDb, closingId: string) => payoutsOf.all(db, closingId);

export const insertClosing = insert(closings);
export const insertClosingLine = insert(closingLines);
export const insertPayout = insert(refundPayouts);
export const reviseClosingRow = update(closings, [
  'kind',
  'heldOn',
  'rate',
  'compounding',
  'dayCount',
  'dueOn',
  'accountId',
  'note',
  'revision',
  'state',
  'preparedBy',
  'preparedAt',
  'contentHash',
  'approvedBy',
  'approvedAt',
  'version',
]);
export const approveClosingRow = update(closings, ['state', 'contentHash', 'approvedBy', 'approvedAt', 'version']);
export const endClosingRow = update(closings, ['state', 'endedBy', 'endedAt', 'endReason', 'version']);
