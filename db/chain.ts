import { sha256 } from './hash.ts';
import type { LogRow } from './tables/commandLog.ts';

const SEPARATOR = '\u001f';

/** The hash of a log row over everything in it and the hash of the row before: text fields joined in one fixed order. */
export function chainHash(row: Omit<LogRow, 'hash'>): string {
  return sha256(
    [
      row.previousHash,
      String(row.seq),
      row.commandId,
      row.name,
      String(row.vocabulary),
      row.class,
      row.inputHash,
      sha256(row.input),
      row.actorId,
      row.transport,
      row.device,
      row.origin ?? '',
      row.at,
      row.today,
      row.reason ?? '',
      sha256(row.reply),
      row.guards,
      row.claims,
      row.scopes,
      sha256(row.changes),
    ].join(SEPARATOR),
  );
}
