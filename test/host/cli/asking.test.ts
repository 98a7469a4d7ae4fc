import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { demoPassphrase } from '#main/host/session/demo/published.ts';
import { commandNames, queryNames } from '#shared/contract/index.ts';
import { Shell } from './shell.ts';

const SECRET = 'a long enough secret';
const theme = (name: string) => JSON.stringify({ preferences: { theme: name } });

describe('query and call', () => {
  test('answer with one JSON line, from a word, a file or standard input', async () => {
    using shell = new Shell();
    await shell.demo();
    const query = ['query', 'access.users'];
    const input = '{"filter":{"search":"grace"}}';
    writeFileSync(shell.path('input.json'), input);
    for (const ran of [
      await shell.run([...query, input]),
      await shell.run([...query, '--file', shell.path('input.json')]),
      await shell.run([...query, '-'], input),
    ]) {
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(ran.lines).toHaveLength(1);
      expect(ran.reply).toMatchObject({ ok: true, value: { rows: [{ login: 'grace' }] } });
    }
  });

  test('a refusal is a reply on one stream, a sentence on the other, and exit 3', async () => {
    using shell = new Shell();
    await shell.demo();
    const ran = await shell.run(['query', 'access.users', '--as', 'oliver']);
    expect(ran).toMatchObject({ code: 3, reply: { ok: false, error: { code: 'notPermitted' } } });
    expect(ran.err).toContain('Ask an owner or administrator.');
  });

  test('the same id answers the same; other input under it is refused', async () => {
    using shell = new Shell();
    await shell.demo();
    const id = randomUUID();
    const call = (name: string) => shell.run(['call', 'access.setPreferences', theme(name), '--id', id]);
    expect((await call('dark')).code).toBe(0);
    expect((await call('dark')).code).toBe(0);
    expect(await call('light')).toMatchObject({ code: 3, reply: { error: { code: 'commandIdReused' } } });
  });

  test('a preview shows what would be written and writes nothing', async () => {
    using shell = new Shell();
    await shell.demo();
    const rows = async () => ((await shell.run(['query', 'health.overview'])).reply.value as { logRows: number }).logRows;
    const before = await rows();
    const ran = await shell.run(['call', 'access.setPreferences', theme('dark'), '--preview']);
    expect(ran.reply).toMatchObject({ ok: true, value: { written: { counts: { user_preferences: 1 } } } });
    expect(await rows()).toBe(before);
  });

  test('limits of the settings are looked at from the shell too', async () => {
    using shell = new Shell();
    await shell.demo();
    const reject = () => shell.run(['call', 'settings.reject', JSON.stringify({ valueId: randomUUID(), reason: 'no' }), '--as', 'grace']);
    for (let time = 0; time < 4; time += 1) expect((await reject()).code).toBe(3);
    const { reply } = await shell.run(['query', 'audit.securityEvents', '{"filter":{"kind":"repeatedRefusals","open":true}}']);
    expect(reply.value).toMatchObject({ rows: [{ who: 'Grace Kim' }] });
  });
});

describe('who and when', () => {
  async function liveHouse(shell: Shell): Promise<string> {
    shell.env.CLEARWAY_PASSPHRASE = SECRET;
    const folder = shell.path('house');
    expect((await shell.run(['new', folder, '--house', 'Larch', '--login', 'anna'])).code).toBe(0);
    shell.env.CLEARWAY_WORKSPACE = folder;
    const user = { userId: randomUUID(), login: 'nils', name: 'Nils', roles: [{ role: 'viewer', scope: { kind: 'house', id: null } }] };
    expect((await shell.run(['call', 'access.addUser', JSON.stringify(user)])).code).toBe(0);
    return folder;
  }

  test('in a live house another person needs their own passphrase, and the clock is the clock', async () => {
    using shell = new Shell();
    await liveHouse(shell);
    expect(await shell.run(['query', 'access.me', '--as', 'nils'])).toMatchObject({ code: 3, reply: { error: { code: 'practiceOnly' } } });
    expect(await shell.run(['query', 'access.me', '--now', '2027-01-01'])).toMatchObject({
      code: 3,
      reply: { error: { code: 'practiceOnly' } },
    });
    const lines = [{ query: 'access.me' }, { as: 'nils', query: 'access.me' }, { at: '2027-01-01T00:00:00.000Z', query: 'access.me' }].map(
      (line) => JSON.stringify(line),
    );
    const ran = await shell.run(['batch', '-'], lines.join('\n'));
    expect(ran.lines.map((line) => (JSON.parse(line) as { error?: { code: string } }).error?.code)).toEqual([
      undefined,
      'practiceOnly',
      'practiceOnly',
    ]);
    expect(await shell.run(['query', 'access.me', '--as', 'anna'])).toMatchObject({ code: 0 });
  });

  test('in a practice house anybody may be tried out at any later time', async () => {
    using shell = new Shell();
    await shell.demo();
    const { reply } = await shell.run(['query', 'access.me', '--as', 'INES', '--now', '2027-02-03T10:00:00Z']);
    expect(reply.value).toMatchObject({ login: 'ines', today: '2027-02-03' });
    expect(await shell.run(['query', 'access.me', '--as', 'nobody'])).toMatchObject({ code: 3, reply: { error: { code: 'noSuchUser' } } });
  });

  test('the passphrase comes from a file, the environment or the terminal, and appears nowhere', async () => {
    using shell = new Shell();
    const folder = await liveHouse(shell);
    delete shell.env.CLEARWAY_PASSPHRASE;
    writeFileSync(shell.path('secret'), `${SECRET}\n`);
    const outputs = [await shell.run(['query', 'access.me', '--passphrase-file', shell.path('secret')])];
    shell.typed = SECRET;
    outputs.push(
      await shell.run(['query', 'access.me']),
      await shell.run(['users', folder]),
      await shell.run(['verify', folder, '--json']),
    );
    for (const ran of outputs) expect(ran.code).toBe(0);
    shell.typed = 'not this one';
    outputs.push(await shell.run(['query', 'access.me']));
    expect(outputs.at(-1)).toMatchObject({ code: 3, reply: { error: { code: 'wrongPassphrase' } } });
    shell.typed = null;
    outputs.push(await shell.run(['query', 'access.me']));
    expect(outputs.at(-1)).toMatchObject({ code: 2, err: expect.stringContaining('CLEARWAY_PASSPHRASE') });
    writeFileSync(shell.path('empty'), '\n');
    outputs.push(await shell.run(['query', 'access.me', '--passphrase-file', shell.path('empty')]));
    outputs.push(await shell.run(['query', 'access.me', '--passphrase-file', shell.path('nowhere')]));
    for (const ran of outputs.slice(-2)) expect(ran.code).toBe(2);
    for (const { out, err } of outputs) expect(out + err).not.toMatch(/long enough secret|not this one/);
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) expect(readFileSync(join(entry.parentPath, entry.name)).includes(SECRET), entry.name).toBe(false);
  });

  test('the published passphrase is never tried on anything but the demo firm', async () => {
    using shell = new Shell();
    await liveHouse(shell);
    delete shell.env.CLEARWAY_PASSPHRASE;
    expect((await shell.run(['query', 'access.me'])).code).toBe(2);
    shell.env.CLEARWAY_PASSPHRASE = demoPassphrase;
    expect(await shell.run(['query', 'access.me'])).toMatchObject({ reply: { error: { code: 'wrongPassphrase' } } });
  });
});

