import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildDemo } from '#main/host/session/demo/buildDemo.ts';
import { businessDate } from '#shared/dates.ts';
import { roles } from '#shared/model/access.ts';
import { AS_OF, codeOf, TestDesk, valueIn } from './desks.ts';

type Built = { head: string; rows: number; workspaceId: string };

test('the same seed and date give the same log; another of either gives another', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearway-demos-'));
  try {
    const build = async (name: string, asOf: string, seed: number) =>
      valueIn(await buildDemo({ folder: join(folder, name), asOf: businessDate(asOf), seed })) as Built;
    const [one, two] = [await build('one', '2026-11-20', 7), await build('two', '2026-11-20', 7)];
    expect({ ...two, folder: '' }).toEqual({ ...one, folder: '' });
    expect((await build('three', '2026-11-20', 8)).head).not.toBe(one.head);
    expect((await build('four', '2028-03-01', 7)).head).not.toBe(one.head);
    expect(readdirSync(folder).sort()).toEqual(['four', 'one', 'three', 'two']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('it never goes over something that is there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearway-demos-'));
  try {
    writeFileSync(join(folder, 'letter.txt'), 'mine');
    expect(codeOf(await buildDemo({ folder, asOf: AS_OF, seed: 1 }))).toBe('folderNotEmpty');
    const made = join(folder, 'firm');
    valueIn(await buildDemo({ folder: made, asOf: AS_OF, seed: 1 }));
    expect(codeOf(await buildDemo({ folder: made, asOf: AS_OF, seed: 1 }))).toBe('workspaceThere');
    expect(existsSync(join(folder, 'letter.txt'))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('every role has somebody, and everybody who works there can unlock', async () => {
  await using desk = new TestDesk();
  await desk.demo();
  const { rows } = await desk.tell('access.users', {});
  expect(rows).toHaveLength(14);
  expect(new Set(rows.flatMap((row) => row.roles))).toEqual(new Set(roles));
  for (const { login } of rows.filter(({ status }) => status === 'active')) {
    await desk.hosted('host.lock', {});
    await desk.signIn(login);
    expect((await desk.tell('access.me', {})).login).toBe(login);
  }
});

test('a newcomer finds something to do, and each thing can be done', async () => {
  await using desk = new TestDesk();
  await desk.demo();
  const kinds = async () => (await desk.tell('reports.today', {})).items.map(({ kind }) => kind);
  expect(await kinds()).toEqual(
    expect.arrayContaining(['toApprove', 'securityEvents', 'expiringRoles', 'usersWithoutRoles', 'upcomingRules']),
  );
  const { items } = await desk.tell('reports.today', {});
  expect(items.find(({ kind }) => kind === 'toApprove')).toMatchObject({ count: 2, late: true });
  const { rules } = await desk.tell('settings.rules', {});
  for (const { waiting } of rules)
    if (waiting) await desk.run('settings.approve', { valueId: waiting.id, contentHash: waiting.contentHash });
  const { rows } = await desk.tell('access.users', { filter: { search: 'jonas' } });
  const grant = { role: 'viewer', scope: { kind: 'house', id: null } } as const;
  await desk.run('access.grantRole', { userId: rows[0]!.id, expectedVersion: rows[0]!.version, grant, reason: 'Reads along' });
  const events = await desk.tell('audit.securityEvents', { filter: { open: true } });
  for (const { id, kind } of events.rows.filter(({ aboutYou }) => !aboutYou))
    await desk.run('audit.closeSecurityEvent', { eventId: id, kind, note: 'Looked at' });
  const left = await kinds();
  for (const kind of ['toApprove', 'securityEvents', 'usersWithoutRoles']) expect(left).not.toContain(kind);
});

test('three years of rules show every way a change can go', async () => {
  await using desk = new TestDesk();
  await desk.demo();
  const { rows } = await desk.tell('settings.history', { limit: 100 });
  const states = new Set(rows.map(({ state }) => state));
  expect(states).toEqual(new Set(['proposed', 'approved', 'rejected', 'withdrawn']));
  expect(rows.some(({ loosens, decidedBy, proposedBy }) => loosens && decidedBy !== null && decidedBy !== proposedBy)).toBe(true);
  const late = await desk.tell('audit.report', { kind: 'lateApprovals', from: businessDate('2023-01-01'), until: AS_OF });
  expect(late.rows.length).toBeGreaterThanOrEqual(2);
});

test('its investors hold every problem a back office meets, each with its way out', async () => {
  await using desk = new TestDesk();
  await desk.demo();
  const { rows, total } = await desk.tell('investors.list', { totals: true });
  expect(total).toBe(45);
  expect(rows.filter(({ kyc }) => kyc === 'expired')).toHaveLength(1);
  const waiting = await desk.tell('investors.payeeCases', { filter: { open: true } });
  expect(waiting.rows.map(({ state }) => state)).toEqual(['callbackRecorded', 'requested']);
  const [toApprove, toCall] = waiting.rows;
  const { contacts } = await desk.tell('investors.home', { investorId: toCall!.investorId });
  const young = contacts.find(({ untilOn }) => untilOn === null)!;
  const call = { investorId: toCall!.investorId, caseId: toCall!.id, spokeWith: young.name, note: '' };
  await expect(desk.run('investors.recordCallback', { ...call, contactId: young.id })).rejects.toThrow(
    /less than 30 days before the request/,
  );
  const { contentHash } = await desk.tell('investors.payeeCase', { caseId: toApprove!.id });
  await desk.run('investors.approvePayeeChange', { investorId: toApprove!.investorId, caseId: toApprove!.id, contentHash });
  expect((await desk.tell('investors.duplicates', {})).groups).toMatchObject([{ reasons: ['name'] }]);
  expect((await desk.tell('investors.expiring', {})).rows.length).toBeGreaterThanOrEqual(3);
});
