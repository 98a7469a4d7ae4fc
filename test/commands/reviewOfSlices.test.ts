import { expect, test } from 'vitest';
import { rawOf } from '#db/handles.ts';
import type { FundId } from '#shared/ids.ts';
import { codeOf } from '#test/kit/house.ts';
import { addInvestor, payeeRequest } from '#test/kit/investors.ts';
import { addFund, books, line, post } from '#test/kit/ledger.ts';
import { evidence, fundFields, fundHouse } from './funds/fundHouse.ts';

test('an import is not undone once its investor stands in the books or holds tokens', () => {
  using at = books();
  const { firm, fundId } = at;
  const bring = (): Readonly<{ importId: string; investorId: string }> => {
    const [importId, investorId] = [firm.id(), firm.id()];
    const row = {
      line: 2,
      investorId,
      name: `Birch ${investorId}`,
      kind: 'individual',
      country: 'US',
      currency: null,
      language: 'en',
    } as const;
    const rows = [{ ...row, reference: null, contact: null }];
    firm.done('investors.import', { importId, fileName: 'a.csv', fileHash: 'd'.repeat(64), system: 'old', rows });
    return { importId, investorId };
  };
  const [posted, holder] = [bring(), bring()];
  post(at, [line('1000', 100), line('3000', -100, 'USD', posted.investorId)]);
  const projectId = firm.id();
  const fields = {
    title: 'Pier 9',
    kind: 'property',
    assetType: 'mixedUse',
    currency: 'USD',
    place: 'Boston',
    openedOn: '2026-01-01',
  } as const;
  firm.done('projects.addProject', { projectId, fundId, ...fields, tokenDigits: 0 });
  const lines = [{ investorId: holder.investorId as never, amount: '5' }];
  const change = {
    projectId,
    fundId,
    expectedVersion: 1,
    kind: 'issue',
    effectiveOn: '2026-02-01',
    reason: 'subscription',
    lines,
  } as const;
  firm.done('projects.recordTokens', change);
  const undo = (importId: string) => codeOf(firm.run('investors.undoImport', { importId, reason: 'wrong file' }));
  expect([undo(posted.importId), undo(holder.importId)]).toEqual(['importStands', 'importStands']);
});

test('nothing is posted for an investor whose import was undone', () => {
  using at = books();
  const { firm, fundId } = at;
  const [importId, investorId] = [firm.id(), firm.id()];
  const row = { line: 2, investorId, name: 'Birch', kind: 'individual', country: 'US', currency: null, language: 'en' } as const;
  const rows = [{ ...row, reference: null, contact: null }];
  firm.done('investors.import', { importId, fileName: 'a.csv', fileHash: 'd'.repeat(64), system: 'old', rows });
  firm.done('investors.undoImport', { importId, reason: 'wrong file' });
  const lines = [line('1000', 100), line('3000', -100, 'USD', investorId)];
  const journal = { fundId, effectiveOn: '2026-02-10', memo: 'Wire', reason: 'Advice', lines };
  expect(codeOf(firm.run('ledger.postJournal', journal))).toBe('investorsUnknown');
});

test('tokens are held by investors the firm has', () => {
  using at = books();
  const { firm, fundId } = at;
  const projectId = firm.id();
  const fields = {
    title: 'Pier 9',
    kind: 'property',
    assetType: 'mixedUse',
    currency: 'USD',
    place: 'Boston',
    openedOn: '2026-01-01',
  } as const;
  firm.done('projects.addProject', { projectId, fundId, ...fields, tokenDigits: 0 });
  const lines = [{ investorId: firm.id() as never, amount: '5' }];
  const change = {
    projectId,
    fundId,
    expectedVersion: 1,
    kind: 'issue',
    effectiveOn: '2026-02-01',
    reason: 'subscription',
    lines,
  } as const;
  expect(codeOf(firm.run('projects.recordTokens', change))).toBe('investorsUnknown');
});

