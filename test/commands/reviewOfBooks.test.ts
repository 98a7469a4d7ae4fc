import { expect, test } from 'vitest';
import { insertSecurityEvent } from '#db/operational.ts';
import { businessDate, instant } from '#shared/dates.ts';
import type { FundId, UserId } from '#shared/ids.ts';
import { codeOf, type House, house } from '#test/kit/house.ts';
import { account, addInvestor, payeeRequest } from '#test/kit/investors.ts';
import { addFund, addOrganisation, fundHouse } from './funds/fundHouse.ts';

const scopedAdministrator = (firm: House, fundId: FundId): UserId => {
  const userId = firm.id() as UserId;
  const grant = { role: 'administrator', scope: { kind: 'fund', id: fundId } } as const;
  firm.done('access.addUser', { userId, login: 'frank', name: 'Frank Fund', roles: [grant] });
  return userId;
};

test('a payee change and a side letter name funds that exist', () => {
  using at = fundHouse();
  const { firm, fundId } = at;
  const investorId = addInvestor(firm);
  const request = payeeRequest(firm, investorId, { useFor: [firm.id() as FundId] });
  expect(codeOf(firm.run('investors.requestPayeeChange', request))).toBe('notFound');
  expect(codeOf(firm.run('investors.requestPayeeChange', { ...request, useFor: [fundId] }))).toBe('ok');
  const term = {
    investorId,
    termId: firm.id(),
    term: { kind: 'feeRate', rate: '0.01' },
    fromOn: '2026-01-01',
    untilOn: null,
    documentId: null,
  } as const;
  expect(codeOf(firm.run('investors.addTerm', { ...term, fundId: firm.id() as FundId }))).toBe('notFound');
  expect(codeOf(firm.run('investors.addTerm', { ...term, fundId }))).toBe('ok');
});

test('routing numbers and BICs are masked like account numbers, and revealed on the record', () => {
  using at = fundHouse();
  const { firm, fundId } = at;
  const investorId = addInvestor(firm);
  const request = payeeRequest(firm, investorId, { details: account({ bic: 'FHBKUS33' }) });
  firm.done('investors.requestPayeeChange', request);
  const accountId = firm.id();
  firm.done('funds.addBankAccount', {
    accountId,
    fundId,
    projectId: null,
    purpose: 'operating',
    title: 'Operating',
    bankName: 'First Harbor Bank',
    holder: 'Harbour Fund I LP',
    country: 'US',
    currency: 'USD',
    scheme: 'us',
    accountNumber: '000123456789',
    routingNumber: '021000021',
    bic: 'FHBKUS33',
    ledgerCode: '1000',
    openedOn: '2026-01-01',
  });
  const shown = [
    firm.answer('investors.payeeCase', { caseId: request.caseId }),
    firm.answer('investors.home', { investorId }),
    firm.answer('funds.home', { fundId }),
    firm.answer('audit.entry', { seq: firm.answer('audit.log', { limit: 1 }).rows[0]!.seq }),
  ];
  for (const one of shown) {
    const text = JSON.stringify(one, (_key, value) => (typeof value === 'bigint' ? String(value) : value));
    expect(text).not.toContain('021000021');
    expect(text).not.toContain('FHBKUS33');
  }
  const reveal = (entity: string, entityId: string, field: string) => {
    const grantId = firm.id();
    firm.done('audit.unmask', { grantId, entity, entityId, field, purpose: 'the bank asked' });
    return firm.answer('audit.unmasked', { grantId }).value;
  };
  expect(reveal('bankAccount', request.accountId, 'routing')).toBe('021000021');
  expect(reveal('bankAccount', request.accountId, 'bic')).toBe('FHBKUS33');
  expect(reveal('fundBankAccount', accountId, 'routingNumber')).toBe('021000021');
  expect(reveal('fundBankAccount', accountId, 'bic')).toBe('FHBKUS33');
});

