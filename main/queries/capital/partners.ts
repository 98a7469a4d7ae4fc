import type { ReadDb } from '#db/handles.ts';
import { readPartnerCalls } from '#db/tables/capitalFigures.ts';
import { calledMovesOn, commitmentsOn } from '#db/tables/commitments.ts';
import { type FundRow, readFund } from '#db/tables/funds.ts';
import { memberIds, survivorOf } from '#db/tables/investors.ts';
import { readCashMoves, readFundsOf, readPartnerNames, readSurvivors } from '#db/tables/partnerCapital.ts';
import { dayFlows } from '#main/engine/performance/cashFlows.ts';
import { ratio } from '#main/engine/performance/collection.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { InvestorId } from '#shared/ids.ts';
import { money } from '#shared/money.ts';
import { noFund, seenFund } from '../funds/rows.ts';
import type { QueryHandler } from '../handler.ts';
import { type Known, navDay, navShares } from './navShares.ts';
import { maySeeHolding, shareText } from './seen.ts';

type Sums = { committed: bigint; called: bigint; paidIn: bigint; open: bigint; overdue: bigint; distributed: bigint };
const nothing = (): Sums => ({ committed: 0n, called: 0n, paidIn: 0n, open: 0n, overdue: 0n, distributed: 0n });

/** What every partner of a fund has, in money, under the investor that stands for it; or one investor alone. */
function partnerSums(db: ReadDb, fund: FundRow, { on, knownAt }: Known, survivor: (id: string) => string, members?: readonly string[]) {
  const found = new Map<string, Sums>();
  const of = (id: string): Sums => {
    const key = survivor(id);
    const sums = found.get(key) ?? nothing();
    found.set(key, sums);
    return sums;
  };
  const wanted = <Row extends Readonly<{ investorId: string }>>(rows: readonly Row[]) =>
    members === undefined ? rows : rows.filter(({ investorId }) => members.includes(investorId));
  for (const { investorId, minor } of wanted(commitmentsOn(db, fund.id, on, knownAt))) of(investorId).committed += minor;
  for (const { investorId, minor } of wanted(calledMovesOn(db, fund.id, on, knownAt))) of(investorId).called += minor;
  for (const member of members ?? [undefined]) {
    for (const [investorId, { asked, inside, paid, overdue }] of readPartnerCalls(db, { on, knownAt }, fund.id, member)) {
      const sums = of(investorId);
      sums.called += inside;
      sums.open += asked - paid;
      sums.overdue += overdue;
    }
    const moves = readCashMoves(db, { fundId: fund.id, currency: fund.currency, until: on, knownAt }, member);
    for (const [investorId, own] of Map.groupBy(moves, (move) => move.investorId)) {
      if (investorId === null) continue;
      const sums = of(investorId);
      for (const { contribution, distribution } of dayFlows(own)) {
        sums.paidIn += contribution;
        sums.distributed += distribution;
      }
    }
  }
  return found;
}

/** Shares of the NAV under the investors that stand for their holders. */
function sharesOn(db: ReadDb, fund: FundRow, known: Known, survivor: (id: string) => string) {
  const nav = navDay(db, fund, known);
  const shares = nav && navShares(db, fund, nav, known.knownAt);
  if (!nav || !shares) return null;
  const merged = new Map<string, bigint>();
  for (const [id, minor] of shares) merged.set(survivor(id), (merged.get(survivor(id)) ?? 0n) + minor);
  return { on: nav.on, shares: merged, total: [...shares.values()].reduce((sum, minor) => sum + minor, 0n) };
}

export const partners: QueryHandler<'capital.partners'> = ({ db, rows: scope, today }, { fundId, on = today, knownAt }) => {
  const fund = seenFund(db, scope, fundId);
  if (!fund) return noFund(fundId);
  const known = { on, knownAt };
  const survivor = readSurvivors(db);
  const sums = partnerSums(db, fund, known, survivor);
  const nav = sharesOn(db, fund, known, survivor);
  const names = readPartnerNames(db, fundId);
  const amount = (minor: bigint) => money(minor, fund.currency);
  const ids = [...new Set([...sums.keys(), ...(nav?.shares.keys() ?? [])])];
  const rows = ids.map((id) => {
    const own = sums.get(id) ?? nothing();
    const share = nav ? (nav.shares.get(id) ?? 0n) : null;
    return {
      investorId: id as InvestorId,
      investor: names.get(id) ?? id,
      committed: amount(own.committed),
      called: amount(own.called),
      uncalled: amount(own.committed - own.called),
      paidIn: amount(own.paidIn),
      open: amount(own.open),
      overdue: amount(own.overdue),
      distributed: amount(own.distributed),
      nav: share === null ? null : amount(share),
      share: share === null ? null : shareText(share, nav!.total),
    };
  });
  rows.sort((left, right) =>
    left.investor < right.investor ? -1 : left.investor > right.investor ? 1 : left.investorId < right.investorId ? -1 : 1,
  );
  return { on, currency: fund.currency, navOn: nav?.on ?? null, rows };
};

export const holdings: QueryHandler<'capital.holdings'> = (context, { investorId, on = context.today, knownAt }) => {
  const { db } = context;
  const investor = survivorOf(db, investorId);
  const members = investor ? memberIds(db, investor.id) : [];
  const funds = [...new Set(members.flatMap((id) => readFundsOf(db, id)))].filter((id) => maySeeHolding(context, investor!.id, id));
  if (!investor || (funds.length === 0 && !maySeeHolding(context, investor.id, '')))
    return refuse('notFound', { what: 'investor', id: investorId });
  const known = { on, knownAt };
  const rows = funds.flatMap((fundId) => {
    const fund = readFund(db, fundId);
    if (!fund) return [];
    const own = partnerSums(db, fund, known, () => investor.id, members).get(investor.id) ?? nothing();
    const nav = sharesOn(db, fund, known, (id) => (members.includes(id as InvestorId) ? investor.id : id));
    const share = nav ? (nav.shares.get(investor.id) ?? 0n) : null;
    const amount = (minor: bigint) => money(minor, fund.currency);
    return [
      {
        fundId: fund.id,
        fund: fund.name,
        committed: amount(own.committed),
        called: amount(own.called),
        uncalled: amount(own.committed - own.called),
        paidIn: amount(own.paidIn),
        distributed: amount(own.distributed),
        nav: share === null ? null : amount(share),
        navOn: nav?.on ?? null,
        tvpi: share === null ? null : ratio(own.distributed + share, own.paidIn, '').value,
      },
    ];
  });
  return { on, rows: rows.sort((left, right) => (left.fund < right.fund ? -1 : 1)) };
};
