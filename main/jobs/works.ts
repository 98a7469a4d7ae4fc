import { exportRows } from './audit/export.ts';
import { backup } from './health/backup.ts';
import { check } from './health/check.ts';
import type { InputOf, JobKind, kindFacts } from './kinds.ts';
import type { Work } from './work.ts';

type ThreadKind = { [Kind in JobKind]: (typeof kindFacts)[Kind]['runsOn'] extends 'thread' ? Kind : never }[JobKind];

/** What each kind does in its thread; a kind without work does not compile. */
export const works: Readonly<{ [Kind in ThreadKind]: Work<InputOf<Kind>> }> = {
  'audit.export': exportRows,
  'health.backup': backup,
  'health.check': check,
};

export const isKnownWork = (kind: string): kind is ThreadKind => Object.hasOwn(works, kind);
