import type { Tone } from '#renderer/components/tone.ts';
import type { QueryOutput } from '#shared/contract/index.ts';

export type LogRow = QueryOutput<'audit.log'>['rows'][number];
export type LogEntry = NonNullable<QueryOutput<'audit.entry'>>;
export type SecurityEvent = QueryOutput<'audit.securityEvents'>['rows'][number];
export type EventKind = SecurityEvent['kind'];

export const transportTitles: Readonly<Record<string, string>> = {
  window: 'Window',
  cli: 'Command line',
  rest: 'REST',
  system: 'Program',
};
export const transportText = (transport: string): string => transportTitles[transport] ?? transport;

export const classTitles: Readonly<Record<string, string>> = {
  control: 'Control',
  decision: 'Decision',
  fact: 'Fact',
  fieldEdit: 'Field edit',
  note: 'Note',
};
export const classText = (commandClass: string): string => classTitles[commandClass] ?? commandClass;
export const classTone = (commandClass: string): Tone =>
  commandClass === 'control' ? 'warn' : commandClass === 'decision' ? 'accent' : 'neutral';

type EventFact = Readonly<{ title: string; meaning: string }>;
export const eventFacts: Readonly<Record<EventKind, EventFact>> = {
  failedUnlock: { title: 'Failed unlock', meaning: 'Somebody typed a wrong passphrase. Ask the person whether it was them.' },
  repeatedRefusals: {
    title: 'Repeated refusals',
    meaning: 'One person tried things their roles do not allow, several times within an hour.',
  },
  massExport: { title: 'Mass export', meaning: 'Many rows left the workspace as a file.' },
  massUnmasking: { title: 'Many values revealed', meaning: 'One person revealed many masked values within an hour.' },
  newDevice: { title: 'New device', meaning: 'A person worked from a device they had not used before.' },
  oddHours: { title: 'Unlocked at odd hours', meaning: 'The workspace was unlocked outside the working day set in Settings.' },
  recoveryUsed: { title: 'Recovery phrase used', meaning: 'The workspace was opened with the recovery phrase.' },
  restored: { title: 'Backup restored', meaning: 'A backup was put in place of the workspace.' },
  passphraseSet: {
    title: 'Passphrase of another set',
    meaning: 'One person set the passphrase of another, and could sign in as them. Ask the other whether they were present.',
  },
  wrongOrigin: {
    title: 'Message from outside',
    meaning: 'A page or program that is not Clearway’s window sent a message. It was refused.',
  },
  chainBroken: { title: 'Chain broken', meaning: 'A check found a log row that does not follow from the row before it.' },
};

export const reportTitles = {
  withoutSecondPerson: 'Approvals without a second person',
  thresholdBreaches: 'Threshold breaches',
  lateApprovals: 'Late approvals',
  nearPeriodEnd: 'Changes near a period end',
  dormantUsers: 'Dormant users',
} as const;
export type ReportKind = keyof typeof reportTitles;
