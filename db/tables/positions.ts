import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { InvestorId } from '#shared/ids.ts';
import type { ReliefMethod, UnitEvent, UnitEventKind, UnitLine } from '#shared/model/positions.ts';
import type { ReadDb, WriteDb } from '../handles.ts';
import { lotChoices, lotMovements, unitChanges, unitEvents, unitLines, unitRegisters } from '../schema/index.ts';
import { insert, select, statement, update } from '../statements.ts';

export type RegisterRow = (typeof unitRegisters)['$inferSelect'];
export type UnitEventRow = (typeof unitEvents)['$inferSelect'];
export type UnitLineRow = (typeof unitLines)['$inferSelect'];

const ofClass = (classId: string) => [{ entity: 'register', id: classId }];
const registerById = select(unitRegisters, 'WHERE class_id = ?', ofClass);
const registersOf = select(unitRegisters, 'WHERE fund_id = ? ORDER BY class_id');
const eventById = select(unitEvents, 'WHERE id = ?');
const eventOfClass = select(unitEvents, 'WHERE class_id = ? AND id = ?', (classId: string, _id: string) => ofClass(classId));
const linesOf = select(unitLines, 'WHERE event_id = ? ORDER BY ordinal');
const reversalOf = select(unitEvents, 'WHERE reverses_id = ?');

/** The register of a class: everything below stands under it, so a command that read it may read the rest. */
export const readRegister = (db: ReadDb, classId: string): RegisterRow | undefined => registerById.get(db, classId);
export const readRegisters = (db: ReadDb, fundId: string): RegisterRow[] => registersOf.all(db, fundId);
export const readUnitEvent = (db: ReadDb, id: string): UnitEventRow | undefined => eventById.get(db, id);
export const readUnitEventOf = (db: ReadDb, classId: string, id: string): UnitEventRow | undefined => eventOfClass.get(db, classId, id);
export const readUnitLines = (db: ReadDb, eventId: string): UnitLineRow[] => linesOf.all(db, eventId);
export const readUnitReversal = (db: ReadDb, id: string): UnitEventRow | undefined => reversalOf.get(db, id);

export const insertRegister = insert(unitRegisters);
export const updateRegister = update(unitRegisters, ['units', 'events', 'changes', 'movements']);
export const insertUnitEvent = insert(unitEvents);
export const insertUnitChange = insert(unitChanges);
export const insertLotMovement = insert(lotMovements);
const insertLine = insert(unitLines);
const insertChoice = insert(lotChoices);

export function insertUnitLine(db: WriteDb, classId: string, eventId: string, { chosen, investorId, ...line }: UnitLine): void {
  insertLine(db, { ...line, investorId: investorId as InvestorId, classId, eventId });
  for (const [ordinal, { lot, units }] of chosen.entries())
    insertChoice(db, { eventId, lineOrdinal: line.ordinal, ordinal, lotEventId: lot.eventId, lotOrdinal: lot.ordinal, units });
}

const AMONG = 'IN (SELECT value FROM json_each(?))';
const everyHolder = statement('SELECT DISTINCT investor_id FROM unit_lines WHERE class_id = ? ORDER BY investor_id');
const counterparties = statement(`SELECT DISTINCT other.investor_id FROM unit_lines mine
  JOIN unit_events e ON e.id = mine.event_id AND e.kind = 'transfer' JOIN unit_lines other ON other.event_id = mine.event_id
  WHERE mine.class_id = ? AND mine.investor_id ${AMONG}`);
const eventsOf = statement(`SELECT id, kind, effective_on, ratio_from, ratio_to, reverses_id FROM unit_events
  WHERE class_id = @classId AND kind IN ('split', 'reversal')
  UNION SELECT id, kind, effective_on, ratio_from, ratio_to, reverses_id FROM unit_events
  WHERE id IN (SELECT event_id FROM unit_lines WHERE class_id = @classId AND investor_id IN (SELECT value FROM json_each(@among)))`);
const linesAmong = statement(`SELECT event_id, ordinal, investor_id, units, amount, cost, residue, acquired_on, price_on, relief
  FROM unit_lines WHERE class_id = ? AND investor_id ${AMONG} ORDER BY event_id, ordinal`);
const choicesAmong = statement(`SELECT c.event_id, c.line_ordinal, c.lot_event_id, c.lot_ordinal, c.units FROM unit_lines l
  JOIN lot_choices c ON c.event_id = l.event_id AND c.line_ordinal = l.ordinal
  WHERE l.class_id = ? AND l.investor_id ${AMONG} ORDER BY c.event_id, c.line_ordinal, c.ordinal`);

