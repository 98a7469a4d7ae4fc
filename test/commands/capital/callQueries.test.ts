import { expect, test } from 'vitest';
import { addMinutes } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import type { ShownStatus } from '#shared/model/calls.ts';
import { amountFor, approvedCall, type CallHouse, callHouse, callInput, issuedCall } from '#test/kit/calls.ts';
import { codeOf } from '#test/kit/house.ts';
import { addFund } from '#test/kit/ledger.ts';

const day = 24 * 60;

function pay({ firm, fundId, accountId }: CallHouse, callId: string, parts: readonly (readonly [number, number])[]): void {
  const total = parts.reduce((sum, [, minor]) => sum + minor, 0);
  firm.done('receipts.record', {
    receiptId: firm.id(),
    fundId,
    accountId,
    amount: { minor: String(total), currency: 'USD' },
    receivedOn: firm.now.slice(0, 10),
    method: 'wire',
    reference: callId,
    payer: 'First Bank',
    parts: parts.map(([lineOrdinal, minor]) => ({ kind: 'call' as const, callId, lineOrdinal, minor: String(minor) })),
  });
}

test('a call stands where its money and the calendar say, in the list, in its filter and on every line', () => {
  using at = callHouse();
  const { firm, fundId, classId, approver, investors } = at;
  firm.done('calls.draft', callInput(at, { title: 'draft' }));
  approvedCall(at, { title: 'approved' });
  const thousand = { uses: [amountFor(1000)] };
  const [paid, part] = [
    issuedCall(at, { title: 'paid', ...thousand }),
    issuedCall(at, { title: 'partlyPaid', ...thousand, dueOn: '2026-06-30' }),
  ];
  issuedCall(at, { title: 'issued', ...thousand, dueOn: '2026-06-30' });
  issuedCall(at, { title: 'overdue', ...thousand });
  const late = issuedCall(at, { title: 'defaulted', ...thousand });
  pay(at, paid.callId, [
    [0, 500],
    [1, 300],
    [2, 200],
  ]);
  pay(at, part.callId, [[1, 100]]);
  pay(at, late.callId, [
    [0, 500],
    [1, 300],
  ]);
  firm.now = addMinutes(firm.now, 20 * day);
  const defaultId = firm.id();
  const declared = {
    defaultId,
    fundId,
    classId,
    investorId: investors[2]!,
    move: 'declare',
    effectiveOn: '2026-03-20',
    reason: 'unpaid',
  } as const;
  const { contentHash } = firm.done('commitments.proposeDefault', declared);
  firm.done('commitments.approveDefault', { defaultId, fundId, contentHash }, { as: approver });
  const { rows, total } = firm.answer('calls.list', { totals: true, sort: { by: 'number', descending: false } });
  expect(total).toBe(7);
  expect(rows.map(({ title, status }) => [title, status])).toEqual(rows.map(({ title }) => [title, title]));
  for (const { title } of rows)
    expect(firm.answer('calls.list', { filter: { status: title as ShownStatus } }).rows.map((row) => row.title)).toEqual([title]);
  expect(rows[3]).toMatchObject({ title: 'partlyPaid', received: { minor: 100n }, open: { minor: 900n } });
  expect(firm.answer('calls.lines', { filter: { callId: late.callId }, sort: { by: 'ordinal', descending: false } }).rows).toMatchObject([
    { status: 'paid', open: { minor: 0n } },
    { status: 'paid' },
    { status: 'defaulted', open: { minor: 200n }, received: { minor: 0n } },
  ]);
  const narrow = (filter: object) =>
    firm.answer('calls.lines', { filter: { callId: late.callId, ...filter }, totals: true } as never).total;
  expect([narrow({ open: true }), narrow({ open: false }), narrow({ search: 'investor 2' }), narrow({ treatment: 'excused' })]).toEqual([
    1, 2, 1, 0,
  ]);
  expect(narrow({ investorId: investors[0]! })).toBe(1);
  const found = (filter: object) => firm.answer('calls.list', { filter, totals: true } as never).total;
  expect([found({ from: '2026-06-01' }), found({ until: '2026-03-31' }), found({ search: 'PAID' })]).toEqual([2, 5, 2]);
  expect([found({ fundId }), found({ kind: 'equalisation' }), found({ priority: 'urgent' })]).toEqual([7, 0, 0]);
});

