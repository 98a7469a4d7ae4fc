import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sweep } from '#db/checks/index.ts';
import { closeDb } from '#db/handles.ts';
import { migrate } from '#db/migrate.ts';
import { openScratch } from '#db/open.ts';
import { replay } from '#main/commands/replay.ts';
import type { UserId } from '#shared/ids.ts';
import { type Golden, goldenOf, migratedGolden } from '#test/kit/golden.ts';
import { house, migrations } from '#test/kit/house.ts';

const folder = new URL('../fixtures/golden/', import.meta.url);
const wholeHouse = { kind: 'house', id: null } as const;

/** A little of everything a release can write: run once per release with CLEARWAY_GOLDEN=<version> to keep its file. */
function writeGolden(version: string): void {
  using firm = house();
  const approver = firm.addUser('anna', 'approver');
  const leaving = firm.addUser('vera', 'viewer', 'auditor');
  firm.done('access.revokeRole', { userId: leaving, expectedVersion: 1, ordinal: 0, reason: 'moved' });
  firm.done('access.disableUser', { userId: leaving, expectedVersion: 2, reason: 'left' });
  firm.done('access.enableUser', { userId: leaving, expectedVersion: 3, reason: 'came back' });
  firm.done('access.updateUser', {
    userId: approver,
    expectedVersion: 1,
    login: 'anna.b',
    name: 'Anna Brändli 张',
    email: 'anna@example.com',
  });
  firm.done('access.grantRole', {
    userId: approver,
    expectedVersion: 2,
    grant: { role: 'viewer', scope: { kind: 'fund', id: 'fund-1' } },
    reason: 'covers fund 1',
  });
  firm.done('access.notePassphrase', { userId: approver, what: 'passphraseSet' });
  firm.done('access.setPreferences', { preferences: { theme: 'dark' } });
  firm.done('settings.updateHouse', {
    expectedVersion: 1,
    name: 'Harbour & Vale',
    legalName: 'Harbour & Vale AG',
    address: 'Quai 1',
    country: 'CH',
    timeZone: 'Europe/Zurich',
    currency: 'CHF',
  });
  firm.done('settings.setTaxId', { expectedVersion: 2, taxId: 'CHE-123.456.789' });
  const propose = (rule: 'audit.dormantDays' | 'health.backupsKept', value: number) => {
    const valueId = firm.id();
    return {
      valueId,
      ...firm.done('settings.propose', { valueId, rule, scope: wholeHouse, value, effectiveOn: '2026-04-01', reason: 'golden' }),
    };
  };
  const first = propose('audit.dormantDays', 90);
  firm.done('settings.approve', { valueId: first.valueId, contentHash: first.contentHash }, { as: approver });
  firm.done('settings.reject', { valueId: propose('health.backupsKept', 5).valueId, reason: 'too few' }, { as: approver });
  firm.done('settings.withdraw', { valueId: propose('health.backupsKept', 6).valueId });
  firm.done('audit.unmask', { grantId: firm.id(), entity: 'house', entityId: 'house', field: 'taxId', purpose: 'form' });
  firm.done('audit.noteExport', { grantId: firm.id(), query: 'audit.log', format: 'csv', rows: 12 });
  firm.done('audit.noteViews', { views: [{ entity: 'house', entityId: 'house', hour: '2026-03-02T09' }] });
  firm.done('audit.closeSecurityEvent', { eventId: firm.id() as UserId, kind: 'newDevice', note: 'mine' });
  firm.done('health.noteRestore', { backup: 'golden', restoredSeq: 1, replacedSeq: null, reason: 'drill' });
  writeFileSync(new URL(`${version}.json`, folder), goldenOf(firm.db));
}

const version = process.env.CLEARWAY_GOLDEN;
if (version !== undefined) writeGolden(version);

test.each(readdirSync(folder))('the file of %s, migrated, is its log replayed on the new format', (name) => {
  const golden = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Golden;
  const migrated = migratedGolden(golden);
  const fresh = openScratch();
  try {
    migrate(fresh, migrations, () => undefined);
    const { differences, rows } = replay(migrated, fresh);
    expect(differences).toEqual([]);
    expect(rows).toBeGreaterThan(15);
    expect(sweep(migrated)).toEqual([]);
  } finally {
    closeDb(migrated);
    closeDb(fresh);
  }
});
