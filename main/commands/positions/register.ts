import { readInvestor } from '#db/tables/investors.ts';
import type { CommandInput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import type { UnitLine } from '#shared/model/positions.ts';
import { LARGEST_MINOR, money } from '#shared/money.ts';
import { done } from '#shared/result.ts';
import type { Handler } from '../handler.ts';
import { openInvestor } from '../investors/open.ts';
import { holderOf, openForUnits, recordUnits, unitClaims, unitClass, unitGuards, unitScope } from './record.ts';
import { leavingLine, shownLot } from './redeem.ts';

const nobody = { holders: 0, before: 0n, after: 0n, cut: 0n };
/** What is cut off is shown so finely that a fraction of any unit is seen. */
const DROPPED_PLACES = 16;

export const splitUnits: Handler<'positions.split'> = {
  guards: (input) => unitGuards(input),
  claims: unitClaims,
  scope: unitScope,

  run(context, { eventId, effectiveOn, reason, from, to, ...key }) {
    const { db } = context;
    const of = unitClass(db, key);
    if (!of.ok) return of;
    const { naming } = of.value;
    if (from === to) return refuse('splitNothing', { name: naming.name });
    const ratio = { from: BigInt(from), to: BigInt(to) };
    const event = { id: eventId, kind: 'split', effectiveOn, ratio, reversesId: null, lines: [] } as const;
    const recorded = recordUnits(context, of.value, event, { reason });
    if (!recorded.ok) return recorded;
    const { holders, before, after, cut } = recorded.value.plan.splits.get(eventId) ?? nobody;
    const scale = new Decimal(from).times(new Decimal(10).pow(naming.unitDigits));
    return done({ holders, before, after, dropped: decimalText(new Decimal(cut.toString()).div(scale).toDecimalPlaces(DROPPED_PLACES)) });
  },
};

export const correctUnits: Handler<'positions.correct'> = {
  guards: (input) => unitGuards(input, [input.investorId]),
  claims: unitClaims,
  scope: unitScope,

  run(context, { eventId, effectiveOn, reason, investorId, units, lot, relief, ...key }) {
    const { db } = context;
    const of = unitClass(db, key);
    if (!of.ok) return of;
    const holder = units > 0n ? openInvestor(db, investorId) : holderOf(db, investorId);
    if (!holder.ok) return holder;
    const investor = of.value.naming.nameOf(investorId);
    if (units > 0n !== (lot !== null)) return refuse('correctionWithoutCost', { investor });
    if (lot !== null && lot.acquiredOn > effectiveOn)
      return refuse('acquiredLate', { investor, acquired: lot.acquiredOn, on: effectiveOn });
    const nothing = { ordinal: 0, investorId, amount: null, residue: null, priceOn: null };
    const line = lot
      ? done({ ...nothing, units, ...lot, relief: null, chosen: [] } satisfies UnitLine)
      : leavingLine(of.value, investorId, -units, relief);
    if (!line.ok) return line;
    const event = { id: eventId, kind: 'correction', effectiveOn, ratio: null, reversesId: null, lines: [line.value] } as const;
    const recorded = recordUnits(context, of.value, event, { reason });
    if (!recorded.ok) return recorded;
    const { taken } = recorded.value;
    const inFund = (minor: bigint) => money(minor, of.value.fund.currency);
    const cost = lot?.cost ?? taken.reduce((sum, given) => sum - given.cost, 0n);
    const lots = taken.map((given) => shownLot(given, inFund));
    return done({ units, cost: inFund(cost), lots });
  },
};

type Row = CommandInput<'positions.importRegister'>['rows'][number];
const SHOWN = 20;

export const importRegister: Handler<'positions.importRegister'> = {
  guards: (input) =>
    unitGuards(
      input,
      input.rows.map(({ investorId }) => investorId),
    ),
  claims: unitClaims,
  scope: unitScope,

  run(context, { eventId, effectiveOn, reason, rows, ...key }) {
    const { db } = context;
    const of = unitClass(db, key);
    if (!of.ok) return of;
    const open = openForUnits(of.value, effectiveOn);
    if (!open.ok) return open;
    const units = rows.reduce((sum, row) => sum + row.units, 0n);
    const cost = rows.reduce((sum, row) => sum + row.cost, 0n);
    if (units > LARGEST_MINOR || cost > LARGEST_MINOR) return refuse('unitsTooMany', { name: of.value.naming.name });
    const problems = rows.flatMap((row) => {
      const sentence = faultOf(context.db, row, effectiveOn);
      return sentence === undefined ? [] : [{ line: row.line, sentence }];
    });
    if (problems.length > 0) return refuse('registerRowsWrong', { count: problems.length, rows: problems.slice(0, SHOWN) });
    const nothing = { amount: null, residue: null, relief: null, chosen: [] };
    const lines = rows.map(({ line: _line, ...row }, ordinal) => ({ ...nothing, ...row, ordinal }));
    const event = { id: eventId, kind: 'opening', effectiveOn, ratio: null, reversesId: null, lines } as const;
    const recorded = recordUnits(context, of.value, event, { reason });
    if (!recorded.ok) return recorded;
    return done({ lots: rows.length, units, cost: money(cost, of.value.fund.currency) });
  },
};

function faultOf(db: Parameters<typeof readInvestor>[0], { investorId, acquiredOn, priceOn }: Row, on: string): string | undefined {
  const investor = readInvestor(db, investorId);
  if (!investor) return `there is no investor with the id ${investorId}`;
  if (investor.status === 'removed') return `${investor.name} was taken back with its import`;
  if (investor.mergedInto !== null) return `${investor.name} was merged into another investor; name that one`;
  if (acquiredOn > on) return `the units of ${investor.name} were acquired on ${acquiredOn}, after ${on}`;
  return priceOn !== null && priceOn > on ? `the price date ${priceOn} lies after ${on}` : undefined;
}