test('a refusal names no fund the person may not see', () => {
  using at = fundHouse();
  const { firm, fundId, organisationId } = at;
  const [second, third] = [
    addFund(firm, organisationId, { name: 'Second Fund' }),
    addFund(firm, addOrganisation(firm, 'Other Management'), { name: 'Third Fund' }),
  ];
  const link = (from: FundId, to: FundId) => ({
    linkId: firm.id(),
    fundId: from,
    toFundId: to,
    kind: 'feeder' as const,
    fromOn: '2026-01-01',
    note: '',
  });
  firm.done('funds.link', link(second, third));
  firm.done('funds.link', link(third, fundId));
  const frank = scopedAdministrator(firm, fundId);
  firm.done('access.grantRole', {
    userId: frank,
    expectedVersion: 1,
    grant: { role: 'administrator', scope: { kind: 'fund', id: second } },
    reason: 'covers both',
  });
  const bank = {
    projectId: null,
    purpose: 'operating',
    title: 'Operating',
    bankName: 'First Harbor Bank',
    holder: 'Third Fund LP',
    country: 'US',
    currency: 'USD',
    scheme: 'us',
    accountNumber: '000123456789',
    routingNumber: '021000021',
    bic: null,
    ledgerCode: '1000',
    openedOn: '2026-01-01',
  } as const;
  firm.done('funds.addBankAccount', { accountId: firm.id(), fundId: third, ...bank });
  const again = { accountId: firm.id(), fundId, ...bank };
  expect(firm.run('funds.addBankAccount', again, { as: frank })).toMatchObject({
    error: { code: 'accountTaken', detail: { fund: 'another fund' } },
  });
  expect(firm.run('funds.addBankAccount', again)).toMatchObject({ error: { detail: { fund: 'Third Fund' } } });
  const circle = link(fundId, second);
  expect(firm.run('funds.link', circle, { as: frank })).toMatchObject({
    error: { code: 'linkCycle', detail: { path: ['Harbour Fund I', 'Second Fund', 'another fund', 'Harbour Fund I'] } },
  });
  expect(firm.run('funds.link', circle)).toMatchObject({
    error: { detail: { path: ['Harbour Fund I', 'Second Fund', 'Third Fund', 'Harbour Fund I'] } },
  });
});

test('a security event is closed by somebody else than the person it is about, while there is somebody else', () => {
  using firm = house();
  const event = (userId: UserId | null) => {
    const id = firm.id();
    const about = { occurredAt: firm.now, userId, who: 'Olivia Owner', device: 'laptop', detail: 'a new device', mustClose: true };
    insertSecurityEvent(firm.db, { id, kind: 'newDevice', ...about });
    return { eventId: id, kind: 'newDevice' as const, note: 'looked into it' };
  };
  const alone = event(firm.owner);
  expect(codeOf(firm.run('audit.closeSecurityEvent', alone))).toBe('ok');
  const agnes = firm.addUser('agnes', 'administrator');
  const [own, nobodys] = [event(firm.owner), event(null)];
  expect(codeOf(firm.run('audit.closeSecurityEvent', own))).toBe('eventAboutYou');
  const onToday = (as: UserId) => firm.answer('reports.today', {}, as).items.find(({ kind }) => kind === 'securityEvents')?.count;
  expect([onToday(firm.owner), onToday(agnes)]).toEqual([1, 2]);
  const rows = firm.answer('audit.securityEvents', { filter: { open: true } }).rows;
  expect(rows.map(({ id, aboutYou }) => [id, aboutYou])).toEqual(
    expect.arrayContaining([
      [own.eventId, true],
      [nobodys.eventId, false],
    ]),
  );
  expect(codeOf(firm.run('audit.closeSecurityEvent', own, { as: agnes }))).toBe('ok');
  expect(codeOf(firm.run('audit.closeSecurityEvent', nobodys))).toBe('ok');
});

test('the days of the log are days of the house', () => {
  using firm = house();
  const set = (density: 'dense' | 'comfortable', now: string, today: string) =>
    firm.done('access.setPreferences', { preferences: { density } }, { now: instant(now), today: businessDate(today) });
  set('dense', '2026-03-09T22:30:00.000Z', '2026-03-10');
  set('comfortable', '2026-03-10T23:30:00.000Z', '2026-03-11');
  const on = (day: string) =>
    firm.answer('audit.log', { filter: { from: businessDate(day), until: businessDate(day) } }).rows.map(({ at }) => at);
  expect(on('2026-03-09')).toEqual([]);
  expect(on('2026-03-10')).toEqual(['2026-03-09T22:30:00.000Z']);
  expect(on('2026-03-11')).toEqual(['2026-03-10T23:30:00.000Z']);
});

test('a rule that is approved late holds from the day of its approval', () => {
  using firm = house();
  const anna = firm.addUser('anna', 'approver');
  const valueId = firm.id();
  const { contentHash } = firm.done('settings.propose', {
    valueId,
    rule: 'access.autoLockMinutes',
    scope: { kind: 'house', id: null },
    value: 90,
    effectiveOn: '2026-03-02',
    reason: 'long meetings',
  });
  const value = (on: string) =>
    firm.answer('settings.rules', { on: businessDate(on) }).rules.find(({ rule }) => rule === 'access.autoLockMinutes');
  const approved = firm.done('settings.approve', { valueId, contentHash }, { as: anna, today: businessDate('2026-03-06') });
  expect(approved.effectiveOn).toBe('2026-03-06');
  expect(value('2026-03-05')).toMatchObject({ value: 15, source: 'profile' });
  expect(value('2026-03-06')).toMatchObject({ value: 90, since: '2026-03-06' });
});
