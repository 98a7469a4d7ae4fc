import { compareTables, type Difference } from '#db/compare.ts';
import type { ReadDb, WriteDb } from '#db/handles.ts';
import { type LogRow, readLogFrom } from '#db/tables/commandLog.ts';
import { canonicalJson } from '#shared/json.ts';
import type { Actor } from './handler.ts';
import { VOCABULARY } from './log.ts';
import { runCommand } from './runCommand.ts';

export type ReplayReport = Readonly<{ rows: number; differences: readonly Difference[] }>;

const BATCH = 500;

/** Runs the whole log again into an empty database and compares every business table with the original. */
export function replay(source: ReadDb, target: WriteDb, onProgress: (done: number) => void = () => undefined): ReplayReport {
  let rows = 0;
  for (let batch = readLogFrom(source, 1, BATCH); batch.length > 0; batch = readLogFrom(source, rows + 1, BATCH)) {
    for (const row of batch) {
      const problem = replayRow(target, row);
      if (problem !== undefined) return { rows, differences: [{ table: 'command_log', key: String(row.seq), problem }] };
      rows += 1;
    }
    onProgress(rows);
  }
  return { rows, differences: compareTables(source, target) };
}

function replayRow(target: WriteDb, row: LogRow): string | undefined {
  const actor: Actor = {
    userId: row.actorId as Actor['userId'],
    transport: row.transport as Actor['transport'],
    device: row.device,
    origin: row.origin,
    steppedUp: true,
  };
  const { reply, seq } = runCommand(target, {
    name: row.name,
    id: row.commandId,
    input: JSON.parse(row.input),
    actor,
    now: row.at,
    today: row.today,
  });
  if (!reply.ok) return `${row.name} was refused on replay (${reply.error.code})`;
  if (seq !== row.seq) return `${row.name} landed on row ${String(seq)}`;
  const sameWords = row.vocabulary === VOCABULARY;
  return sameWords && canonicalJson(reply.value) !== row.reply ? `${row.name} answered something else on replay` : undefined;
}
