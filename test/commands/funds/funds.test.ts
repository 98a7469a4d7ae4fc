import { describe, expect, test } from 'vitest';
import type { CommandRequest } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import type { FundId } from '#shared/ids.ts';
import { toWire } from '#shared/json.ts';
import { codeOf, house } from '#test/kit/house.ts';
import { addClass, addFund, addOrganisation, approvedNav, type FundHouse, fundFields, fundHouse, navInput } from './fundHouse.ts';

describe('organisations', () => {
  test('are added and corrected; a name is taken whatever its capitals', () => {
    using firm = house();
    const id = addOrganisation(firm);
    const fields = { legalName: '', kind: 'bank', country: 'CH' } as const;
    expect(codeOf(firm.run('funds.addOrganisation', { organisationId: id, name: 'Other', ...fields }))).toBe('claimTaken');
    expect(codeOf(firm.run('funds.addOrganisation', { organisationId: firm.id(), name: 'HARBOUR management', ...fields }))).toBe(
      'organisationNameTaken',
    );
    const second = addOrganisation(firm, 'Vale Bank');
    const change = { organisationId: second, expectedVersion: 1, name: 'Vale Bank 張', ...fields };
    expect(codeOf(firm.run('funds.updateOrganisation', { ...change, name: 'Harbour Management' }))).toBe('organisationNameTaken');
    expect(codeOf(firm.run('funds.updateOrganisation', { ...change, organisationId: firm.id() }))).toBe('notFound');
    expect(firm.done('funds.updateOrganisation', change)).toEqual({ version: 2 });
    expect(codeOf(firm.run('funds.updateOrganisation', change))).toBe('staleVersion');
    expect(firm.answer('funds.organisations', { filter: { search: '張' } }).rows).toMatchObject([
      { name: 'Vale Bank 張', kind: 'bank', country: 'CH', funds: 0, version: 2 },
    ]);
  });
});

