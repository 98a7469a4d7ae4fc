import { describe, expect, test } from 'vitest';
import { rawOf } from '#db/handles.ts';
import type { CommandRequest } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { businessDate } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import type { RuleKey, RuleValue } from '#shared/model/settings.ts';
import { addFund } from '#test/commands/funds/fundHouse.ts';
import { type Capital, issuedCall } from '#test/kit/commitments.ts';
import { codeOf, type House } from '#test/kit/house.ts';
import { allocationHouse, approved, type Line, lineOf, type Proposal, proposal, proposed } from './allocationHouse.ts';

const state = (firm: House, allocationId: string) => firm.answer('allocations.home', { allocationId });
const propose = (at: Capital, lines: readonly Line[], more: Partial<Proposal> = {}) =>
  at.firm.run('allocations.propose', proposal(at, lines, more));

function setRule(at: Capital, rule: RuleKey, value: RuleValue, fundId: FundId | null = at.fundId): void {
  const valueId = at.firm.id();
  const scope = fundId === null ? { kind: 'house' as const, id: null } : { kind: 'fund' as const, id: fundId };
  const asked = { valueId, rule, scope, value: value as never, effectiveOn: at.firm.now.slice(0, 10), reason: 'by the committee' };
  const { state: stands, contentHash } = at.firm.done('settings.propose', asked);
  if (stands === 'proposed') at.firm.done('settings.approve', { valueId, contentHash }, { as: at.approver });
}

