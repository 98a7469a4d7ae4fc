import type { ReadDb } from '../handles.ts';
import { fundTaxIds } from '../schema/index.ts';
import { insert, select } from '../statements.ts';

const ofFund = select(fundTaxIds, 'WHERE fund_id = ? ORDER BY ordinal', (fundId: string) => [{ entity: 'fund', id: fundId }]);

/** The tax ids of a fund as they were recorded; the last one is in force. */
export const readFundTaxIds = (db: ReadDb, fundId: string) => ofFund.all(db, fundId);
export const insertFundTaxId = insert(fundTaxIds);
