import type { OptionFacts, Parsed } from './arguments.ts';
import type { ExitCode, Io } from './io.ts';

type Action = (parsed: Parsed, io: Io) => Promise<ExitCode>;
export type ShellCommand = Readonly<{
  usage: string;
  summary: string;
  words: number;
  options: OptionFacts;
  load: () => Promise<Action>;
}>;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const opening: OptionFacts = { workspace: { type: 'string', short: 'w' }, as: text, now: text, 'passphrase-file': text };
const forPeople: OptionFacts = { ...opening, json: flag };

/** Every word after `clearway`; each loads its code when it is used, so that a short question stays short. */
export const shellCommands: Readonly<Record<string, ShellCommand>> = {
  new: {
    usage:
      'new DIR [--demo [--as-of DATE] [--seed N]] [--house NAME] [--profile live|staging|practice] [--time-zone ZONE] [--currency CODE] [--login LOGIN] [--name NAME]',
    summary: 'Makes a workspace: a house of your own, or the demo firm.',
    words: 1,
    options: {
      demo: flag,
      'as-of': text,
      seed: text,
      house: text,
      profile: text,
      'time-zone': text,
      currency: text,
      login: text,
      name: text,
      now: text,
      'passphrase-file': text,
    },
    load: async () => (await import('./making.ts')).makeNew,
  },
  open: {
    usage: 'open [DIR] [--port PORT]',
    summary: 'Opens the window in the installed browser.',
    words: 1,
    options: { workspace: opening.workspace!, port: text },
    load: async () => (await import('./serving.ts')).open,
  },
  serve: {
    usage: 'serve [DIR] [--port PORT]',
    summary: 'Serves the window to this computer’s browsers and prints its address.',
    words: 1,
    options: { workspace: opening.workspace!, port: text },
    load: async () => (await import('./serving.ts')).serve,
  },
  contract: {
    usage: 'contract [--json]',
    summary: 'Lists every command and query; with --json, their JSON Schemas.',
    words: 0,
    options: { json: flag },
    load: async () => (await import('./contract.ts')).contract,
  },
  call: {
    usage: 'call NAME [JSON | --file FILE | -] [--id UUID] [--preview]',
    summary: 'Gives one command; its reply is one JSON line.',
    words: 2,
    options: { ...opening, file: text, id: text, preview: flag },
    load: async () => (await import('./asking.ts')).call,
  },
  query: {
    usage: 'query NAME [JSON | --file FILE | -]',
    summary: 'Asks one question; the answer is one JSON line. Works beside an open window.',
    words: 2,
    options: { ...opening, file: text },
    load: async () => (await import('./asking.ts')).query,
  },
  batch: {
    usage: 'batch FILE.ndjson | -',
    summary: 'Runs lines {"as"?, "id"?, "command" | "query": NAME, "input": {…}} in order, a reply line each; "at" only in practice.',
    words: 1,
    options: opening,
    load: async () => (await import('./asking.ts')).batch,
  },
  verify: {
    usage: 'verify DIR [--json]',
    summary: 'Checks pages, invariants, the whole chain of the log and the anchor.',
    words: 1,
    options: forPeople,
    load: async () => (await import('./checking.ts')).verify,
  },
  replay: {
    usage: 'replay DIR [--json]',
    summary: 'Runs the whole log again from empty and compares every table.',
    words: 1,
    options: forPeople,
    load: async () => (await import('./checking.ts')).replayLog,
  },
  backup: {
    usage: 'backup DIR [--json]',
    summary: 'Makes a checked copy in the folder backups.',
    words: 1,
    options: forPeople,
    load: async () => (await import('./copies.ts')).backup,
  },
  restore: {
    usage: 'restore DIR NAME [--reason TEXT] [--json]',
    summary: 'Puts a backup in place of the workspace; the present file is kept aside.',
    words: 2,
    options: { ...forPeople, reason: text },
    load: async () => (await import('./copies.ts')).restore,
  },
  users: {
    usage: 'users DIR [--json]',
    summary: 'Lists who works here, with which roles, and who needs a passphrase.',
    words: 1,
    options: forPeople,
    load: async () => (await import('./people.ts')).users,
  },
};
