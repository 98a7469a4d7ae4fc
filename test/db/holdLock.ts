import { takeWriteLock } from '#db/lock.ts';
import { instant } from '#shared/dates.ts';

// A second program for the lock tests: takes the lock of the folder named on its command line, says so, and waits to be ended.
const taken = takeWriteLock(process.argv[2] ?? '', 'the other program', instant('2026-11-20T09:30:00.000Z'));
process.stdout.write(taken.ok ? 'held\n' : `${taken.error.code}\n`);
process.stdin.once('data', () => {
  if (taken.ok) taken.value.release();
  process.exit(0);
});
