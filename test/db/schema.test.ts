import { getTableColumns, getTableName } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RawDatabase, rawOf } from '#db/handles.ts';
import { declaredTables, factOf } from '#db/schema/columns.ts';
import '#db/schema/index.ts';
import { type House, newHouse } from './houses.ts';

type Declared = Readonly<{ name: string; getSQLType(): string; notNull: boolean; primary: boolean }>;
type Stored = Readonly<{ name: string; type: string; notnull: bigint; pk: bigint; hidden: bigint }>;

let house: House;
let raw: RawDatabase;
beforeAll(async () => {
  house = await newHouse();
  raw = rawOf(house.workspace.write);
});
afterAll(() => house[Symbol.dispose]());

const tables = declaredTables().map((table) => ({
  table,
  name: getTableName(table),
  columns: getTableColumns(table) as Record<string, Declared>,
}));
const storedTables = () => raw.pragma('table_list') as Readonly<{ schema: string; name: string; type: string; strict: bigint }>[];
const own = () => storedTables().filter(({ schema, name }) => schema === 'main' && !name.startsWith('sqlite_'));

describe('the declared schema and the migrated file', () => {
  test('have the same tables, each with a class and a key', () => {
    expect(
      own()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(tables.map(({ name }) => name).sort());
    for (const { table } of tables) {
      const fact = factOf(table);
      expect(['business', 'log', 'operational', 'cache']).toContain(fact.class);
      expect(fact.key.length).toBeGreaterThan(0);
    }
  });

  test('every table is STRICT', () => {
    expect(
      own()
        .filter(({ strict }) => strict !== 1n)
        .map(({ name }) => name),
    ).toEqual([]);
  });

  test.each(tables)('$name has the same columns, types and nulls', ({ name, columns }) => {
    const stored = (raw.pragma(`table_xinfo(${name})`) as Stored[]).map((column) => ({
      name: column.name,
      type: column.type,
      mayBeNull: column.notnull === 0n && column.pk === 0n,
    }));
    const declared = Object.values(columns).map((column) => ({
      name: column.name,
      type: column.getSQLType().toUpperCase(),
      mayBeNull: !column.notNull && !column.primary,
    }));
    expect(declared).toEqual(stored);
  });

  test.each(tables)('$name has the key its class fact names', ({ table, name, columns }) => {
    const stored = (raw.pragma(`table_xinfo(${name})`) as Stored[])
      .filter(({ pk }) => pk > 0n)
      .sort((a, b) => Number(a.pk - b.pk))
      .map((column) => column.name);
    expect(factOf(table).key.map((key) => columns[key]!.name)).toEqual(stored);
  });

  test('amounts and counts are bigint-safe: no column is a bare drizzle integer', () => {
    const bare = tables.flatMap(({ name, columns }) =>
      Object.values(columns as Record<string, Declared & { columnType: string }>)
        .filter(({ columnType }) => /^SQLite(Integer|Real|Numeric|Timestamp|Boolean)/.test(columnType))
        .map((column) => `${name}.${column.name}`),
    );
    expect(bare).toEqual([]);
  });
});

describe('append-only', () => {
  const logTables = ['command_log', 'log_subjects', 'log_claims'];
  const businessAppendOnly = ['access_grants', 'record_views', 'security_closures', 'fund_status_changes', 'fund_terms', 'token_changes'];
  const aFund = `INSERT INTO organisations VALUES ('o', 'O', '', 'manager', 'US', 'now', 1);
    INSERT INTO funds VALUES ('f', 'o', 'F', '', 'spv', 'units', 'USD', 'US', NULL, '12-31', NULL, NULL, '', 'raising', 'now', 1);`;
  const rowsFor: Readonly<Record<string, string>> = {
    command_log: 'SELECT 1',
    log_subjects: 'SELECT 1',
    log_claims: 'SELECT 1',
    access_grants: "INSERT INTO access_grants SELECT 'g', 'export', id, 'users', '', '', created_at, NULL, 1 FROM users LIMIT 1",
    record_views: "INSERT INTO record_views SELECT id, 'user', 'x', '2026-11-20T09' FROM users LIMIT 1",
    security_closures: "INSERT INTO security_closures SELECT 'e', 'unlock', id, created_at, '' FROM users LIMIT 1",
    fund_status_changes: `${aFund} INSERT INTO fund_status_changes SELECT 'f', 0, 'raising', 'investing', '2026-01-01', '', id, created_at FROM users LIMIT 1`,
    fund_terms: `${aFund} INSERT INTO fund_terms SELECT 't', 'f', 0, NULL, 'waterfall', NULL, '2026-01-01', '', NULL, id, created_at FROM users LIMIT 1`,
    token_changes: `${aFund} INSERT INTO projects VALUES ('p', 'f', 'P', 'project', 'land', 'USD', '', '2026-01-01', 0, 0, 1);
      INSERT INTO token_changes SELECT 'p', 0, 'i', 'issue', 1, '2026-01-01', '', id, created_at FROM users LIMIT 1`,
  };

  test('the log tables are the ones of class log', () => {
    expect(
      tables
        .filter(({ table }) => factOf(table).class === 'log')
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...logTables].sort());
  });

  test.each([...logTables, ...businessAppendOnly])('%s refuses change, deletion and replacement', (name) => {
    raw.exec('BEGIN');
    try {
      raw.exec(rowsFor[name]!);
      expect(raw.prepare(`SELECT count(*) FROM ${name}`).pluck().get(), 'a row to try it on').not.toBe(0n);
      const [first] = raw.pragma(`table_xinfo(${name})`) as Stored[];
      for (const sql of [
        `UPDATE ${name} SET ${first!.name} = ${first!.name}`,
        `DELETE FROM ${name}`,
        `INSERT OR REPLACE INTO ${name} SELECT * FROM ${name}`,
      ])
        expect(() => raw.exec(sql), sql).toThrow(`${name} is append-only`);
    } finally {
      raw.exec('ROLLBACK');
    }
  });

  test.each([
    ['DELETE FROM users', 'never deleted'],
    ['DELETE FROM user_roles', 'never deleted'],
    ["UPDATE command_log SET reason = 'x'", 'append-only'],
  ])('%s', (sql, words) => {
    expect(() => raw.exec(sql)).toThrow(words);
  });
});
