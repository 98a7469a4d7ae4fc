import type { ReadDb } from '../handles.ts';
import { transferLines, transfers } from '../schema/index.ts';
import { insert, select, update } from '../statements.ts';

export type TransferRow = (typeof transfers)['$inferSelect'];
export type TransferLineRow = (typeof transferLines)['$inferSelect'];

const byId = select(transfers, 'WHERE id = ?');
const ofFund = select(transfers, 'WHERE fund_id = ? ORDER BY number', (fundId: string) => [{ entity: 'commitments', id: fundId }]);
const open = select(transfers, "WHERE state IN ('draft', 'approved') ORDER BY prepared_at, id");
const linesOf = select(transferLines, 'WHERE transfer_id = ? ORDER BY ordinal');

export const readTransfer = (db: ReadDb, id: string) => byId.get(db, id);
export const readTransfers = (db: ReadDb, fundId: string) => ofFund.all(db, fundId);
export const readOpenTransfers = (db: ReadDb) => open.all(db);
export const readTransferLines = (db: ReadDb, transferId: string) => linesOf.all(db, transferId);

export const insertTransfer = insert(transfers);
export const insertTransferLine = insert(transferLines);
export const approveTransferRow = update(transfers, ['state', 'contentHash', 'approvedBy', 'approvedAt', 'version']);
export const endTransferRow = update(transfers, ['state', 'endedBy', 'endedAt', 'endReason', 'version']);
