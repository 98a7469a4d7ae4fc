import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { InvestorId, UserId } from '#shared/ids.ts';
import type { UnitEventKind } from '#shared/model/positions.ts';
import type { ReadDb } from '../handles.ts';
import { statement } from '../statements.ts';
import type { UnitsAsOf } from './positions.ts';

const AMONG = 'IN (SELECT value FROM json_each(?))';
const merged = statement('SELECT id, merged_into FROM investors WHERE merged_into IS NOT NULL');
const names = statement(`SELECT id, name FROM investors WHERE id ${AMONG}`);

/** For every investor that was merged away, the one that stands for it. */
export function readSurvivors(db: ReadDb): ReadonlyMap<string, InvestorId> {
  const into = new Map((merged(db).all() as { id: string; merged_into: InvestorId }[]).map((row) => [row.id, row.merged_into]));
  const last = (id: InvestorId): InvestorId => (into.has(id) ? last(into.get(id)!) : id);
  return new Map([...into].map(([id, next]) => [id, last(next)]));
}

export const readInvestorNames = (db: ReadDb, ids: Iterable<string>): ReadonlyMap<string, string> =>
  new Map((names(db).all(JSON.stringify([...ids])) as { id: string; name: string }[]).map(({ id, name }) => [id, name]));

const changes = statement(`SELECT e.id, e.kind, e.effective_on, e.price_on, e.nav_per_unit, e.reason, e.recorded_by, e.recorded_at,
    c.investor_id, sum(c.units) AS units,
    (SELECT sum(m.cost) FROM lot_movements m WHERE m.class_id = c.class_id AND m.investor_id = c.investor_id AND m.event_id = e.id
      AND m.recorded_at <= @knownAt) AS cost,
    (SELECT sum(l.amount) FROM unit_lines l WHERE l.event_id = e.id AND l.investor_id = c.investor_id) AS amount,
    (SELECT group_concat(DISTINCT l.investor_id) FROM unit_lines l WHERE l.event_id = e.id AND l.investor_id <> c.investor_id
      AND e.kind = 'transfer') AS counterparty
  FROM unit_changes c JOIN unit_events e ON e.id = c.event_id
  WHERE c.class_id = @classId AND c.investor_id IN (SELECT value FROM json_each(@among)) AND c.effective_on <= @on AND c.recorded_at <= @knownAt
  GROUP BY e.id, c.investor_id HAVING sum(c.units) <> 0 ORDER BY e.effective_on, e.recorded_at, e.id, c.investor_id`);

export type HolderChange = Readonly<{
  id: string;
  kind: UnitEventKind;
  effective_on: BusinessDate;
  price_on: BusinessDate | null;
  nav_per_unit: string | null;
  reason: string;
  recorded_by: UserId;
  recorded_at: Instant;
  investor_id: InvestorId;
  units: bigint;
  cost: bigint | null;
  amount: bigint | null;
  counterparty: string | null;
}>;
const EVER = '9999-12-31T23:59:59.999Z';

/** Everything that changed what these holders have, in the order of days. */
export const readHolderChanges = (
  db: ReadDb,
  classId: string,
  investorIds: readonly string[],
  { on, knownAt }: UnitsAsOf,
): HolderChange[] => changes(db).all({ classId, among: JSON.stringify(investorIds), on, knownAt: knownAt ?? EVER }) as HolderChange[];

const classesHeld = statement(
  `SELECT DISTINCT c.class_id, r.fund_id FROM unit_changes c JOIN unit_registers r ON r.class_id = c.class_id
   WHERE c.investor_id ${AMONG} ORDER BY r.fund_id, c.class_id`,
);
export const readClassesHeld = (db: ReadDb, investorIds: readonly string[]): readonly Readonly<{ classId: string; fundId: string }>[] =>
  (classesHeld(db).all(JSON.stringify(investorIds)) as { class_id: string; fund_id: string }[]).map(({ class_id, fund_id }) => ({
    classId: class_id,
    fundId: fund_id,
  }));

const fundsCommitted = statement(`SELECT DISTINCT fund_id FROM commitment_events WHERE investor_id ${AMONG} ORDER BY fund_id`);
export const readFundsCommitted = (db: ReadDb, investorIds: readonly string[]): string[] =>
  fundsCommitted(db).pluck().all(JSON.stringify(investorIds)) as string[];

const projectsHeld = statement(`SELECT DISTINCT project_id FROM token_changes WHERE investor_id ${AMONG} ORDER BY project_id`);
export const readProjectsHeld = (db: ReadDb, investorIds: readonly string[]): string[] =>
  projectsHeld(db).pluck().all(JSON.stringify(investorIds)) as string[];

const sums = statement(`SELECT l.event_id, count(*) AS lines, sum(max(l.units, 0)) AS gained, sum(min(l.units, 0)) AS given,
    max(l.amount) AS amount, max(l.residue) AS residue FROM unit_lines l WHERE l.event_id ${AMONG} GROUP BY l.event_id`);
const firstHolders = statement(`SELECT DISTINCT l.event_id, l.investor_id, i.name FROM unit_lines l JOIN investors i ON i.id = l.investor_id
  WHERE l.event_id ${AMONG} AND l.ordinal < 3 ORDER BY l.event_id, l.ordinal`);
const splitChanges =
  statement(`SELECT e.id AS event_id, sum(c.units) AS units FROM unit_events e JOIN unit_changes c ON c.class_id = e.class_id AND c.event_id = e.id
  WHERE e.kind = 'split' AND e.id ${AMONG} GROUP BY e.id`);
const reversals = statement(`SELECT id, reverses_id, recorded_at FROM unit_events WHERE reverses_id ${AMONG}`);

export type EventSum = Readonly<{ lines: bigint; gained: bigint; given: bigint; amount: bigint | null; residue: bigint | null }>;
export type EventDetails = Readonly<{
  sums: ReadonlyMap<string, EventSum>;
  holders: ReadonlyMap<string, readonly Readonly<{ investor_id: InvestorId; name: string }>[]>;
  splits: ReadonlyMap<string, bigint>;
  reversals: ReadonlyMap<string, Readonly<{ id: string; recorded_at: Instant }>>;
}>;

/** What the rows of a list of events need beyond the events themselves: one statement each, however many rows. */
export function readEventDetails(db: ReadDb, ids: readonly string[]): EventDetails {
  const among = JSON.stringify(ids);
  const holders = firstHolders(db).all(among) as { event_id: string; investor_id: InvestorId; name: string }[];
  return {
    sums: new Map((sums(db).all(among) as (EventSum & { event_id: string })[]).map((row) => [row.event_id, row])),
    holders: Map.groupBy(holders, ({ event_id }) => event_id),
    splits: new Map((splitChanges(db).all(among) as { event_id: string; units: bigint }[]).map((row) => [row.event_id, row.units])),
    reversals: new Map(
      (reversals(db).all(among) as { id: string; reverses_id: string; recorded_at: Instant }[]).map((row) => [row.reverses_id, row]),
    ),
  };
}
