import { expect, test } from 'vitest';
import { type QueryName, queries, queryNames } from '#shared/contract/index.ts';
import type { UserId } from '#shared/ids.ts';
import { exampleQuery } from '#test/kit/examples.ts';
import { codeOf, type House, house } from '#test/kit/house.ts';
import { addContact, addInvestor, goTo, payeeRequest } from '#test/kit/investors.ts';

type Two = Readonly<{
  firm: House;
  own: string;
  ownCase: string;
  foreign: string;
  foreignCase: string;
  login: UserId;
  [Symbol.dispose](): void;
}>;

function record(firm: House, name: string): Readonly<{ id: string; caseId: string }> {
  const id = addInvestor(firm, `${name} Trust`, { references: [{ system: 'CRM', value: `${name}-1` }] });
  addContact(firm, id, { name: `${name} Contact`, email: `${name.toLowerCase()}@example.com` });
  firm.done('investors.recordTax', {
    investorId: id,
    profileId: firm.id(),
    fromOn: '2020-01-01',
    classification: 'trust',
    usPerson: false,
    country: 'DE',
    form: 'W-8BEN-E',
    signedOn: '2020-02-02',
    untilChange: false,
    treatyCountry: null,
    treatyRate: null,
    tin: `${name.toUpperCase()}-999`,
  });
  const request = payeeRequest(firm, id, { note: `${name} note` });
  firm.done('investors.requestPayeeChange', request);
  return { id, caseId: request.caseId };
}

/** Two investors with everything, and a login that may see the first. */
function twoInvestors(): Two {
  const firm = house();
  const [own, foreign] = [record(firm, 'Own'), record(firm, 'Foreign')];
  const login = firm.id() as UserId;
  firm.done('access.addUser', {
    userId: login,
    login: 'ivy',
    name: 'Ivy',
    roles: [{ role: 'investor', scope: { kind: 'investor', id: own.id } }],
  });
  return {
    firm,
    login,
    own: own.id,
    ownCase: own.caseId,
    foreign: foreign.id,
    foreignCase: foreign.caseId,
    [Symbol.dispose]: () => firm[Symbol.dispose](),
  };
}

/** Every query an investor may ask, with the ids of the other investor asked for outright. */
function allTold({ firm, login, foreign, foreignCase }: Two): string {
  const pointed: Partial<Record<QueryName, unknown[]>> = {
    'investors.home': [{ investorId: foreign }],
    'investors.list': [{ filter: { search: 'Foreign' } }, { sort: { by: 'name', descending: true }, totals: true }],
    'investors.payeeCase': [{ caseId: foreignCase }],
    'investors.payeeCases': [{ filter: { investorId: foreign } }, { filter: { open: true }, totals: true }],
  };
  return queryNames
    .flatMap((name) => [exampleQuery(name, firm), ...(pointed[name] ?? [])].map((input) => firm.ask(name, input as never, login)))
    .map((reply) => (reply.ok ? JSON.stringify(reply.value) : ''))
    .join('');
}

test('an investor sees exactly its own record in every query', () => {
  using here = twoInvestors();
  const { firm, own, ownCase, foreign, foreignCase, login } = here;
  const told = allTold(here);
  for (const word of [/foreign/i, new RegExp(foreign), new RegExp(foreignCase)]) expect(told).not.toMatch(word);
  expect(firm.answer('investors.list', { totals: true }, login)).toMatchObject({ rows: [{ id: own, openCases: 1 }], total: 1 });
  expect(firm.answer('investors.home', { investorId: own as never }, login)).toMatchObject({
    investor: { name: 'Own Trust' },
    contacts: [{ name: 'Own Contact' }],
    cases: [{ id: ownCase }],
  });
  expect(firm.answer('investors.payeeCase', { caseId: ownCase }, login).note).toBe('Own note');
  expect(firm.answer('investors.payeeCases', {}, login).rows.map(({ id }) => id)).toEqual([ownCase]);
  expect(firm.answer('investors.expiring', {}, login).rows).toMatchObject([{ investorId: own, ended: true }]);
  for (const name of ['investors.duplicates', 'investors.imports', 'investors.checkRows', 'investors.readFile'] as const)
    expect(codeOf(firm.ask(name, exampleQuery(name, firm) as never, login)), name).toBe('notPermitted');
});

test('an investor asks for a change of its own account, and of nobody else’s', () => {
  using here = twoInvestors();
  const { firm, own, ownCase, foreign, foreignCase, login } = here;
  const withdraw = (investorId: string, caseId: string) =>
    codeOf(firm.run('investors.withdrawPayeeChange', { investorId, caseId, reason: 'mistake' }, { as: login }));
  expect(withdraw(own, ownCase)).toBe('notRequester');
  expect(withdraw(foreign, foreignCase)).toBe('notPermitted');
  firm.done('investors.rejectPayeeChange', { investorId: own, caseId: ownCase, reason: 'asked again by the investor' });
  const request = payeeRequest(firm, own);
  firm.done('investors.requestPayeeChange', request, { as: login });
  expect(firm.answer('investors.payeeCase', { caseId: request.caseId }, login).source).toBe('portal');
  expect(codeOf(firm.run('investors.requestPayeeChange', payeeRequest(firm, foreign), { as: login }))).toBe('notPermitted');
});

