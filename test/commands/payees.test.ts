import { expect, test } from 'vitest';
import type { UserId } from '#shared/ids.ts';
import { codeOf, type House, house } from '#test/kit/house.ts';
import { account, addContact, addInvestor, germanIban, goTo, payeeRequest, payTo } from '#test/kit/investors.ts';
import { addFund } from '#test/kit/ledger.ts';

type Desk = Readonly<{ firm: House; investorId: string; contactId: string; maker: UserId; checker: UserId; [Symbol.dispose](): void }>;

/** An investor of two months with a number on file, and the three people a change of account takes. */
function desk(): Desk {
  const firm = house();
  const maker = firm.addUser('ada', 'accountant');
  const checker = firm.addUser('clara', 'approver');
  const investorId = addInvestor(firm);
  const contactId = addContact(firm, investorId);
  goTo(firm, '2026-05-04');
  return { firm, investorId, contactId, maker, checker, [Symbol.dispose]: () => firm[Symbol.dispose]() };
}

const home = ({ firm, investorId }: Desk) => firm.answer('investors.home', { investorId: investorId as never });
const caseOf = ({ firm }: Desk, caseId: string) => firm.answer('investors.payeeCase', { caseId });

test('an account comes into force only through request, callback, rest and a second person', () => {
  using here = desk();
  const { firm, investorId, contactId, maker, checker } = here;
  const request = payeeRequest(firm, investorId);
  const key = { investorId, caseId: request.caseId };
  const { contentHash, state } = firm.done('investors.requestPayeeChange', request);
  expect(state).toBe('requested');
  expect(home(here).accounts).toMatchObject([{ state: 'pending', accountNumberMasked: '••••••••6789', usedFor: [] }]);
  const approve = (as: UserId, hash = contentHash) =>
    codeOf(firm.run('investors.approvePayeeChange', { ...key, contentHash: hash }, { as }));
  expect(approve(checker)).toBe('payeeState');
  const call = (as: UserId) =>
    codeOf(firm.run('investors.recordCallback', { ...key, contactId, spokeWith: 'Wanda', note: 'confirmed' }, { as }));
  expect(call(firm.owner)).toBe('callbackByRequester');
  expect(call(maker)).toBe('ok');
  expect(call(maker)).toBe('payeeState');
  expect(approve(checker)).toBe('payeeCoolOff');
  goTo(firm, '2026-05-06');
  expect(approve(checker)).toBe('payeeCoolOff');
  goTo(firm, '2026-05-07');
  expect(approve(checker, 'f'.repeat(64))).toBe('payeeContentChanged');
  expect(approve(firm.owner)).toBe('payeeSecondPerson');
  expect(codeOf(firm.run('investors.applyPayeeChange', key))).toBe('payeeState');
  expect(approve(checker)).toBe('ok');
  firm.done('investors.applyPayeeChange', key);
  expect(home(here).accounts).toMatchObject([{ state: 'inForce', verifiedOn: '2026-05-07', verifiedBy: 'callback', usedFor: [null] }]);
  expect(caseOf(here, request.caseId)).toMatchObject({
    state: 'inForce',
    requested: { name: 'Olivia Owner' },
    callback: { number: '+1 617 555 0100', contact: 'Wanda Wire', by: { name: 'Ada Tester' } },
    approved: { name: 'Clara Tester' },
  });
});

test('a callback goes to a number that was on file before the request and had not just changed', () => {
  using here = desk();
  const { firm, investorId, contactId, maker } = here;
  const young = addContact(firm, investorId, { name: 'Young Number', fromOn: '2026-05-04', replaces: contactId });
  const mail = addContact(firm, investorId, { name: 'Only Mail', email: 'mail@example.com', phone: null });
  goTo(firm, '2026-05-20');
  const late = addContact(firm, investorId, { name: 'Late Number', fromOn: '2026-05-20' });
  const request = payeeRequest(firm, investorId);
  const key = { investorId, caseId: request.caseId };
  firm.done('investors.requestPayeeChange', request);
  const call = (id: string) =>
    codeOf(firm.run('investors.recordCallback', { ...key, contactId: id, spokeWith: 'W', note: '' }, { as: maker }));
  expect(call(firm.id())).toBe('notFound');
  expect(call(mail)).toBe('callbackNumberMissing');
  expect(call(late)).toBe('callbackNotOnFile');
  expect(call(young)).toBe('callbackTooNew');
  expect(call(contactId)).toBe('callbackNotOnFile');
  firm.done('investors.withdrawPayeeChange', { ...key, reason: 'asked too early' });
  goTo(firm, '2026-06-03');
  const again = payeeRequest(firm, investorId);
  firm.done('investors.requestPayeeChange', again);
  const second = { investorId, caseId: again.caseId, contactId: young, spokeWith: 'W', note: '' };
  expect(codeOf(firm.run('investors.recordCallback', second, { as: maker }))).toBe('ok');
});

