import { expect, test } from 'vitest';
import { addMinutes } from '#shared/dates.ts';
import { codeOf, type House, house } from '#test/kit/house.ts';

function houseWithTaxId(): House {
  const firm = house();
  firm.done('settings.setTaxId', { expectedVersion: 1, taxId: 'AB-1234-XYZ' });
  return firm;
}

const reveal = (firm: House) => ({ grantId: firm.id(), entity: 'house', entityId: 'house', field: 'taxId', purpose: 'bank form' });

test('a masked value is revealed to one person, for a while, on the record', () => {
  using firm = houseWithTaxId();
  const accountant = firm.addUser('ada', 'accountant');
  const other = firm.addUser('alan', 'accountant');
  const grant = reveal(firm);
  firm.done('audit.unmask', grant, { as: accountant });
  expect(firm.answer('audit.unmasked', { grantId: grant.grantId }, accountant).value).toBe('AB-1234-XYZ');
  expect(codeOf(firm.ask('audit.unmasked', { grantId: grant.grantId }, other))).toBe('grantOfAnother');
  firm.now = addMinutes(firm.now, 11);
  expect(codeOf(firm.ask('audit.unmasked', { grantId: grant.grantId }, accountant))).toBe('grantExpired');
  expect(firm.answer('audit.timeline', { entity: 'house', id: 'house' }).rows[0]).toMatchObject({
    name: 'audit.unmask',
    reason: 'bank form',
  });
});

test('a reveal names the record it reveals, or there is none', () => {
  using firm = houseWithTaxId();
  expect(codeOf(firm.run('audit.unmask', { ...reveal(firm), entityId: 'somewhere else' }))).toBe('notFound');
});

test('searching the log does not find a masked value, not even a part of it', () => {
  using firm = houseWithTaxId();
  const found = (search: string) => firm.answer('audit.log', { filter: { search }, totals: true }).total;
  for (const part of ['AB-1234-XYZ', '-XYZ', 'AB', '"taxId":"A']) expect(found(part), part).toBe(0);
  expect(found('setTaxId')).toBe(1);
  expect(found('Harbour')).toBe(1);
});

test('what is not masked cannot be unmasked', () => {
  using firm = houseWithTaxId();
  expect(codeOf(firm.run('audit.unmask', { ...reveal(firm), field: 'name' }))).toBe('nothingMasked');
  expect(codeOf(firm.run('audit.unmask', { ...reveal(firm), entity: 'constructor', field: 'name' }))).toBe('nothingMasked');
  expect(codeOf(firm.ask('audit.unmasked', { grantId: firm.id() }))).toBe('notFound');
});

test('a grant id is used once, for whatever it was', () => {
  using firm = houseWithTaxId();
  const grant = reveal(firm);
  firm.done('audit.unmask', grant);
  expect(codeOf(firm.run('audit.unmask', grant))).toBe('alreadyExists');
  expect(codeOf(firm.run('audit.noteExport', { grantId: grant.grantId, query: 'audit.log', format: 'csv', rows: 1 }))).toBe(
    'alreadyExists',
  );
});

test('an export is on the record before it leaves, and reveals nothing by itself', () => {
  using firm = houseWithTaxId();
  const grantId = firm.id();
  firm.done('audit.noteExport', { grantId, query: 'audit.log', format: 'xlsx', rows: 3, filter: { actorId: 'x' } });
  expect(codeOf(firm.ask('audit.unmasked', { grantId }))).toBe('notFound');
  expect(firm.answer('audit.log', { filter: { name: 'audit.noteExport' } }).rows).toHaveLength(1);
});

test('opening a record is noted once an hour, however often it is opened', () => {
  using firm = houseWithTaxId();
  const view = { entity: 'house', entityId: 'house', hour: '2026-03-02T09' };
  expect(firm.done('audit.noteViews', { views: [view, view] })).toEqual({ noted: 1 });
  expect(firm.done('audit.noteViews', { views: [view, { ...view, hour: '2026-03-02T10' }] })).toEqual({ noted: 1 });
});

test('a security event is closed once', () => {
  using firm = houseWithTaxId();
  const eventId = firm.id();
  firm.done('audit.closeSecurityEvent', { eventId, kind: 'newDevice', note: 'my new laptop' });
  expect(codeOf(firm.run('audit.closeSecurityEvent', { eventId, kind: 'newDevice', note: 'again' }))).toBe('eventClosed');
});

test('a restore is on the record', () => {
  using firm = houseWithTaxId();
  firm.done('health.noteRestore', { backup: '2026-03-01', restoredSeq: 2, replacedSeq: null, reason: 'disk died' });
  expect(firm.answer('audit.log', { limit: 1 }).rows[0]).toMatchObject({ name: 'health.noteRestore', reason: 'disk died' });
});
