import { type ReadDb, rawOf } from '../handles.ts';
import { accessChecks } from './access.ts';
import { allocationChecks } from './allocations.ts';
import { callsChecks } from './calls.ts';
import type { Check } from './check.ts';
import { commitmentsChecks } from './commitments.ts';
import { fundsChecks } from './funds.ts';
import { investorChecks } from './investors.ts';
import { journalChecks } from './journals.ts';
import { ledgerChecks } from './ledger.ts';
import { linesChecks } from './lines.ts';
import { logChecks } from './log.ts';
import { performanceChecks } from './performance.ts';
import { positionChecks } from './positions.ts';
import { receiptsChecks } from './receipts.ts';
import { settingsChecks } from './settings.ts';

/** Something that must not be: which check found it, and the sentence a person reads. */
export type Finding = Readonly<{ check: string; sentence: string }>;

export const checks: readonly Check[] = [
  ...logChecks,
  ...accessChecks,
  ...settingsChecks,
  ...fundsChecks,
  ...callsChecks,
  ...commitmentsChecks,
  ...investorChecks,
  ...allocationChecks,
  ...ledgerChecks,
  ...linesChecks,
  ...receiptsChecks,
  ...positionChecks,
  ...journalChecks,
  ...performanceChecks,
];

const SHOWN = 3;

/** Runs every invariant; an empty answer is a clean workspace. */
export function sweep(db: ReadDb): Finding[] {
  return [...checks.flatMap((check) => findingOf(db, check)), ...brokenReferences(db)];
}

export function findingOf(db: ReadDb, { name, sentence, sql }: Check): Finding[] {
  const found = rawOf(db)
    .prepare(`SELECT what FROM (${sql}) LIMIT ${SHOWN + 1}`)
    .pluck()
    .all() as (string | null)[];
  return found.length === 0 ? [] : [{ check: name, sentence: `${sentence}; broken by ${listed(found)}.` }];
}

function brokenReferences(db: ReadDb): Finding[] {
  const broken = rawOf(db).pragma('foreign_key_check') as { table: string; parent: string }[];
  if (broken.length === 0) return [];
  const pairs = [...new Set(broken.map(({ table, parent }) => `${table} to ${parent}`))];
  return [{ check: 'references', sentence: `Every reference must lead to a row; broken from ${listed(pairs)}.` }];
}

const listed = (names: readonly (string | null)[]): string =>
  `${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ' and more' : ''}`;