/** Everybody who ever held units of the class. */
export const readUnitHolders = (db: ReadDb, classId: string): string[] => everyHolder(db).pluck().all(classId) as string[];

/** These holders and all whose lots may have come from them or gone to them, through however many transfers. */
export function connectedHolders(db: ReadDb, classId: string, investorIds: readonly string[]): string[] {
  let known = [...new Set(investorIds)];
  for (;;) {
    const found = new Set([...known, ...(counterparties(db).pluck().all(classId, JSON.stringify(known)) as string[])]);
    if (found.size === known.length) return known.sort();
    known = [...found];
  }
}

type EventRow = Readonly<{
  id: string;
  kind: UnitEventKind;
  effective_on: BusinessDate;
  ratio_from: bigint | null;
  ratio_to: bigint | null;
  reverses_id: string | null;
}>;
type LineRow = Readonly<{
  event_id: string;
  ordinal: bigint;
  investor_id: string;
  units: bigint;
  amount: bigint | null;
  cost: bigint | null;
  residue: bigint | null;
  acquired_on: BusinessDate | null;
  price_on: BusinessDate | null;
  relief: ReliefMethod | null;
}>;
type ChoiceRow = Readonly<Record<'event_id' | 'lot_event_id', string> & Record<'line_ordinal' | 'lot_ordinal' | 'units', bigint>>;

/** Every event of the class that concerns these holders, with their lines of it. */
export function readUnitEvents(db: ReadDb, classId: string, investorIds: readonly string[]): UnitEvent[] {
  const among = JSON.stringify(investorIds);
  const chosen = Map.groupBy(choicesAmong(db).all(classId, among) as ChoiceRow[], (row) => `${row.event_id}.${row.line_ordinal}`);
  const lines = Map.groupBy(linesAmong(db).all(classId, among) as LineRow[], ({ event_id }) => event_id);
  const lineOf = ({ event_id, ordinal, investor_id, acquired_on, price_on, ...rest }: LineRow): UnitLine => ({
    ...rest,
    ordinal: Number(ordinal),
    investorId: investor_id,
    acquiredOn: acquired_on,
    priceOn: price_on,
    chosen: (chosen.get(`${event_id}.${ordinal}`) ?? []).map(({ lot_event_id, lot_ordinal, units }) => ({
      lot: { eventId: lot_event_id, ordinal: Number(lot_ordinal) },
      units,
    })),
  });
  return (eventsOf(db).all({ classId, among }) as EventRow[]).map(({ id, kind, effective_on, ratio_from, ratio_to, reverses_id }) => ({
    id,
    kind,
    effectiveOn: effective_on,
    ratio: ratio_from === null || ratio_to === null ? null : { from: ratio_from, to: ratio_to },
    reversesId: reverses_id,
    lines: (lines.get(id) ?? []).map(lineOf),
  }));
}

const netChanges = statement(`SELECT event_id, investor_id, sum(units) AS units FROM unit_changes
  WHERE class_id = ? AND investor_id ${AMONG} GROUP BY event_id, investor_id HAVING sum(units) <> 0`);
const netMovements =
  statement(`SELECT event_id, investor_id, lot_event_id, lot_ordinal, sum(units) AS units, sum(cost) AS cost FROM lot_movements
  WHERE class_id = ? AND investor_id ${AMONG} GROUP BY event_id, investor_id, lot_event_id, lot_ordinal HAVING sum(units) <> 0 OR sum(cost) <> 0`);

export type NetChange = Readonly<{ eventId: string; investorId: string; units: bigint }>;
export type NetMovement = NetChange & Readonly<{ lot: Readonly<{ eventId: string; ordinal: number }>; cost: bigint }>;
type NetRow = Readonly<{ event_id: string; investor_id: string; units: bigint; cost: bigint; lot_event_id: string; lot_ordinal: bigint }>;

/** What the register holds of each event and holder, all rows taken together. */
export const readNetChanges = (db: ReadDb, classId: string, investorIds: readonly string[]): NetChange[] =>
  (netChanges(db).all(classId, JSON.stringify(investorIds)) as NetRow[]).map(({ event_id, investor_id, units }) => ({
    eventId: event_id,
    investorId: investor_id,
    units,
  }));

export const readNetMovements = (db: ReadDb, classId: string, investorIds: readonly string[]): NetMovement[] =>
  (netMovements(db).all(classId, JSON.stringify(investorIds)) as NetRow[]).map((row) => ({
    eventId: row.event_id,
    investorId: row.investor_id,
    lot: { eventId: row.lot_event_id, ordinal: Number(row.lot_ordinal) },
    units: row.units,
    cost: row.cost,
  }));

