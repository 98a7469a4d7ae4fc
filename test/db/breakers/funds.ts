import type { CommandRequest } from '#shared/contract/index.ts';
import type { FundId } from '#shared/ids.ts';
import { addClass, addFund, approvedNav, fundHouse, navInput } from '#test/commands/funds/fundHouse.ts';
import type { House } from '#test/kit/house.ts';
import { addInvestor } from '#test/kit/investors.ts';
import { type Breakers, copied } from './meddle.ts';

const bankAccount = (
  accountId: string,
  fundId: FundId,
  more: Partial<CommandRequest<'funds.addBankAccount'>>,
): CommandRequest<'funds.addBankAccount'> => ({
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
  bic: null,
  ledgerCode: '1000',
  openedOn: '2026-01-01',
  ...more,
});

/** Two funds, the first with something of every kind that its checks look at. */
function funds(): House {
  const at = fundHouse();
  const { firm, fundId, classId, organisationId } = at;
  const second = addFund(firm, organisationId, { name: 'Harbour Fund II' });
  addClass(firm, second, 'B');
  firm.done('funds.link', { linkId: firm.id(), fundId, toFundId: second, kind: 'feeder', fromOn: '2026-01-01', note: '' });
  firm.done('funds.recordTerm', {
    termId: firm.id(),
    fundId,
    classId,
    effectiveOn: '2025-01-15',
    clause: '4.2',
    term: { kind: 'noticeDays', value: { calls: 10, distributions: 5, businessDays: true } },
  });
  const wrong = approvedNav(at, '2026-01-31', 100);
  approvedNav(at, '2026-01-31', 99, { corrects: wrong, reason: 'late invoice' });
  firm.done('funds.draftNav', navInput(at, '2026-02-10', 101));
  firm.done('funds.move', { fundId, expectedVersion: 1, move: 'startInvesting', effectiveOn: '2026-02-01', reason: 'first call' });
  const projectId = tokenised(firm, fundId);
  firm.done('funds.addBankAccount', bankAccount(firm.id(), fundId, {}));
  firm.done('funds.addBankAccount', bankAccount(firm.id(), fundId, { projectId, accountNumber: '000987654321', ledgerCode: '1010' }));
  return firm;
}

/** A project whose tokens went to one investor, who passed some of them on. */
function tokenised(firm: House, fundId: FundId): string {
  const projectId = firm.id();
  firm.done('projects.addProject', {
    projectId,
    fundId,
    title: 'Pier 9',
    kind: 'property',
    assetType: 'mixedUse',
    currency: 'USD',
    place: 'Boston',
    openedOn: '2026-01-01',
    tokenDigits: 0,
  });
  const [first, other] = [addInvestor(firm, 'First Holder'), addInvestor(firm, 'Second Holder')];
  const change = { projectId, fundId, reason: 'subscription' };
  firm.done('projects.recordTokens', {
    ...change,
    expectedVersion: 1,
    kind: 'issue',
    effectiveOn: '2026-02-01',
    lines: [{ investorId: first, amount: '100' }],
  });
  firm.done('projects.recordTokens', {
    ...change,
    expectedVersion: 2,
    kind: 'transfer',
    effectiveOn: '2026-02-02',
    lines: [
      { investorId: first, amount: '-40' },
      { investorId: other, amount: '40' },
    ],
  });
  return projectId;
}

const secondFund = "(SELECT id FROM funds WHERE name = 'Harbour Fund II')";
const secondClass = "(SELECT id FROM fund_classes WHERE name = 'B')";

export const fundBreakers: Breakers = {
  records: 'funds and projects',
  sound: funds,
  broken: {
    'funds.statusFollowsHistory': [
      "UPDATE funds SET status = 'closed' WHERE name = 'Harbour Fund I'",
      `UPDATE funds SET status = 'harvesting' WHERE id = ${secondFund}`,
    ],
    'funds.statusChain': [
      "UPDATE fund_status_changes SET from_status = 'harvesting'",
      'UPDATE fund_status_changes SET ordinal = 1',
      copied('fund_status_changes', 'ordinal = 0', "ordinal = 1, from_status = to_status, effective_on = '2026-01-31'"),
    ],
    'funds.noCircles': [copied('fund_links', 'true', "id = 'back', from_fund_id = to_fund_id, to_fund_id = from_fund_id")],
    'funds.taxIds': [
      "INSERT INTO fund_tax_ids SELECT id, 1, 'US', '12-3456789', 'letter', (SELECT id FROM users LIMIT 1), 'now' FROM funds LIMIT 1",
    ],
    'funds.termsOfOwnClass': [`UPDATE fund_terms SET class_id = ${secondClass}`],
    'funds.accountsOfOwnProject': [`UPDATE fund_bank_accounts SET fund_id = ${secondFund} WHERE project_id IS NOT NULL`],
    'funds.accountsOnce': [copied('fund_bank_accounts', 'project_id IS NULL', "id = 'again', ledger_code = '1020'")],
    'funds.ledgerCodesOnce': ["UPDATE fund_bank_accounts SET ledger_code = '1000'"],
    'funds.navOwnClass': [
      "UPDATE nav_snapshots SET currency = 'EUR' WHERE state = 'draft'",
      `UPDATE nav_snapshots SET class_id = ${secondClass} WHERE state = 'draft'`,
    ],
    'funds.navWhileOpen': [
      "UPDATE fund_classes SET opened_on = '2026-02-01' WHERE name = 'A'",
      "UPDATE fund_classes SET closed_on = '2026-02-09' WHERE name = 'A'",
    ],
    'funds.investingSince': [
      "UPDATE funds SET inception_on = NULL WHERE name = 'Harbour Fund I'",
      "UPDATE funds SET inception_on = '2026-02-02' WHERE name = 'Harbour Fund I'",
    ],
    'funds.navSecondPerson': [
      "UPDATE nav_snapshots SET decided_by = prepared_by WHERE state = 'approved'",
      "UPDATE nav_snapshots SET decided_at = NULL WHERE state = 'approved'",
      "UPDATE nav_snapshots SET state = 'approved' WHERE state = 'draft'",
      "UPDATE nav_snapshots SET decided_by = prepared_by, decided_at = prepared_at WHERE state = 'draft'",
    ],
    'funds.navOncePerDate': [copied('nav_snapshots', 'corrects_id IS NOT NULL', "id = 'again', corrects_id = NULL")],
    'funds.navCorrections': [
      "UPDATE nav_snapshots SET as_of_on = '2026-01-30' WHERE corrects_id IS NOT NULL",
      "UPDATE nav_snapshots SET corrects_id = (SELECT id FROM nav_snapshots WHERE state = 'draft'), as_of_on = '2026-02-10' WHERE corrects_id IS NOT NULL",
      copied('nav_snapshots', 'corrects_id IS NOT NULL', "id = 'again', as_of_on = '2026-01-30'"),
    ],
    'projects.tokensIssued': ['UPDATE projects SET tokens_issued = tokens_issued + 1'],
    'projects.neverNegative': [
      "UPDATE token_changes SET investor_id = (SELECT id FROM investors WHERE name = 'Second Holder') WHERE kind = 'issue'",
      "UPDATE token_changes SET effective_on = '2026-02-03' WHERE kind = 'issue'",
    ],
    'projects.registerNumbered': [
      'UPDATE token_changes SET ordinal = ordinal + 10',
      'UPDATE token_changes SET ordinal = ordinal + 1 WHERE ordinal = 2',
    ],
  },
};
