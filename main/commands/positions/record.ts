import type { WriteDb } from '#db/handles.ts';
import { type FundClassRow, type FundRow, readClasses, readFund } from '#db/tables/funds.ts';
import { readTerms } from '#db/tables/fundTerms.ts';
import { investorName, readInvestor } from '#db/tables/investors.ts';
import { readNavs } from '#db/tables/navs.ts';
import {
  connectedHolders,
  insertLotMovement,
  insertRegister,
  insertUnitChange,
  insertUnitEvent,
  insertUnitLine,
  type RegisterRow,
  readNetChanges,
  readNetMovements,
  readRegister,
  readUnitEvents,
  readUnitHolders,
  type UnitEventRow,
  updateRegister,
} from '#db/tables/positions.ts';
import { type DealingPrice, dealingPrice, termFact } from '#main/engine/positions/dealing.ts';
import type { Price } from '#main/engine/positions/price.ts';
import { costChangedOn, differenceOf, type Naming, type Plan, type ReplayRefusal, replayUnits } from '#main/engine/positions/replay.ts';
import { type RefusalCode, refuse } from '#shared/contract/refusals.ts';
import { digitsOf } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import type { GrantScope } from '#shared/model/access.ts';
import { type LotId, lotKey, type UnitEvent } from '#shared/model/positions.ts';
import { LARGEST_MINOR } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';
import { type Context, type Guard, reads, writes } from '../handler.ts';
import { openOn } from '../ledger/post.ts';

type OfClass = Readonly<{ fundId: FundId; classId: string }>;
export const unitScope = ({ fundId }: OfClass): readonly GrantScope[] => [{ kind: 'fund', id: fundId }];
export const unitClaims = ({ eventId }: Readonly<{ eventId: string }>): string[] => [`unitEvent:${eventId}`];
export const unitGuards = ({ fundId, classId }: OfClass, investorIds: readonly string[] = []): Guard[] => [
  writes('register', classId),
  reads('fund', fundId),
  reads('periods', fundId),
  ...[...new Set(investorIds)].map((id) => reads('investor', id)),
];

/** A class with its register, and how its sentences name it. */
export type UnitClass = Readonly<{
  fund: FundRow;
  fundClass: FundClassRow;
  register: RegisterRow | undefined;
  naming: Naming;
  digits: Omit<Price, 'navPerUnit'>;
}>;

export function unitClass(db: WriteDb, { fundId, classId }: OfClass): Result<UnitClass, 'notFound' | 'unitsNotKept'> {
  const fund = readFund(db, fundId);
  if (!fund) return refuse('notFound', { what: 'fund', id: fundId });
  const fundClass = readClasses(db, fundId).find(({ id }) => id === classId);
  if (!fundClass) return refuse('notFound', { what: `class of ${fund.name}`, id: classId });
  if (fund.basis === 'commitment') return refuse('unitsNotKept', { fund: fund.name });
  const { unitDigits } = fundClass;
  return done({
    fund,
    fundClass,
    register: readRegister(db, classId),
    naming: { name: `${fund.name}, ${fundClass.name}`, unitDigits, nameOf: (id) => investorName(db, id) },
    digits: { unitDigits, currencyDigits: digitsOf(fund.currency) },
  });
}

/** New units and new holders come only while the fund and the class are open. */
export function openForUnits({ fund, fundClass }: UnitClass, on: BusinessDate): Result<null, 'fundClosed' | 'classClosed'> {
  if (fund.status === 'closed') return refuse('fundClosed', { fund: fund.name });
  const { name, closedOn } = fundClass;
  return closedOn !== null && on > closedOn ? refuse('classClosed', { name, on: closedOn }) : done(null);
}

/** A holder of units that are already there: also one merged away since, under whose name they stand. */
export function holderOf(db: WriteDb, id: string): Result<string, 'notFound' | 'investorRemoved'> {
  const row = readInvestor(db, id);
  if (!row) return refuse('notFound', { what: 'investor', id });
  return row.status === 'removed' ? refuse('investorRemoved', { investor: row.name }) : done(row.name);
}

export function priceOf(db: WriteDb, { fund, fundClass, naming }: UnitClass, on: BusinessDate, seen?: string) {
  const asked = { name: naming.name, classId: fundClass.id, on, seen };
  return dealingPrice(readNavs(db, fund.id), readTerms(db, fund.id).map(termFact), asked);
}

/** `post` writes the ledger entry of the event, once it is known which lots gave up what; it answers whether there was anything to post. */
type Facts<Code extends RefusalCode> = Readonly<{
  reason: string;
  price?: DealingPrice;
  post?: (taken: readonly TakenLot[]) => Result<boolean, Code>;
}>;
export type TakenLot = Readonly<{ lot: LotId; acquiredOn: BusinessDate; units: bigint; cost: bigint }>;
/** What an event did: to each holder, and which lots gave up what. */
export type Recorded = Readonly<{ plan: Plan; taken: readonly TakenLot[]; units: bigint }>;
export type RecordRefusal = ReplayRefusal | 'unitsTooMany' | 'unitsBooked' | 'unitDateEarly' | 'dateInFuture' | 'periodLocked';