describe('an allocation', () => {
  test('is proposed, held against the rules, approved by another person, and on the record', () => {
    using at = allocationHouse();
    const { firm, fundId, approver } = at;
    const decide = proposed(at, 4_000_000);
    expect(state(firm, decide.allocationId)).toMatchObject({
      number: 1,
      status: 'proposed',
      approversNeeded: 1,
      approvalsGiven: 0,
      approvals: [],
      ended: null,
      standing: { available: { minor: 10_000_000_000n }, reserved: { minor: 0n }, share: '0.04', room: { minor: 2_000_000_000n } },
    });
    expect(codeOf(firm.run('allocations.approve', decide))).toBe('allocationByApprover');
    expect(codeOf(firm.run('allocations.approve', { ...decide, contentHash: 'f'.repeat(64) }, { as: approver }))).toBe('allocationChanged');
    expect(codeOf(firm.run('allocations.approve', decide, { as: approver, steppedUp: false }))).toBe('stepUpNeeded');
    expect(codeOf(firm.run('allocations.approve', { ...decide, allocationId: firm.id() }, { as: approver }))).toBe('notFound');
    expect(codeOf(firm.run('allocations.approve', { ...decide, fundId: firm.id() as FundId }, { as: approver }))).toBe('notFound');
    expect(firm.done('allocations.approve', decide, { as: approver })).toEqual({ state: 'approved', approvalsLeft: 0 });
    expect(codeOf(firm.run('allocations.approve', decide, { as: approver }))).toBe('allocationDecided');
    expect(codeOf(firm.run('allocations.reject', { ...decideOnly(decide), reason: 'late' }, { as: approver }))).toBe('allocationDecided');
    expect(state(firm, decide.allocationId)).toMatchObject({ status: 'approved', approvals: [{ by: 'Anna Tester' }], version: 2 });
    expect(() => rawOf(firm.db).exec('UPDATE allocations SET minor = 1')).toThrow('never changes');
    expect(() => rawOf(firm.db).exec('DELETE FROM allocations')).toThrow('never deleted');
    expect(() => rawOf(firm.db).exec('DELETE FROM allocation_approvals')).toThrow('never deleted');
    const names = firm.answer('audit.timeline', { entity: 'allocation', id: decide.allocationId }).rows.map(({ name }) => name);
    expect(names).toEqual(['allocations.approve', 'allocations.propose']);
    expect(firm.answer('allocations.list', { filter: { fundId }, totals: true })).toMatchObject({ total: 1 });
  });

  test('of a large amount needs as many different people as its tier asks for, also when split', () => {
    using at = allocationHouse();
    const { firm, approver, second } = at;
    const decide = proposed(at, 4_000_000);
    const more = proposed(at, 1_000_000);
    expect(state(firm, more.allocationId).approversNeeded).toBe(2);
    expect(firm.done('allocations.approve', more, { as: approver })).toEqual({ state: 'proposed', approvalsLeft: 1 });
    expect(codeOf(firm.run('allocations.approve', more, { as: approver }))).toBe('allocationApprovedByYou');
    expect(firm.done('allocations.approve', more, { as: second })).toEqual({ state: 'approved', approvalsLeft: 0 });
    // The first stands beside the second now, so it needs two people as well.
    expect(firm.done('allocations.approve', decide, { as: approver })).toEqual({ state: 'proposed', approvalsLeft: 1 });
    expect(state(firm, decide.allocationId)).toMatchObject({ approversNeeded: 2, approvalsGiven: 1 });
    const urgent = proposed(at, 1_000_000, { dealTitle: 'Mill', priority: 'urgent' });
    expect(state(firm, urgent.allocationId).approversNeeded).toBe(2);
  });

  test('asks for the people of its own fund’s tiers', () => {
    using at = allocationHouse();
    setRule(at, 'approvals.allocationTiers', [
      { from: 0, priority: 'low', approvers: 2 },
      { from: 1_000_000, priority: 'low', approvers: 3 },
    ]);
    const { allocationId } = proposed(at, 1_000_000);
    expect(state(at.firm, allocationId).approversNeeded).toBe(3);
  });

  test('is rejected or cancelled with a reason, and what it held is available again', () => {
    using at = allocationHouse();
    const { firm, approver } = at;
    const available = () => check(at, 1_000_000).funds[0]?.available.minor;
    const decide = proposed(at, 4_000_000);
    expect(available()).toBe(9_600_000_000n);
    firm.done('allocations.reject', { ...decideOnly(decide), reason: 'wrong sponsor' }, { as: approver });
    expect(state(firm, decide.allocationId)).toMatchObject({ status: 'cancelled', ended: { by: 'Anna Tester', reason: 'wrong sponsor' } });
    expect(available()).toBe(10_000_000_000n);
    const cancel = { ...decideOnly(approved(at, 3_000_000)), expectedVersion: 1, reason: 'sold to another' };
    expect(codeOf(firm.run('allocations.cancel', cancel))).toBe('staleVersion');
    expect(codeOf(firm.run('allocations.cancel', { ...cancel, allocationId: firm.id() }))).toBe('notFound');
    expect(codeOf(firm.run('allocations.reject', { ...decideOnly(decide), allocationId: firm.id(), reason: 'x' }, { as: approver }))).toBe(
      'notFound',
    );
    firm.done('allocations.cancel', { ...cancel, expectedVersion: 2 });
    expect(codeOf(firm.run('allocations.cancel', { ...cancel, expectedVersion: 3 }))).toBe('allocationDecided');
    expect(() => rawOf(firm.db).exec("UPDATE allocations SET end_reason = 'x'")).toThrow('stays as it is');
    expect(available()).toBe(10_000_000_000n);
    expect(firm.answer('allocations.figures', {})).toMatchObject({ count: 0, waiting: 0, byCurrency: [], deployed: 0 });
  });

  test('one deal is spread over several funds in one step, or not at all', () => {
    using at = allocationHouse();
    const { firm } = at;
    const organisationId = firm.answer('funds.home', { fundId: at.fundId }).fund.organisationId;
    const empty = addFund(firm, organisationId, { name: 'Vale Fund', basis: 'commitment' });
    const lines = [lineOf(at, 1_000_000), lineOf(at, 2_000_000, { fundId: empty })];
    const refused = propose(at, lines);
    expect(codeOf(refused)).toBe('allocationBreaksRules');
    if (!refused.ok) expect(sentenceOf(refused.error)).toContain('Vale Fund has no commitments');
    expect(firm.answer('allocations.list', { totals: true }).total).toBe(0);
    expect(codeOf(propose(at, [lineOf(at, 1_000_000), lineOf(at, 2_000_000)]))).toBe('allocationFundTwice');
    expect(codeOf(propose(at, [lineOf(at, 1_000_000, { fundId: firm.id() as FundId })]))).toBe('notFound');
    const same = lineOf(at, 1_000_000);
    firm.done('allocations.propose', proposal(at, [same]));
    expect(codeOf(propose(at, [same]))).toBe('alreadyExists');
  });

  test.each([
    ['too small', { whole: 99_999 }, 'allocationTooSmall'],
    ['too large', { whole: 20_000_001 }, 'allocationShareTooLarge'],
    ['in another currency', { more: { amount: { minor: '100000000', currency: 'EUR' } } }, 'allocationCurrency'],
    ['of nothing', { more: { amount: { minor: '0', currency: 'USD' } } }, 'invalidInput'],
    ['below nothing', { more: { amount: { minor: '-100', currency: 'USD' } } }, 'invalidInput'],
    ['for a project of another fund', { more: { projectId: '01890000-0000-7000-8000-000000000001' } }, 'notFound'],
    ['dated tomorrow', { deal: { allocatedOn: '2026-03-03' } }, 'dateInFuture'],
    ['dated on a day that is none', { deal: { allocatedOn: '2026-02-29' } }, 'invalidInput'],
  ] as const)('%s is refused', (_what, { whole = 1_000_000, more = {}, deal = {} }: Asked, refusal) => {
    using at = allocationHouse();
    expect(codeOf(propose(at, [lineOf(at, whole, more)], deal))).toBe(refusal);
  });

  test('is refused by every rule somebody tightened, each with the way out', () => {
    using at = allocationHouse();
    setRule(at, 'allocations.smallestPercent', 2);
    setRule(at, 'allocations.concentrationPercent', 5);
    setRule(at, 'allocations.largestAmount', 3_000_000);
    const problems = check(at, 6_000_000).funds[0]!.checks.flatMap(({ problem }) => (problem === null ? [] : [problem]));
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain('Allocate at most USD 3,000,000.00');
    expect(codeOf(propose(at, [lineOf(at, 1_999_999)]))).toBe('allocationShareTooSmall');
    expect(codeOf(propose(at, [lineOf(at, 3_000_001)]))).toBe('allocationTooLarge');
    proposed(at, 3_000_000);
    expect(codeOf(propose(at, [lineOf(at, 2_000_001)]))).toBe('allocationConcentrated');
    expect(codeOf(propose(at, [lineOf(at, 2_000_001)], { dealTitle: 'Mill' }))).toBe('ok');
  });

  test('is refused outside the investment period, unless the rule is off; never in a closed fund', () => {
    using at = allocationHouse();
    const { firm, fundId } = at;
    setRule(at, 'allocations.investmentYears', 1);
    expect(codeOf(propose(at, [lineOf(at, 1_000_000)]))).toBe('allocationPeriodOver');
    const move = (name: 'startHarvesting' | 'close', expectedVersion: number) =>
      firm.run('funds.move', { fundId, expectedVersion, move: name, effectiveOn: '2026-03-01', reason: 'time' });
    expect(codeOf(move('startHarvesting', 2))).toBe('ok');
    expect(codeOf(propose(at, [lineOf(at, 1_000_000)]))).toBe('allocationNotInvesting');
    setRule(at, 'allocations.investmentPeriod', false);
    expect(codeOf(propose(at, [lineOf(at, 1_000_000)]))).toBe('ok');
  });

  test('that no longer passes cannot be approved', () => {
    using at = allocationHouse();
    const decide = proposed(at, 4_000_000);
    setRule(at, 'allocations.largestAmount', 3_000_000);
    expect(codeOf(at.firm.run('allocations.approve', decide, { as: at.approver }))).toBe('allocationTooLarge');
  });
});

