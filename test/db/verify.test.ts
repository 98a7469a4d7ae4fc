import { closeSync, openSync, readFileSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checks, sweep } from '#db/checks/index.ts';
import { Cancelled, verifyWorkspace } from '#db/verify.ts';
import type { Workspace } from '#db/workspace.ts';
import { allocationBreakers } from './breakers/allocations.ts';
import { callsBreakers } from './breakers/calls.ts';
import { commitmentBreakers } from './breakers/commitments.ts';
import { fundBreakers } from './breakers/funds.ts';
import { investorBreakers } from './breakers/investors.ts';
import { journalBreakers } from './breakers/journals.ts';
import { ledgerBreakers } from './breakers/ledger.ts';
import { lineBreakers } from './breakers/lines.ts';
import { meddle, meddledFor } from './breakers/meddle.ts';
import { performanceBreakers } from './breakers/performance.ts';
import { positionBreakers } from './breakers/positions.ts';
import { receiptBreakers } from './breakers/receipts.ts';
import { ann, appendRows, bob, codeOf, command, must, newHouse } from './houses.ts';

function verify(workspace: Workspace, options = {}) {
  const { folder, key } = workspace.forWorker();
  return verifyWorkspace(workspace.read, { folder, key, workspaceId: workspace.id }, options);
}

describe('a sound workspace', () => {
  test('has no findings, and every row is walked', async () => {
    using house = await newHouse();
    appendRows(house.workspace.write, 1200);
    const seen: [number, number][] = [];
    const found = verify(house.workspace, { onProgress: (done: number, outOf: number) => seen.push([done, outOf]) });
    expect(found).toEqual({ ok: true, rows: 1201, findings: [] });
    expect(seen.at(-1)).toEqual([1201, 1201]);
    expect(seen.length).toBeGreaterThan(3);
  });

  test('can be left half-way', async () => {
    using house = await newHouse();
    appendRows(house.workspace.write, 10);
    expect(() => verify(house.workspace, { isCancelled: () => true })).toThrow(Cancelled);
    expect(verify(house.workspace).ok).toBe(true);
  });

  test('is clean before its first command too', async () => {
    using house = await newHouse({ empty: true });
    expect(verify(house.workspace)).toEqual({ ok: true, rows: 0, findings: [] });
  });
});

describe('what verify names', () => {
  test.each([
    ['a row whose words were changed', "UPDATE command_log SET reason = 'because' WHERE seq = 700", 'log row 700 was altered'],
    ['a row whose changes were changed', `UPDATE command_log SET changes = '{"x":1}' WHERE seq = 3`, 'log row 3 was altered'],
    ['a row taken out', 'DELETE FROM log_subjects WHERE seq = 500; DELETE FROM command_log WHERE seq = 500', 'log row 500 is missing'],
    ['a row hashed anew', "UPDATE command_log SET previous_hash = 'f' WHERE seq = 2", 'log row 2 does not follow the row before it'],
    ['the first row replaced', "UPDATE command_log SET previous_hash = 'f' WHERE seq = 1", 'log row 1 does not follow the row before it'],
  ])('%s', async (_what, sql, sentence) => {
    using house = await newHouse();
    appendRows(house.workspace.write, 999);
    meddle(house.workspace.write, sql);
    const found = verify(house.workspace);
    expect(found.ok).toBe(false);
    expect(found.findings.map((finding) => finding.sentence).join('\n')).toContain(sentence);
  });

  test('a log cut at its end: the chain is whole, the anchor is not', async () => {
    using house = await newHouse();
    appendRows(house.workspace.write, 5);
    house.workspace.anchorNow();
    meddle(house.workspace.write, 'DELETE FROM command_log WHERE seq > 4');
    expect(verify(house.workspace).findings).toEqual([
      { check: 'anchor', sentence: expect.stringContaining('ends at log row 4, but row 6 was already seen') },
    ]);
  });

  test('one flipped bit in the middle of the file', async () => {
    using house = await newHouse();
    appendRows(house.workspace.write, 600, 'x'.repeat(500));
    house.workspace.close();
    const file = join(house.folder, 'workspace.clearway');
    const pages = statSync(file).size / 4096;
    const results: string[] = [];
    for (const share of [0.3, 0.5, 0.7, 0.9]) {
      const at = Math.floor(pages * share) * 4096 + 1234;
      flipBit(file, at);
      const opened = await house.open();
      if (opened.ok) {
        const found = verify(opened.value);
        expect(found.ok).toBe(false);
        results.push(found.findings.map(({ check }) => check).join(' '));
        opened.value.close();
      } else results.push(codeOf(opened));
      flipBit(file, at);
    }
    for (const result of results) expect(result).toMatch(/^pages|damagedWorkspace/);
    const healed = must(await house.open());
    expect(verify(healed).ok).toBe(true);
  });
});

function flipBit(file: string, at: number): void {
  const handle = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, at);
  byte[0]! ^= 0x10;
  writeSync(handle, byte, 0, 1, at);
  closeSync(handle);
}

