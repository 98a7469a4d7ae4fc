import type { WriteDb } from '#db/handles.ts';
import { forgetOldJobs, optimiseFile } from '#db/operational.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { addMinutes } from '#shared/dates.ts';
import type { Json } from '#shared/json.ts';
import { done, type Result } from '#shared/result.ts';
import { remindOfCalls, type WriterOrder } from './capital/remind.ts';
import type { ThreadEnd } from './thread.ts';

const DAY = 24 * 60;
const FILE_DAYS = 7;
const JOB_DAYS = 90;

/** Short work only the writing connection can do: bounded, so that no window waits on it. */
const works: Readonly<Record<string, (db: WriteDb, order: WriterOrder) => Result<Json>>> = {
  'capital.remind': remindOfCalls,
  'health.optimise'(db, { now }) {
    const filesBefore = addMinutes(now, -FILE_DAYS * DAY);
    const forgotten = forgetOldJobs(db, { filesBefore, jobsBefore: addMinutes(now, -JOB_DAYS * DAY) });
    optimiseFile(db);
    return done({ forgotten });
  },
};

export function runOnWriter(kind: string, db: WriteDb, order: WriterOrder): ThreadEnd {
  const work = works[kind];
  if (!work) return { type: 'refused', sentence: `This version of Clearway has no job named ${kind}.`, mayRepeat: false };
  try {
    const result = work(db, order);
    if (!result.ok) return { type: 'refused', sentence: sentenceOf(result.error), mayRepeat: false };
    return { type: 'done', result: result.value };
  } catch (error) {
    return { type: 'crashed', error: error instanceof Error ? error : new Error(String(error)) };
  }
}
