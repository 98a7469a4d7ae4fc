import { z } from 'zod';
import type { KindFact } from '#main/jobs/kinds.ts';

const fact = (title: string, input: z.ZodType = z.strictObject({})): KindFact => ({
  ...{ title, input, permission: 'health.operate', runsOn: 'thread' },
});

/** Kinds that only tests know, each for one way a job can go. */
export const testKinds = {
  'test.count': fact('Count', z.strictObject({ to: z.int() })),
  'test.endless': fact('Count until stopped'),
  'test.resume': fact('Count for ever, or say where an earlier try had come to'),
  'test.deaf': fact('Never look up'),
  'test.exit': fact('End the thread'),
  'test.uncaught': fact('Throw where nobody catches'),
  'test.flaky': fact('Fail a few times', z.strictObject({ failures: z.int() })),
  'test.refused': fact('Be refused'),
  'test.file': fact('Make a file', z.strictObject({ bytes: z.int() })),
  'test.readsWorkspace': fact('Read through its own connection, and try to write'),
} satisfies Readonly<Record<string, KindFact>>;
