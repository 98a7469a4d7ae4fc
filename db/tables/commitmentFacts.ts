import type { BusinessDate } from '#shared/dates.ts';
import type { ReadDb } from '../handles.ts';
import { readClosings } from './closings.ts';
import { commitmentsOn, defaultsOn, holdingsCalledSince, readEventsOf, readMoves, readMovesOf } from './commitments.ts';
import { readInvestorBalances, readLastCall, readParties, readPriorShares } from './equalisation.ts';
import { readAccount, readClasses } from './funds.ts';
import { investorName } from './investors.ts';
import { readChart, readLedger } from './ledger.ts';
import { readTransfer, readTransferLines, readTransfers } from './transfers.ts';

/** After every day there is: commitments take effect on the day they are recorded or before. */
export const EVERY_DAY = '9999-12-31' as BusinessDate;
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

type Transfer = Readonly<{
  fundId: string;
  classId: string;
  effectiveOn: BusinessDate;
  fromInvestorId: string;
  toInvestorId: string;
  reversesId: string | null;
}>;

/** All that a transfer is judged by and computed from: both sides, the calls so far, their capital in the books, and what it reverses. */
export function readTransferFacts(db: ReadDb, { fundId, classId, effectiveOn, fromInvestorId, toInvestorId, reversesId }: Transfer) {
  const ledger = readLedger(db, fundId);
  const original = reversesId === null ? undefined : readTransfer(db, reversesId);
  return {
    parties: readParties(db, [fromInvestorId, toInvestorId]),
    commitments: commitmentsNow(db, fundId),
    inDefault: defaultedOn(db, fundId, effectiveOn),
    closings: readClosings(db, fundId).filter(({ state }) => state === 'posted'),
    lastCall: readLastCall(db, fundId) ?? null,
    shares: readPriorShares(db, fundId),
    moves: readMoves(db, fundId),
    fromEvents: readEventsOf(db, fundId, fromInvestorId, classId),
    toEvents: readEventsOf(db, fundId, toInvestorId, classId),
    chart: ledger ? readChart(db, fundId) : [],
    fromBalances: ledger ? readInvestorBalances(db, fundId, fromInvestorId, effectiveOn) : [],
    toBalances: ledger ? readInvestorBalances(db, fundId, toInvestorId, effectiveOn) : [],
    original: original
      ? {
          transfer: original,
          reversal: readTransfers(db, fundId).find((other) => other.reversesId === original.id && other.state === 'posted') ?? null,
          moves: readMovesOf(db, original.id),
          lines: readTransferLines(db, original.id),
          calledSince: holdingsCalledSince(db, original),
        }
      : null,
  };
}
