import { readFileSync, readSync, writeSync } from 'node:fs';
import { closeDb, type RawDatabase } from '#db/handles.ts';
import { openWriter } from '#db/open.ts';
import { runCommand } from '#main/commands/runCommand.ts';
import { toWire } from '#shared/json.ts';
import { callOfRound, type Order } from './orders.ts';

// A child of the crash tests: a process of its own that runs commands and dies as it is told.

const say = (line: object): void => void writeSync(1, `${toWire(line)}\n`);

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('still alive');
}

/** The driver, with `count` called before every statement. */
function counting<Target extends object>(target: Target, counted: readonly string[], count: () => void): Target {
  const stand: Target = new Proxy(target, {
    get(_target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (counted.includes(String(name))) count();
        const result: unknown = Reflect.apply(value, target, args);
        if (name === 'prepare') return counting(result as object, ['run', 'get', 'all', 'iterate'], count);
        return result === target ? stand : result;
      };
    },
  });
  return stand;
}

const driver = (raw: RawDatabase, count: () => void): RawDatabase => counting(raw, ['exec', 'pragma'], count);

function work({ file, key, calls, dieBefore, paced }: Order): void {
  let left = Number.POSITIVE_INFINITY;
  const count = (): void => {
    left -= 1;
    if (left === 0) die();
  };
  const db = openWriter(file, Buffer.from(key, 'hex'), 'existing', dieBefore === undefined ? {} : { wrap: (raw) => driver(raw, count) });
  say({ ready: true });
  calls.forEach((call, index) => {
    if (paced) readSync(0, new Uint8Array(1));
    if (dieBefore !== undefined && index === calls.length - 1) left = dieBefore;
    const { reply } = runCommand(db, call);
    count();
    say({ id: call.id, reply });
  });
  closeDb(db);
}

function workOn({ file, key, calls }: Order): never {
  const db = openWriter(file, Buffer.from(key, 'hex'), 'existing');
  for (let round = 0; ; round += 1) {
    for (const [index, call] of calls.entries()) {
      const now = callOfRound(call, round);
      say({ begin: { index, round } });
      const { reply } = runCommand(db, now);
      say({ id: now.id, reply });
    }
  }
}

const order = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Order;
if (order.endless) workOn(order);
work(order);
