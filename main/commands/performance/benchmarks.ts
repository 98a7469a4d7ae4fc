import { insertBenchmark, insertLevel, readBenchmark, readBenchmarkNamed, readLevelsInForce } from '#db/tables/benchmarks.ts';
import { newLevels } from '#main/engine/performance/benchmarks.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done } from '#shared/result.ts';
import { type Handler, reads, writes } from '../handler.ts';

export const addBenchmark: Handler<'performance.addBenchmark'> = {
  guards: () => [writes('benchmarks', 'all')],
  claims: ({ benchmarkId }) => [`benchmark:${benchmarkId}`],

  run({ db, actor, now }, { benchmarkId, ...facts }) {
    if (readBenchmarkNamed(db, facts.name)) return refuse('benchmarkTaken', { name: facts.name });
    insertBenchmark(db, { id: benchmarkId, ...facts, addedBy: actor.userId, addedAt: now });
    return done({});
  },
};

export const importLevels: Handler<'performance.importLevels'> = {
  guards: ({ benchmarkId }) => [reads('benchmarks', 'all'), writes('benchmark', benchmarkId)],

  run({ db, actor, now, today }, { benchmarkId, fileName, levels, reason }) {
    if (!readBenchmark(db, benchmarkId)) return refuse('notFound', { what: 'index', id: benchmarkId });
    const decision = newLevels(levels, readLevelsInForce(db, benchmarkId), reason, today);
    if (!decision.ok) return decision;
    const { added, known } = decision.value;
    for (const { on, level, revision } of added)
      insertLevel(db, {
        benchmarkId,
        levelOn: on,
        revision,
        level,
        fileName,
        reason: revision === 0 ? null : (reason ?? null),
        recordedBy: actor.userId,
        recordedAt: now,
      });
    const corrected = added.filter(({ revision }) => revision > 0).length;
    return done({ added: added.length - corrected, corrected, known });
  },
};
