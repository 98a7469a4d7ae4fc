import { expect, test } from 'vitest';
import { closeDb, rawOf } from '#db/handles.ts';
import { migrate } from '#db/migrate.ts';
import { openScratch } from '#db/open.ts';
import { replay } from '#main/commands/replay.ts';
import { type House, house, migrations } from '#test/kit/house.ts';

/** Replays the firm after its file was edited behind the runner's back, and tells the first difference. */
function problemAfter(firm: House, edit: string): string | undefined {
  firm.leaveUnchecked();
  const raw = rawOf(firm.db);
  raw.exec(`DROP TRIGGER command_log_no_update; DROP TRIGGER command_log_no_delete; PRAGMA foreign_keys = OFF; ${edit}`);
  const scratch = openScratch();
  try {
    migrate(scratch, migrations, () => undefined);
    const { differences, rows } = replay(firm.db, scratch);
    return differences[0] && `row ${rows + 1}: ${differences[0].problem}`;
  } finally {
    closeDb(scratch);
  }
}

const busy = (): House => {
  const firm = house();
  firm.done('access.setPreferences', { preferences: { theme: 'dark' } });
  firm.addUser('vera', 'viewer');
  return firm;
};

test.each([
  ['nothing', 'SELECT 1', undefined],
  [
    'who asked',
    "UPDATE command_log SET actor_id = 'nobody' WHERE seq = 2",
    'row 2: access.setPreferences was refused on replay (notSignedIn)',
  ],
  [
    'what was answered',
    `UPDATE command_log SET reply = '{"other":1}' WHERE seq = 3`,
    'row 3: access.addUser answered something else on replay',
  ],
  ['a missing row', 'DELETE FROM log_subjects WHERE 0; DELETE FROM command_log WHERE seq = 2', 'row 2: access.addUser landed on row 2'],
  ['what was asked', `UPDATE command_log SET input = replace(input, 'Vera Tester', 'Mallory') WHERE seq = 3`, 'row 4: name differs'],
])('replay finds an edit of %s', (_what, edit, problem) => {
  using firm = busy();
  expect(problemAfter(firm, edit)).toBe(problem);
});

test('progress is told batch by batch', () => {
  using firm = busy();
  const scratch = openScratch();
  migrate(scratch, migrations, () => undefined);
  const told: number[] = [];
  replay(firm.db, scratch, (rows) => told.push(rows));
  closeDb(scratch);
  expect(told).toEqual([3]);
});
