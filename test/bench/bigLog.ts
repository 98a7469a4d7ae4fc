import { chainHash } from '#db/chain.ts';
import type { RawDatabase } from '#db/handles.ts';
import { sha256 } from '#db/hash.ts';
import type { LogRow } from '#db/tables/commandLog.ts';
import { addMilliseconds, utcDateOf } from '#shared/dates.ts';
import type { CommandId } from '#shared/ids.ts';
import type { Firm } from './firm.ts';

const NAMES = ['access.setPreferences', 'audit.noteViews', 'settings.propose', 'access.addUser', 'audit.noteExport'];
const ACTORS = 8;
const IN_ONE_TRANSACTION = 50_000;

const idOf = (seq: number): string => `0193abcd-0001-7000-8000-${seq.toString(16).padStart(12, '0')}`;

/**
 * Fills the log of a firm to `rows` rows with a chain that verifies: what many years of commands leave, written as fast as the driver can.
 */
export function fillLog(firm: Firm, rows: number): void {
  const { raw } = firm;
  const head = raw.prepare('SELECT seq, hash FROM command_log ORDER BY seq DESC LIMIT 1').get() as { seq: bigint; hash: string };
  const columns = (raw.pragma('table_info(command_log)') as { name: string }[]).map(({ name }) => name);
  const insert = raw.prepare(`INSERT INTO command_log (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
  const input = '{"preferences":{"density":"dense"}}';
  const fixed = {
    vocabulary: 1,
    class: 'fieldEdit' as const,
    input,
    inputHash: sha256(input),
    device: 'bench',
    origin: null,
    reason: null,
    reply: '{}',
    guards: '[]',
    claims: '[]',
    scopes: '[["house",null]]',
    changes: '{"changes":[],"counts":{"user_preferences":1}}',
  };
  let previousHash = head.hash;
  let at = firm.now;
  raw.pragma('synchronous = OFF');
  raw.exec('BEGIN');
  for (let seq = Number(head.seq) + 1; seq <= rows; seq += 1) {
    if (seq % 4 === 0) at = addMilliseconds(at, 1000);
    const row: Omit<LogRow, 'hash'> = {
      ...fixed,
      seq,
      commandId: idOf(seq) as CommandId,
      name: NAMES[seq % NAMES.length]!,
      actorId: seq % ACTORS === 0 ? firm.owner : `actor-${seq % ACTORS}`,
      transport: seq % 3 === 0 ? 'cli' : 'window',
      at,
      today: utcDateOf(at),
      previousHash,
    };
    previousHash = chainHash(row);
    insert.run(...valuesOf(row, previousHash));
    if (seq % IN_ONE_TRANSACTION === 0) next(raw);
  }
  raw.exec('COMMIT');
  raw.pragma('synchronous = FULL');
  firm.now = at;
  firm.settle();
}

function next(raw: RawDatabase): void {
  raw.exec('COMMIT');
  raw.exec('BEGIN');
}

/** In the order of the table's columns, which the schema test holds equal to the record's. */
const valuesOf = (row: Omit<LogRow, 'hash'>, hash: string): unknown[] => [
  BigInt(row.seq),
  row.commandId,
  row.name,
  BigInt(row.vocabulary),
  row.class,
  row.input,
  row.inputHash,
  row.actorId,
  row.transport,
  row.device,
  row.origin,
  row.at,
  row.today,
  row.reason,
  row.reply,
  row.guards,
  row.claims,
  row.scopes,
  row.changes,
  row.previousHash,
  hash,
];