test('the login of a merged investor sees the one that stands for it', () => {
  using here = twoInvestors();
  const { firm, own, ownCase, foreign, foreignCase, login } = here;
  firm.done('investors.rejectPayeeChange', { investorId: own, caseId: ownCase, reason: 'before the merge' });
  const { version } = firm.answer('investors.home', { investorId: own as never }).investor;
  firm.done('investors.merge', { investorId: own, expectedVersion: version, intoId: foreign, reason: 'one trust' });
  expect(firm.answer('investors.home', { investorId: own as never }, login).investor.id).toBe(foreign);
  expect(firm.answer('investors.home', { investorId: own as never }).aliases[0]?.reason).toBe('one trust');
  expect(firm.answer('investors.home', { investorId: own as never }, login).aliases[0]?.reason).toBe('');
  expect(firm.answer('investors.list', {}, login).rows.map(({ id }) => id)).toEqual([foreign]);
  expect(new Set(firm.answer('investors.payeeCases', {}, login).rows.map(({ id }) => id))).toEqual(new Set([ownCase, foreignCase]));
});

test('what the house thinks of an investor is not told to its login', () => {
  using here = twoInvestors();
  const { firm, own, login } = here;
  const { version } = firm.answer('investors.home', { investorId: own as never }).investor;
  const kyc = {
    investorId: own,
    expectedVersion: version,
    move: 'start',
    risk: 'high',
    expiresOn: null,
    note: 'politically exposed',
  } as const;
  firm.done('investors.moveKyc', kyc);
  expect(firm.answer('investors.home', { investorId: own as never }).kyc).toMatchObject({ risk: 'high', note: 'politically exposed' });
  expect(firm.answer('investors.home', { investorId: own as never }, login).kyc).toMatchObject({ state: 'inReview', risk: null, note: '' });
});

test('a person of one fund or agent sees no investor', () => {
  using here = twoInvestors();
  const { firm } = here;
  const fundOnly = firm.id() as UserId;
  const scope = { kind: 'fund', id: 'fund-1' } as const;
  firm.done('access.addUser', { userId: fundOnly, login: 'fay', name: 'Fay', roles: [{ role: 'accountant', scope }] });
  expect(firm.answer('investors.list', { totals: true }, fundOnly)).toMatchObject({ rows: [], total: 0 });
  expect(firm.answer('investors.payeeCases', {}, fundOnly).rows).toEqual([]);
  expect(firm.answer('investors.expiring', {}, fundOnly).rows).toEqual([]);
  const told = firm.answer('reports.today', {}, fundOnly).items.map(({ kind }) => kind);
  for (const kind of ['payeesToHandle', 'payeesToApprove', 'expiringForms']) expect(told).not.toContain(kind);
  expect(firm.answer('reports.today', {}).items.map(({ kind }) => kind)).toContain('payeesToHandle');
});

test('the list is searched, filtered and sorted, and pages follow one another', () => {
  using firm = house();
  for (const [name, country] of [
    ['Álvarez', 'ES'],
    ['Brandt AG', 'DE'],
    ['alder', 'US'],
    ['Čech', 'CZ'],
  ] as const)
    addInvestor(firm, name, { country, references: [{ system: 'CRM', value: `X_${country}` }] });
  const names = (input: object) => firm.answer('investors.list', input).rows.map(({ name }) => name);
  expect(names({})).toEqual(['alder', 'Álvarez', 'Brandt AG', 'Čech']);
  expect(names({ sort: { by: 'country', descending: true } })).toEqual(['alder', 'Álvarez', 'Brandt AG', 'Čech']);
  expect(names({ filter: { search: 'alvar' } })).toEqual(['Álvarez']);
  expect(names({ filter: { search: 'X_DE' } })).toEqual(['Brandt AG']);
  expect(names({ filter: { search: '%' } })).toEqual([]);
  expect(names({ filter: { country: 'CZ', kind: 'trust', status: 'prospect' } })).toEqual(['Čech']);
  const first = firm.answer('investors.list', { limit: 3 });
  expect(names({ limit: 3, after: first.next })).toEqual(['Čech']);
});

test('a firm with forms that end tells so on Today', () => {
  using firm = house();
  record(firm, 'Own');
  goTo(firm, '2026-05-01');
  expect(firm.answer('reports.today', {}).items.find(({ kind }) => kind === 'expiringForms')).toMatchObject({
    count: 1,
    late: true,
    examples: ['Own Trust: W-8BEN-E ended on 2023-12-31'],
  });
  expect(queries['reports.today'].reads).toContain('payee_cases');
});