describe('a fund', () => {
  test('begins raising, belongs to an organisation, and has a name of its own', () => {
    using at = fundHouse();
    const { firm, organisationId, fundId } = at;
    const again = { fundId: firm.id() as FundId, ...fundFields(organisationId) };
    expect(codeOf(firm.run('funds.addFund', again))).toBe('fundNameTaken');
    expect(codeOf(firm.run('funds.addFund', { ...again, name: 'New', organisationId: firm.id() }))).toBe('notFound');
    expect(codeOf(firm.run('funds.addFund', { ...again, name: 'New', fundId }))).toBe('claimTaken');
    expect(firm.answer('funds.home', { fundId }).fund).toMatchObject({
      name: 'Harbour Fund I',
      organisation: 'Harbour Management',
      status: 'raising',
      targetSize: 25_000_000_000n,
      fiscalYearEnd: '12-31',
      version: 1,
    });
  });

  test.each([
    ['a 30 February', { fiscalYearEnd: '02-30' }],
    ['a 31 June', { fiscalYearEnd: '06-31' }],
    ['no currency', { currency: 'XXX' }],
    ['a negative target', { targetSize: '-1' }],
    ['a country in words', { country: 'Switzerland' }],
    ['a blank name', { name: '  ' }],
  ])('%s is not a fact of a fund', (_what, wrong) => {
    using firm = house();
    const organisationId = addOrganisation(firm);
    expect(codeOf(firm.run('funds.addFund', { fundId: firm.id() as FundId, ...fundFields(organisationId), ...wrong } as never))).toBe(
      'invalidInput',
    );
  });

  test('takes corrections, but its currency and way of counting stay once something hangs on it', () => {
    using firm = house();
    const organisationId = addOrganisation(firm);
    const fundId = addFund(firm, organisationId, { fiscalYearEnd: '02-29' });
    const other = addFund(firm, organisationId, { name: 'Harbour Fund II' });
    const change = { fundId, expectedVersion: 1, ...fundFields(organisationId), currency: 'KWD' };
    expect(firm.done('funds.updateFund', change).version).toBe(2);
    expect(codeOf(firm.run('funds.updateFund', change))).toBe('staleVersion');
    expect(codeOf(firm.run('funds.updateFund', { ...change, expectedVersion: 2, name: 'harbour fund II' }))).toBe('fundNameTaken');
    expect(codeOf(firm.run('funds.updateFund', { ...change, expectedVersion: 2, organisationId: firm.id() }))).toBe('notFound');
    expect(codeOf(firm.run('funds.updateFund', { ...change, fundId: firm.id() as FundId }))).toBe('notFound');
    addClass(firm, fundId);
    const late = firm.run('funds.updateFund', { ...change, expectedVersion: 2, currency: 'USD' });
    expect(late).toMatchObject({ error: { code: 'fundFixed', detail: { field: 'currency', because: 'it has classes' } } });
    expect(codeOf(firm.run('funds.updateFund', { ...change, expectedVersion: 2, strategy: 'Buildings far from water' }))).toBe('ok');
    firm.done('projects.addProject', { projectId: firm.id(), fundId: other, ...project });
    const counted = { ...change, fundId: other, name: 'Harbour Fund II', currency: 'USD', basis: 'tokens' as const };
    expect(firm.run('funds.updateFund', counted)).toMatchObject({
      error: { detail: { field: 'way of counting', because: 'it has projects' } },
    });
    const third = addFund(firm, organisationId, { name: 'Harbour Fund III' });
    firm.done('funds.addBankAccount', account(firm.id(), third));
    expect(firm.run('funds.updateFund', { ...counted, fundId: third, name: 'Harbour Fund III' })).toMatchObject({
      error: { detail: { because: 'it has bank accounts' } },
    });
  });

  test('moves along its life only when its guards are met, and never back in time', () => {
    using at = fundHouse({ inceptionOn: null });
    const { firm, fundId, organisationId, classId } = at;
    let version = 1;
    const move = (name: CommandRequest<'funds.move'>['move'], effectiveOn = '2026-02-01') => {
      const reply = firm.run('funds.move', { fundId, expectedVersion: version, move: name, effectiveOn, reason: 'board minutes' });
      if (reply.ok) version = reply.value.version;
      return reply;
    };
    expect(codeOf(move('close'))).toBe('moveNotAllowed');
    const unready = move('startInvesting');
    expect(unready).toMatchObject({ error: { code: 'moveNotReady', detail: { unmet: ['the inception date is not set'] } } });
    expect(unready.ok || sentenceOf(unready.error)).toBe('Harbour Fund I cannot move on yet: the inception date is not set.');
    version = firm.done('funds.updateFund', {
      fundId,
      expectedVersion: 1,
      ...fundFields(organisationId),
      inceptionOn: '2026-02-10',
    }).version;
    expect(codeOf(move('startInvesting'))).toBe('moveNotReady');
    expect(codeOf(move('startInvesting', '2026-04-01'))).toBe('dateInFuture');
    expect(move('startInvesting', '2026-02-10')).toMatchObject({ value: { status: 'investing' } });
    for (const inceptionOn of [null, '2026-02-11'])
      expect(codeOf(firm.run('funds.updateFund', { fundId, expectedVersion: version, ...fundFields(organisationId), inceptionOn }))).toBe(
        'inceptionAfterStart',
      );
    expect(codeOf(move('startHarvesting', '2026-02-09'))).toBe('moveBeforeLast');
    expect(codeOf(move('startHarvesting', '2026-02-20'))).toBe('ok');
    const first = approvedNav(at, '2026-02-20', 100);
    firm.done('funds.draftNav', navInput(at, '2026-02-25', 101));
    const accountId = firm.id();
    firm.done('funds.addBankAccount', account(accountId, fundId));
    expect(move('close', '2026-02-28')).toMatchObject({
      error: {
        detail: {
          unmet: [
            '1 drafted NAV waits for approval',
            'the latest approved NAV of A is not zero',
            'the bank account “Operating account” is open',
          ],
        },
      },
    });
    expect(firm.answer('funds.home', { fundId }).moves).toMatchObject([{ name: 'close', unmet: [{}, {}, {}] }]);
    const [draft] = firm.answer('funds.navs', { filter: { state: 'draft' } }).rows;
    firm.done('funds.withdrawNav', { navId: draft!.id, fundId });
    approvedNav(at, '2026-02-26', 0, { units: '0', navPerUnit: '0' });
    firm.done('funds.closeBankAccount', { accountId, fundId, expectedVersion: 1, closedOn: '2026-02-27', reason: 'empty' });
    expect(move('close', '2026-02-28')).toMatchObject({ value: { status: 'closed' } });
    expectClosed(at);
    expect(codeOf(firm.run('funds.draftNav', navInput(at, '2026-02-20', 99, { corrects: first, reason: 'late invoice', classId })))).toBe(
      'ok',
    );
    expect(move('reopen', '2026-03-01')).toMatchObject({ value: { status: 'harvesting' } });
    expect(firm.answer('funds.home', { fundId }).statusChanges.map(({ to }) => to)).toEqual([
      'investing',
      'harvesting',
      'closed',
      'harvesting',
    ]);
    expect(codeOf(firm.run('funds.move', { fundId, expectedVersion: 1, move: 'close', effectiveOn: '2026-03-01', reason: 'x' }))).toBe(
      'staleVersion',
    );
    expect(
      codeOf(
        firm.run('funds.move', { fundId: firm.id() as FundId, expectedVersion: 1, move: 'close', effectiveOn: '2026-03-01', reason: 'x' }),
      ),
    ).toBe('notFound');
  });
});

