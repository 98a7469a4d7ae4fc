import type { Job } from '#renderer/app/TableExport.tsx';
import type { Tone } from '#renderer/components/tone.ts';
import type { HostQueryOutput } from '#shared/contract/host.ts';
import type { Json } from '#shared/json.ts';

export type BackupRow = HostQueryOutput<'host.backups'>['backups'][number];

export const kindTitles: Readonly<Record<Job['kind'], string>> = {
  'health.check': 'Check',
  'health.backup': 'Backup',
  'health.optimise': 'Optimise',
  'audit.export': 'Export',
  'capital.remind': 'Reminders',
};

export const stateFacts: Readonly<Record<Job['state'], Readonly<{ text: string; tone: Tone }>>> = {
  waiting: { text: 'Waiting', tone: 'neutral' },
  running: { text: 'Running', tone: 'accent' },
  done: { text: 'Done', tone: 'good' },
  failed: { text: 'Failed', tone: 'bad' },
  cancelled: { text: 'Cancelled', tone: 'neutral' },
};

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** 1234567 as "1.2 MB". */
export function sizeText(bytes: number): string {
  let [size, unit] = [bytes, 0];
  while (size >= 1000 && unit < units.length - 1) [size, unit] = [size / 1000, unit + 1];
  const digits = unit === 0 || size >= 100 ? 0 : 1;
  return `${size.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${units[unit]}`;
}

/** Why a backup was made, as the list names it. */
export const whyText = (why: string): string =>
  ({ asked: 'Asked for', scheduled: 'By the clock', migration: 'Before an update', restore: 'Before a restore' })[why] ?? why;

/** What a finished job has to say, in one line. */
export function resultText({ kind, state, message, result }: Pick<Job, 'kind' | 'state' | 'message' | 'result'>): string {
  if (state !== 'done') return message ?? '';
  const facts = (typeof result === 'object' && result !== null && !Array.isArray(result) ? result : {}) as Readonly<Record<string, Json>>;
  const count = (value: Json | undefined, one: string, many: string): string =>
    typeof value === 'number' ? `${value.toLocaleString('en-US')} ${value === 1 ? one : many}` : '';
  if (kind === 'health.check') {
    const findings = Array.isArray(facts.findings) ? facts.findings.length : 0;
    return facts.ok === true
      ? `Nothing wrong in ${count(facts.rows, 'log row', 'log rows')}`
      : `Found ${count(findings, 'problem', 'problems')}`;
  }
  if (kind === 'health.backup') return typeof facts.bytes === 'number' ? `${String(facts.name)}, ${sizeText(facts.bytes)}` : '';
  if (kind === 'audit.export') return `${count(facts.rows, 'row', 'rows')} in ${String(facts.fileName ?? 'the file')}`;
  return typeof facts.forgotten === 'number'
    ? `${count(facts.forgotten, 'old job', 'old jobs')} forgotten, indexes refreshed`
    : 'Indexes refreshed';
}