describe('batch', () => {
  test('one reply a line, in order, the bad ones too; a later line sees what an earlier one wrote', async () => {
    using shell = new Shell();
    await shell.demo();
    const userId = randomUUID();
    const lines = [
      JSON.stringify({ as: 'priya', command: 'access.addUser', input: { userId, login: 'nils', name: 'Nils', roles: [] } }),
      JSON.stringify({ query: 'access.user', input: { userId } }),
      'not json',
      '[]',
      '{"command":"access.setPreferences","query":"access.me"}',
      '{"comand":"x"}',
      '{"command":1}',
      '{"query":"access.me","at":"tomorrow"}',
      '',
      JSON.stringify({
        as: 'nils',
        at: '2027-01-01T09:00:00.000Z',
        command: 'access.setPreferences',
        input: { preferences: { theme: 'dark' } },
      }),
      '{"command":"__proto__","input":{"__proto__":{"ok":true}}}',
      '{"query":"constructor"}',
      JSON.stringify({ as: 'nobody', query: 'access.me' }),
    ];
    writeFileSync(shell.path('lines.ndjson'), lines.join('\n'));
    const ran = await shell.run(['batch', shell.path('lines.ndjson')]);
    const replies = ran.lines.map((line) => JSON.parse(line) as { ok: boolean; error?: { code: string; detail: { line?: number } } });
    expect(replies.map(({ ok, error }) => (ok ? 'ok' : error?.code))).toEqual([
      'ok',
      'ok',
      ...Array.from({ length: 6 }, () => 'batchLine'),
      'ok',
      'unknownName',
      'unknownName',
      'noSuchUser',
    ]);
    expect(replies[2]?.error?.detail.line).toBe(3);
    expect(ran.code).toBe(3);
    expect(ran.err).toContain('Line 11: There is no command or query named __proto__.');
    expect((await shell.run(['verify'])).code).toBe(0);
    expect((await shell.run(['replay'])).code).toBe(0);
  });

  test('all well is exit 0; a missing file is a mistake in the line', async () => {
    using shell = new Shell();
    await shell.demo();
    expect(await shell.run(['batch', '-'], '{"query":"access.me"}\n')).toMatchObject({ code: 0 });
    expect(await shell.run(['batch', shell.path('nowhere')])).toMatchObject({ code: 2, err: expect.stringContaining('ENOENT') });
    expect((await shell.run(['batch'])).code).toBe(2);
  });
});

describe('contract', () => {
  type Contract = { commands: Record<string, Record<string, unknown>>; queries: Record<string, Record<string, unknown>> };

  test('lists every entry with schemas both ways', async () => {
    using shell = new Shell();
    const contract = JSON.parse((await shell.run(['contract', '--json'])).out) as Contract;
    expect(Object.keys(contract.commands)).toEqual(commandNames);
    expect(Object.keys(contract.queries)).toEqual(queryNames);
    for (const entry of Object.values(contract.commands)) {
      expect(entry).toMatchObject({ input: { type: 'object' }, output: { type: 'object' }, class: expect.any(String) });
      expect(entry).toMatchObject({ refusals: expect.any(Array), permission: expect.any(String), summary: expect.any(String) });
    }
    for (const entry of Object.values(contract.queries))
      expect(entry).toMatchObject({ input: { type: 'object' }, permission: expect.any(String), scope: expect.any(String) });
  });

  test('reads as a list too', async () => {
    using shell = new Shell();
    const { code, lines } = await shell.run(['contract']);
    expect(code).toBe(0);
    for (const name of [...commandNames, ...queryNames]) expect(lines.some((line) => line.trim().startsWith(`${name} `))).toBe(true);
  });
});
