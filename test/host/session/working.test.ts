import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeError, keepIncident } from '#main/host/session/incidents.ts';
import { commandNames, queryNames } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { codeOf, TestDesk, window } from './desks.ts';

type Event = { kind: string; who: string; detail: string; mustClose: boolean };
const eventsOf = async (desk: TestDesk, kind: string): Promise<readonly Event[]> =>
  (await desk.tell('audit.securityEvents', { filter: { kind: kind as never } })).rows as readonly Event[];

describe('what windows are told', () => {
  test('each commit names its tables; refusals and previews are silent', async () => {
    await using desk = new TestDesk();
    await desk.demo('priya');
    const heard: string[] = [];
    const stop = desk.host.changed(({ tables }) => void heard.push(tables.join(' ')));
    await desk.ask('access.setPreferences', { preferences: { theme: 'dark' } }, { preview: true });
    await desk.ask('settings.approve', { valueId: desk.id(), contentHash: 'a'.repeat(64) });
    expect(heard).toEqual([]);
    await desk.run('access.setPreferences', { preferences: { theme: 'dark' } });
    expect(heard).toEqual(['user_preferences command_log']);
    stop();
    await desk.run('access.setPreferences', { preferences: { theme: 'light' } });
    expect(heard).toHaveLength(1);
  });

  test('a listener that throws disturbs nobody and becomes an incident', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    desk.host.changed(() => {
      throw new TypeError('the window is gone');
    });
    await desk.run('access.setPreferences', { preferences: { theme: 'dark' } });
    const { rows } = await desk.tell('health.incidents', {});
    expect(rows[0]).toMatchObject({ where: 'telling a window', message: expect.stringMatching(/^TypeError\n/) });
  });

  test('a repeated id answers the same and writes once', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    const id = desk.id();
    const input = { preferences: { theme: 'dark' } };
    const size = async () => (await desk.tell('health.overview', {})).logRows;
    const before = await size();
    for (let time = 0; time < 3; time += 1) expect(codeOf(await desk.ask('access.setPreferences', input, { id }))).toBe('ok');
    expect(await size()).toBe(before + 1);
    expect(codeOf(await desk.ask('access.setPreferences', { preferences: { theme: 'light' } }, { id }))).toBe('commandIdReused');
  });
});

describe('strange messages', () => {
  const strange = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'host.__proto__', 'host.', '', 'x'.repeat(100_000)];

  test.each(strange)('%.20s is no name', async (name) => {
    await using desk = new TestDesk();
    await desk.demo();
    for (const reply of [await desk.ask(name, {}), await desk.host.query({ name, input: {} }, window)])
      expect(codeOf(reply)).toBe('unknownName');
  });

  test('prototype members, unknown members and huge texts are invalid input everywhere', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    const proto = JSON.parse('{"__proto__":{"passphrase":"x"},"passphrase":"y"}') as unknown;
    expect(codeOf(await desk.ask('host.stepUp', proto))).toBe('invalidInput');
    const huge = 'x'.repeat(5_000_000);
    const inputs: readonly [string, unknown][] = [
      ['host.unlock', { login: 'helena', passphrase: huge }],
      ['host.unlock', { login: huge, passphrase: 'x' }],
      ['host.recover', { words: huge, login: 'helena', passphrase: 'x' }],
      ['host.rescue', { name: 'x', login: 'helena', passphrase: huge, reason: 'x' }],
      ['host.openWorkspace', { token: huge }],
      ['host.saveDraft', { name: 'a', content: huge }],
      ['host.restoreBackup', { name: huge, reason: 'x' }],
      ['host.print', { title: huge }],
      ['host.reportIncident', { place: 'x', message: huge }],
      ['host.touch', { more: 1 }],
      ['host.touch', null],
      ['host.touch', []],
      ['access.setPreferences', { preferences: { theme: huge } }],
    ];
    for (const [name, input] of inputs) {
      const reply = await desk.ask(name, input);
      expect(codeOf(reply), name).toBe('invalidInput');
      expect(JSON.stringify(reply).length, name).toBeLessThan(10_000);
    }
    expect((await desk.state()).user?.login).toBe('helena');
  });

  test('no command and no query throws for nonsense', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    for (const input of [null, undefined, 1, 'text', [], { a: 1 }, { __proto__: null }]) {
      for (const name of commandNames) expect(['ok', 'invalidInput', 'stepUpNeeded'], name).toContain(codeOf(await desk.ask(name, input)));
      for (const name of queryNames) expect(['ok', 'invalidInput'], name).toContain(codeOf(await desk.host.query({ name, input }, window)));
    }
  });
});