function expectClosed(at: FundHouse): void {
  const { firm, fundId } = at;
  for (const [name, input] of [
    ['funds.addClass', { classId: firm.id(), fundId, name: 'B', kind: 'class', unitDigits: 0, openedOn: '2026-02-01' }],
    ['funds.addBankAccount', account(firm.id(), fundId)],
    ['funds.draftNav', navInput(at, '2026-02-28', 1)],
    ['projects.addProject', { projectId: firm.id(), fundId, ...project }],
  ] as const)
    expect(codeOf(firm.run(name, input as never)), name).toBe('fundClosed');
}

const project = {
  title: 'Pier 9',
  kind: 'property',
  assetType: 'mixedUse',
  currency: 'USD',
  place: 'Boston',
  openedOn: '2026-01-01',
  tokenDigits: 2,
} as const;

const account = (accountId: string, fundId: FundId): CommandRequest<'funds.addBankAccount'> => ({
  accountId,
  fundId,
  projectId: null,
  purpose: 'operating',
  title: 'Operating account',
  bankName: 'Harbour Bank',
  holder: 'Harbour Fund I LP',
  country: 'GB',
  currency: 'USD',
  scheme: 'iban',
  accountNumber: 'gb82 WEST 1234 5698 7654 32',
  routingNumber: null,
  bic: null,
  ledgerCode: '1010',
  openedOn: '2026-01-05',
});

