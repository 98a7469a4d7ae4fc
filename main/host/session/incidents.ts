import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WriteDb } from '#db/handles.ts';
import { insertIncident } from '#db/operational.ts';
import type { Instant } from '#shared/dates.ts';

export type Incident = Readonly<{ id: string; at: Instant; place: string; message: string }>;

const LARGEST_FILE = 1_000_000;
const MOST_FRAMES = 12;

/** What may be kept of an error: its class, its code and where it happened. Its message may quote what somebody typed, so it is dropped. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  const { code } = error as { code?: unknown };
  const kind = typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? `${nameOf(error)} ${code}` : nameOf(error);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [kind, ...frames.slice(0, MOST_FRAMES).map(withoutFolders)].join('\n');
}

const nameOf = (error: Error): string => (/^\w{1,60}$/.test(error.constructor.name) ? error.constructor.name : 'Error');

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The folders above the program say who somebody is; the file within it says where the fault lies. */
const withoutFolders = (frame: string): string =>
  `  ${frame
    .trim()
    .replace(/[^\s()]*[\\/][^\s()]*/g, shortPath)
    .slice(0, 200)}`;

function shortPath(path: string): string {
  if (path.startsWith('node:')) return path;
  const plain = path.replace(/^file:\/\//, '');
  return plain.startsWith(root) ? plain.slice(root.length) : (plain.split(/[\\/]/).at(-1) ?? '');
}

/** Into the workspace while it is open, otherwise into a file of the program; failing to note one must not hide it. */
export function keepIncident(programFolder: string, db: WriteDb | null, incident: Incident): void {
  if (db) {
    try {
      insertIncident(db, incident);
      return;
    } catch {
      // The workspace may be what is broken: the program's own file takes it.
    }
  }
  try {
    const file = join(programFolder, 'incidents.ndjson');
    mkdirSync(programFolder, { recursive: true, mode: 0o700 });
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_FILE) renameSync(file, `${file}.old`);
    appendFileSync(file, `${JSON.stringify(incident)}\n`, { mode: 0o600 });
  } catch {
    // A full or read-only disk: the refusal with the incident's id still reaches the person.
  }
}
