import { fundNameIn, readFund } from '#db/tables/funds.ts';
import { readBalanceOn, readChart, readLedger, readMoves } from '#db/tables/ledger.ts';
import { checkLines } from '#main/engine/ledger/entry.ts';
import { type PositionMove, settle } from '#main/engine/ledger/settle.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { ChartAccount } from '#shared/model/ledger.ts';
import { formatMoney } from '#shared/money.ts';
import { done } from '#shared/result.ts';
import { type Context, type Handler, reads } from '../handler.ts';
import { fundScope, postEntry, postingGuards } from './post.ts';
import { rateGuards, rateTo } from './rateTo.ts';

export const settleBalance: Handler<'ledger.settle'> = {
  guards: ({ fundId, on, investorId }) => [reads('fund', fundId), ...postingGuards(fundId, [investorId]), ...rateGuards(on)],
  scope: fundScope,

  run(context, { fundId, on, account: code, against: other, investorId, amount, proceeds, reason, evidence }) {
    const { db, today } = context;
    const ledger = readLedger(db, fundId);
    if (!ledger) return refuse('booksMissing', { fund: fundNameIn(db, fundId) });
    if (on > today) return refuse('rateInFuture', { on, today });
    const chart = readChart(db, fundId);
    const [account, against] = [code, other].map((wanted) => chart.find((each) => each.code === wanted));
    if (!account || !against) return refuse('accountsUnknown', { codes: [account ? other : code] });
    const rate = rateTo(context, readFund(db, fundId)!, ledger.currency);
    const decision = settle({
      on,
      base: ledger.currency,
      chart,
      account,
      against,
      investorId,
      amount,
      proceeds,
      balance: readBalanceOn(db, { fundId, account: code, currency: amount.currency, investorId: investorId ?? undefined }, on),
      moves: movesOf(context, fundId, chart, on),
      rate: () => rate(amount.currency, on),
    });
    if (!decision.ok) return decision;
    const { lines, gain, proceeds: brought } = decision.value;
    const checked = checkLines(lines, new Map(chart.map((each) => [each.code, each])));
    if (!checked.ok) return checked;
    const memo = `Settled ${formatMoney(amount)} for ${formatMoney(brought)}`;
    const written = postEntry(context, {
      fundId,
      kind: 'journal',
      source: 'ledger.settle',
      effectiveOn: on,
      memo,
      reason,
      evidence,
      lines,
    });
    return written.ok ? done({ entryId: written.value, proceeds: brought, gain }) : written;
  },
};

/** What every entry did to the currency position of a fund. */
function movesOf({ db }: Context, fundId: string, chart: readonly ChartAccount[], on: BusinessDate): PositionMove[] {
  const position = chart.find(({ role }) => role === 'currencyPosition');
  if (!position) return [];
  const moves = Map.groupBy(readMoves(db, fundId, position.code, on), ({ entry }) => entry);
  return [...moves].map(([entryId, rows]) => ({ entryId, amounts: rows.map(({ minor, currency }) => ({ minor, currency })) }));
}
