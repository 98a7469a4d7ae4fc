import { readFund } from '#db/tables/funds.ts';
import { memberIds, survivorOf } from '#db/tables/investors.ts';
import { costsOn, type HeldLot, lotsOn, unitsOn } from '#db/tables/positions.ts';
import { type HolderChange, readHolderChanges, readInvestorNames } from '#db/tables/unitHistory.ts';
import { nameIn } from '#db/tables/users.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { money } from '#shared/money.ts';
import { maySee as maySeeFund } from '../funds/rows.ts';
import type { QueryContext, QueryHandler } from '../handler.ts';
import { notVisible } from '../investors/list.ts';
import { maySee } from '../investors/scope.ts';
import { type ClassOf, classesOf, measured, shownMoney, sumOf, unitsText, worthIn } from './facts.ts';

type Holding = QueryOutput<'positions.holding'>;

export const holding: QueryHandler<'positions.holding'> = (context, { fundId, classId, investorId, on = context.today, knownAt }) => {
  const { db } = context;
  const investor = survivorOf(db, investorId);
  const ofHouse = maySeeFund(context.rows, fundId);
  if (!investor || !(ofHouse || maySee(context, investor.id))) return notVisible(investorId);
  const fund = readFund(db, fundId);
  const of = fund && classesOf(db, fund, { on, knownAt }).find(({ fundClass }) => fundClass.id === classId);
  if (!of) return refuse('notFound', { what: 'class of this fund', id: classId });
  const members = memberIds(db, investor.id);
  const all = unitsOn(db, classId, { on, knownAt });
  const held = all.filter(({ investorId: id }) => members.includes(id));
  const names = readInvestorNames(db, members);
  const costs = costsOn(db, classId, { on, knownAt });
  const units = sumOf(held);
  const cost = members.reduce((sum, id) => sum + (costs.get(id) ?? 0n), 0n);
  const changes = changesOf(context, of, readHolderChanges(db, classId, members, { on, knownAt }), ofHouse);
  const realised = changes.reduce((sum, { gain }) => sum + (gain?.minor ?? 0n), 0n);
  const position = units === 0n ? noneOf(of) : measured(of, units, cost, sumOf(all));
  return {
    on,
    fundId,
    fund: of.fund.name,
    classId,
    className: of.fundClass.name,
    unitDigits: of.fundClass.unitDigits,
    investorId: investor.id,
    investor: investor.name,
    heldUnder: held.map(({ investorId: id, units: count }) => ({ investorId: id, name: names.get(id) ?? id, units: count })),
    price: of.price,
    ...position,
    realised: shownMoney(realised, of.fund.currency),
    lots: lotsOn(db, classId, members, { on, knownAt }).map((lot) => lotOf(of, lot)),
    changes: changes.reverse(),
  };
};

const noneOf = ({ fund }: ClassOf) => ({
  units: 0n,
  unitsText: '0',
  cost: money(0n, fund.currency),
  averageCost: null,
  value: money(0n, fund.currency),
  unrealised: money(0n, fund.currency),
  share: '0',
});

function lotOf(of: ClassOf, { investorId, lot, source, acquiredOn, priceOn, units, cost }: HeldLot): Holding['lots'][number] {
  const { currency } = of.fund;
  const value = worthIn(of, units);
  return {
    heldUnder: investorId,
    ...lot,
    source,
    acquiredOn,
    priceOn,
    units,
    unitsText: unitsText(units, of.fundClass.unitDigits),
    cost: money(cost, currency),
    value: value === null ? null : shownMoney(value, currency),
    unrealised: value === null ? null : shownMoney(value - cost, currency),
  };
}

/** Who bought from it, why and by whose hand is for the house, not for the investor's own login. */
function changesOf({ db }: QueryContext, of: ClassOf, rows: readonly HolderChange[], ofHouse: boolean): Holding['changes'] {
  const { currency } = of.fund;
  const digits = of.fundClass.unitDigits;
  const names = readInvestorNames(
    db,
    rows.flatMap(({ counterparty }) => counterparty ?? []),
  );
  let balance = 0n;
  return rows.map((row) => {
    balance += row.units;
    const { kind, units, amount, cost } = row;
    const sold = units < 0n && amount !== null && (kind === 'redemption' || kind === 'transfer');
    return {
      eventId: row.id,
      kind,
      effectiveOn: row.effective_on,
      units,
      unitsText: unitsText(units, digits),
      balanceText: unitsText(balance, digits),
      amount: amount === null ? null : money(amount, currency),
      cost: money(cost ?? 0n, currency),
      gain: sold ? shownMoney(amount + (cost ?? 0n), currency) : null,
      navPerUnit: row.nav_per_unit,
      priceOn: row.price_on,
      counterparty: ofHouse && row.counterparty !== null ? (names.get(row.counterparty) ?? null) : null,
      reason: ofHouse ? row.reason : '',
      by: ofHouse ? nameIn(db, row.recorded_by) : '',
      at: row.recorded_at,
    };
  });
}
