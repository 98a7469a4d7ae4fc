import { readFund } from '#db/tables/funds.ts';
import { countWaitingProposals, externalCodes } from '#db/tables/journals.ts';
import { readBalances, readChart, readEntryFacts, readFundIds, readLedger } from '#db/tables/ledger.ts';
import { readLocks } from '#db/tables/periodLocks.ts';
import { nameIn } from '#db/tables/users.ts';
import { closedPeriods } from '#main/engine/ledger/periods.ts';
import { trialBalance as asTrialBalance } from '#main/engine/ledger/trialBalance.ts';
import { chainOf } from '#main/engine/settings/resolve.ts';
import { digitsOf } from '#shared/currencies.ts';
import { maySee, noFund, seenFund } from '../funds/rows.ts';
import type { QueryHandler } from '../handler.ts';

export const books: QueryHandler<'ledger.books'> = ({ db, rows, settings }) => ({
  rows: readFundIds(db)
    .filter((id) => maySee(rows, id))
    .map((fundId) => {
      const { name, currency, vehicleType } = readFund(db, fundId)!;
      const most = settings.integer('ledger.journalLimit', chainOf({ id: fundId, type: vehicleType }));
      return {
        fundId,
        fund: name,
        currency,
        isOpen: readLedger(db, fundId) !== undefined,
        ...readEntryFacts(db, fundId),
        waitingLocks: readLocks(db, fundId).filter(({ state }) => state === 'proposed').length,
        waitingJournals: countWaitingProposals(db, fundId),
        journalLimit: { minor: BigInt(most) * 10n ** BigInt(digitsOf(currency)), currency },
      };
    }),
});

export const accounts: QueryHandler<'ledger.accounts'> = ({ db, rows }, { fundId }) => {
  if (!seenFund(db, rows, fundId)) return noFund(fundId);
  const codes = externalCodes(db, fundId);
  return {
    rows: readChart(db, fundId).map(({ code, name, kind, normalSide, isControl, role }) => ({
      code,
      name,
      kind,
      normalSide,
      isControl,
      role,
      externalCode: codes.get(code) ?? null,
    })),
  };
};

export const trialBalance: QueryHandler<'ledger.trialBalance'> = ({ db, rows }, { fundId, on, knownAt }) => {
  if (!seenFund(db, rows, fundId)) return noFund(fundId);
  const chart = new Map(readChart(db, fundId).map((account) => [account.code, account]));
  const { rows: lines, totals } = asTrialBalance(readBalances(db, fundId, { on, knownAt }), chart);
  const codes = externalCodes(db, fundId);
  return { rows: lines.map((line) => ({ ...line, externalCode: codes.get(line.account) ?? null })), totals: [...totals] };
};

export const periods: QueryHandler<'ledger.periods'> = ({ db, rows }, { fundId }) => {
  if (!seenFund(db, rows, fundId)) return noFund(fundId);
  const changes = readLocks(db, fundId);
  return {
    closed: closedPeriods(changes),
    rows: changes
      .map(({ fundId: _fundId, turn: _turn, proposedBy, decidedBy, ...change }) => ({
        ...change,
        proposedBy: nameIn(db, proposedBy),
        proposedById: proposedBy,
        decidedBy: decidedBy && nameIn(db, decidedBy),
      }))
      .reverse(),
  };
};