export type UnitsAsOf = Readonly<{ on: BusinessDate; knownAt?: Instant | undefined }>;
/** Later than any instant that is recorded. */
const EVER = '9999-12-31T23:59:59.999Z';

const units = statement(`SELECT class_id, investor_id, sum(units) AS units FROM unit_changes
  WHERE class_id = ? AND effective_on <= ? AND recorded_at <= ? GROUP BY investor_id HAVING sum(units) <> 0 ORDER BY investor_id`);
const costs = statement(`SELECT investor_id, sum(cost) AS cost FROM lot_movements
  WHERE class_id = ? AND effective_on <= ? AND recorded_at <= ? GROUP BY investor_id ORDER BY investor_id`);
export type HeldUnits = Readonly<{ classId: string; investorId: InvestorId; units: bigint }>;

const daysOfUnits =
  statement(`SELECT min(effective_on) AS first, max(CASE WHEN kind IN ('subscription', 'opening', 'reinvestment') THEN effective_on END) AS last
  FROM unit_events WHERE class_id = ? AND id NOT IN (SELECT reverses_id FROM unit_events WHERE reverses_id IS NOT NULL)`);

/** The first day on which anything happened to the units of a class, and the last on which new ones came, what was taken back left out. */
export const readUnitDays = (db: ReadDb, classId: string) =>
  daysOfUnits(db).get(classId) as Readonly<{ first: BusinessDate | null; last: BusinessDate | null }>;

/** Who holds how many units of a class at the end of a day, as known then; nobody with none. */
export const unitsOn = (db: ReadDb, classId: string, { on, knownAt }: UnitsAsOf): HeldUnits[] =>
  (units(db).all(classId, on, knownAt ?? EVER) as { class_id: string; investor_id: InvestorId; units: bigint }[]).map((row) => ({
    classId: row.class_id,
    investorId: row.investor_id,
    units: row.units,
  }));

/** The same of every class of a fund, in the order of the classes' ids. */
export const unitsOfFundOn = (db: ReadDb, fundId: string, asOf: UnitsAsOf): HeldUnits[] =>
  readRegisters(db, fundId).flatMap(({ classId }) => unitsOn(db, classId, asOf));

/** What the units of each holder cost, at the end of a day. */
export const costsOn = (db: ReadDb, classId: string, { on, knownAt }: UnitsAsOf): ReadonlyMap<string, bigint> =>
  new Map(
    (costs(db).all(classId, on, knownAt ?? EVER) as { investor_id: string; cost: bigint }[]).map(({ investor_id, cost }) => [
      investor_id,
      cost,
    ]),
  );

const lots = statement(`SELECT m.investor_id, m.lot_event_id, m.lot_ordinal, sum(m.units) AS units, sum(m.cost) AS cost,
    l.acquired_on, l.price_on, l.units AS bought, l.cost AS paid, e.kind, e.nav_per_unit
  FROM lot_movements m JOIN unit_lines l ON l.event_id = m.lot_event_id AND l.ordinal = m.lot_ordinal JOIN unit_events e ON e.id = m.lot_event_id
  WHERE m.class_id = ? AND m.investor_id ${AMONG} AND m.effective_on <= ? AND m.recorded_at <= ?
  GROUP BY m.investor_id, m.lot_event_id, m.lot_ordinal HAVING sum(m.units) <> 0
  ORDER BY l.acquired_on, e.effective_on, m.lot_event_id, m.lot_ordinal, m.investor_id`);

export type HeldLot = Readonly<{
  investorId: InvestorId;
  lot: Readonly<{ eventId: string; ordinal: number }>;
  units: bigint;
  cost: bigint;
  acquiredOn: BusinessDate;
  priceOn: BusinessDate | null;
  navPerUnit: string | null;
  source: UnitEventKind;
}>;

type LotRow = Readonly<{
  investor_id: InvestorId;
  lot_event_id: string;
  lot_ordinal: bigint;
  units: bigint;
  cost: bigint;
  acquired_on: BusinessDate;
  price_on: BusinessDate | null;
  nav_per_unit: string | null;
  kind: UnitEventKind;
}>;

/** The lots these holders have at the end of a day, the oldest first. */
export const lotsOn = (db: ReadDb, classId: string, investorIds: readonly string[], { on, knownAt }: UnitsAsOf): HeldLot[] =>
  (lots(db).all(classId, JSON.stringify(investorIds), on, knownAt ?? EVER) as LotRow[]).map((row) => ({
    investorId: row.investor_id,
    lot: { eventId: row.lot_event_id, ordinal: Number(row.lot_ordinal) },
    units: row.units,
    cost: row.cost,
    acquiredOn: row.acquired_on,
    priceOn: row.price_on,
    navPerUnit: row.nav_per_unit,
    source: row.kind,
  }));