describe('classes', () => {
  test('have a name and digits of their own; digits stay once there is a NAV', () => {
    using at = fundHouse();
    const { firm, fundId, classId } = at;
    const fields = { name: 'B', kind: 'series', unitDigits: 8, openedOn: '2025-02-01' } as const;
    expect(codeOf(firm.run('funds.addClass', { classId: firm.id(), fundId, ...fields, name: 'a' }))).toBe('classNameTaken');
    expect(codeOf(firm.run('funds.addClass', { classId: firm.id(), fundId, ...fields, unitDigits: 9 }))).toBe('invalidInput');
    expect(codeOf(firm.run('funds.addClass', { classId: firm.id(), fundId: firm.id() as FundId, ...fields }))).toBe('notFound');
    const change = { classId, fundId, expectedVersion: 1, ...fields, name: 'A', kind: 'class', closedOn: null } as const;
    firm.done('funds.updateClass', change);
    approvedNav(at, '2026-01-31', 100);
    const next = { ...change, expectedVersion: 2 };
    expect(codeOf(firm.run('funds.updateClass', change))).toBe('staleVersion');
    expect(codeOf(firm.run('funds.updateClass', { ...next, unitDigits: 4 }))).toBe('classFixed');
    expect(codeOf(firm.run('funds.updateClass', { ...next, openedOn: '2026-02-01' }))).toBe('navBeforeOpening');
    expect(codeOf(firm.run('funds.updateClass', { ...next, closedOn: '2025-01-31' }))).toBe('wrongClassDates');
    expect(codeOf(firm.run('funds.updateClass', { ...next, classId: firm.id() }))).toBe('notFound');
    expect(codeOf(firm.run('funds.updateClass', { ...next, fundId: firm.id() as FundId }))).toBe('notFound');
    addClass(firm, fundId, 'C');
    expect(codeOf(firm.run('funds.updateClass', { ...next, name: 'c' }))).toBe('classNameTaken');
    firm.done('funds.updateClass', { ...next, closedOn: '2026-02-01' });
    expect(codeOf(firm.run('funds.draftNav', navInput(at, '2026-02-02', 100)))).toBe('classClosed');
  });
});

describe('links', () => {
  test('join two funds once, never in a circle, and end', () => {
    using firm = house();
    const organisation = addOrganisation(firm);
    const [feeder, master, top] = ['Feeder', 'Master', 'Top'].map((name) => addFund(firm, organisation, { name })) as [
      FundId,
      FundId,
      FundId,
    ];
    const link = (fundId: FundId, toFundId: FundId, kind: CommandRequest<'funds.link'>['kind'] = 'feeder', fromOn = '2026-01-01') =>
      firm.run('funds.link', { linkId: firm.id(), fundId, toFundId, kind, fromOn, note: '' });
    const linkId = firm.id();
    firm.done('funds.link', { linkId, fundId: feeder, toFundId: master, kind: 'feeder', fromOn: '2026-01-01', note: 'onshore' });
    expect(codeOf(link(feeder, feeder))).toBe('linkToSelf');
    expect(codeOf(link(master, feeder, 'parallel'))).toBe('linkExists');
    expect(codeOf(link(master, firm.id() as FundId))).toBe('notFound');
    expect(codeOf(link(firm.id() as FundId, master))).toBe('notFound');
    expect(codeOf(link(master, top, 'blocker'))).toBe('ok');
    expect(link(top, feeder, 'aiv')).toMatchObject({ error: { code: 'linkCycle', detail: { path: ['Top', 'Feeder', 'Master', 'Top'] } } });
    expect(codeOf(link(top, feeder, 'parallel'))).toBe('ok');
    const end = { linkId, fundId: feeder, toFundId: master, untilOn: '2026-02-01', reason: 'restructured' };
    expect(codeOf(firm.run('funds.endLink', { ...end, untilOn: '2025-12-31' }))).toBe('wrongLinkDates');
    expect(codeOf(firm.run('funds.endLink', { ...end, fundId: master, toFundId: feeder }))).toBe('notFound');
    firm.done('funds.endLink', end);
    expect(codeOf(firm.run('funds.endLink', end))).toBe('linkEnded');
    expect(codeOf(link(master, feeder, 'feeder', '2026-02-02'))).toBe('ok');
    expect(firm.answer('funds.home', { fundId: feeder }).links).toMatchObject([
      { kind: 'feeder', forward: true, other: { name: 'Master' }, untilOn: '2026-02-01', note: 'onshore' },
      { kind: 'parallel', forward: false, other: { name: 'Top' } },
      { kind: 'feeder', forward: false, other: { name: 'Master' } },
    ]);
  });
});

