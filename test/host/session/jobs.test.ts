import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeOf, TestDesk, window } from './desks.ts';

const jobOf = async (desk: TestDesk, id: string) => (await desk.tell('health.jobs', {})).rows.find((row) => row.id === id);

/** Lets the queue's timers fire and waits for its worker threads. */
async function settled(desk: TestDesk): Promise<void> {
  desk.clock.advance(0.01);
  await desk.until(async () => {
    desk.clock.advance(0.01);
    const { jobs } = await desk.state();
    return jobs.running === 0 && jobs.waiting === 0;
  });
}

describe('background work', () => {
  test('a file stays where it is once its maker may export no more', async () => {
    await using desk = new TestDesk();
    await desk.demo('priya');
    const user = { userId: desk.id() as never, login: 'nils', name: 'Nils Ek' };
    const roles = [{ role: 'accountant' as const, scope: { kind: 'house' as const, id: null }, untilOn: '2026-11-20' }];
    await desk.hosted('host.addUser', { commandId: desk.id(), user: { ...user, roles }, passphrase: 'a secret of his own' });
    await desk.hosted('host.lock', {});
    await desk.signIn('nils', 'a secret of his own');
    const order = { query: 'audit.log', input: {}, format: 'csv' as const, columns: [{ key: 'seq', title: 'Row' }] };
    const { jobId } = (await desk.hosted('host.startExport', order)) as { jobId: string };
    await desk.until(async () => {
      desk.clock.advance(0.01);
      const { jobs } = await desk.state();
      return jobs.running === 0 && jobs.waiting === 0;
    });
    expect(codeOf(await desk.ask('host.saveJobFile', { jobId }))).toBe('ok');
    for (let touches = 0; touches < 30; touches += 1) {
      desk.clock.advance(30);
      await desk.hosted('host.touch', {});
    }
    expect((await desk.state()).workspace?.locked).toBe(false);
    expect(codeOf(await desk.ask('host.saveJobFile', { jobId }))).toBe('notPermitted');
  });

  test('an unlock with no backup and no check queues both, a fresh one queues neither', async () => {
    await using desk = new TestDesk();
    const folder = await desk.demo();
    expect((await desk.state()).jobs.waiting + (await desk.state()).jobs.running).toBe(2);
    await settled(desk);
    expect(readdirSync(join(folder, 'backups')).some((name) => name.endsWith('.clearway'))).toBe(true);
    const { lastCheck, logRows } = await desk.tell('health.overview', {});
    expect(lastCheck).toMatchObject({ ok: true });
    expect((await desk.told('host.backups', {})).backups).toMatchObject([{ why: 'scheduled', seq: logRows }]);
    await desk.hosted('host.lock', {});
    await desk.signIn('helena');
    expect(await desk.state()).toMatchObject({ jobs: { running: 0, waiting: 0, failed: 0 } });
  });

  test('an export is on the record first, then a file its maker fetches once, soon, and while signed in', async () => {
    await using desk = new TestDesk();
    await desk.demo('ines');
    const id = desk.id();
    const order = {
      query: 'audit.log',
      input: { filter: { name: 'audit.unmask' } },
      format: 'csv',
      columns: [
        { key: 'seq', title: 'Row' },
        { key: 'name', title: 'What' },
      ],
    };
    expect(await desk.ask('host.startExport', order, { id })).toEqual({ ok: true, value: { jobId: id } });
    expect(await desk.ask('host.startExport', order, { id })).toEqual({ ok: true, value: { jobId: id } });
    const { rows } = await desk.tell('audit.log', { filter: { name: 'audit.noteExport', entityId: id } });
    const noted = await desk.tell('audit.entry', { seq: rows[0]!.seq });
    expect(rows).toHaveLength(1);
    const { total } = await desk.tell('audit.log', { filter: { name: 'audit.unmask' }, totals: true });
    expect(noted?.input).toMatchObject({ query: 'audit.log', format: 'csv', rows: total, filter: { name: 'audit.unmask' } });
    await settled(desk);
    expect(await jobOf(desk, id)).toMatchObject({ state: 'done' });
    const { saved, download } = (await desk.hosted('host.saveJobFile', { jobId: id })) as { saved: null; download: string };
    expect(saved).toBeNull();
    const file = desk.host.takeDownload(download);
    expect(new TextDecoder().decode(file?.content).trim().split(/\r?\n/)).toHaveLength((total ?? 0) + 1);
    expect(desk.host.takeDownload(download)).toBeUndefined();
    const offer = async () => ((await desk.hosted('host.saveJobFile', { jobId: id })) as { download: string }).download;
    const late = await offer();
    desk.clock.advance(5);
    expect(desk.host.takeDownload(late)).toBeUndefined();
    const unfetched = await offer();
    await desk.hosted('host.lock', {});
    expect(desk.host.takeDownload(unfetched)).toBeUndefined();
    await desk.signIn('helena');
    expect(codeOf(await desk.ask('host.saveJobFile', { jobId: id }))).toBe('notPermitted');
  });

  test('with a dialog the file goes where the person says', async () => {
    const written: string[] = [];
    const saveFile = async (name: string, content: Uint8Array) => {
      written.push(`${name} ${content.length > 0}`);
      return 'chosen.csv';
    };
    await using desk = new TestDesk({ dialogs: { chooseFolder: async () => null, chooseWorkspace: async () => null, saveFile } });
    await desk.demo('ines');
    const id = desk.id();
    await desk.ask('host.startExport', { query: 'audit.log', input: {}, format: 'csv', columns: [{ key: 'seq', title: 'Row' }] }, { id });
    await settled(desk);
    expect(await desk.hosted('host.saveJobFile', { jobId: id })).toEqual({ saved: 'chosen.csv', download: null });
    expect(written).toEqual([expect.stringMatching(/\.csv true$/)]);
  });

  test('who may not see it may not export it, and nothing is noted', async () => {
    await using desk = new TestDesk();
    await desk.demo('oliver');
    const order = { query: 'audit.log', input: {}, format: 'csv' as const, columns: [{ key: 'seq', title: 'Row' }] };
    expect(codeOf(await desk.ask('host.startExport', order))).toBe('notPermitted');
    expect(codeOf(await desk.ask('host.startExport', { ...order, query: 'no.such' }))).toBe('unknownName');
    expect(codeOf(await desk.ask('host.startExport', { ...order, query: 'access.me' }))).toBe('notPermitted');
    expect(codeOf(await desk.ask('host.startJob', { kind: 'health.check', input: {} }))).toBe('notPermitted');
    expect(codeOf(await desk.ask('host.startJob', { kind: 'audit.export', input: {} }))).toBe('invalidInput');
    expect(codeOf(await desk.ask('host.saveJobFile', { jobId: desk.id() }))).toBe('notFound');
    expect(codeOf(await desk.ask('host.cancelJob', { jobId: desk.id() }))).toBe('notFound');
  });

  test('waiting work can be cancelled by its maker or an operator, finished work neither cancelled nor retried', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    const { jobId } = (await desk.hosted('host.startJob', { kind: 'health.check', input: {} })) as { jobId: string };
    await desk.hosted('host.cancelJob', { jobId });
    await settled(desk);
    expect(await jobOf(desk, jobId)).toMatchObject({ state: 'cancelled' });
    expect(codeOf(await desk.ask('host.cancelJob', { jobId }))).toBe('jobNotRunning');
    expect(codeOf(await desk.ask('host.retryJob', { jobId }))).toBe('jobNotFailed');
    await desk.hosted('host.lock', {});
    await desk.signIn('ines');
    expect(codeOf(await desk.ask('host.retryJob', { jobId }))).toBe('notPermitted');
  });
});

