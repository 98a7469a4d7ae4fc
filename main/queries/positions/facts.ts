import type { ReadDb } from '#db/handles.ts';
import { type FundClassRow, type FundRow, readClasses } from '#db/tables/funds.ts';
import { type NavRow, readNavs } from '#db/tables/navs.ts';
import type { HeldUnits, UnitsAsOf } from '#db/tables/positions.ts';
import { readInvestorNames, readSurvivors } from '#db/tables/unitHistory.ts';
import { navOn } from '#main/engine/funds/nav.ts';
import { averageCost, shareOf, worthOf } from '#main/engine/positions/price.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { type Currency, digitsOf } from '#shared/currencies.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import type { InvestorId } from '#shared/ids.ts';
import { LARGEST_MINOR, type Money, money } from '#shared/money.ts';

export type PriceOn = QueryOutput<'positions.holding'>['price'];
export type ClassOf = Readonly<{ fund: FundRow; fundClass: FundClassRow; price: PriceOn }>;

export const unitsText = (units: bigint, digits: number): string =>
  decimalText(new Decimal(units.toString()).div(new Decimal(10).pow(digits)));

const ANY_AGE = 1_000_000;

/** What a unit was worth on a day by the newest approved NAV, however old: its date is told beside it. */
function priceOf(navs: readonly NavRow[], name: string, { on, knownAt }: UnitsAsOf): PriceOn {
  const found = navOn(navs, { className: name, on, stalenessDays: ANY_AGE, knownAt });
  if (!found.ok) return { navPerUnit: null, asOfOn: null, navUnits: null, reason: sentenceOf(found.error) };
  const { navPerUnit, units, asOfOn } = found.value;
  return { navPerUnit, asOfOn, navUnits: units, reason: null };
}

/** The classes of a fund with what their units were worth on a day. */
export function classesOf(db: ReadDb, fund: FundRow, asOf: UnitsAsOf): ClassOf[] {
  const navs = readNavs(db, fund.id);
  return readClasses(db, fund.id).map((fundClass) => {
    const ofClass = navs.filter(({ classId }) => classId === fundClass.id);
    return { fund, fundClass, price: priceOf(ofClass, `${fund.name}, ${fundClass.name}`, asOf) };
  });
}

/** An amount to be shown, unless it is larger than any amount may be. */
export const shownMoney = (minor: bigint, currency: Currency): Money | null =>
  minor > LARGEST_MINOR || minor < -LARGEST_MINOR ? null : money(minor, currency);

export function worthIn({ fund, fundClass, price }: ClassOf, units: bigint): bigint | null {
  if (price.navPerUnit === null) return null;
  const { unitDigits } = fundClass;
  return worthOf(units, { navPerUnit: price.navPerUnit, unitDigits, currencyDigits: digitsOf(fund.currency) });
}

/** One position, measured: what it cost, what it is worth, what part of the class it is. */
export function measured(of: ClassOf, units: bigint, cost: bigint, ofAll: bigint) {
  const { currency } = of.fund;
  const { unitDigits } = of.fundClass;
  const value = worthIn(of, units);
  return {
    units,
    unitsText: unitsText(units, unitDigits),
    cost: money(cost, currency),
    averageCost: decimalText(averageCost(cost, units, { unitDigits, currencyDigits: digitsOf(currency) })),
    value: value === null ? null : shownMoney(value, currency),
    unrealised: value === null ? null : shownMoney(value - cost, currency),
    share: decimalText(shareOf(units, ofAll)),
  };
}

type Holder = Readonly<{
  investorId: InvestorId;
  investor: string;
  units: bigint;
  heldUnder: QueryOutput<'positions.holding'>['heldUnder'];
}>;

/** Holders as they stand today: what is held under a merged record is shown with the investor that stands for it. */
export function holdersOf(db: ReadDb, held: readonly HeldUnits[]): Holder[] {
  const survivors = readSurvivors(db);
  const standing = (id: InvestorId): InvestorId => survivors.get(id) ?? id;
  const names = readInvestorNames(db, new Set(held.flatMap(({ investorId }) => [investorId, standing(investorId)])));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const groups = Map.groupBy(held, ({ investorId }) => standing(investorId));
  return [...groups].map(([investorId, rows]) => ({
    investorId,
    investor: nameOf(investorId),
    units: rows.reduce((sum, { units }) => sum + units, 0n),
    heldUnder: rows.map(({ investorId: under, units }) => ({ investorId: under, name: nameOf(under), units })),
  }));
}

export const sumOf = (held: readonly Readonly<{ units: bigint }>[]): bigint => held.reduce((sum, { units }) => sum + units, 0n);
