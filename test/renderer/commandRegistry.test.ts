import { expect, test } from 'vitest';
import { areas } from '#renderer/app/areas.ts';
import { type AppCommand, commandFor, createRegistry } from '#renderer/app/commands.ts';
import { paletteOrder, paletteScore } from '#renderer/app/paletteOrder.ts';
import { firstSteps } from '#renderer/screens/today/firstSteps.ts';
import { todayTexts } from '#renderer/screens/today/todayTexts.ts';
import { verbOf } from '#renderer/screens/today/verbs.ts';
import { commandNames } from '#shared/contract/index.ts';
import { todayKinds } from '#shared/contract/reports.ts';

const command = (id: string, more: Partial<AppCommand> = {}): AppCommand => ({
  id,
  title: id,
  group: 'Test',
  run: () => undefined,
  ...more,
});

test('commands come and go with who offers them, and every listener hears of it', () => {
  const registry = createRegistry();
  let heard = 0;
  const stop = registry.subscribe(() => heard++);
  const removeFirst = registry.add([command('a'), command('b')]);
  const removeSecond = registry.add([command('c')]);
  expect(registry.all().map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  removeFirst();
  expect(registry.all().map(({ id }) => id)).toEqual(['c']);
  stop();
  removeSecond();
  expect(registry.all()).toEqual([]);
  expect(heard).toBe(3);
});

test('the list is the same object until something changes, as a store must', () => {
  const registry = createRegistry();
  registry.add([command('a')]);
  expect(registry.all()).toBe(registry.all());
});

test('a screen may lend a key of the shell while it is open', () => {
  const registry = createRegistry();
  registry.add([command('shell', { keys: 'n' })]);
  const close = registry.add([command('screen', { keys: 'n' })]);
  expect(commandFor('n', registry.all())?.id).toBe('screen');
  close();
  expect(commandFor('n', registry.all())?.id).toBe('shell');
  expect(commandFor('x', registry.all())).toBeUndefined();
});

test('the palette puts titles before other words, and beginnings before middles', () => {
  const commands = [
    command('security', { title: 'Go to Security events', words: 'failed unlock' }),
    command('lock', { title: 'Lock the workspace' }),
    command('clock', { title: 'Set the clock' }),
    command('audit', { title: 'Go to Audit', words: 'log chain' }),
  ];
  expect(paletteOrder(commands, 'lock').map(({ id }) => id)).toEqual(['lock', 'clock', 'security']);
  expect(paletteOrder(commands, 'go aud').map(({ id }) => id)).toEqual(['audit']);
  expect(paletteOrder(commands, '  ').map(({ id }) => id)).toEqual(['security', 'lock', 'clock', 'audit']);
  expect(paletteOrder(commands, 'zzz')).toEqual([]);
  expect(paletteScore(command('x', { title: 'Größe ändern' }), 'größe')).toBe(1);
});

test('no two areas share an id, a path or a letter', () => {
  for (const key of ['id', 'path', 'go', 'title'] as const) expect(new Set(areas.map((area) => area[key])).size).toBe(areas.length);
  expect(areas.every(({ go }) => /^[a-z]$/.test(go))).toBe(true);
});

test('whatever Today or the first steps point at is a page of this window', () => {
  const paths = new Set(areas.flatMap(({ path, below = [] }) => [path, ...below.map((page) => page.path)]));
  const targets = [
    ...todayKinds.map((kind) => todayTexts[kind].path),
    ...firstSteps({ activeUsers: 1, ruleChanges: 0, houseComplete: false, recovery: false, backups: 0 }).map(({ path }) => path),
  ];
  expect(targets.filter((target) => !paths.has(target.split('?')[0] ?? ''))).toEqual([]);
});

test('the first steps tick themselves from what really happened', () => {
  const met = (facts: Parameters<typeof firstSteps>[0]) => firstSteps(facts).flatMap(({ id, met: isMet }) => (isMet ? [id] : []));
  expect(met({ activeUsers: 1, ruleChanges: 0, houseComplete: false, recovery: true, backups: 0 })).toEqual(['recovery']);
  expect(met({ activeUsers: 2, ruleChanges: 3, houseComplete: true, recovery: true, backups: 1 })).toHaveLength(5);
});

test('every command has words for the list of what happened last, and an unknown one stands as it is', () => {
  expect(commandNames.filter((name) => verbOf(name).startsWith('ran '))).toEqual([]);
  expect(verbOf('funds.open')).toBe('ran funds.open');
});
