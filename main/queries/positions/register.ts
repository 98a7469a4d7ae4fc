import type { ReadDb } from '#db/handles.ts';
import { commitmentsOn } from '#db/tables/commitments.ts';
import { type FundRow, readClasses } from '#db/tables/funds.ts';
import { costsOn, type HeldUnits, type UnitsAsOf, unitsOn } from '#db/tables/positions.ts';
import { shareOf } from '#main/engine/positions/price.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { digitsOf } from '#shared/currencies.ts';
import { decimalText } from '#shared/decimal.ts';
import { noFund, seenFund } from '../funds/rows.ts';
import type { QueryHandler } from '../handler.ts';
import { type ClassOf, classesOf, holdersOf, measured, shownMoney, sumOf, unitsText, worthIn } from './facts.ts';

type Register = QueryOutput<'positions.register'>;

export const unitRegister: QueryHandler<'positions.register'> = ({ db, today, rows }, { fundId, classId, on = today, knownAt }) => {
  const fund = seenFund(db, rows, fundId);
  if (!fund) return noFund(fundId);
  if (fund.basis === 'commitment') return refuse('unitsNotKept', { fund: fund.name });
  const asOf = { on, knownAt };
  const classes = classesOf(db, fund, asOf).filter(({ fundClass }) => classId === undefined || fundClass.id === classId);
  if (classId !== undefined && classes.length === 0) return refuse('notFound', { what: `class of ${fund.name}`, id: classId });
  const shown = classes.map((of) => registerOf(db, of, asOf));
  return { on, classes: shown.map(({ facts }) => facts), rows: shown.flatMap(({ held }) => held) };
};

function registerOf(db: ReadDb, of: ClassOf, asOf: UnitsAsOf): Readonly<{ facts: Register['classes'][number]; held: Register['rows'] }> {
  const { fund, fundClass, price } = of;
  const units = unitsOn(db, fundClass.id, asOf);
  const costs = costsOn(db, fundClass.id, asOf);
  const all = sumOf(units);
  const held = holdersOf(db, units)
    .sort((left, right) => (left.units === right.units ? (left.investor < right.investor ? -1 : 1) : left.units > right.units ? -1 : 1))
    .map(({ investorId, investor, units: count, heldUnder }) => {
      const cost = heldUnder.reduce((sum, under) => sum + (costs.get(under.investorId) ?? 0n), 0n);
      return { classId: fundClass.id, className: fundClass.name, investorId, investor, heldUnder, ...measured(of, count, cost, all) };
    });
  const value = worthIn(of, all);
  const facts = {
    classId: fundClass.id,
    name: fundClass.name,
    unitDigits: fundClass.unitDigits,
    units: all,
    unitsText: unitsText(all, fundClass.unitDigits),
    unitsAtNav:
      price.asOfOn === null
        ? null
        : unitsText(sumOf(unitsOn(db, fundClass.id, { on: price.asOfOn, knownAt: asOf.knownAt })), fundClass.unitDigits),
    holders: held.length,
    cost: shownMoney(
      held.reduce((sum, { cost }) => sum + cost.minor, 0n),
      fund.currency,
    ),
    value: value === null ? null : shownMoney(value, fund.currency),
    price,
  };
  return { facts, held };
}

export const ownership: QueryHandler<'positions.ownership'> = ({ db, today, rows }, { fundId, on = today, knownAt }) => {
  const fund = seenFund(db, rows, fundId);
  if (!fund) return noFund(fundId);
  const { basis } = fund;
  return { on, basis, rows: basis === 'commitment' ? committed(db, fund, { on, knownAt }) : unitsHeld(db, fund, { on, knownAt }) };
};

type Owned = QueryOutput<'positions.ownership'>['rows'];

function unitsHeld(db: ReadDb, fund: FundRow, asOf: UnitsAsOf): Owned {
  return readClasses(db, fund.id).flatMap((fundClass) => owned(db, fundClass, unitsOn(db, fundClass.id, asOf), fundClass.unitDigits));
}

/** Commitments are one currency, so the shares are of the fund, whatever the class. */
function committed(db: ReadDb, fund: FundRow, { on, knownAt }: UnitsAsOf): Owned {
  const held = commitmentsOn(db, fund.id, on, knownAt).map(({ minor, ...row }) => ({ ...row, units: minor }));
  const all = sumOf(held);
  return readClasses(db, fund.id).flatMap((fundClass) =>
    owned(
      db,
      fundClass,
      held.filter(({ classId }) => classId === fundClass.id),
      digitsOf(fund.currency),
      all,
    ),
  );
}

function owned(
  db: ReadDb,
  fundClass: Readonly<{ id: string; name: string }>,
  held: readonly HeldUnits[],
  digits: number,
  whole = sumOf(held),
): Owned {
  return holdersOf(db, held).map(({ investorId, investor, units }) => ({
    investorId,
    investor,
    classId: fundClass.id,
    className: fundClass.name,
    amount: units,
    amountText: unitsText(units, digits),
    share: decimalText(shareOf(units, whole)),
  }));
}
