import type { ReadDb } from '#db/handles.ts';
import { readBenchmark, readLevelsInForce } from '#db/tables/benchmarks.ts';
import { commitmentsOn } from '#db/tables/commitments.ts';
import { type FundRow, readClasses, readFund } from '#db/tables/funds.ts';
import { investorName, memberIds, survivorOf } from '#db/tables/investors.ts';
import { readCashMoves } from '#db/tables/partnerCapital.ts';
import { type DayFlow, dayFlows, partOfLine, withoutLine } from '#main/engine/performance/cashFlows.ts';
import { measure, type Performance } from '#main/engine/performance/figures.ts';
import type { QueryInput } from '#shared/contract/index.ts';
import { type RefusalCode, refuse } from '#shared/contract/refusals.ts';
import type { Currency } from '#shared/currencies.ts';
import { Decimal } from '#shared/decimal.ts';
import { withoutLineDefinition } from '#shared/model/capitalFigures.ts';
import { money } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';
import { maySee, noFund } from '../funds/rows.ts';
import type { QueryContext, QueryHandler } from '../handler.ts';
import { type Known, type NavOnDay, navDay, navShares } from './navShares.ts';
import { type Figure, figure, maySeeHolding, summed, told } from './seen.ts';

type Asked = QueryInput<'capital.performance'>;
/** Whose performance it is: the partners it counts (all where null), the classes, and what to call it. */
type Subject = Readonly<{ name: string; members: readonly string[] | null; classId: string | null }>;

export const performance: QueryHandler<'capital.performance'> = (context, asked) => {
  const { db, today } = context;
  const { fundId, benchmarkId, on = today, knownAt } = asked;
  const fund = readFund(db, fundId);
  const subject = fund && subjectOf(context, fund, asked, { on, knownAt });
  if (!fund || !subject) return noFund(fundId);
  if (!subject.ok) return subject;
  const index = benchmarkId === undefined ? null : indexOf(db, benchmarkId, knownAt);
  if (index && !index.ok) return index;
  const nav = navDay(db, fund, { on, knownAt });
  const flows = flowsOf(db, fund, subject.value, { on: nav?.on ?? on, knownAt });
  const worth = nav && worthOf(db, fund, subject.value, nav, knownAt);
  const valued = nav && worth !== null ? { on: nav.on, minor: worth } : null;
  const drawn = flows.reduce((sum, { line }) => sum + line, 0n);
  const usesLine = flows.some(({ line }) => line !== 0n);
  const shown = (one: Performance, suffix: string) =>
    figuresOf(one, fund.currency, { suffix, navOn: nav?.on ?? null, index: index?.value.name ?? null });
  const amount = (minor: bigint) => money(minor, fund.currency);
  return {
    on,
    currency: fund.currency,
    navOn: nav?.on ?? null,
    reason: reasonOf(nav, worth, subject.value),
    figures: shown(measure(flows, valued, index?.value ?? null), ''),
    withoutLine: usesLine
      ? shown(
          measure(withoutLine(flows), valued && { ...valued, minor: valued.minor + drawn }, index?.value ?? null),
          ` ${withoutLineDefinition}`,
        )
      : [],
    flows: flows.map(({ on: day, contribution, distribution, line }) => ({
      on: day,
      contribution: amount(contribution),
      distribution: amount(distribution),
      line: amount(line),
    })),
  };
};

function reasonOf(nav: NavOnDay | null, worth: bigint | null, { name }: Subject): string | null {
  if (!nav) return 'No day by then has an approved NAV of every open class. Until there is one, only what was paid in and out is measured.';
  return worth === null
    ? `The NAV of ${nav.on} cannot be shared out: a class has a NAV and no holders on that day, so ${name} has no share of it.`
    : null;
}

/** Nothing where the person may not see it; a refusal where it is not there. */
function subjectOf(
  context: QueryContext,
  fund: FundRow,
  { classId, investorId }: Asked,
  known: Known,
): Result<Subject, RefusalCode> | null {
  const { db, rows } = context;
  if (investorId !== undefined) {
    const investor = survivorOf(db, investorId);
    if (!investor || !maySeeHolding(context, investor.id, fund.id)) return null;
    return done({ name: investor.name, members: memberIds(db, investor.id), classId: null });
  }
  if (!maySee(rows, fund.id)) return null;
  if (classId === undefined) return done({ name: fund.name, members: null, classId: null });
  const found = readClasses(db, fund.id).find(({ id }) => id === classId);
  if (!found) return refuse('notFound', { what: `class of ${fund.name}`, id: classId });
  const holders = Map.groupBy(commitmentsOn(db, fund.id, known.on, known.knownAt), ({ investorId: of }) => of as string);
  const members = [...holders].filter(([, held]) => held.some((each) => each.classId === classId)).map(([id]) => id);
  const several = members.filter((id) => holders.get(id)!.length > 1).map((id) => investorName(db, id));
  if (several.length > 0) return refuse('classNotApart', { name: found.name, investors: several.slice(0, 10) });
  const isOnlyOne = readClasses(db, fund.id).length === 1;
  return done({ name: found.name, members: isOnlyOne ? null : members, classId });
}

