import { setImmediate } from 'node:timers/promises';
import { rawOf } from '#db/handles.ts';
import { serve } from '#main/jobs/serve.ts';
import type { Work } from '#main/jobs/work.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done } from '#shared/result.ts';

const works: Readonly<Record<string, Work<never>>> = {
  'test.count'({ step }, { to }: { to: number }) {
    for (let at = 1; at <= to; at += 1) step({ done: at, outOf: to, checkpoint: at });
    return done({ to });
  },
  async 'test.endless'({ step }) {
    for (let at = 1; ; at += 1) {
      step({ done: at, outOf: 0, checkpoint: at });
      await setImmediate();
    }
  },
  async 'test.resume'({ step, checkpoint }) {
    if (checkpoint !== null) return done({ resumedAt: checkpoint });
    for (let at = 1; ; at += 1) {
      step({ done: at, outOf: 0, checkpoint: at });
      await setImmediate();
    }
  },
  async 'test.deaf'({ step }) {
    step({ done: 1, outOf: 2 });
    for (;;) await setImmediate();
  },
  'test.exit': () => process.exit(7),
  async 'test.uncaught'() {
    void Promise.reject(new RangeError('nobody catches this'));
    for (;;) await setImmediate();
  },
  'test.flaky'({ checkpoint, step }, { failures }: { failures: number }) {
    const failed = typeof checkpoint === 'number' ? checkpoint : 0;
    if (failed === failures) return done({ failed });
    step({ done: failed, outOf: failures, checkpoint: failed + 1 });
    throw new Error('the line went dead');
  },
  'test.refused': () => refuse('notPermitted', { name: 'test.refused', needs: 'more' }),
  'test.file'({ file }, { bytes }: { bytes: number }) {
    file({ name: 'made.bin', mediaType: 'application/octet-stream', content: new Uint8Array(bytes).fill(5) });
    return done({ bytes });
  },
  'test.readsWorkspace'({ db }) {
    const raw = rawOf(db());
    const users = Number(raw.prepare('SELECT count(*) FROM users').pluck().get());
    let problem = '';
    try {
      raw.exec("UPDATE jobs SET title = 'changed'");
    } catch (error) {
      problem = (error as Error).message;
    }
    return done({ users, problem });
  },
};

await serve((kind) => works[kind]);
