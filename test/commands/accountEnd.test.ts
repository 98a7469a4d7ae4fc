import { expect, test } from 'vitest';
import { readPayeeFacts } from '#db/tables/payees.ts';
import { payeeOf } from '#main/engine/investors/payee.ts';
import { codeOf, type House, house } from '#test/kit/house.ts';
import { addContact, addInvestor, goTo, payeeRequest, payTo } from '#test/kit/investors.ts';

const fund = { id: 'fund-any', name: 'Harbour Fund' };

/** Where money of any fund would go for what this investor holds. */
function payee(firm: House, investorId: string): string {
  const facts = readPayeeFacts(firm.reader, investorId);
  if (!facts) return 'nobody';
  const reply = payeeOf(facts, fund);
  return reply.ok ? reply.value.id : reply.error.code;
}

/** Two investors paid to accounts of their own. */
function desk() {
  const firm = house();
  const people = { maker: firm.addUser('ada', 'accountant'), checker: firm.addUser('clara', 'approver') };
  const [alder, birch] = ['Alder Trust', 'Birch Pension'].map((name) => addInvestor(firm, name)) as [string, string];
  const contacts = [alder, birch].map((id) => addContact(firm, id)) as [string, string];
  goTo(firm, '2026-05-04');
  const requests = [alder, birch].map((id) => payeeRequest(firm, id)) as [ReturnType<typeof payeeRequest>, ReturnType<typeof payeeRequest>];
  payTo(firm, { ...people, contactId: contacts[0] }, requests[0], '2026-05-07');
  payTo(firm, { ...people, contactId: contacts[1] }, { ...requests[1], receivedOn: '2026-05-07' }, '2026-05-12');
  return { firm, people, alder, birch, contacts, accounts: requests.map(({ accountId }) => accountId) as [string, string] };
}

test('a merge leads no money elsewhere: a holding is paid to the account of the record that holds it', () => {
  const { firm, alder, birch, accounts } = desk();
  using _firm = firm;
  expect([payee(firm, alder), payee(firm, birch), payee(firm, firm.id())]).toEqual([...accounts, 'nobody']);
  const version = firm.answer('investors.home', { investorId: alder as never }).investor.version;
  firm.done('investors.merge', { investorId: alder, expectedVersion: version, intoId: birch, reason: 'said to be the same' });
  expect([payee(firm, alder), payee(firm, birch)]).toEqual(accounts);
  firm.done('investors.endAccount', { investorId: alder, accountId: accounts[0], reason: 'closed by the bank' });
  expect([payee(firm, alder), payee(firm, birch)]).toEqual(['payeeEnded', accounts[1]]);
  const bare = addInvestor(firm, 'Bare Duplicate');
  firm.done('investors.merge', { investorId: bare, expectedVersion: 1, intoId: birch, reason: 'the same' });
  expect(payee(firm, bare)).toBe('payeeMerged');
});

test('an account ends at once and holds money until a payee change names another', () => {
  const { firm, people, alder, contacts, accounts } = desk();
  using _firm = firm;
  const end = { investorId: alder, accountId: accounts[0], reason: 'Holder reports fraud' };
  expect(codeOf(firm.run('investors.endAccount', end, { steppedUp: false }))).toBe('stepUpNeeded');
  expect(codeOf(firm.run('investors.endAccount', { ...end, accountId: accounts[1] }))).toBe('notFound');
  expect(codeOf(firm.run('investors.endAccount', { ...end, investorId: firm.id() }))).toBe('notFound');
  const waiting = payeeRequest(firm, alder, { useFor: [] });
  firm.done('investors.requestPayeeChange', waiting);
  expect(codeOf(firm.run('investors.endAccount', end))).toBe('payeeCaseOpen');
  firm.done('investors.rejectPayeeChange', { investorId: alder, caseId: waiting.caseId, reason: 'not theirs' }, { as: people.checker });
  expect(firm.done('investors.endAccount', end)).toMatchObject({ held: 1 });
  expect(codeOf(firm.run('investors.endAccount', end))).toBe('accountState');
  expect(payee(firm, alder)).toBe('payeeEnded');
  const ended = firm.answer('investors.home', { investorId: alder as never });
  expect(ended.accounts.find(({ id }) => id === accounts[0])).toMatchObject({ ended: { reason: 'Holder reports fraud' }, usedFor: [] });
  expect(ended.blocks).toContain('No bank account is in force');
  const next = payeeRequest(firm, alder);
  payTo(firm, { ...people, contactId: contacts[0] }, next, '2026-05-20');
  expect(payee(firm, alder)).toBe(next.accountId);
});

test('the tax id of a fund is kept as its country writes it, shown masked, and told on the record only', () => {
  using firm = house();
  const organisationId = firm.id();
  const fundId = firm.id() as never;
  firm.done('funds.addOrganisation', { organisationId, name: 'Manager', legalName: '', kind: 'manager', country: 'US' });
  firm.done('funds.addFund', {
    fundId,
    organisationId,
    name: 'Harbour Fund',
    legalName: '',
    vehicleType: 'trust',
    basis: 'units',
    currency: 'USD',
    country: 'US',
    vintage: null,
    fiscalYearEnd: '12-31',
    inceptionOn: null,
    targetSize: null,
    strategy: '',
  });
  const record = (country: string, taxId: string) => firm.run('funds.recordTaxId', { fundId, country, taxId, reason: 'IRS letter' });
  expect(firm.answer('funds.home', { fundId }).taxId).toBeNull();
  expect(codeOf(record('US', '123456789'))).toBe('fundTaxIdMalformed');
  expect(record('US', '12-3456789')).toMatchObject({ value: { ordinal: 0 } });
  expect(codeOf(record('US', '12-3456789'))).toBe('fundTaxIdSame');
  expect(record('US', '98-7654321')).toMatchObject({ value: { ordinal: 1 } });
  expect(codeOf(firm.run('funds.recordTaxId', { fundId: firm.id() as never, country: 'US', taxId: '12-3456789', reason: 'x' }))).toBe(
    'notFound',
  );
  expect(firm.answer('funds.home', { fundId }).taxId).toMatchObject({ masked: '••••••4321', country: 'US' });
  const grantId = firm.id();
  firm.done('audit.unmask', { grantId, entity: 'fund', entityId: fundId, field: 'taxId', purpose: 'Form 1065' });
  expect(firm.answer('audit.unmasked', { grantId }).value).toBe('98-7654321');
});
