import type { CommandName, CommandRequest, QueryName, QueryRequest } from '#shared/contract/index.ts';
import type { FundId } from '#shared/ids.ts';
import type { House } from './house.ts';

type CommandExamples = { [Name in Extract<CommandName, `allocations.${string}`>]: (firm: House) => CommandRequest<Name> };
type QueryExamples = { [Name in Extract<QueryName, `allocations.${string}`>]: (firm: House) => QueryRequest<Name> };

const deal = {
  dealTitle: 'Example deal',
  counterparty: 'Example seller',
  reference: 'EX-1',
  priority: 'normal',
  allocatedOn: '2026-01-31',
} as const;
const line = (firm: House) => ({
  fundId: firm.id() as FundId,
  projectId: null,
  amount: { minor: '100000000', currency: 'USD' },
});
const byId = (firm: House) => ({ allocationId: firm.id(), fundId: firm.id() as FundId });

export const allocationCommandExamples: CommandExamples = {
  'allocations.approve': (firm) => ({ ...byId(firm), contentHash: 'a'.repeat(64) }),
  'allocations.cancel': (firm) => ({ ...byId(firm), expectedVersion: 1, reason: 'example' }),
  'allocations.propose': (firm) => ({
    proposalId: firm.id(),
    ...deal,
    note: '',
    lines: [{ allocationId: firm.id(), ...line(firm) }],
  }),
  'allocations.reject': (firm) => ({ ...byId(firm), reason: 'example' }),
};

export const allocationQueryExamples: QueryExamples = {
  'allocations.check': (firm) => ({ ...deal, lines: [line(firm)] }),
  'allocations.figures': () => ({}),
  'allocations.home': (firm) => ({ allocationId: firm.id() }),
  'allocations.list': () => ({ limit: 10 }),
};