test('a fund whose books are open keeps its currency', () => {
  using at = books();
  const { firm, fundId } = at;
  const organisationId = firm.answer('funds.home', { fundId }).fund.organisationId;
  const input = { fundId, expectedVersion: 1, ...fundFields(organisationId), basis: 'commitment' as const, currency: 'EUR' };
  expect(firm.run('funds.updateFund', input)).toMatchObject({
    error: { code: 'fundFixed', detail: { field: 'currency', because: 'its books are open' } },
  });
});

test('an amount that grows past what one row may hold is refused, not thrown', () => {
  using at = books('JPY');
  const { firm, fundId } = at;
  const most = 10n ** 17n;
  firm.done('ledger.recordRate', { base: 'USD', quote: 'JPY', on: '2026-02-10', rate: '150' });
  post(at, [line('1000', most), line('1900', -most)]);
  expect(codeOf(firm.run('ledger.revalue', { fundId, on: '2026-02-10', reason: 'month end' }))).toBe('amountTooLarge');
  const ask = firm.ask('ledger.convert', { amount: { minor: String(most), currency: 'USD' }, to: 'JPY', on: '2026-02-10' });
  expect(ask.ok ? 'ok' : ask.error.code).toBe('amountTooLarge');
});

test('balances past what one row may hold are still told', () => {
  using at = books();
  const { firm, fundId } = at;
  const most = 10n ** 17n;
  for (const _ of [1, 2, 3]) post(at, [line('1000', most), line('5000', -most)]);
  const { totals } = firm.answer('ledger.trialBalance', { fundId, on: '2026-02-10' });
  expect(totals).toMatchObject([{ debit: { minor: 3n * most }, credit: { minor: 3n * most } }]);
  expect(firm.answer('ledger.account', { fundId, account: '1000' }).balance.minor).toBe(3n * most);
  const both = [line('1000', most), line('1000', most), line('5000', -most), line('5000', -most)];
  expect(firm.answer('ledger.entry', { entryId: post(at, both) }).amounts).toMatchObject([{ minor: 2n * most }]);
});

test('a class does not close before its last NAV', () => {
  using at = fundHouse({ basis: 'commitment' });
  const { firm, fundId, classId } = at;
  const nav = { navId: firm.id(), fundId, classId, asOfOn: '2026-01-31', netAssets: '100', units: null, navPerUnit: null } as const;
  firm.done('funds.draftNav', { ...nav, mark: 'ex', evidence, corrects: null });
  const close = (closedOn: string) => {
    const fields = { name: 'A', kind: 'class', unitDigits: 4, openedOn: '2025-01-15', closedOn } as const;
    return codeOf(firm.run('funds.updateClass', { classId, fundId, expectedVersion: 1, ...fields }));
  };
  expect([close('2026-01-30'), close('2026-01-31')]).toEqual(['navAfterClosing', 'ok']);
});

test('what was decided or agreed cannot be rewritten in the tables', () => {
  using at = books();
  const { firm, fundId } = at;
  const other = addFund(firm, 'Second') as FundId;
  const dates = { fromOn: '2026-01-01', untilOn: '2026-01-31' };
  firm.done('ledger.lockPeriod', { lockId: firm.id(), fundId, ...dates, level: 'soft', reason: 'month end' });
  firm.done('funds.link', { linkId: firm.id(), fundId, toFundId: other, kind: 'feeder', fromOn: '2026-01-01', note: '' });
  const request = payeeRequest(firm, addInvestor(firm, 'Birch Trust'));
  const { investorId, caseId } = request;
  firm.done('investors.requestPayeeChange', request);
  firm.done('investors.withdrawPayeeChange', { investorId, caseId, reason: 'not asked' });
  const write = (sql: string) => () => rawOf(firm.db).exec(sql);
  expect(write("UPDATE period_locks SET until_on = '2026-12-31'")).toThrow(/never changes/);
  expect(write("UPDATE fund_links SET kind = 'parallel'")).toThrow(/never changes/);
  expect(write("UPDATE payee_cases SET state = 'requested'")).toThrow(/stays as it is/);
  const open = payeeRequest(firm, addInvestor(firm, 'Cedar Trust'));
  firm.done('investors.requestPayeeChange', open);
  expect(write(`UPDATE payee_cases SET state = 'approved' WHERE id = '${open.caseId}'`)).toThrow(/second person/);
});