describe('bank accounts', () => {
  test('are checked, tied to a ledger account, belong to one fund, and show masked', () => {
    using at = fundHouse();
    const { firm, fundId, organisationId } = at;
    const accountId = firm.id();
    const wrong = firm.run('funds.addBankAccount', {
      ...account(accountId, fundId),
      accountNumber: 'GB83WEST12345698765432',
      routingNumber: '1',
      bic: 'X',
    });
    expect(wrong).toMatchObject({ error: { code: 'bankDetailsWrong', detail: { problems: [{}, {}, {}] } } });
    expect(codeOf(firm.run('funds.addBankAccount', account(accountId, fundId), { steppedUp: false }))).toBe('stepUpNeeded');
    firm.done('funds.addBankAccount', account(accountId, fundId));
    const second = addFund(firm, organisationId, { name: 'Harbour Fund II' });
    expect(codeOf(firm.run('funds.addBankAccount', account(firm.id(), second)))).toBe('accountTaken');
    const us = {
      ...account(firm.id(), fundId),
      country: 'US',
      scheme: 'us',
      accountNumber: '0012345678',
      routingNumber: '021000021',
    } as const;
    expect(codeOf(firm.run('funds.addBankAccount', us))).toBe('ledgerCodeTaken');
    expect(codeOf(firm.run('funds.addBankAccount', { ...us, projectId: firm.id() }))).toBe('notFound');
    expect(codeOf(firm.run('funds.addBankAccount', { ...us, fundId: firm.id() as FundId }))).toBe('notFound');
    const projectId = firm.id();
    firm.done('projects.addProject', { projectId, fundId, ...project });
    firm.done('funds.addBankAccount', { ...us, projectId, purpose: 'escrow', ledgerCode: '1020', title: 'Escrow' });
    const rename = { accountId, fundId, expectedVersion: 1, title: 'Main', bankName: 'Harbour Bank', ledgerCode: '1011' };
    expect(codeOf(firm.run('funds.updateBankAccount', { ...rename, ledgerCode: '1020' }))).toBe('ledgerCodeTaken');
    expect(codeOf(firm.run('funds.updateBankAccount', { ...rename, fundId: second }))).toBe('notFound');
    firm.done('funds.updateBankAccount', rename);
    expect(codeOf(firm.run('funds.updateBankAccount', rename))).toBe('staleVersion');
    const close = { accountId, fundId, expectedVersion: 2, closedOn: '2026-02-01', reason: 'moved' };
    expect(codeOf(firm.run('funds.closeBankAccount', { ...close, closedOn: '2025-12-01' }))).toBe('wrongAccountDates');
    expect(codeOf(firm.run('funds.closeBankAccount', { ...close, expectedVersion: 1 }))).toBe('staleVersion');
    expect(codeOf(firm.run('funds.closeBankAccount', { ...close, fundId: second }))).toBe('notFound');
    firm.done('funds.closeBankAccount', close);
    expect(codeOf(firm.run('funds.closeBankAccount', { ...close, expectedVersion: 3 }))).toBe('accountClosed');
    expect(codeOf(firm.run('funds.updateBankAccount', { ...rename, expectedVersion: 3 }))).toBe('accountClosed');
    expect(firm.answer('funds.home', { fundId }).accounts).toMatchObject([
      { purpose: 'escrow', accountMasked: '••••••5678', projectId, routingMasked: '•••••0021', closedOn: null },
      { purpose: 'operating', accountMasked: '••••••••••••••••••5432', title: 'Main', ledgerCode: '1011', closedOn: '2026-02-01' },
    ]);
    const everything = toWire([
      firm.answer('funds.home', { fundId }),
      ...firm.answer('audit.log', { limit: 50 }).rows.map(({ seq }) => firm.answer('audit.entry', { seq })),
    ]);
    expect(everything).not.toMatch(/WEST ?1234|0012345678/);
    const grantId = firm.id();
    firm.done('audit.unmask', { grantId, entity: 'fundBankAccount', entityId: accountId, field: 'accountNumber', purpose: 'wire form' });
    expect(firm.answer('audit.unmasked', { grantId }).value).toBe('GB82WEST12345698765432');
  });
});