describe('limits that open a security event', () => {
  test('repeated refusals, once an hour', async () => {
    await using desk = new TestDesk();
    await desk.demo('grace');
    for (let time = 0; time < 6; time += 1)
      expect(codeOf(await desk.ask('settings.reject', { valueId: desk.id(), reason: 'no' }))).toBe('notPermitted');
    await desk.hosted('host.lock', {});
    await desk.signIn('helena');
    const mine = (await eventsOf(desk, 'repeatedRefusals')).filter(({ detail }) => detail.includes('limit 4'));
    expect(mine).toMatchObject([{ who: 'Grace Kim', mustClose: true }]);
  });

  test('refusals by the host itself count too', async () => {
    await using desk = new TestDesk();
    await desk.demo('grace');
    for (let time = 0; time < 4; time += 1) expect(codeOf(await desk.ask('host.newRecoveryPhrase', {}))).toBe('notPermitted');
    await desk.hosted('host.lock', {});
    await desk.signIn('helena');
    expect((await eventsOf(desk, 'repeatedRefusals')).filter(({ detail }) => detail.includes('limit 4'))).toHaveLength(1);
  });

  test('a mass export and mass unmasking', async () => {
    await using desk = new TestDesk();
    await desk.demo('ines');
    const grantId = () => desk.id();
    await desk.run('audit.noteExport', { grantId: grantId(), query: 'audit.log', format: 'csv', rows: 1999 });
    await desk.run('audit.noteExport', { grantId: grantId(), query: 'audit.log', format: 'csv', rows: 2000 });
    for (let time = 0; time < 11; time += 1)
      await desk.run('audit.unmask', { grantId: grantId(), entity: 'house', entityId: 'house', field: 'taxId', purpose: 'a filing' });
    await desk.hosted('host.lock', {});
    await desk.signIn('helena');
    const exports = (await eventsOf(desk, 'massExport')).filter(({ detail }) => detail.startsWith('2000 rows'));
    expect(exports).toMatchObject([{ who: 'Inês Moreau', mustClose: true }]);
    expect(await eventsOf(desk, 'massUnmasking')).toMatchObject([{ detail: '10 values revealed within an hour (limit 10)' }]);
  });

  test('a message from outside is noted once an hour, also while nothing is open', async () => {
    await using desk = new TestDesk();
    const stranger = { transport: 'window', device: '', origin: 'http://evil.example' } as const;
    desk.host.noteIntrusion('a request from http://evil.example', stranger);
    desk.host.noteIntrusion('a request from http://evil.example', stranger);
    await desk.demo();
    desk.host.noteIntrusion('a request from http://evil.example', stranger);
    expect(await eventsOf(desk, 'wrongOrigin')).toMatchObject([{ who: 'unknown', mustClose: true }]);
    desk.clock.advance(0);
    desk.host.noteIntrusion('a message from a wrong frame', stranger);
    expect(await eventsOf(desk, 'wrongOrigin')).toHaveLength(2);
  });
});

describe('sensitive records that were opened', () => {
  const noted = async (desk: TestDesk) => (await desk.tell('audit.log', { filter: { name: 'audit.noteViews' } })).rows.length;

  test('are noted once per person, record and hour, a minute later', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    for (let time = 0; time < 5; time += 1) await desk.tell('settings.house', {});
    expect(await noted(desk)).toBe(0);
    desk.clock.advance(1);
    expect(await noted(desk)).toBe(1);
    await desk.tell('settings.house', {});
    desk.clock.advance(2);
    expect(await noted(desk)).toBe(1);
  });

  test('are noted when the workspace locks first', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    await desk.tell('settings.house', {});
    await desk.hosted('host.lock', {});
    await desk.signIn('helena');
    expect(await noted(desk)).toBe(1);
  });

  test('a refused look leaves no note', async () => {
    await using desk = new TestDesk();
    await desk.demo('oliver');
    expect(codeOf(await desk.host.query({ name: 'settings.house', input: {} }, window))).toBe('notPermitted');
    await desk.hosted('host.lock', {});
    await desk.signIn('helena');
    expect(await noted(desk)).toBe(0);
  });
});