test('a changed account takes over the uses of the one it replaces; another use is a case of its own', () => {
  using here = desk();
  const { firm, investorId } = here;
  const [first, second, fund] = [payeeRequest(firm, investorId), payeeRequest(firm, investorId), addFund(firm)];
  payTo(firm, here, first, '2026-05-08');
  const use = payeeRequest(firm, investorId, { kind: 'useFor', accountId: first.accountId, details: null, useFor: [fund, fund] });
  payTo(firm, here, use, '2026-05-12');
  expect(home(here).accounts.find(({ id }) => id === first.accountId)?.usedFor).toEqual([null, fund]);
  const change = {
    ...second,
    kind: 'replace' as const,
    replacesAccountId: first.accountId,
    useFor: [],
    details: account({ bankCountry: 'DE', numberKind: 'iban', accountNumber: germanIban, routing: null, bic: 'COBADEFF' }),
    receivedOn: '2026-05-12',
  };
  payTo(firm, here, change, '2026-05-18');
  expect(
    home(here)
      .accounts.map(({ id, state, usedFor }) => [id === first.accountId ? 'old' : 'new', state, usedFor])
      .sort(),
  ).toEqual([
    ['new', 'inForce', [null, fund]],
    ['old', 'replaced', []],
  ]);
  expect(codeOf(firm.run('investors.requestPayeeChange', { ...use, caseId: firm.id(), receivedOn: '2026-05-18' }))).toBe('accountState');
  const grantId = firm.id();
  firm.done('audit.unmask', { grantId, entity: 'bankAccount', entityId: change.accountId, field: 'accountNumber', purpose: 'bank asked' });
  expect(firm.answer('audit.unmasked', { grantId }).value).toBe('DE89370400440532013000');
});

test('a case ends by rejection or by its requester, and its account is never used', () => {
  using here = desk();
  const { firm, investorId, checker, maker } = here;
  const first = payeeRequest(firm, investorId);
  firm.done('investors.requestPayeeChange', first);
  expect(codeOf(firm.run('investors.requestPayeeChange', payeeRequest(firm, investorId)))).toBe('payeeCaseOpen');
  const end = { investorId, caseId: first.caseId, reason: 'not from the investor' };
  expect(codeOf(firm.run('investors.withdrawPayeeChange', end, { as: maker }))).toBe('notRequester');
  firm.done('investors.rejectPayeeChange', end, { as: checker });
  expect(codeOf(firm.run('investors.rejectPayeeChange', end, { as: checker }))).toBe('payeeState');
  expect(codeOf(firm.run('investors.withdrawPayeeChange', end))).toBe('payeeState');
  expect(home(here).accounts).toMatchObject([{ state: 'refused' }]);
  expect(caseOf(here, first.caseId)).toMatchObject({ state: 'rejected', closeReason: 'not from the investor' });
});

test.each([
  [
    'an IBAN with a wrong check digit',
    { details: account({ bankCountry: 'DE', numberKind: 'iban', accountNumber: 'DE88370400440532013000', routing: null }) },
    'accountWrong',
  ],
  ['a routing number with a wrong check digit', { details: account({ routing: '021000022' }) }, 'accountWrong'],
  ['a day that has not come', { receivedOn: '2026-05-05' }, 'receivedInFuture'],
  ['no account', { details: null }, 'invalidInput'],
  ['a replaced account of a new one', { replacesAccountId: '01890000-0000-7000-8000-000000000001' }, 'invalidInput'],
  ['nothing replaced', { kind: 'replace', useFor: [] }, 'invalidInput'],
  ['an unknown account replaced', { kind: 'replace', useFor: [], replacesAccountId: '01890000-0000-7000-8000-000000000001' }, 'notFound'],
  ['uses of a replacing account', { kind: 'replace', replacesAccountId: '01890000-0000-7000-8000-000000000001' }, 'invalidInput'],
  ['details of an account in force', { kind: 'useFor' }, 'invalidInput'],
  ['no use', { kind: 'useFor', details: null, useFor: [] }, 'payeeUseMissing'],
  ['an investor that is not there', { investorId: '01890000-0000-7000-8000-000000000001' }, 'notFound'],
])('%s is refused', (_what, more, code) => {
  using here = desk();
  const { firm, investorId } = here;
  expect(codeOf(firm.run('investors.requestPayeeChange', payeeRequest(firm, investorId, more as never)))).toBe(code);
});

