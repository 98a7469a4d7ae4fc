import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shellCommands } from '#main/host/cli/commands.ts';
import type { Io } from '#main/host/cli/io.ts';
import { main } from '#main/host/cli/main.ts';
import { AS_OF } from '../session/desks.ts';
import { NOW, Shell } from './shell.ts';

describe('help', () => {
  test('stands at every word, and lists all of them', async () => {
    using shell = new Shell();
    for (const word of [...Object.keys(shellCommands), 'allocate', 'irr', 'performance']) {
      for (const args of [
        [word, '--help'],
        ['help', word],
      ]) {
        const ran = await shell.run(args);
        expect(ran.code, args.join(' ')).toBe(0);
        expect(ran.out).toContain(`clearway ${word}`);
      }
    }
    const all = await shell.run(['--help']);
    expect(all.code).toBe(0);
    for (const { summary } of Object.values(shellCommands)) expect(all.out).toContain(summary);
    expect(await shell.run([])).toMatchObject({ code: 2, out: '' });
    expect((await shell.run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('mistakes in the line are sentences and exit 2', () => {
  const cases: readonly [readonly string[], string][] = [
    [['nonsense'], 'There is no “nonsense”'],
    [['__proto__'], 'There is no “__proto__”'],
    [['constructor'], 'There is no “constructor”'],
    [['query'], 'Say which query'],
    [['query', 'no.such'], 'There is no query named “no.such”'],
    [['query', 'toString'], 'There is no query named “toString”'],
    [['call', 'access.me'], 'There is no command named “access.me”'],
    [['query', 'access.me', '--frob'], "Unknown option '--frob'"],
    [['query', 'access.me', '{}', 'more'], '“more” is one word too many'],
    [['query', 'access.me', '{'], 'The input is not JSON'],
    [['query', 'access.me', '{}', '--file', 'x'], 'Give the input once'],
    [['query', 'access.me', '--file', '/nowhere/at/all'], 'could not be read (ENOENT)'],
    [['query', 'access.me', '--as'], "Option '--as <value>' argument missing"],
    [['call', 'access.setPreferences', '{}', '--id', 'X'], '“X” is not a lower-case UUID'],
    [['query', 'access.me', '--now', 'yesterday'], '“yesterday” is not an instant'],
    [['new'], 'Say where'],
    [['new', 'x', '--demo', '--as-of', 'today'], '“today” is not a date'],
    [['new', 'x', '--demo', '--seed', 'many'], '--seed takes a whole number'],
    [['new', 'x', '--seed', '1'], '--seed belongs to --demo'],
    [['restore'], 'Say which folder and which backup'],
    [['serve', '--port', '99999'], '--port takes a number from 0 to 65535'],
    [['serve', '--port', '1e3'], '--port takes a number from 0 to 65535'],
    [['allocate', '--total', 'much'], 'Say what to split'],
  ];

  test.each(cases)('%j', async (args, sentence) => {
    using shell = new Shell();
    shell.env.CLEARWAY_WORKSPACE = await shell.demo();
    const ran = await shell.run(args);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain(sentence);
    expect(ran.err).toContain('clearway --help');
  });

  test('no workspace named', async () => {
    using shell = new Shell();
    for (const args of [['query', 'access.me'], ['verify'], ['users'], ['backup']])
      expect(await shell.run(args)).toMatchObject({ code: 2, err: expect.stringContaining('--workspace DIR') });
  });
});

describe('new', () => {
  test('refuses what it cannot make, and leaves the folder as it was', async () => {
    using shell = new Shell();
    shell.env.CLEARWAY_PASSPHRASE = 'a long enough secret';
    mkdirSync(shell.path('full'));
    writeFileSync(shell.path('full/letter.txt'), 'mine');
    const refusals: readonly [readonly string[], string][] = [
      [['new', shell.path('full')], 'folderNotEmpty'],
      [['new', shell.path('full'), '--demo'], 'folderNotEmpty'],
      [['new', shell.path('house'), '--time-zone', 'Mars/Olympus'], 'unknownTimeZone'],
      [['new', shell.path('house'), '--currency', 'XXXX'], 'invalidInput'],
      [['new', shell.path('house'), '--profile', 'prod'], 'invalidInput'],
      [['new', shell.path('house'), '--login', 'No Spaces'], 'invalidInput'],
      [['new', shell.path('house'), '--now', '2020-01-01'], 'practiceOnly'],
    ];
    for (const [args, code] of refusals) expect((await shell.run(args)).reply.error.code, args.join(' ')).toBe(code);
    shell.env.CLEARWAY_PASSPHRASE = 'short';
    expect((await shell.run(['new', shell.path('house')])).reply.error.code).toBe('passphraseTooShort');
    expect(existsSync(shell.path('house'))).toBe(false);
    expect(readFileSync(shell.path('full/letter.txt'), 'utf8')).toBe('mine');
  });

  test('makes a practice house at a time of one’s choice', async () => {
    using shell = new Shell();
    shell.env.CLEARWAY_PASSPHRASE = 'practice pass';
    const folder = shell.path('house');
    const ran = await shell.run([
      'new',
      folder,
      '--profile',
      'practice',
      '--now',
      '2024-01-02T08:00:00Z',
      '--login',
      'anna',
      '--name',
      'Anna',
    ]);
    expect(ran).toMatchObject({ code: 0, reply: { value: { folder, login: 'anna' } } });
    expect((ran.reply.value as { recoveryWords: string[] }).recoveryWords).toHaveLength(24);
    const { reply } = await shell.run(['query', 'audit.log', '-w', folder]);
    expect(reply.value).toMatchObject({ rows: [{ at: '2024-01-02T08:00:00.000Z', transport: 'cli' }] });
    expect((await shell.run(['new', folder])).reply.error.code).toBe('workspaceThere');
  });

  test('a typed passphrase is typed twice', async () => {
    using shell = new Shell();
    shell.typed = ['a long enough secret', 'a long enough secrte'];
    expect(await shell.run(['new', shell.path('house')])).toMatchObject({ code: 2, err: expect.stringContaining('differ') });
    expect(existsSync(shell.path('house'))).toBe(false);
    shell.typed = 'a long enough secret';
    expect((await shell.run(['new', shell.path('house')])).code).toBe(0);
  });

  test('the demo firm, as of a date', async () => {
    using shell = new Shell();
    const ran = await shell.run(['new', shell.path('firm'), '--demo', '--as-of', AS_OF, '--seed', '3']);
    expect(ran.reply).toMatchObject({ ok: true, value: { login: 'helena', asOf: AS_OF, seed: 3 } });
    expect((await shell.run(['verify', shell.path('firm')])).lines).toEqual([expect.stringMatching(/^\d+ log rows: pages/)]);
  });
});

describe('faults of the program', () => {
  test('say a class and a place, never what was typed, and exit 1', async () => {
    using shell = new Shell();
    const errors: string[] = [];
    const io: Io = {
      env: shell.env,
      out: () => {
        throw new RangeError('swordfish');
      },
      err: (line) => void errors.push(line),
      readStdin: async () => '',
      async *stdinLines() {},
      askSecretly: async () => null,
      now: () => NOW,
      untilStopped: async () => undefined,
    };
    expect(await main(['--version'], io)).toBe(1);
    expect(errors.join('\n')).toMatch(/incident [0-9a-f-]{36}/);
    expect(errors.join('\n')).toContain('RangeError');
    expect(errors.join('\n')).not.toContain('swordfish');
    expect(readFileSync(join(shell.path('home'), 'incidents.ndjson'), 'utf8')).toContain('RangeError');
  });
});