describe('incidents', () => {
  test('an exception reaches the person as an id, without what was typed', async () => {
    await using desk = new TestDesk({
      updates: {
        state: () => 'failed',
        check: () => {
          throw new RangeError('the secret word is swordfish');
        },
      },
    });
    const reply = await desk.ask('host.checkForUpdates', {});
    expect(codeOf(reply)).toBe('incident');
    const kept = readFileSync(join(desk.platform.programFolder, 'incidents.ndjson'), 'utf8');
    expect(kept).toContain(!reply.ok && String(reply.error.detail.id));
    expect(kept).toContain('RangeError');
    expect(kept).not.toContain('swordfish');
    expect(!reply.ok && sentenceOf(reply.error)).toContain('nothing was written');
  });

  test('the window’s own go into the workspace while it is open', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    const { id } = (await desk.hosted('host.reportIncident', { place: 'Users screen', message: 'TypeError' })) as { id: string };
    expect((await desk.tell('health.incidents', {})).rows[0]).toMatchObject({ id, where: 'window: Users screen', message: 'TypeError' });
    expect(existsSync(join(desk.platform.programFolder, 'incidents.ndjson'))).toBe(false);
  });

  test('an error is described by class, code and place, never by its message or the folders above the program', () => {
    const error = Object.assign(new TypeError('passphrase swordfish'), { code: 'SQLITE_BUSY' });
    error.stack = `${error.stack}\n    at Object.<anonymous> (file:///home/somebody/elsewhere/script.js:1:1)\n    at run (C:\\Users\\somebody\\x.js:2:2)`;
    const lines = describeError(error).split('\n');
    expect(lines[0]).toBe('TypeError SQLITE_BUSY');
    expect(lines[1]).toMatch(/^ {2}at \S*\(?test\/host\/session\/working\.test\.ts:\d+/);
    expect(lines.slice(-2)).toEqual(['  at Object.<anonymous> (script.js:1:1)', '  at run (x.js:2:2)']);
    expect(lines.join()).not.toMatch(/swordfish|somebody/);
    expect(describeError('swordfish')).toBe('a thrown string');
  });

  test('the program’s own file starts anew before it grows without end', async () => {
    await using desk = new TestDesk();
    const file = join(desk.platform.programFolder, 'incidents.ndjson');
    appendFileSync(file, 'x'.repeat(1_000_001));
    const incident = { id: desk.id(), at: desk.clock.now, place: 'here', message: 'Error' };
    keepIncident(desk.platform.programFolder, null, incident);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(incident);
    expect(existsSync(`${file}.old`)).toBe(true);
    expect(() => keepIncident('/dev/null/nowhere', null, incident)).not.toThrow();
  });
});

describe('small services', () => {
  test('drafts are each person’s own, kept over a lock, and forgotten on request', async () => {
    await using desk = new TestDesk();
    await desk.demo();
    const draft = () => desk.told('host.draft', { name: 'new user' });
    expect(await draft()).toEqual({ content: null });
    await desk.hosted('host.saveDraft', { name: 'new user', content: '{"login":"ni' });
    await desk.hosted('host.lock', {});
    await desk.signIn('priya');
    expect(await draft()).toEqual({ content: null });
    await desk.hosted('host.lock', {});
    await desk.signIn('helena');
    expect(await draft()).toEqual({ content: '{"login":"ni' });
    await desk.hosted('host.saveDraft', { name: 'new user', content: null });
    expect(await draft()).toEqual({ content: null });
  });

  test('printing is the machine’s, and a browser says how to do it there', async () => {
    await using desk = new TestDesk({ print: async (title) => `${title}.pdf` });
    await desk.demo();
    expect(await desk.hosted('host.print', { title: 'Users' })).toEqual({ saved: 'Users.pdf' });
    await using browser = new TestDesk();
    await browser.demo();
    expect(codeOf(await browser.ask('host.print', { title: 'Users' }))).toBe('noPrinting');
  });

  test('updates say what the machine says', async () => {
    const asked: string[] = [];
    await using desk = new TestDesk({ updates: { state: () => 'current', check: async () => void asked.push('now') } });
    expect(await desk.hosted('host.checkForUpdates', {})).toEqual({ updates: 'current' });
    expect(asked).toEqual(['now']);
  });
});