test('ids are used once, and a case of nobody is not found', () => {
  using here = desk();
  const { firm, investorId, contactId, checker } = here;
  const first = payeeRequest(firm, investorId);
  payTo(firm, here, first, '2026-05-08');
  expect(codeOf(firm.run('investors.requestPayeeChange', payeeRequest(firm, investorId, { caseId: first.caseId })))).toBe('alreadyExists');
  expect(codeOf(firm.run('investors.requestPayeeChange', payeeRequest(firm, investorId, { accountId: first.accountId })))).toBe(
    'alreadyExists',
  );
  for (const key of [
    { investorId, caseId: firm.id() },
    { investorId: firm.id(), caseId: first.caseId },
  ]) {
    expect(codeOf(firm.run('investors.recordCallback', { ...key, contactId, spokeWith: 'W', note: '' }))).toBe('notFound');
    expect(codeOf(firm.run('investors.approvePayeeChange', { ...key, contentHash: 'a'.repeat(64) }, { as: checker }))).toBe('notFound');
    expect(codeOf(firm.run('investors.applyPayeeChange', key))).toBe('notFound');
    expect(codeOf(firm.run('investors.rejectPayeeChange', { ...key, reason: 'no' }))).toBe('notFound');
    expect(codeOf(firm.run('investors.withdrawPayeeChange', { ...key, reason: 'no' }))).toBe('notFound');
  }
});

test('the rest and the age of a number follow the rules in force', () => {
  using here = desk();
  const { firm, investorId, contactId, maker, checker } = here;
  const propose = (rule: 'investors.payeeCoolOffDays', value: number) =>
    firm.done('settings.propose', {
      valueId: firm.id(),
      rule,
      scope: { kind: 'house', id: null },
      value,
      effectiveOn: firm.now.slice(0, 10),
      reason: 'more caution',
    });
  expect(propose('investors.payeeCoolOffDays', 5)).toMatchObject({ state: 'approved', loosens: false });
  const request = payeeRequest(firm, investorId);
  const key = { investorId, caseId: request.caseId };
  const { contentHash } = firm.done('investors.requestPayeeChange', request);
  firm.done('investors.recordCallback', { ...key, contactId, spokeWith: 'W', note: '' }, { as: maker });
  expect(caseOf(here, request.caseId).approvableFrom).toBe('2026-05-09');
  goTo(firm, '2026-05-08');
  expect(codeOf(firm.run('investors.approvePayeeChange', { ...key, contentHash }, { as: checker }))).toBe('payeeCoolOff');
  expect(propose('investors.payeeCoolOffDays', 4)).toMatchObject({ state: 'proposed', loosens: true });
});

test('a firm of one approver tells what waits for whom', () => {
  using here = desk();
  const { firm, investorId, contactId, maker, checker } = here;
  const request = payeeRequest(firm, investorId);
  firm.done('investors.requestPayeeChange', request);
  const kinds = (as: UserId) => firm.answer('reports.today', {}, as).items.map(({ kind }) => kind);
  expect(kinds(maker)).toContain('payeesToHandle');
  expect(kinds(checker)).not.toContain('payeesToApprove');
  firm.done('investors.recordCallback', { investorId, caseId: request.caseId, contactId, spokeWith: 'W', note: '' }, { as: maker });
  goTo(firm, '2026-05-07');
  expect(kinds(maker)).not.toContain('payeesToHandle');
  expect(kinds(checker)).toContain('payeesToApprove');
  expect(firm.answer('investors.payeeCases', { filter: { open: true }, totals: true }, checker).total).toBe(1);
});

test('a change from the investor’s own login takes two people of the house', () => {
  using here = desk();
  const { firm, investorId, contactId, checker } = here;
  const login = firm.id() as UserId;
  firm.done('access.addUser', {
    userId: login,
    login: 'ivy',
    name: 'Ivy',
    roles: [{ role: 'investor', scope: { kind: 'investor', id: investorId } }],
  });
  const request = payeeRequest(firm, investorId);
  const key = { investorId, caseId: request.caseId };
  const { contentHash } = firm.done('investors.requestPayeeChange', request, { as: login });
  firm.done('investors.recordCallback', { ...key, contactId, spokeWith: 'W', note: '' });
  goTo(firm, '2026-05-08');
  expect(codeOf(firm.run('investors.approvePayeeChange', { ...key, contentHash }))).toBe('payeeThirdPerson');
  firm.done('investors.approvePayeeChange', { ...key, contentHash }, { as: checker });
});
