import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, copyFileSync, existsSync, openSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import { clearway, Shell } from './shell.ts';

/** A batch that has the workspace open and waits for its next line. */
async function holdOpen(shell: Shell, folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [clearway, 'batch', '-', '-w', folder], {
    env: { PATH: process.env.PATH, ...shell.env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin!.write('{"query":"access.me"}\n');
  await once(createInterface({ input: child.stdout! }), 'line');
  return child;
}

describe('processes', () => {
  test('new --demo, verify and replay agree, without a passphrase to type', async () => {
    using shell = new Shell();
    const folder = shell.path('firm');
    const made = await shell.spawn(['new', folder, '--demo']);
    expect(made).toMatchObject({ code: 0, reply: { ok: true } });
    const rows = (made.reply.value as { rows: number }).rows;
    expect(await shell.spawn(['verify', folder])).toMatchObject({
      code: 0,
      out: `${rows} log rows: pages, invariants, chain and anchor agree.`,
    });
    expect(await shell.spawn(['replay', folder])).toMatchObject({
      code: 0,
      out: `${rows} log rows replayed: every answer and every business table agrees.`,
    });
  });

  test('while one program writes, a second writer is refused by its name and readers go on', async () => {
    using shell = new Shell();
    const folder = await shell.demo();
    const holder = await holdOpen(shell, folder);
    const call = ['call', 'access.setPreferences', '{"preferences":{"theme":"dark"}}'];
    const refused = await shell.spawn(call);
    expect(refused).toMatchObject({ code: 3, reply: { error: { code: 'heldElsewhere' } } });
    expect(refused.err).toContain(`the clearway command (process ${holder.pid} on `);
    for (const args of [
      ['query', 'access.me'],
      ['verify', folder],
      ['backup', folder],
      ['users', folder],
    ])
      expect((await shell.run(args)).code, args.join(' ')).toBe(0);
    holder.kill('SIGKILL');
    await once(holder, 'close');
    expect((await shell.run(call)).code).toBe(0);
  });

  test('runs under an older Node by handing over, exit codes and standard input included', async () => {
    using shell = new Shell();
    await shell.demo();
    shell.env.PATH = (process.env.PATH ?? '')
      .split(':')
      .filter((each) => !each.includes('node_modules') && !each.includes('node-'))
      .join(':');
    const older = spawnSync('node', ['--version'], { encoding: 'utf8', env: { PATH: shell.env.PATH } });
    const node = /^v2[0-3]\./.test(older.stdout ?? '') ? 'node' : process.execPath;
    const batch = await shell.spawn(['batch', '-'], { input: '{"query":"access.me"}\n{"query":"audit.log","as":"oliver"}\n', node });
    expect(batch.code).toBe(3);
    expect(batch.lines).toHaveLength(2);
    expect((await shell.spawn(['query', 'no.such'], { node })).code).toBe(2);
  });

  test('a closed pipe ends it quietly', async () => {
    using shell = new Shell();
    await shell.demo();
    const child = spawn('sh', ['-c', `"${process.execPath}" "${clearway}" contract --json | head -c 10`], {
      env: { PATH: process.env.PATH, ...shell.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (text) => {
      err += String(text);
    });
    await once(child, 'close');
    expect(err).toBe('');
  });
});

describe('checking', () => {
  test('a flipped bit is found and named', async () => {
    using shell = new Shell();
    const folder = await shell.demo();
    const file = join(folder, 'workspace.clearway');
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.from([0xff, 0x00, 0xff]), 0, 3, Math.floor(statSync(file).size / 2));
    closeSync(handle);
    const ran = await shell.run(['verify', folder]);
    expect(ran.code).toBe(3);
    expect(ran.out + ran.err).toMatch(/cannot be read|damaged/);
  });

  test('an older copy of the file put back is refused by the anchor', async () => {
    using shell = new Shell();
    const folder = await shell.demo();
    const file = join(folder, 'workspace.clearway');
    copyFileSync(file, shell.path('old'));
    expect((await shell.run(['call', 'access.setPreferences', '{"preferences":{"theme":"dark"}}'])).code).toBe(0);
    for (const suffix of ['-wal', '-shm']) expect(existsSync(file + suffix)).toBe(false);
    copyFileSync(shell.path('old'), file);
    expect((await shell.run(['query', 'access.me'])).reply.error.code).toBe('behindAnchor');
    expect((await shell.run(['verify', folder])).err).toContain('an older copy was put in its place');
  });

  test('backup and restore, listed, reasoned and on the record', async () => {
    using shell = new Shell();
    const folder = await shell.demo();
    const made = (await shell.run(['backup', folder, '--json'])).reply.value as { name: string };
    expect((await shell.run(['call', 'access.setPreferences', '{"preferences":{"theme":"dark"}}'])).code).toBe(0);
    expect((await shell.run(['restore', folder])).err).toContain(made.name);
    expect((await shell.run(['restore', folder, '../../etc/passwd'])).code).toBe(3);
    expect((await shell.run(['restore', folder, made.name, '--as', 'priya'])).err).toContain('the role owner');
    const ran = await shell.run(['restore', folder, made.name, '--reason', 'a drill']);
    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining('is in place. The file before it is kept as replaced-') });
    const { reply } = await shell.run(['query', 'audit.log', '{"limit":1}']);
    expect(reply.value).toMatchObject({ rows: [{ name: 'health.noteRestore', reason: 'a drill' }] });
    expect((await shell.run(['verify', folder])).code).toBe(0);
    expect((await shell.run(['backup', folder, '--as', 'grace'])).code).toBe(3);
  });

  test('who is an owner no more cannot go back to when they were one', async () => {
    using shell = new Shell();
    const folder = await shell.demo();
    const made = (await shell.run(['backup', folder, '--json'])).reply.value as { name: string };
    const { rows } = (await shell.run(['query', 'access.users', '{"filter":{"search":"marcus@"}}'])).reply.value as {
      rows: { id: string; version: number }[];
    };
    const [{ id: userId, version: expectedVersion } = { id: '', version: 0 }] = rows;
    const input = JSON.stringify({ userId, expectedVersion, ordinal: 0, reason: 'left the partnership' });
    expect((await shell.run(['call', 'access.revokeRole', input])).code).toBe(0);
    const ran = await shell.run(['restore', folder, made.name, '--as', 'marcus']);
    expect(ran.code).toBe(3);
    expect(ran.err).toContain('the role owner');
    expect((await shell.run(['query', 'audit.log', '{"limit":1}'])).reply.value).toMatchObject({ rows: [{ name: 'access.revokeRole' }] });
  });

  test('a damaged workspace that no longer opens is mended from a backup by an owner', async () => {
    using shell = new Shell();
    const folder = await shell.demo();
    const made = (await shell.run(['backup', folder, '--json'])).reply.value as { name: string };
    truncateSync(join(folder, 'workspace.clearway'), 40_000);
    expect((await shell.run(['query', 'access.me'])).reply.error.code).toBe('damagedWorkspace');
    expect((await shell.run(['restore', folder, made.name, '--as', 'priya'])).err).toContain('the role owner');
    expect(await shell.run(['restore', folder, made.name, '--reason', 'the disk died'])).toMatchObject({ code: 0 });
    expect((await shell.run(['query', 'audit.log', '{"limit":1}'])).reply.value).toMatchObject({ rows: [{ reason: 'the disk died' }] });
    expect((await shell.run(['verify', folder])).code).toBe(0);
  });

  test('an old copy put in place of the file is mended the same way', async () => {
    using shell = new Shell();
    const folder = await shell.demo();
    const file = join(folder, 'workspace.clearway');
    copyFileSync(file, shell.path('old'));
    expect((await shell.run(['call', 'access.setPreferences', '{"preferences":{"theme":"dark"}}'])).code).toBe(0);
    const made = (await shell.run(['backup', folder, '--json'])).reply.value as { name: string };
    copyFileSync(shell.path('old'), file);
    expect((await shell.run(['query', 'access.me'])).reply.error.code).toBe('behindAnchor');
    expect(await shell.run(['restore', folder, made.name])).toMatchObject({ code: 0 });
    expect((await shell.run(['query', 'access.me'])).reply.value).toMatchObject({ preferences: { theme: 'dark' } });
  });

  test('backup and users are for those who may in the whole house, and for nobody disabled', async () => {
    using shell = new Shell();
    const folder = await shell.demo();
    const userId = randomUUID();
    const roles = ['administrator', 'approver'].map((role) => ({ role, scope: { kind: 'fund', id: 'one' } }));
    const newcomer = JSON.stringify({ userId, login: 'fiona', name: 'Fiona', roles });
    expect((await shell.run(['call', 'access.addUser', newcomer])).code).toBe(0);
    expect((await shell.run(['backup', folder, '--as', 'fiona'])).err).toContain('do not allow backup');
    expect((await shell.run(['users', folder, '--as', 'fiona'])).err).toContain('do not allow users');
    const { rows } = (await shell.run(['query', 'access.users', '{"filter":{"search":"priya@"}}'])).reply.value as {
      rows: { id: string; version: number }[];
    };
    const leave = JSON.stringify({ userId: rows[0]!.id, expectedVersion: rows[0]!.version, reason: 'left' });
    expect((await shell.run(['backup', folder, '--as', 'priya'])).code).toBe(0);
    expect((await shell.run(['call', 'access.disableUser', leave])).code).toBe(0);
    expect((await shell.run(['backup', folder, '--as', 'priya'])).code).toBe(3);
  });

  test('users shows roles, keys and who left, to those who may see it', async () => {
    using shell = new Shell();
    const folder = await shell.demo();
    const { lines } = await shell.run(['users', folder]);
    expect(lines).toHaveLength(14);
    expect(lines.find((line) => line.startsWith('victor'))).toContain('disabled');
    expect(lines.find((line) => line.startsWith('jonas'))).toContain('no role');
    expect((await shell.run(['users', folder, '--json'])).reply.value).toMatchObject({ users: expect.arrayContaining([]) });
    expect(await shell.run(['users', folder, '--as', 'maya'])).toMatchObject({ code: 3 });
    expect((await shell.run(['users', shell.path('nowhere')])).code).toBe(3);
  });
});