function flowsOf(db: ReadDb, fund: FundRow, { members }: Subject, { on, knownAt }: Known): DayFlow[] {
  const asked = { fundId: fund.id, currency: fund.currency, until: on, knownAt };
  const all = readCashMoves(db, asked);
  if (members === null) return dayFlows(all);
  const own = dayFlows(all.filter(({ investorId }) => investorId !== null && members.includes(investorId)));
  const ofLine = dayFlows(all.filter(({ investorId }) => investorId === null));
  if (ofLine.length === 0) return own;
  const [mine, others] = weightsOf(db, fund, members, { on, knownAt });
  const parts = partOfLine(ofLine, mine, others);
  const days = new Map(own.map((day) => [day.on, day]));
  for (const [day, line] of parts) days.set(day, { contribution: 0n, distribution: 0n, ...days.get(day), on: day, line });
  return [...days.values()].sort((left, right) => (left.on < right.on ? -1 : 1));
}

/** The part of the line that stands for these partners: by their commitments on the day. */
function weightsOf(db: ReadDb, fund: FundRow, members: readonly string[], { on, knownAt }: Known): [bigint, bigint] {
  let [mine, others] = [0n, 0n];
  for (const { investorId, minor } of commitmentsOn(db, fund.id, on, knownAt)) {
    if (members.includes(investorId)) mine += minor;
    else others += minor;
  }
  return [mine, others];
}

function worthOf(db: ReadDb, fund: FundRow, { members, classId }: Subject, nav: NavOnDay, knownAt: Known['knownAt']): bigint | null {
  if (classId !== null) return nav.classes.find((each) => each.classId === classId)?.netAssets ?? null;
  if (members === null) return nav.classes.reduce((sum, { netAssets }) => sum + netAssets, 0n);
  const shares = navShares(db, fund, nav, knownAt);
  return shares && members.reduce((sum, id) => sum + (shares.get(id) ?? 0n), 0n);
}

function indexOf(db: ReadDb, id: string, knownAt: Known['knownAt']) {
  const benchmark = readBenchmark(db, id);
  if (!benchmark) return refuse('notFound', { what: 'index', id });
  const levels = [...readLevelsInForce(db, id, knownAt).values()].map(({ levelOn, level }) => ({ date: levelOn, level }));
  const name = benchmark.isTotalReturn ? benchmark.name : `${benchmark.name} (price index: dividends are missing)`;
  return done({ name, levels });
}

type Told = Readonly<{ suffix: string; navOn: string | null; index: string | null }>;

function figuresOf(one: Performance, currency: Currency, { suffix, navOn, index }: Told): Figure[] {
  const paidIn = summed('Paid in', one.paidIn, currency);
  const distributed = summed('Distributed', one.distributed, currency);
  const nav = one.nav === null ? told('NAV', 'None') : summed(`NAV of ${navOn}`, one.nav, currency);
  const roots = one.roots.map((root, at) => told(`Root ${at + 1}`, `${new Decimal(root).times(100).toFixed(6)} %`));
  const short = one.notAnnualised === null ? [] : [told(`Not annualised, over ${one.days} days`, one.notAnnualised)];
  const market = [paidIn, distributed, nav, told('Index', index ?? 'None chosen')];
  return [
    figure('paidIn', { money: money(one.paidIn, currency) }),
    figure('distributed', { money: money(one.distributed, currency) }),
    figure('nav', one.nav === null ? { reason: one.rvpi.reason } : { money: money(one.nav, currency) }, [told('As of', navOn ?? 'None')]),
    figure('irr', one.irr, [paidIn, distributed, nav, ...roots, ...short]),
    figure('dpi', one.dpi, [distributed, paidIn]),
    figure('rvpi', one.rvpi, [nav, paidIn]),
    figure('tvpi', one.tvpi, [distributed, nav, paidIn]),
    figure('ksPme', one.ksPme, market),
    figure('directAlpha', one.directAlpha, market),
  ].map((each) => ({ ...each, definition: each.definition + suffix }));
}
