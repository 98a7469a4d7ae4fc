import type { CommandRequest } from '#shared/contract/index.ts';
import { instant } from '#shared/dates.ts';
import type { FundId, UserId } from '#shared/ids.ts';
import { type Capital, capitalHouse, closingInput, type FundFacts, postedClosing } from '#test/kit/commitments.ts';
import { type CallOptions, codeOf } from '#test/kit/house.ts';

export type Proposal = CommandRequest<'allocations.propose'>;
export type Line = Proposal['lines'][number];

/** 100,000,000.00 committed by four investors to a fund that has been investing since 2025-02-01; two more people approve. */
export function allocationHouse(more: FundFacts = {}): Capital & Readonly<{ second: UserId }> {
  const at = capitalHouse({ targetSize: '20000000000', ...more });
  postedClosing(
    at,
    closingInput(
      at,
      at.investors.map((id) => [id, 2_500_000_000n] as const),
    ),
  );
  at.firm.done('funds.move', {
    fundId: at.fundId,
    expectedVersion: 1,
    move: 'startInvesting',
    effectiveOn: '2025-02-01',
    reason: 'first closing',
  });
  at.firm.now = instant('2026-03-02T09:00:00.000Z');
  return { ...at, second: at.firm.addUser('ben', 'approver'), [Symbol.dispose]: () => at[Symbol.dispose]() };
}

export const lineOf = ({ firm, fundId }: Capital, whole: number, more: Partial<Line> = {}): Line => ({
  allocationId: firm.id(),
  fundId,
  projectId: null,
  amount: { minor: String(BigInt(whole) * 100n), currency: 'USD' },
  ...more,
});

export const proposal = (at: Capital, lines: readonly Line[], more: Partial<Proposal> = {}): Proposal => ({
  proposalId: at.firm.id(),
  dealTitle: 'Pier 9',
  counterparty: 'Harbour Sellers LLC',
  reference: 'D-1',
  priority: 'normal',
  allocatedOn: '2026-02-27',
  note: '',
  lines: [...lines],
  ...more,
});

/** Proposed by the owner: its id and what an approver reads. */
export function proposed(at: Capital, whole: number, more: Partial<Proposal> = {}, options?: CallOptions) {
  const line = lineOf(at, whole);
  const { allocations } = at.firm.done('allocations.propose', proposal(at, [line], more), options);
  return { allocationId: line.allocationId, fundId: line.fundId as FundId, contentHash: allocations[0]!.contentHash };
}

export function approved(at: Capital, whole: number, more: Partial<Proposal> = {}) {
  const decide = proposed(at, whole, more);
  at.firm.done('allocations.approve', decide, { as: at.approver });
  return decide;
}

export const code = codeOf;
