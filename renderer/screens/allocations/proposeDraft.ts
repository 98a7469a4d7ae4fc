import type { CommandRequest, QueryRequest } from '#shared/contract/index.ts';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import type { Priority } from '#shared/model/tiers.ts';

/** One fund of the proposal. Minor units as text: a draft is kept as JSON. */
export type LineDraft = Readonly<{
  allocationId: string;
  fundId: FundId | null;
  currency: Currency | null;
  projectId: string | null;
  minor: string | null;
}>;
export type ProposalDraft = Readonly<{
  dealTitle: string;
  counterparty: string;
  reference: string;
  priority: Priority;
  allocatedOn: BusinessDate | null;
  note: string;
  lines: readonly LineDraft[];
}>;

export const emptyLine = (allocationId: string, fundId: FundId | null = null): LineDraft => ({
  allocationId,
  fundId,
  currency: null,
  projectId: null,
  minor: null,
});

export const emptyProposal = (today: BusinessDate, line: LineDraft): ProposalDraft => ({
  dealTitle: '',
  counterparty: '',
  reference: '',
  priority: 'normal',
  allocatedOn: today,
  note: '',
  lines: [line],
});

export const dealGaps = ({ dealTitle, allocatedOn }: ProposalDraft): string[] => [
  ...(dealTitle.trim() === '' ? ['Name the deal.'] : []),
  ...(allocatedOn === null ? ['Enter the date of the allocation.'] : []),
];

export function lineGaps({ lines }: ProposalDraft): string[] {
  const funds = lines.map(({ fundId }) => fundId);
  return [
    ...(lines.some(({ fundId }) => fundId === null) ? ['Choose a fund on every line.'] : []),
    ...(lines.some(({ minor }) => minor === null || BigInt(minor) <= 0n) ? ['Enter an amount on every line.'] : []),
    ...(new Set(funds).size < funds.length ? ['Each fund stands on one line only.'] : []),
  ];
}

const dealOf = ({ dealTitle, counterparty, reference, priority, allocatedOn }: ProposalDraft) => ({
  dealTitle: dealTitle.trim(),
  counterparty: counterparty.trim(),
  reference: reference.trim(),
  priority,
  allocatedOn: allocatedOn ?? '',
});

const linesOf = ({ lines }: ProposalDraft) =>
  lines.flatMap(({ allocationId, fundId, currency, projectId, minor }) =>
    fundId === null || currency === null || minor === null || BigInt(minor) <= 0n
      ? []
      : [{ allocationId, fundId, projectId, amount: { minor, currency } }],
  );

/** What the rules are asked while somebody types; nothing while there is nothing to ask about. */
export function checkOf(draft: ProposalDraft): QueryRequest<'allocations.check'> | null {
  const lines = linesOf(draft).map(({ allocationId: _allocationId, ...line }) => line);
  return lines.length === 0 || dealGaps(draft).length > 0 ? null : { ...dealOf(draft), lines };
}

export const proposalOf = (proposalId: string, draft: ProposalDraft): CommandRequest<'allocations.propose'> => ({
  proposalId,
  ...dealOf(draft),
  note: draft.note.trim(),
  lines: linesOf(draft),
});
