import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isRecord, readJsonFile, writeDurably } from '#db/durableFile.ts';

/** This computer as the log names it: its own name for people, and random digits so that two of the same name differ. Made once. */
export function deviceIn(programFolder: string, randomBytes: (count: number) => Uint8Array): string {
  const file = join(programFolder, 'device.json');
  const kept = readJsonFile(file);
  if (kept.found === 'yes' && isRecord(kept.value) && typeof kept.value.device === 'string' && kept.value.device !== '')
    return kept.value.device;
  const name =
    hostname()
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .slice(0, 40) || 'computer';
  const device = `${name}-${Buffer.from(randomBytes(4)).toString('hex')}`;
  mkdirSync(programFolder, { recursive: true, mode: 0o700 });
  writeDurably(file, `${JSON.stringify({ device })}\n`);
  return device;
}
