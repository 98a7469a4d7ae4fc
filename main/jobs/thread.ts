import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { WorkFile, WorkMessage, WorkOrder, WorkOutcome, WorkProgress } from './work.ts';

/**
 * A thread that runs this source strips its types in WebAssembly. V8 of Node 24 can fall over (NativeModule::FreeCode) when it compiles a
 * faster wrapper for that module in one thread while another lets go of it, so wrappers stay as they are.
 */
setFlagsFromString('--wasm-wrapper-tiering-budget=1000000000');

/**
 * Ending a thread from outside while it is inside the database can take the program with it: one that has said how it ended leaves by itself,
 * and one that is asked to leave has this long to reach its next step.
 */
const PATIENCE_MILLISECONDS = { saidItsEnd: 5000, askedToLeave: 1000 };

export const workerEntry: URL = new URL('./worker.ts', import.meta.url);

/** How a try ended: as the thread said, or with the error that ended the thread before it could say anything. */
export type ThreadEnd = WorkOutcome | Readonly<{ type: 'crashed'; error: Error }>;
export type ThreadEvents = Readonly<{
  progress(progress: WorkProgress): void;
  ended(end: ThreadEnd, files: readonly WorkFile[]): void;
}>;
export type Thread = Readonly<{ askToStop(): void; end(): Promise<void> }>;

/** Starts one try in a thread of its own. The key goes with it: the copy handed in is wiped here. */
export function startThread(entry: URL, order: Omit<WorkOrder, 'stop'>, events: ThreadEvents): Thread {
  const stop = new SharedArrayBuffer(4);
  const files: WorkFile[] = [];
  let end: ThreadEnd | undefined;
  let overdue: NodeJS.Timeout | undefined;
  const key = new Uint8Array(order.source.key);
  order.source.key.fill(0);
  const worker = new Worker(entry, {
    workerData: { ...order, source: { ...order.source, key }, stop } satisfies WorkOrder,
    transferList: [key.buffer],
    env: {},
    name: order.kind,
  });
  worker.on('message', (message: WorkMessage) => {
    if (message.type === 'progress') events.progress(message);
    else if (message.type === 'file') files.push(message);
    else {
      end = message;
      endWithin(PATIENCE_MILLISECONDS.saidItsEnd);
    }
  });
  worker.on('error', (error) => {
    end ??= { type: 'crashed', error };
  });
  const left = Promise.withResolvers<void>();
  const endWithin = (milliseconds: number): void => {
    clearTimeout(overdue);
    overdue = setTimeout(() => void worker.terminate(), milliseconds);
  };
  worker.on('exit', (code) => {
    clearTimeout(overdue);
    left.resolve();
    events.ended(end ?? { type: 'crashed', error: new Error(`the thread ended with code ${code}`) }, files);
  });
  const askToStop = (): void => void Atomics.store(new Int32Array(stop), 0, 1);
  return {
    askToStop,
    end() {
      askToStop();
      endWithin(PATIENCE_MILLISECONDS.askedToLeave);
      return left.promise;
    },
  };
}