/** Works the whole register out anew with the event in it, and appends what changes, now and for later days. */
export function recordUnits<Code extends RefusalCode = never>(
  context: Context,
  of: UnitClass,
  event: UnitEvent,
  facts: Facts<Code>,
): Result<Recorded, RecordRefusal | Code> {
  const { db, today } = context;
  const { fundClass, naming } = of;
  const { effectiveOn } = event;
  if (effectiveOn > today) return refuse('dateInFuture', { what: `The change of ${naming.name}`, on: effectiveOn, today });
  if (effectiveOn < fundClass.openedOn) return refuse('unitDateEarly', { name: naming.name, on: effectiveOn, opened: fundClass.openedOn });
  const holders = holdersOf(db, fundClass.id, event);
  const events = [...readUnitEvents(db, fundClass.id, holders), event];
  const plan = replayUnits(events, naming);
  if (!plan.ok) return plan;
  const stored = { changes: readNetChanges(db, fundClass.id, holders), movements: readNetMovements(db, fundClass.id, holders) };
  const rows = differenceOf(plan.value, stored);
  const dates = new Map(events.map(({ id, effectiveOn: on }) => [id, on]));
  for (const on of new Set([effectiveOn, ...[...rows.changes, ...rows.movements].map(({ eventId }) => dates.get(eventId)!)])) {
    const open = openOn(context, of.fund.id, on);
    if (!open.ok) return open;
  }
  const changed = costChangedOn(event, rows.movements, events);
  if (changed !== null) return refuse('unitsBooked', { name: naming.name, on: changed });
  const units = rows.changes.reduce((sum, row) => sum + row.units, of.register?.units ?? 0n);
  if (units > LARGEST_MINOR || costliest(plan.value) > LARGEST_MINOR) return refuse('unitsTooMany', { name: naming.name });
  const taken = takenBy(event.id, plan.value, events);
  const posted = facts.post?.(taken) ?? done(false);
  if (!posted.ok) return posted;
  write(context, of, event, { ...facts, posted: posted.value }, { ...rows, dates, units });
  return done({ plan: plan.value, taken, units });
}

/** The most that the units of one holder ever cost. */
function costliest({ movements }: Plan): bigint {
  const costs = new Map<string, bigint>();
  for (const { investorId, cost } of movements) if (cost > 0n) costs.set(investorId, (costs.get(investorId) ?? 0n) + cost);
  return [...costs.values()].reduce((most, cost) => (cost > most ? cost : most), 0n);
}

/** Everybody the event may touch: a split, or taking one back, everybody; else the named ones and all their lots came from or went to. */
function holdersOf(db: WriteDb, classId: string, event: UnitEvent): string[] {
  const named = event.lines.map(({ investorId }) => investorId);
  if (event.ratio !== null || named.length === 0) return readUnitHolders(db, classId);
  return connectedHolders(db, classId, named);
}

function takenBy(eventId: string, { movements }: Plan, events: readonly UnitEvent[]): TakenLot[] {
  const acquired = new Map(
    events.flatMap(({ id, lines }) => lines.map(({ ordinal, acquiredOn }) => [lotKey({ eventId: id, ordinal }), acquiredOn] as const)),
  );
  return movements
    .filter((row) => row.eventId === eventId && row.units < 0n)
    .map(({ lot, units, cost }) => ({ lot, acquiredOn: acquired.get(lotKey(lot))!, units: -units, cost: -cost }));
}

type Rows = ReturnType<typeof differenceOf> & Readonly<{ dates: ReadonlyMap<string, BusinessDate>; units: bigint }>;

type Written = Readonly<{ reason: string; price?: DealingPrice; posted: boolean }>;

function write({ db, actor, now, commandId }: Context, of: UnitClass, event: UnitEvent, facts: Written, rows: Rows): void {
  const classId = of.fundClass.id;
  const fundId = of.fund.id;
  const register = of.register ?? { classId, fundId, units: 0n, events: 0, changes: 0, movements: 0 };
  if (!of.register) insertRegister(db, register);
  insertUnitEvent(db, {
    id: event.id,
    fundId,
    classId,
    ordinal: register.events,
    kind: event.kind,
    effectiveOn: event.effectiveOn,
    navId: facts.price?.navId ?? null,
    priceOn: facts.price?.priceOn ?? null,
    navPerUnit: facts.price?.navPerUnit ?? null,
    ratioFrom: event.ratio?.from ?? null,
    ratioTo: event.ratio?.to ?? null,
    reversesId: event.reversesId,
    entryCommandId: facts.posted ? commandId : null,
    reason: facts.reason,
    recordedBy: actor.userId,
    recordedAt: now,
  } satisfies UnitEventRow);
  for (const line of event.lines) insertUnitLine(db, classId, event.id, line);
  const dated = (eventId: string) => ({ classId, eventId, effectiveOn: rows.dates.get(eventId)!, recordedAt: now });
  for (const [index, { eventId, investorId, units }] of rows.changes.entries())
    insertUnitChange(db, { ...dated(eventId), ordinal: register.changes + index, investorId: investorId as never, units });
  for (const [index, { eventId, investorId, lot, units, cost }] of rows.movements.entries())
    insertLotMovement(db, {
      ...dated(eventId),
      ordinal: register.movements + index,
      investorId: investorId as never,
      lotEventId: lot.eventId,
      lotOrdinal: lot.ordinal,
      units,
      cost,
    });
  updateRegister(db, register, {
    units: rows.units,
    events: register.events + 1,
    changes: register.changes + rows.changes.length,
    movements: register.movements + rows.movements.length,
  });
}
