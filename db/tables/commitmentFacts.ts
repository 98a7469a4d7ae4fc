import type { BusinessDate } from '#shared/dates.ts';
import type { ReadDb } from '../handles.ts';
import { readClosings } from './closings.ts';
import { commitmentsOn, defaultsOn, readMoves } from './commitments.ts';
import { readLastCall, readParties, readPriorShares } from './equalisation.ts';
import { readAccount, readClasses } from './funds.ts';
import { investorName } from './investors.ts';
import { readTransfers } from './transfers.ts';

/** After every day there is: commitments take effect on the day they are recorded or before. */
const EVERY_DAY = '9999-12-31' as BusinessDate;
export const commitmentsNow = (db: ReadDb, fundId: string) => commitmentsOn(db, fundId, EVERY_DAY);

const defaultedOn = (db: ReadDb, fundId: string, on: BusinessDate): ReadonlySet<string> =>
  new Set(defaultsOn(db, fundId, on).map(({ investorId, classId }) => `${investorId} ${classId}`));

type Closing = Readonly<{
  id: string;
  fundId: string;
  heldOn: BusinessDate;
  accountId: string | null;
  investorIds: readonly string[];
}>;

/** All that a closing is judged by and computed from, this closing itself left out. */
export function readClosingFacts(db: ReadDb, { id, fundId, heldOn, accountId, investorIds }: Closing) {
  return {
    classes: readClasses(db, fundId),
    closings: readClosings(db, fundId).filter((closing) => closing.id !== id),
    transfers: readTransfers(db, fundId),
    account: (accountId === null ? undefined : readAccount(db, accountId)) ?? null,
    parties: readParties(db, investorIds),
    commitments: commitmentsNow(db, fundId),
    inDefault: defaultedOn(db, fundId, heldOn),
    shares: readPriorShares(db, fundId),
    moves: readMoves(db, fundId),
    nameOf: (investorId: string) => investorName(db, investorId),
  };
}

type Transfer = Readonly<{ fundId: string; effectiveOn: BusinessDate; fromInvestorId: string; toInvestorId: string }>;

/** What both sides of a transfer are judged by and computed from, the books left out. */
export function readTransferFacts(db: ReadDb, { fundId, effectiveOn, fromInvestorId, toInvestorId }: Transfer) {
  return {
    parties: readParties(db, [fromInvestorId, toInvestorId]),
    commitments: commitmentsNow(db, fundId),
    inDefault: defaultedOn(db, fundId, effectiveOn),
    closings: readClosings(db, fundId).filter(({ state }) => state === 'posted'),
    lastCall: readLastCall(db, fundId) ?? null,
    shares: readPriorShares(db, fundId),
    moves: readMoves(db, fundId),
  };
}
