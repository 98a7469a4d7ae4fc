import { parentPort, workerData } from 'node:worker_threads';
import { closeDb, type ReadDb } from '#db/handles.ts';
import { openReader } from '#db/open.ts';
import { Cancelled } from '#db/verify.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import type { Json } from '#shared/json.ts';
import {
  JobCancelled,
  type Work,
  type WorkContext,
  type WorkMessage,
  type WorkOrder,
  type WorkOutcome,
  type WorkProgress,
} from './work.ts';

/** Each progress is a write of its own, so a job that takes many small steps tells only the newest one this often. */
const PROGRESS_MILLISECONDS = 100;
const passing: ReadonlySet<string> = new Set(['diskFull', 'backupDamaged']);

/** The life of a job's thread: does one try, says how it ended, wipes the key. */
export async function serve(find: (kind: string) => Work<never> | undefined): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('a job runs in a thread of its own');
  const order = workerData as WorkOrder;
  const send = (message: WorkMessage, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
  const { context, close } = contextOf(order, send);
  let outcome: WorkOutcome;
  try {
    const work = find(order.kind);
    outcome = work
      ? outcomeOf(await work(context, order.input as never))
      : { type: 'refused', sentence: `This version of Clearway has no job named ${order.kind}.`, mayRepeat: false };
  } catch (error) {
    outcome = error instanceof JobCancelled || error instanceof Cancelled ? { type: 'cancelled' } : { type: 'broke', error: told(error) };
  } finally {
    close();
    order.source.key.fill(0);
  }
  send(outcome);
}

function contextOf(
  { source, startedBy, now, today, checkpoint, stop }: WorkOrder,
  send: (message: WorkMessage, transfer?: ArrayBuffer[]) => void,
): { context: WorkContext; close: () => void } {
  const flag = new Int32Array(stop);
  let opened: ReadDb | undefined;
  let unsaid: WorkProgress | undefined;
  let kept: Json = checkpoint;
  let saidAt = Number.NEGATIVE_INFINITY;
  const isCancelled = (): boolean => Atomics.load(flag, 0) !== 0;
  const say = (): void => {
    if (unsaid) send({ type: 'progress', ...unsaid });
    unsaid = undefined;
    saidAt = performance.now();
  };
  const context: WorkContext = {
    source,
    startedBy,
    now,
    today,
    checkpoint,
    isCancelled,
    db() {
      opened ??= openReader(source.file, source.key);
      return opened;
    },
    step({ done, outOf, message = null, checkpoint: reached = kept }) {
      if (isCancelled()) throw new JobCancelled('somebody asked to stop');
      kept = reached;
      unsaid = { done, outOf, message, checkpoint: kept };
      if (performance.now() - saidAt >= PROGRESS_MILLISECONDS) say();
    },
    file({ name, mediaType, content }) {
      const own = new Uint8Array(content);
      send({ type: 'file', name, mediaType, content: own }, [own.buffer]);
    },
  };
  const close = (): void => {
    say();
    if (opened) closeDb(opened);
  };
  return { context, close };
}

function outcomeOf(result: Awaited<ReturnType<Work<never>>>): WorkOutcome {
  if (result.ok) return { type: 'done', result: result.value };
  return { type: 'refused', sentence: sentenceOf(result.error), mayRepeat: passing.has(result.error.code) };
}

function told(error: unknown) {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { name, message, stack: stack ?? '' };
}
