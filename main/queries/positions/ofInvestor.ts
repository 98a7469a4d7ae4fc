import type { ReadDb } from '#db/handles.ts';
import { commitmentsOn } from '#db/tables/commitments.ts';
import { fundNameIn, readClasses, readFund } from '#db/tables/funds.ts';
import { memberIds, survivorOf } from '#db/tables/investors.ts';
import { costsOn, type UnitsAsOf, unitsOn } from '#db/tables/positions.ts';
import { readProject, readTokenChanges } from '#db/tables/projects.ts';
import { readClassesHeld, readFundsCommitted, readProjectsHeld } from '#db/tables/unitHistory.ts';
import { shareOf } from '#main/engine/positions/price.ts';
import { balancesOn } from '#main/engine/projects/register.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { decimalText } from '#shared/decimal.ts';
import { money } from '#shared/money.ts';
import type { QueryHandler } from '../handler.ts';
import { notVisible } from '../investors/list.ts';
import { maySee } from '../investors/scope.ts';
import { classesOf, holdersOf, measured, sumOf, unitsText } from './facts.ts';

type Held = QueryOutput<'positions.ofInvestor'>;

export const ofInvestor: QueryHandler<'positions.ofInvestor'> = (context, { investorId, on = context.today, knownAt }) => {
  const { db } = context;
  const investor = survivorOf(db, investorId);
  if (!investor || !maySee(context, investor.id)) return notVisible(investorId);
  const members = memberIds(db, investor.id);
  const asOf = { on, knownAt };
  return { on, units: unitsOf(db, members, asOf), commitments: commitmentsOf(db, members, asOf), tokens: tokensOf(db, members, asOf) };
};

function unitsOf(db: ReadDb, members: readonly string[], asOf: UnitsAsOf): Held['units'] {
  const byFund = Map.groupBy(readClassesHeld(db, members), ({ fundId }) => fundId);
  return [...byFund].flatMap(([fundId, held]) => {
    const classes = classesOf(db, readFund(db, fundId)!, asOf);
    return held.flatMap(({ classId }) => {
      const of = classes.find(({ fundClass }) => fundClass.id === classId)!;
      const all = unitsOn(db, classId, asOf);
      const costs = costsOn(db, classId, asOf);
      return holdersOf(
        db,
        all.filter(({ investorId }) => members.includes(investorId)),
      ).map(({ units, heldUnder }) => {
        const cost = heldUnder.reduce((sum, under) => sum + (costs.get(under.investorId) ?? 0n), 0n);
        const { fund, fundClass, price } = of;
        return {
          fundId: fund.id,
          fund: fund.name,
          classId,
          className: fundClass.name,
          unitDigits: fundClass.unitDigits,
          price,
          heldUnder,
          ...measured(of, units, cost, sumOf(all)),
        };
      });
    });
  });
}

function commitmentsOf(db: ReadDb, members: readonly string[], { on, knownAt }: UnitsAsOf): Held['commitments'] {
  return readFundsCommitted(db, members).flatMap((fundId) => {
    const fund = readFund(db, fundId)!;
    const all = commitmentsOn(db, fundId, on, knownAt);
    const whole = all.reduce((sum, { minor }) => sum + minor, 0n);
    const names = new Map(readClasses(db, fundId).map(({ id, name }) => [id, name]));
    const own = Map.groupBy(
      all.filter(({ investorId }) => members.includes(investorId)),
      ({ classId }) => classId,
    );
    return [...own].map(([classId, rows]) => {
      const committed = rows.reduce((sum, { minor }) => sum + minor, 0n);
      const share = decimalText(shareOf(committed, whole));
      return {
        fundId: fund.id,
        fund: fund.name,
        classId,
        className: names.get(classId) ?? '',
        committed: money(committed, fund.currency),
        share,
      };
    });
  });
}

function tokensOf(db: ReadDb, members: readonly string[], { on, knownAt }: UnitsAsOf): Held['tokens'] {
  return readProjectsHeld(db, members).flatMap((projectId) => {
    const project = readProject(db, projectId)!;
    const known = readTokenChanges(db, projectId).filter(({ recordedAt }) => knownAt === undefined || recordedAt <= knownAt);
    const balances = balancesOn(known, on);
    const own = members.reduce((sum, id) => sum + (balances.get(id) ?? 0n), 0n);
    if (own === 0n) return [];
    const whole = [...balances.values()].reduce((sum, amount) => sum + amount, 0n);
    const { fundId, title, tokenDigits } = project;
    const share = decimalText(shareOf(own, whole));
    return [{ projectId, project: title, fundId, fund: fundNameIn(db, fundId), tokensText: unitsText(own, tokenDigits), share }];
  });
}
