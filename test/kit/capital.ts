import type { QueryOutput } from '#shared/contract/index.ts';
import type { InvestorId } from '#shared/ids.ts';
import { type CallHouse, callHouse, issuedCall } from './calls.ts';
import { goTo } from './investors.ts';
import { journalInput, line } from './ledger.ts';

/** A figure as a test names it: its amount, its value, or why there is none. */
export const figureOf = (figures: QueryOutput<'capital.metrics'>['figures'], id: string) => {
  const found = figures.find((figure) => figure.id === id)!;
  return found.money === null ? (found.value ?? found.reason) : found.money.minor;
};

export const journalIn = ({ firm, fundId }: Pick<CallHouse, 'firm' | 'fundId'>, on: string, ...lines: ReturnType<typeof line>[]) =>
  firm.done('ledger.postJournal', journalInput(fundId, lines, { effectiveOn: on, memo: `On ${on}` })).entryId;

function pay({ firm, fundId, accountId }: CallHouse, callId: string, lineOrdinal: number, minor: number, on: string): void {
  const parts = [{ kind: 'call' as const, callId, lineOrdinal, minor: String(minor) }];
  const amount = { minor: String(minor), currency: 'USD' };
  firm.done('receipts.record', {
    fundId,
    accountId,
    receiptId: firm.id(),
    receivedOn: on,
    amount,
    method: 'wire',
    reference: `${callId} ${lineOrdinal} ${on}`,
    payer: 'Partner',
    parts,
  });
}

function approveNav({ firm, fundId, classId, approver }: CallHouse, asOfOn: string, netAssets: number): void {
  const navId = firm.id();
  const evidence = { title: 'NAV pack', reference: '', sha256: null };
  const units = { units: null, navPerUnit: null };
  const draft = { navId, fundId, classId, asOfOn, netAssets: String(netAssets), ...units, mark: 'ex' as const, evidence, corrects: null };
  const { contentHash } = firm.done('funds.draftNav', draft);
  firm.done('funds.approveNav', { navId, fundId, contentHash }, { as: approver });
}

/** 1,000,000 committed 5:3:2; 100,000 called, 80,000 of it paid; 12,000 paid out; a NAV of 90,000. */
export function running(): CallHouse & Readonly<{ callId: string }> {
  const at = callHouse(['500000', '300000', '200000']);
  const { callId } = issuedCall(at, {
    uses: [
      { purpose: 'investment', insideCommitment: true, minor: '100000', percent: null, allocationId: null, projectId: null, note: '' },
    ],
  });
  const [first, second, third] = at.investors as [InvestorId, InvestorId, InvestorId];
  goTo(at.firm, '2026-03-16');
  pay(at, callId, 0, 50_000, '2026-03-16');
  pay(at, callId, 1, 30_000, '2026-03-16');
  goTo(at.firm, '2026-06-30');
  const paid = [line('3110', 6_000, 'USD', first), line('3110', 3_600, 'USD', second), line('3110', 2_400, 'USD', third)];
  journalIn(at, '2026-06-01', ...paid, line('1000', -12_000));
  approveNav(at, '2026-06-30', 90_000);
  return { ...at, callId };
}