type Asked = Readonly<{ whole?: number; more?: Partial<Line>; deal?: Partial<Proposal> }>;

const decideOnly = ({ allocationId, fundId }: Readonly<{ allocationId: string; fundId: FundId }>) => ({ allocationId, fundId });

const check = (at: Capital, whole: number) => {
  const { proposalId: _id, note: _note, lines, ...deal } = proposal(at, [lineOf(at, whole)]);
  return at.firm.answer('allocations.check', { ...deal, lines: lines.map(({ allocationId: _allocationId, ...line }) => line) });
};

describe('what an allocation becomes', () => {
  const use = (allocationId: string, whole: number) => ({
    purpose: 'investment' as const,
    insideCommitment: true,
    minor: String(BigInt(whole) * 100n),
    percent: null,
    allocationId,
    projectId: null,
    note: '',
  });
  const call = (at: Capital, allocationId: string, whole: number) =>
    issuedCall(at, whole * 100, { uses: [use(allocationId, whole)], issuedOn: '2026-02-27', dueOn: '2026-03-31' });

  test('follows from its calls: partly called, called; never cancelled then', () => {
    using at = allocationHouse();
    const { firm } = at;
    const { allocationId, fundId } = approved(at, 4_000_000);
    const first = call(at, allocationId, 1_000_000);
    expect(state(firm, allocationId)).toMatchObject({
      status: 'partlyCalled',
      called: { minor: 100_000_000n },
      openToCall: { minor: 300_000_000n },
      calls: [{ callId: first, funded: { minor: 0n }, lastReceivedOn: null }],
      standing: { reserved: { minor: 0n } },
    });
    expect(codeOf(firm.run('allocations.cancel', { allocationId, fundId, expectedVersion: 2, reason: 'no' }))).toBe('allocationCalled');
    call(at, allocationId, 3_000_000);
    expect(state(firm, allocationId)).toMatchObject({ status: 'called', openToCall: { minor: 0n }, daysToDeployment: null });
    const found = (status: string) => firm.answer('allocations.list', { filter: { status: status as never }, totals: true }).total;
    expect([found('approved'), found('partlyCalled'), found('called'), found('funded')]).toEqual([0, 0, 1, 0]);
    expect(firm.answer('allocations.figures', { fundId })).toMatchObject({
      count: 1,
      byCurrency: [{ allocated: { minor: 400_000_000n }, called: { minor: 400_000_000n }, uncalled: { minor: 0n } }],
      medianDaysToDeployment: null,
    });
  });
});

