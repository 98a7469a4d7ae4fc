import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { ReadDb } from '../handles.ts';
import { benchmarkLevels, benchmarks } from '../schema/index.ts';
import { insert, select, statement } from '../statements.ts';

export type BenchmarkRow = (typeof benchmarks)['$inferSelect'];
export type LevelRow = (typeof benchmarkLevels)['$inferSelect'];

const all = (..._params: readonly string[]) => [{ entity: 'benchmarks', id: 'all' }];
const byId = select(benchmarks, 'WHERE id = ?', all);
const byName = select(benchmarks, 'WHERE lower(name) = lower(?)', all);
const everyOne = select(benchmarks, 'ORDER BY name, id', all);
const levelsOf = select(
  benchmarkLevels,
  'WHERE benchmark_id = ? AND recorded_at <= ? ORDER BY level_on, revision',
  (id: string, _knownAt: string) => [{ entity: 'benchmark', id }],
);

export const readBenchmark = (db: ReadDb, id: string): BenchmarkRow | undefined => byId.get(db, id);
export const readBenchmarkNamed = (db: ReadDb, name: string): BenchmarkRow | undefined => byName.get(db, name);
export const readBenchmarks = (db: ReadDb): BenchmarkRow[] => everyOne.all(db);
export const insertBenchmark = insert(benchmarks);
export const insertLevel = insert(benchmarkLevels);

const EVER = '9999-12-31T23:59:59.999Z' as Instant;
/** The level of every day as it was known at a moment: the last correction by then. */
export function readLevelsInForce(db: ReadDb, benchmarkId: string, knownAt: Instant = EVER): Map<BusinessDate, LevelRow> {
  const found = new Map<BusinessDate, LevelRow>();
  for (const row of levelsOf.all(db, benchmarkId, knownAt)) found.set(row.levelOn, row);
  return found;
}

const facts = statement(`SELECT count(*) AS days, min(level_on) AS first_on, max(level_on) AS last_on, sum(revision) AS corrections
  FROM (SELECT level_on, max(revision) AS revision FROM benchmark_levels WHERE benchmark_id = ? GROUP BY level_on)`);
export function readLevelFacts(db: ReadDb, benchmarkId: string) {
  const { days, first_on, last_on, corrections } = facts(db).get(benchmarkId) as {
    days: bigint;
    first_on: BusinessDate | null;
    last_on: BusinessDate | null;
    corrections: bigint | null;
  };
  return { days: Number(days), firstOn: first_on, lastOn: last_on, corrections: Number(corrections ?? 0n) };
}