describe('every invariant', () => {
  const change = (values: string) =>
    `INSERT INTO setting_values (id, rule, scope_kind, value, effective_on, state, loosens, proposed_by, proposed_at, reason, decided_by, decided_at, content_hash) VALUES ${values}`;
  const at = "'2026-11-20T09:00:00.000Z'";
  const broken: Readonly<Record<string, string>> = {
    'log.gapless': 'DELETE FROM command_log WHERE seq = 2',
    'log.neverEarlier': "UPDATE command_log SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 2",
    'log.subjects': "INSERT INTO log_subjects VALUES ('user', 'u', 99, 'r')",
    'log.claims': "INSERT INTO log_claims VALUES ('pay:1', 2)",
    'log.claimsKept': 'DELETE FROM log_claims',
    'access.oneHouse': 'DELETE FROM workspace',
    'access.anOwner': `UPDATE user_roles SET until_on = '2026-11-19'`,
    'access.roleOrdinals': 'UPDATE user_roles SET ordinal = 1',
    'access.grantsKnown': `INSERT INTO access_grants VALUES ('g', 'export', 'nobody', 'users', '', '', ${at}, NULL, 1)`,
    'access.closuresKnown': `INSERT INTO security_closures VALUES ('e', 'unlock', 'nobody', ${at}, '')`,
    'settings.decidedOrWaiting': change(
      `('s', 'audit.dormantDays', 'house', '30', '2026-12-01', 'proposed', 1, '${ann.userId}', ${at}, 'r', '${bob.userId}', ${at}, 'h')`,
    ),
    'settings.secondPerson': change(
      `('s', 'audit.dormantDays', 'house', '30', '2026-12-01', 'approved', 1, '${ann.userId}', ${at}, 'r', '${ann.userId}', ${at}, 'h')`,
    ),
    'settings.oneWaiting': change(
      ['s', 't']
        .map(
          (id) =>
            `('${id}', 'audit.dormantDays', 'house', '30', '2026-12-01', 'proposed', 1, '${ann.userId}', ${at}, 'r', NULL, NULL, 'h')`,
        )
        .join(', '),
    ),
    references: "INSERT INTO user_preferences VALUES ('nobody', 'theme', 'dark')",
  };

  const slices = [
    commitmentBreakers,
    allocationBreakers,
    callsBreakers,
    fundBreakers,
    investorBreakers,
    ledgerBreakers,
    journalBreakers,
    performanceBreakers,
    positionBreakers,
    lineBreakers,
    receiptBreakers,
  ];

  test('has a way to break it here', () => {
    const named = [broken, ...slices.map((slice) => slice.broken)].flatMap((each) => Object.keys(each));
    expect([...checks.map(({ name }) => name), 'references'].sort()).toEqual(named.sort());
  });

  test.each(Object.entries(broken))('%s is noticed', async (name, sql) => {
    using house = await newHouse();
    appendRows(house.workspace.write, 3);
    expect(sweep(house.workspace.read)).toEqual([]);
    meddle(house.workspace.write, sql);
    expect(sweep(house.workspace.read).map(({ check }) => check)).toContain(name);
  });

  describe.each(slices)('of $records', ({ sound, broken: ways }) => {
    const each = Object.entries(ways).flatMap(([name, sqls]) => sqls.map((sql, at) => [name, at + 1, sql] as const));

    let firm: ReturnType<typeof sound>;
    beforeAll(() => {
      firm = sound();
      firm.leaveUnchecked();
      expect(sweep(firm.reader)).toEqual([]);
    });
    afterAll(() => firm[Symbol.dispose]());

    test.each(each)('%s is noticed, and nothing else, way %i', (name, _way, sql) => {
      const found = meddledFor(firm.db, sql, () => sweep(firm.db));
      expect(found.map(({ check }) => check)).toEqual([name]);
    });
  });

  test('a loosening its proposer decided is fine once the house gave up the second person', async () => {
    using house = await newHouse();
    const { write } = house.workspace;
    meddle(
      write,
      change(
        `('d', 'settings.dualControl', 'house', 'false', '2026-11-20', 'approved', 1, '${ann.userId}', ${at}, 'r', '${bob.userId}', ${at}, 'h')`,
      ),
    );
    meddle(
      write,
      change(
        `('s', 'audit.dormantDays', 'house', '90', '2026-12-01', 'approved', 1, '${ann.userId}', ${at}, 'r', '${ann.userId}', ${at}, 'h')`,
      ),
    );
    expect(sweep(house.workspace.read).map(({ check }) => check)).toEqual(['references']);
  });

  test('holds after real commands', async () => {
    using house = await newHouse();
    command(house.workspace.write, 2, 'access.addUser', { userId: bob.userId, login: bob.login, name: bob.name, roles: [] });
    command(house.workspace.write, 3, 'settings.propose', {
      valueId: '0193abcd-0000-7000-8000-00000000cccc',
      rule: 'audit.dormantDays',
      scope: { kind: 'house', id: null },
      value: 90,
      effectiveOn: '2026-12-01',
      reason: 'A longer leave is common here',
    });
    expect(sweep(house.workspace.read)).toEqual([]);
  });
});

test('the folder holds nothing new after a verification', async () => {
  using house = await newHouse();
  const anchor = readFileSync(join(house.folder, 'anchor.json'), 'utf8');
  verify(house.workspace);
  expect(readFileSync(join(house.folder, 'anchor.json'), 'utf8')).toBe(anchor);
});