test('a line explains its shares use by use', () => {
  using at = callHouse();
  const { firm } = at;
  issuedCall(at, { uses: [amountFor(101)] });
  const { callId } = issuedCall(at, { uses: [amountFor(101), amountFor(10, { purpose: 'managementFee', note: 'first quarter' })] });
  expect(firm.answer('calls.line', { callId, ordinal: 0 })).toMatchObject({
    line: { investor: 'Investor 1', before: { minor: 51n }, amount: { minor: 55n }, after: { minor: 106n } },
    uses: [
      { purpose: 'investment', calledBefore: 101n, basisTotal: '100000000' },
      { purpose: 'managementFee', calledBefore: 202n },
    ],
    parts: [
      { use: 0, minor: 50n, before: 51n, exact: 50n },
      { use: 1, minor: 5n, before: 101n },
    ],
  });
  expect(codeOf(firm.ask('calls.line', { callId, ordinal: 9 }))).toBe('notFound');
  expect(codeOf(firm.ask('calls.line', { callId: firm.id(), ordinal: 0 }))).toBe('notFound');
  expect(codeOf(firm.ask('calls.home', { callId: firm.id() }))).toBe('notFound');
  expect(firm.answer('calls.lines', { totals: true })).toEqual({ rows: [], next: null, total: 0 });
});

test('a preview says everything that is wrong at once, and is what the draft becomes', () => {
  using at = callHouse();
  const { firm, fundId } = at;
  const { callId: _callId, ...asked } = callInput(at, { uses: [amountFor(1000)] });
  const wrong = firm.answer('calls.preview', { ...asked, currency: 'EUR', dueOn: '2026-03-14', uses: [amountFor(0)], amends: null });
  expect(wrong.problems.map(({ code, about }) => [code, about])).toEqual([
    ['callCurrencyWrong', 'amounts'],
    ['callUseWrong', 'amounts'],
    ['callDueClosed', 'dates'],
  ]);
  expect(wrong).toMatchObject({ total: 0n, uses: [], lines: [{ minor: 0n, unfunded: 50_000_000n }, {}, {}] });
  const right = firm.answer('calls.preview', { ...asked, amends: null });
  expect(right).toMatchObject({ problems: [], total: 1000n, approversNeeded: 1, notice: { given: 11, needed: 0, dueClosed: null } });
  const { callId } = issuedCall(at, { uses: [amountFor(1000)] });
  expect(
    firm.answer('calls.lines', { filter: { callId }, sort: { by: 'ordinal', descending: false } }).rows.map(({ amount }) => amount.minor),
  ).toEqual(right.lines.map(({ minor }) => minor));
  expect(firm.answer('calls.preview', { ...asked, amends: callId }).lines[0]).toMatchObject({ before: 0n });
  expect(firm.answer('calls.preview', { ...asked, amends: null }).lines[0]).toMatchObject({ before: 500n });
  expect(codeOf(firm.ask('calls.preview', { ...asked, amends: firm.id() }))).toBe('notFound');
  const other = addFund(firm, 'Vale Fund');
  expect(codeOf(firm.ask('calls.preview', { ...asked, fundId: other, amends: callId }))).toBe('notFound');
  expect(firm.answer('calls.preview', { ...asked, fundId: other, amends: null }).problems.map(({ code }) => code)).toEqual([
    'booksMissing',
    'callNoHoldings',
  ]);
  expect(codeOf(firm.ask('calls.preview', { ...asked, fundId: firm.id() as typeof fundId, amends: null }))).toBe('notFound');
});

test('whoever sees one fund sees its calls alone; Today shows a waiting call to those who may approve it', () => {
  using at = callHouse();
  const { firm, fundId, approver, accountant } = at;
  const { callId, contentHash: _hash } = { callId: firm.id(), contentHash: '' };
  firm.done('calls.draft', callInput(at, { callId }));
  firm.done('calls.submit', { callId, fundId, expectedVersion: 1 }, { as: accountant });
  const waitingFor = (userId?: UserId) => firm.answer('reports.today', {}, userId).items.find(({ kind }) => kind === 'callsToApprove');
  expect(waitingFor()).toBeUndefined();
  expect(waitingFor(accountant)).toBeUndefined();
  expect(waitingFor(approver)).toMatchObject({
    count: 1,
    late: false,
    examples: [expect.stringContaining('Call 1 “Pier 9” of Harbour Fund I')],
  });
  firm.now = addMinutes(firm.now, 3 * day);
  expect(waitingFor(approver)?.late).toBe(true);
  const stranger = firm.id() as UserId;
  const other = addFund(firm, 'Vale Fund');
  const roles = [{ role: 'approver' as const, scope: { kind: 'fund' as const, id: other } }];
  firm.done('access.addUser', { userId: stranger, login: 'sam', name: 'Sam', roles });
  expect(firm.answer('calls.list', { totals: true }, stranger).total).toBe(0);
  expect(codeOf(firm.ask('calls.home', { callId }, stranger))).toBe('notFound');
  expect(firm.answer('calls.lines', { filter: { callId } }, stranger).rows).toEqual([]);
  expect(waitingFor(stranger)).toBeUndefined();
  const unmet = (as: UserId | undefined, name: string) =>
    firm.answer('calls.home', { callId }, as).moves.find((move) => move.name === name)?.unmet;
  expect(unmet(undefined, 'approve')).toEqual(['You prepared or submitted it, so somebody else approves']);
  expect(unmet(approver, 'approve')).toEqual([]);
});