test('is funded once its calls are received, and the days to deployment are counted', () => {
  using at = allocationHouse();
  const { firm, fundId, accountId, approver } = at;
  const { allocationId } = approved(at, 4_000_000, { allocatedOn: '2026-02-01' });
  expect(firm.answer('reports.today', {}, approver).items.filter(({ kind }) => kind === 'allocationsToApprove')).toEqual([]);
  const use = { purpose: 'investment', insideCommitment: true, minor: '400000000', percent: null, projectId: null, note: '' } as const;
  const callId = issuedCall(at, 400_000_000, { uses: [{ ...use, allocationId }], issuedOn: '2026-02-10', dueOn: '2026-03-31' });
  const pay = (lineOrdinal: number, receivedOn: string) =>
    firm.done('receipts.record', {
      fundId,
      accountId,
      receiptId: firm.id(),
      receivedOn,
      amount: { minor: '100000000', currency: 'USD' },
      method: 'wire',
      reference: `W-${lineOrdinal}`,
      payer: '',
      parts: [{ kind: 'call', callId, lineOrdinal, minor: '100000000' }],
    });
  for (const line of [0, 1, 2]) pay(line, '2026-02-20');
  expect(state(firm, allocationId)).toMatchObject({ status: 'called', funded: { minor: 300_000_000n }, deployedOn: null });
  pay(3, '2026-03-02');
  expect(state(firm, allocationId)).toMatchObject({ status: 'funded', deployedOn: '2026-03-02', daysToDeployment: 29 });
  expect(firm.answer('allocations.list', { filter: { status: 'funded' } }).rows).toHaveLength(1);
  expect(firm.answer('allocations.figures', {})).toMatchObject({ deployed: 1, medianDaysToDeployment: 29 });
  proposed(at, 6_000_000, { dealTitle: 'Mill' });
  expect(firm.answer('reports.today', {}, approver).items.find(({ kind }) => kind === 'allocationsToApprove')).toMatchObject({
    count: 1,
    examples: ['Mill: USD 6,000,000.00, Allocation 2 of Harbour Fund I, proposed by Olivia Owner'],
  });
});

