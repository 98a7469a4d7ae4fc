import type { ReadDb } from '#db/handles.ts';
import type { FundRow } from '#db/tables/funds.ts';
import { readClasses } from '#db/tables/funds.ts';
import { readQuotes } from '#db/tables/fxRates.ts';
import { externalCodes, readProposalFacts, readWaitingProposals } from '#db/tables/journals.ts';
import { readBalances, readChart, readDraftedEvents, readInvestorBalances, readLedger, readMovements } from '#db/tables/ledger.ts';
import { readNavs } from '#db/tables/navs.ts';
import { readLocks } from '#db/tables/periodLocks.ts';
import { closeChecklist, levelOf } from '#main/engine/ledger/closing.ts';
import { rateOn } from '#main/engine/ledger/rates.ts';
import { revalue } from '#main/engine/ledger/revalue.ts';
import { chainOf } from '#main/engine/settings/resolve.ts';
import type { Currency } from '#shared/currencies.ts';
import { addDays, type BusinessDate } from '#shared/dates.ts';
import { noFund, seenFund } from '../funds/rows.ts';
import type { QueryContext, QueryHandler } from '../handler.ts';

export const periodBalance: QueryHandler<'ledger.periodBalance'> = ({ db, rows }, { fundId, from, until, knownAt }) => {
  if (!seenFund(db, rows, fundId)) return noFund(fundId);
  const codes = externalCodes(db, fundId);
  const chart = new Map(readChart(db, fundId).map((account) => [account.code, account]));
  const sums = new Map<string, { account: string; currency: Currency; opening: bigint; debit: bigint; credit: bigint }>();
  const of = (account: string, currency: Currency) => {
    const key = `${account} ${currency}`;
    const found = sums.get(key) ?? { account, currency, opening: 0n, debit: 0n, credit: 0n };
    sums.set(key, found);
    return found;
  };
  for (const { account, currency, minor } of readBalances(db, fundId, { on: addDays(from, -1), knownAt }))
    of(account, currency).opening = minor;
  for (const { account, currency, debit, credit } of readMovements(db, fundId, from, { on: until, knownAt }))
    Object.assign(of(account, currency), { debit, credit });
  return {
    rows: [...sums.entries()]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, { account, currency, opening, debit, credit }]) => ({
        account,
        name: chart.get(account)!.name,
        externalCode: codes.get(account) ?? null,
        kind: chart.get(account)!.kind,
        currency,
        opening: { minor: opening, currency },
        debit: { minor: debit, currency },
        credit: { minor: credit, currency },
        closing: { minor: opening + debit - credit, currency },
      })),
  };
};

export const closeChecklistOf: QueryHandler<'ledger.closeChecklist'> = (context, { fundId, from, until }) => {
  const { db, rows } = context;
  const fund = seenFund(db, rows, fundId);
  const ledger = fund && readLedger(db, fundId);
  if (!fund || !ledger) return noFund(fundId);
  const items = closeChecklist(factsOf(context, fund, ledger.currency, until));
  const locks = readLocks(db, fundId);
  return {
    items: items.map(({ item, details }) => ({ item, open: details.length, details: details.slice(0, SHOWN) })),
    level: levelOf(
      locks.filter(({ state }) => state === 'approved'),
      from,
      until,
    ),
    waiting: locks.some(({ state, fromOn, untilOn }) => state === 'proposed' && fromOn <= until && from <= untilOn),
  };
};

const SHOWN = 20;

function factsOf({ db, settings }: QueryContext, fund: FundRow, base: Currency, until: BusinessDate) {
  const fundId = fund.id;
  const staleDays = settings.integer('ledger.rateStaleDays', chainOf({ id: fundId, type: fund.vehicleType }));
  const chart = readChart(db, fundId);
  const balances = readBalances(db, fundId, { on: until });
  const rateTo = (from: Currency) => rateOn(from, base, until, readQuotes(db, [from, base], addDays(until, -staleDays), until), staleDays);
  const standing = balances.filter(({ minor }) => minor !== 0n);
  const suspense = chart.find(({ role }) => role === 'suspense')?.code;
  return {
    until,
    waitingJournals: waitingOf(db, fundId, until),
    draftedEvents: readDraftedEvents(db, fundId, until),
    missingNavs: missingNavs(db, fundId, until),
    foreign: [...new Set(standing.map(({ currency }) => currency))].filter((currency) => currency !== base),
    rateTo,
    revaluation: revalue({ fund: fund.name, on: until, base, chart, balances, rateTo }),
    suspense: standing.filter(({ account }) => account === suspense).map(({ minor, currency }) => ({ minor, currency })),
    balances,
    controls: new Set(chart.filter(({ isControl }) => isControl).map(({ code }) => code)),
    perInvestor: readInvestorBalances(db, fundId, until),
  };
}

const waitingOf = (db: ReadDb, fundId: string, until: BusinessDate): string[] =>
  readWaitingProposals(db)
    .filter((row) => row.fundId === fundId)
    .flatMap(({ id, fileName }) => {
      const { memo, fromOn } = readProposalFacts(db, id);
      return fromOn <= until ? [`${fileName ?? memo}, of ${fromOn}`] : [];
    });

const missingNavs = (db: ReadDb, fundId: string, until: BusinessDate): string[] => {
  const dated = new Set(
    readNavs(db, fundId)
      .filter(({ state, asOfOn }) => state === 'approved' && asOfOn === until)
      .map(({ classId }) => classId),
  );
  return readClasses(db, fundId)
    .filter(({ id }) => !dated.has(id))
    .map(({ name }) => `Class ${name}`);
};