describe('restoring', () => {
  async function withBackup(desk: TestDesk): Promise<string> {
    await desk.hosted('host.startJob', { kind: 'health.backup', input: {} });
    await settled(desk);
    return (await desk.told('host.backups', {})).backups[0]!.name;
  }

  test('an owner goes back, stays signed in, and the step is on the record', async () => {
    await using desk = new TestDesk();
    const folder = await desk.demo();
    const name = await withBackup(desk);
    await desk.run('access.setPreferences', { preferences: { theme: 'contrast' } });
    await desk.hosted('host.restoreBackup', { name, reason: 'a drill' });
    expect((await desk.state()).user?.login).toBe('helena');
    expect((await desk.tell('access.me', {})).preferences.theme).toBeUndefined();
    const { rows } = await desk.tell('audit.log', { limit: 1 });
    expect(rows).toMatchObject([{ name: 'health.noteRestore', reason: 'a drill', actor: 'Helena Vale' }]);
    const events = await desk.tell('audit.securityEvents', { filter: { kind: 'restored' } });
    expect(events.rows).toMatchObject([{ mustClose: true }]);
    expect(readdirSync(folder).some((file) => file.startsWith('replaced-'))).toBe(true);
    await desk.hosted('host.lock', {});
    await desk.signIn('helena');
  });

  test('needs an owner, a fresh passphrase and a backup of the list', async () => {
    await using desk = new TestDesk();
    const folder = await desk.demo();
    const name = await withBackup(desk);
    for (const trick of ['../workspace', '/etc/passwd', `${name}.clearway`, '..', `${name}\u0000`, 'keyring'])
      expect(['noSuchBackup', 'invalidInput']).toContain(codeOf(await desk.ask('host.restoreBackup', { name: trick, reason: 'x' })));
    desk.clock.advance(21);
    expect(codeOf(await desk.ask('host.restoreBackup', { name, reason: 'x' }))).toBe('stepUpNeeded');
    await desk.hosted('host.lock', {});
    await desk.signIn('priya');
    expect(codeOf(await desk.ask('host.restoreBackup', { name, reason: 'x' }))).toBe('notPermitted');
    expect(existsSync(join(folder, 'workspace.clearway'))).toBe(true);
    await desk.hosted('host.lock', {});
    await desk.signIn('oliver');
    expect(codeOf(await desk.host.query({ name: 'host.backups', input: {} }, window))).toBe('notPermitted');
  });
});
