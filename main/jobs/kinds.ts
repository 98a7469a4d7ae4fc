import { type JobInput, type JobKind, type JobSpec, jobSpecs } from '#shared/contract/jobs.ts';
import type { Permission } from '#shared/model/access.ts';

/** What the queue knows of a kind. Work on the `writer` is short and runs beside commands; everything else has a thread of its own. */
export type KindFact = JobSpec & Readonly<{ runsOn: 'thread' | 'writer' }>;
export type { JobKind };
export type InputOf<Kind extends JobKind> = JobInput<Kind>;

export const kindFacts = {
  'health.check': { ...jobSpecs['health.check'], runsOn: 'thread' },
  'health.backup': { ...jobSpecs['health.backup'], runsOn: 'thread' },
  'audit.export': { ...jobSpecs['audit.export'], runsOn: 'thread' },
  'capital.remind': { ...jobSpecs['capital.remind'], runsOn: 'writer' },
  'health.optimise': { ...jobSpecs['health.optimise'], runsOn: 'writer' },
} satisfies Readonly<Record<JobKind, KindFact>>;

const each = <Value>(pick: (spec: JobSpec) => Value) =>
  Object.fromEntries(Object.entries(jobSpecs).map(([kind, spec]) => [kind, pick(spec)])) as Readonly<Record<JobKind, Value>>;

/** What a person needs to start each kind of job: the session asks before it enqueues. */
export const jobPermissions: Readonly<Record<JobKind, Permission>> = each(({ permission }) => permission);
export const jobTitles: Readonly<Record<JobKind, string>> = each(({ title }) => title);

export type CheckResult = Readonly<{ ok: boolean; rows: number; findings: readonly string[]; checks: readonly string[] }>;

/** What a finished check says about the log itself, when it was tampered with; null when chain and anchor hold. */
export function brokenChainOf(job: Readonly<{ kind: string; state: string; result: unknown }>): string | null {
  if (job.kind !== 'health.check' || job.state !== 'done') return null;
  const { findings, checks } = job.result as CheckResult;
  const broken = findings.filter((_, index) => checks[index] === 'chain' || checks[index] === 'anchor');
  return broken.length === 0 ? null : broken.join(' ');
}
