import type { ReadDb } from '../handles.ts';
import { accountEnds, accountUses, bankAccounts, payeeCases } from '../schema/index.ts';
import { insert, select, update } from '../statements.ts';
import { readInvestor } from './investors.ts';

export type AccountRow = (typeof bankAccounts)['$inferSelect'];
export type CaseRow = (typeof payeeCases)['$inferSelect'];
export type UseRow = (typeof accountUses)['$inferSelect'];

const accountById = select(bankAccounts, 'WHERE id = ?');
const accountsOf = select(bankAccounts, 'WHERE investor_id = ? ORDER BY id');
const caseById = select(payeeCases, 'WHERE id = ?');
const casesOf = select(payeeCases, 'WHERE investor_id = ? ORDER BY requested_at DESC, id DESC');
const openCases = select(payeeCases, "WHERE state IN ('requested', 'callbackRecorded', 'approved') ORDER BY requested_at, id");
const endsOf = select(accountEnds, 'WHERE investor_id = ? ORDER BY account_id');
const usesOf = select(accountUses, 'WHERE investor_id = ? ORDER BY ordinal');

export const readAccount = (db: ReadDb, id: string): AccountRow | undefined => accountById.get(db, id);
export const readAccounts = (db: ReadDb, investorId: string): AccountRow[] => accountsOf.all(db, investorId);
export const readCase = (db: ReadDb, id: string): CaseRow | undefined => caseById.get(db, id);
export const readCases = (db: ReadDb, investorId: string): CaseRow[] => casesOf.all(db, investorId);
export const readOpenCases = (db: ReadDb): CaseRow[] => openCases.all(db);
export const readAccountEnds = (db: ReadDb, investorId: string) => endsOf.all(db, investorId);
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
export const insertAccountEnd = insert(accountEnds);
export const endUse = update(accountUses, ['untilAt']);

/** What decides where money leaves for a holding of this investor: its own record alone, whatever it was merged into. */
export function readPayeeFacts(db: ReadDb, investorId: string) {
  const holder = readInvestor(db, investorId);
  if (!holder) return undefined;
  const ended = new Set(readAccountEnds(db, investorId).map(({ accountId }) => accountId));
  return { holder, accounts: readAccounts(db, investorId), uses: readUses(db, investorId), ended };
}
