import { expect, test } from 'vitest';
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
