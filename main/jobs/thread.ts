import { Worker } from 'node:worker_threads';
import type { WorkFile, WorkMessage, WorkOrder, WorkOutcome, WorkProgress } from './work.ts';

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
      void worker.terminate();
    }
  });
  worker.on('error', (error) => {
    end ??= { type: 'crashed', error };
  });
  worker.on('exit', (code) => events.ended(end ?? { type: 'crashed', error: new Error(`the thread ended with code ${code}`) }, files));
  return {
    askToStop: () => void Atomics.store(new Int32Array(stop), 0, 1),
    end: async () => void (await worker.terminate()),
  };
}
