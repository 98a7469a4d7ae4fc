import type { ReadDb } from '../handles.ts';
import { accountUses, bankAccounts, payeeCases } from '../schema/index.ts';
import { insert, select, update } from '../statements.ts';

export type AccountRow = (typeof bankAccounts)['$inferSelect'];
export type CaseRow = (typeof payeeCases)['$inferSelect'];
export type UseRow = (typeof accountUses)['$inferSelect'];

const accountById = select(bankAccounts, 'WHERE id = ?');
const accountsOf = select(bankAccounts, 'WHERE investor_id = ? ORDER BY id');
const caseById = select(payeeCases, 'WHERE id = ?');
const casesOf = select(payeeCases, 'WHERE investor_id = ? ORDER BY requested_at DESC, id DESC');
const openCases = select(payeeCases, "WHERE state IN ('requested', 'callbackRecorded', 'approved') ORDER BY requested_at, id");
const usesOf = select(accountUses, 'WHERE investor_id = ? ORDER BY ordinal');

export const readAccount = (db: ReadDb, id: string): AccountRow | undefined => accountById.get(db, id);
export const readAccounts = (db: ReadDb, investorId: string): AccountRow[] => accountsOf.all(db, investorId);
export const readCase = (db: ReadDb, id: string): CaseRow | undefined => caseById.get(db, id);
export const readCases = (db: ReadDb, investorId: string): CaseRow[] => casesOf.all(db, investorId);
export const readOpenCases = (db: ReadDb): CaseRow[] => openCases.all(db);
export const readUses = (db: ReadDb, investorId: string): UseRow[] => usesOf.all(db, investorId);

export const insertAccount = insert(bankAccounts);
export const updateAccount = update(bankAccounts, ['state', 'verifiedOn', 'verifiedByWay']);
export const insertCase = insert(payeeCases);
export const updateCase = update(payeeCases, [
  'state',
  'callbackContactId',
  'callbackNumber',
  'callbackSpokeWith',
  'callbackNote',
  'callbackBy',
  'callbackAt',
  'approvedBy',
  'approvedAt',
  'closedBy',
  'closedAt',
  'closeReason',
]);
export const insertUse = insert(accountUses);
export const endUse = update(accountUses, ['untilAt']);
