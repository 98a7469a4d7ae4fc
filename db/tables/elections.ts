import type { ReadDb } from '../handles.ts';
import { noticeChoices, reinvestmentElections } from '../schema/index.ts';
import { insert, select } from '../statements.ts';

export type ElectionRow = (typeof reinvestmentElections)['$inferSelect'];
export type NoticeRow = (typeof noticeChoices)['$inferSelect'];

const electionsOf = select(reinvestmentElections, 'WHERE investor_id = ? ORDER BY ordinal');
const noticesOf = select(noticeChoices, 'WHERE investor_id = ? ORDER BY ordinal');

export const readElections = (db: ReadDb, investorId: string): ElectionRow[] => electionsOf.all(db, investorId);
export const readNotices = (db: ReadDb, investorId: string): NoticeRow[] => noticesOf.all(db, investorId);
export const insertElection = insert(reinvestmentElections);
export const insertNotice = insert(noticeChoices);