describe('a call for an allocation', () => {
  const draft = (at: Capital, allocationId: string, whole: number): CommandRequest<'calls.draft'> => ({
    callId: at.firm.id(),
    fundId: at.fundId,
    title: 'For the pier',
    method: 'amount',
    priority: 'normal',
    currency: 'USD',
    noticeOn: '2026-03-02',
    dueOn: '2026-03-31',
    urgentReason: null,
    accountId: at.accountId,
    cashOnHand: null,
    uses: [
      { purpose: 'investment', insideCommitment: true, minor: String(whole * 100), percent: null, allocationId, projectId: null, note: '' },
    ],
    treatments: [],
    amends: null,
  });

  test('takes an approved one of its fund, and no more than is left of it', () => {
    using at = allocationHouse();
    const { firm, fundId, approver } = at;
    const decide = proposed(at, 4_000_000);
    const { allocationId } = decide;
    expect(codeOf(firm.run('calls.draft', draft(at, allocationId, 1_000_000)))).toBe('allocationNotCallable');
    expect(codeOf(firm.run('calls.draft', draft(at, firm.id(), 1_000_000)))).toBe('notFound');
    firm.done('allocations.approve', decide, { as: approver });
    expect(codeOf(firm.run('calls.draft', draft(at, allocationId, 4_000_001)))).toBe('allocationOverCalled');
    const [first, second] = [draft(at, allocationId, 3_000_000), draft(at, allocationId, 3_000_000)];
    const hashes = new Map([first, second].map((call) => [call.callId, firm.done('calls.draft', call).contentHash]));
    const issue = ({ callId }: typeof first) => {
      const contentHash = hashes.get(callId)!;
      firm.done('calls.submit', { callId, fundId, expectedVersion: 1 });
      firm.done('calls.approve', { callId, fundId, contentHash }, { as: approver });
      return codeOf(firm.run('calls.issue', { callId, fundId, expectedVersion: 3, contentHash, issuedOn: '2026-03-02' }));
    };
    expect(issue(first)).toBe('ok');
    expect(issue(second)).toBe('allocationOverCalled');
    const gone = approved(at, 1_000_000, { dealTitle: 'Mill' });
    const third = draft(at, gone.allocationId, 500_000);
    hashes.set(third.callId, firm.done('calls.draft', third).contentHash);
    firm.done('allocations.cancel', { allocationId: gone.allocationId, fundId, expectedVersion: 2, reason: 'sold' });
    expect(issue(third)).toBe('allocationNotCallable');
  });
});

test('lists are found by fund, status, priority, project, deal text and day', () => {
  using at = allocationHouse();
  const { firm, fundId } = at;
  const projectId = firm.id();
  const facts = {
    title: 'Pier 9',
    kind: 'property',
    assetType: 'office',
    currency: 'USD',
    place: '',
    openedOn: '2026-01-01',
    tokenDigits: 0,
  } as const;
  firm.done('projects.addProject', { projectId, fundId, ...facts });
  firm.done('allocations.propose', proposal(at, [lineOf(at, 2_000_000, { projectId })]));
  proposed(at, 1_000_000, { dealTitle: 'Mill', counterparty: 'Vale', reference: 'M-7', priority: 'high', allocatedOn: '2026-01-15' });
  type Filter = NonNullable<Parameters<typeof firm.answer<'allocations.list'>>[1]['filter']>;
  const deals = (filter: Filter) => firm.answer('allocations.list', { filter }).rows.map(({ dealTitle }) => dealTitle);
  expect(deals({})).toEqual(['Pier 9', 'Mill']);
  expect(deals({ projectId })).toEqual(['Pier 9']);
  expect(deals({ priority: 'high' })).toEqual(['Mill']);
  expect(deals({ search: 'm-7' })).toEqual(['Mill']);
  expect(deals({ from: businessDate('2026-02-01') })).toEqual(['Pier 9']);
  expect(deals({ until: businessDate('2026-02-01') })).toEqual(['Mill']);
  expect(deals({ status: 'proposed' })).toHaveLength(2);
  expect(deals({ status: 'cancelled' })).toEqual([]);
  expect(firm.answer('allocations.list', { sort: { by: 'amount', descending: false } }).rows.map(({ project }) => project)).toEqual([
    null,
    'Pier 9',
  ]);
  const stranger = firm.id() as never;
  const scope = { kind: 'fund', id: firm.id() } as const;
  firm.done('access.addUser', { userId: stranger, login: 'stan', name: 'Stan', roles: [{ role: 'viewer', scope }] });
  expect(firm.answer('allocations.list', {}, stranger).rows).toEqual([]);
  expect(codeOf(firm.ask('allocations.figures', { fundId }, stranger))).toBe('notFound');
  const { proposalId: _id, note: _note, lines, ...deal } = proposal(at, [lineOf(at, 1_000_000)]);
  const asked = { ...deal, lines: lines.map(({ allocationId: _allocationId, ...line }) => line) };
  expect(codeOf(firm.ask('allocations.check', asked, stranger))).toBe('notFound');
  expect(codeOf(firm.ask('allocations.check', { ...asked, lines: [{ ...asked.lines[0]!, fundId: firm.id() as FundId }] }))).toBe(
    'notFound',
  );
});
