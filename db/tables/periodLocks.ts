import type { LockChange } from '#shared/model/ledger.ts';
import type { ReadDb, WriteDb } from '../handles.ts';
import { periodLocks } from '../schema/index.ts';
import { insert, select, update } from '../statements.ts';

const byId = select(periodLocks, 'WHERE id = ?');
const ofFund = select(periodLocks, 'WHERE fund_id = ? ORDER BY proposed_at, id', (fundId: string) => [{ entity: 'periods', id: fundId }]);
const waiting = select(periodLocks, "WHERE state = 'proposed' ORDER BY proposed_at, id");
const decide = update(periodLocks, ['state', 'turn', 'decidedBy', 'decidedAt', 'decisionReason']);

export const readLock = (db: ReadDb, id: string): LockChange | undefined => byId.get(db, id);
export const readLocks = (db: ReadDb, fundId: string): LockChange[] => ofFund.all(db, fundId);
export const readWaitingLocks = (db: ReadDb): LockChange[] => waiting.all(db);
export const insertLock = insert(periodLocks);

type Decision = Pick<LockChange, 'state' | 'turn' | 'decidedBy' | 'decidedAt' | 'decisionReason'>;
export const markLockDecided = (db: WriteDb, lock: LockChange, decision: Decision): void => decide(db, lock, decision);
