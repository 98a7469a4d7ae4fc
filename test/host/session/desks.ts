import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHost } from '#main/host/session/createHost.ts';
import { buildDemo } from '#main/host/session/demo/buildDemo.ts';
import { demoOwner, demoPassphrase } from '#main/host/session/demo/published.ts';
import type { Client, Host, Platform, Timers } from '#main/host/session/host.ts';
import type { HostCommandName, HostCommandRequest, HostQueryName, HostQueryOutput, HostQueryRequest } from '#shared/contract/host.ts';
import type { CommandName, CommandRequest, QueryName, QueryOutput, QueryRequest } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { addMilliseconds, businessDate, type Instant, instant, millisecondsOf } from '#shared/dates.ts';
import { uuidv7 } from '#shared/ids.ts';
import type { Result } from '#shared/result.ts';

export const window: Client = { transport: 'window', device: '', origin: null };
export const cheap = { m: 64, t: 1, p: 1 };
export const AS_OF = businessDate('2026-11-20');
const NOON = instant('2026-11-20T17:00:00.000Z');

/** A clock that only moves when told, and the timers that hang on it. */
export class Clock {
  now: Instant = NOON;
  #due: { at: number; work: () => void }[] = [];

  readonly timers: Timers = {
    after: (milliseconds, work) => {
      const timer = { at: millisecondsOf(this.now) + milliseconds, work };
      this.#due.push(timer);
      return () => {
        this.#due = this.#due.filter((each) => each !== timer);
      };
    },
  };

  /** Moves on, running each timer at its moment. */
  advance(minutes: number): void {
    const end = millisecondsOf(this.now) + minutes * 60_000;
    for (;;) {
      const next = this.#due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#due = this.#due.filter((each) => each !== next);
      this.now = addMilliseconds(this.now, Math.max(0, next.at - millisecondsOf(this.now)));
      next.work();
    }
    this.now = addMilliseconds(this.now, end - millisecondsOf(this.now));
  }
}

type Overrides = Partial<Platform>;

/** A host over real files in a folder of its own, with a clock of its own. Leaving its scope closes it and removes the folder. */
export class TestDesk {
  readonly folder = mkdtempSync(join(tmpdir(), 'clearway-desk-'));
  readonly clock = new Clock();
  readonly platform: Platform;
  readonly host: Host;

  constructor(overrides: Overrides = {}) {
    this.platform = {
      kind: 'loopback',
      version: '0.0.0-test',
      platform: 'linux',
      now: () => this.clock.now,
      randomBytes: (count) => randomBytes(count),
      programFolder: join(this.folder, 'program'),
      documentsFolder: join(this.folder, 'documents'),
      dialogs: null,
      print: null,
      keychain: { available: () => 'none', seal: (bytes) => bytes, unseal: (bytes) => bytes },
      updates: { state: () => 'off', check: async () => undefined },
      timers: this.clock.timers,
      argon: cheap,
      ...overrides,
    };
    this.host = createHost(this.platform);
  }

  id(): string {
    return uuidv7(this.clock.now, randomBytes(10));
  }

  ask(name: string, input: unknown, more: Readonly<{ id?: string; preview?: boolean; client?: Client }> = {}): Promise<Result<unknown>> {
    const { id = this.id(), client = window, ...rest } = more;
    return this.host.command({ name, id, input, ...rest }, client);
  }

  /** A host command that must succeed. */
  async hosted<Name extends HostCommandName>(name: Name, input: HostCommandRequest<Name>): Promise<unknown> {
    return valueIn(await this.ask(name, input));
  }

  async run<Name extends CommandName>(name: Name, input: CommandRequest<Name>): Promise<unknown> {
    return valueIn(await this.ask(name, input));
  }

  async tell<Name extends QueryName>(name: Name, input: QueryRequest<Name>): Promise<QueryOutput<Name>> {
    return valueIn(await this.host.query({ name, input }, window)) as QueryOutput<Name>;
  }

  async told<Name extends HostQueryName>(name: Name, input: HostQueryRequest<Name>): Promise<HostQueryOutput<Name>> {
    return valueIn(await this.host.query({ name, input }, window)) as HostQueryOutput<Name>;
  }

  state() {
    return this.told('host.state', {});
  }

  /** Waits for the host to say that something changed until `holds` does. */
  async until(holds: () => Promise<boolean>): Promise<void> {
    for (;;) {
      let heard = false;
      let wake: () => void = () => undefined;
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const stop = this.host.changed(() => {
        heard = true;
        wake();
      });
      const holdsNow = await holds();
      if (!holdsNow && !heard) await changed;
      stop();
      if (holdsNow) return;
    }
  }

  /** A copy of the demo firm, shown and unlocked by one of its people. */
  async demo(login: string = demoOwner): Promise<string> {
    const folder = join(this.folder, 'demo');
    cpSync(await demoTemplate(), folder, { recursive: true });
    valueIn(await this.host.offerWorkspace(folder));
    await this.signIn(login);
    return folder;
  }

  async signIn(login: string, passphrase = demoPassphrase): Promise<void> {
    await this.hosted('host.unlock', { login, passphrase });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.host.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function valueIn(reply: Result<unknown>): unknown {
  if (!reply.ok) throw new Error(`${reply.error.code}: ${sentenceOf(reply.error)}`);
  return reply.value;
}

export const codeOf = (reply: Result<unknown>): string => (reply.ok ? 'ok' : reply.error.code);

let template: Promise<string> | undefined;

/** One demo firm per process; every test gets its own copy. */
export function demoTemplate(): Promise<string> {
  template ??= (async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'clearway-demo-')), 'firm');
    valueIn(await buildDemo({ folder, asOf: AS_OF, seed: 1 }));
    return folder;
  })();
  return template;
}

export const firstHouse = {
  folder: null,
  house: 'Larch & Co',
  profile: 'live',
  timeZone: 'Europe/Zurich',
  currency: 'CHF',
  login: 'anna',
  name: 'Anna Larch',
  passphrase: 'a long enough secret',
} as const;
