import { expect, test } from 'vitest';
import { type ListDefinition, readPage } from '#db/list.ts';
import { codeOf, type House, house } from '#test/kit/house.ts';

function busyHouse(): House {
  const firm = house();
  for (const login of ['dora', 'adam', 'carl', 'bert']) firm.addUser(login, 'viewer');
  for (let round = 0; round < 20; round += 1)
    firm.done('access.setPreferences', { preferences: { theme: round % 2 === 0 ? 'dark' : 'light' } });
  return firm;
}

test('pages follow one another without a gap or a repeat, in either direction', () => {
  using firm = busyHouse();
  for (const sort of [
    undefined,
    { by: 'seq', descending: false },
    { by: 'name', descending: false },
    { by: 'name', descending: true },
    { by: 'at', descending: true },
  ] as const) {
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const page = firm.answer('audit.log', { limit: 7, ...(sort ? { sort } : {}), ...(after === undefined ? {} : { after }) });
      seen.push(...page.rows.map(({ seq }) => seq));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
  }
});

test('filters and totals speak of the same rows', () => {
  using firm = busyHouse();
  const page = firm.answer('audit.log', { filter: { name: 'access.addUser' }, totals: true, limit: 2 });
  expect(page.total).toBe(4);
  expect(page.rows).toHaveLength(2);
  expect(firm.answer('access.users', { filter: { search: 'a_' }, totals: true }).total).toBe(0);
  expect(firm.answer('access.users', { filter: { search: '%' }, totals: true }).total).toBe(0);
  expect(firm.answer('access.users', { sort: { by: 'login', descending: true }, limit: 2 }).rows.map(({ login }) => login)).toEqual([
    'olivia',
    'dora',
  ]);
});

test.each([
  ['a made-up page marker', { after: 'bm90IGEgY3Vyc29y' }],
  ['a page too large', { limit: 501 }],
  ['a column that is not offered', { sort: { by: 'input', descending: false } }],
  ['a filter that is not offered', { filter: { hash: 'x' } }],
  ['SQL in a sort', { sort: { by: 'seq; DROP TABLE users', descending: false } }],
])('%s is refused', (_what, input) => {
  using firm = busyHouse();
  expect(codeOf(firm.ask('audit.log', input as never))).toBe('invalidInput');
});

test('a page marker of another list, or of another order, is refused', () => {
  using firm = busyHouse();
  const users = firm.answer('access.users', { limit: 1 }).next!;
  const log = firm.answer('audit.log', { limit: 1 }).next!;
  const byName = firm.answer('audit.log', { limit: 1, sort: { by: 'name', descending: true } }).next!;
  expect(codeOf(firm.ask('audit.log', { after: users }))).toBe('invalidInput');
  expect(codeOf(firm.ask('access.users', { after: log }))).toBe('invalidInput');
  expect(codeOf(firm.ask('audit.log', { after: byName }))).toBe('invalidInput');
  expect(codeOf(firm.ask('audit.log', { after: log, sort: { by: 'seq', descending: false } }))).toBe('invalidInput');
  expect(codeOf(firm.ask('audit.log', { after: log }))).toBe('ok');
});

test.each(['x', '1.5', '9'.repeat(30), ''])('a page marker whose row is “%s” is refused', (row) => {
  using firm = busyHouse();
  const [made] = JSON.parse(Buffer.from(firm.answer('audit.log', { limit: 1 }).next!, 'base64url').toString('utf8')) as [string];
  for (const parts of [
    [made, row, row, true],
    [made, row, row, false],
    [made, null, row, false],
  ])
    expect(codeOf(firm.ask('audit.log', { after: Buffer.from(JSON.stringify(parts)).toString('base64url') }))).toBe('invalidInput');
});

test('rows without a value in the sorted column are on a page too, once', () => {
  using firm = busyHouse();
  const list: ListDefinition = {
    select: 'seq',
    from: 'command_log',
    key: 'seq',
    keyIsInteger: true,
    sort: { reason: 'CASE WHEN seq % 3 = 0 THEN NULL ELSE CAST(seq % 5 AS TEXT) END' },
    defaultSort: { by: 'reason', descending: false },
    filter: {},
  };
  for (const descending of [false, true]) {
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const page = readPage(firm.reader, list, { limit: 4, sort: { by: 'reason', descending }, ...(after === undefined ? {} : { after }) });
      seen.push(...page.rows.map(({ seq }) => Number(seq)));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
  }
});

test('each filter of the log finds its rows', () => {
  using firm = busyHouse();
  const user = firm.answer('access.users', { filter: { search: 'dora' } }).rows[0]!;
  const count = (filter: object) => firm.answer('audit.log', { filter: filter as never, totals: true }).total;
  expect(count({ entity: 'user', entityId: user.id })).toBe(1);
  expect(count({ actorId: firm.owner })).toBe(25);
  expect(count({ class: 'fieldEdit' })).toBe(20);
  expect(count({ transport: 'cli' })).toBe(0);
  expect(count({ device: 'test-device' })).toBe(25);
  expect(count({ from: '2026-03-02', until: '2026-03-02' })).toBe(25);
  expect(count({ from: '2026-03-03' })).toBe(0);
  expect(count({ search: 'dora' })).toBe(1);
});
