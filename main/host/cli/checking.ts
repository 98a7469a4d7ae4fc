import { closeDb } from '#db/handles.ts';
import { migrate } from '#db/migrate.ts';
import { openScratch } from '#db/open.ts';
import { verifyWorkspace } from '#db/verify.ts';
import { releasedMigrations } from '#db/workspace.ts';
import { replay } from '#main/commands/replay.ts';
import { done } from '#shared/result.ts';
import type { Parsed } from './arguments.ts';
import { type ExitCode, exit, type Io, tellPeople } from './io.ts';
import { openAs } from './opening.ts';

/** `clearway verify DIR`: pages, invariants, the whole chain, and the anchor beside the file. */
export async function verify(parsed: Parsed, io: Io): Promise<ExitCode> {
  const asJson = parsed.options.json === true;
  const opened = await openAs(parsed, io, 'read', parsed.words[0]);
  if (!opened.ok) return tellPeople(io, asJson, opened, () => []);
  const { workspace } = opened.value;
  const { key } = workspace.forWorker();
  try {
    const { ok, rows, findings } = verifyWorkspace(workspace.read, { folder: workspace.folder, key, workspaceId: workspace.id });
    const lines = ok
      ? [`${rows} log rows: pages, invariants, chain and anchor agree.`]
      : findings.map(({ check, sentence }) => `${check}: ${sentence}`);
    tellPeople(io, asJson, done({ ok, rows, findings }), () => lines);
    return ok ? exit.ok : exit.refused;
  } finally {
    key.fill(0);
    workspace.close();
  }
}

/** `clearway replay DIR`: the whole log into an empty database, and every answer and business table compared. */
export async function replayLog(parsed: Parsed, io: Io): Promise<ExitCode> {
  const asJson = parsed.options.json === true;
  const opened = await openAs(parsed, io, 'read', parsed.words[0]);
  if (!opened.ok) return tellPeople(io, asJson, opened, () => []);
  const { workspace } = opened.value;
  const scratch = openScratch();
  try {
    migrate(scratch, releasedMigrations(), () => undefined);
    const { rows, differences } = replay(workspace.read, scratch);
    const ok = differences.length === 0;
    const lines = ok
      ? [`${rows} log rows replayed: every answer and every business table agrees.`]
      : differences.map(({ table, key, problem }) => `${table} ${key}: ${problem}`);
    tellPeople(io, asJson, done({ ok, rows, differences }), () => lines);
    return ok ? exit.ok : exit.refused;
  } finally {
    closeDb(scratch);
    workspace.close();
  }
}
