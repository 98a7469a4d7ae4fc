import { readBenchmark, readBenchmarks, readLevelFacts, readLevelsInForce } from '#db/tables/benchmarks.ts';
import { nameIn } from '#db/tables/users.ts';
import { readLevels as readFile } from '#main/engine/performance/benchmarks.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { QueryHandler } from '../handler.ts';

export const benchmarks: QueryHandler<'performance.benchmarks'> = ({ db }) => ({
  rows: readBenchmarks(db).map(({ addedBy: _by, addedAt: _at, ...benchmark }) => ({ ...benchmark, ...readLevelFacts(db, benchmark.id) })),
});

const unknown = (id: string) => refuse('notFound', { what: 'index', id });

export const levels: QueryHandler<'performance.levels'> = ({ db }, { benchmarkId, knownAt }) => {
  if (!readBenchmark(db, benchmarkId)) return unknown(benchmarkId);
  return {
    rows: [...readLevelsInForce(db, benchmarkId, knownAt).values()]
      .map(({ levelOn, level, revision, reason, fileName, recordedBy, recordedAt }) => ({
        on: levelOn,
        level,
        revision,
        reason,
        fileName,
        recordedBy: nameIn(db, recordedBy),
        recordedAt,
      }))
      .reverse(),
  };
};

export const readLevels: QueryHandler<'performance.readLevels'> = ({ db, today }, { benchmarkId, text }) => {
  if (!readBenchmark(db, benchmarkId)) return unknown(benchmarkId);
  const { levels: found, corrected, problems, ...counts } = readFile(text, readLevelsInForce(db, benchmarkId), today);
  return { ...counts, levels: [...found], corrected: [...corrected], problems: [...problems] };
};
