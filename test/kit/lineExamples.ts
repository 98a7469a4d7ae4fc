import type { CommandName, CommandRequest, QueryName, QueryRequest } from '#shared/contract/index.ts';
import type { FundId } from '#shared/ids.ts';
import type { House } from './house.ts';

type OfLine = `line.${string}`;
type CommandExamples = { [Name in CommandName & OfLine]: (firm: House) => CommandRequest<Name> };
type QueryExamples = { [Name in QueryName & OfLine]: (firm: House) => QueryRequest<Name> };

const line = (firm: House) => ({ fundId: firm.id() as FundId, facilityId: firm.id() });
const moved = (firm: House) => ({ ...line(firm), expectedMovements: 0 });
const terms = { limitMinor: '100', rate: '0.05', baseShare: '0.9', reason: 'example' } as const;

export const lineCommandExamples: CommandExamples = {
  'line.accrue': (firm) => ({ ...moved(firm), untilOn: '2026-01-02' }),
  'line.changeTerms': (firm) => ({ ...line(firm), expectedVersion: 1, effectiveOn: '2026-01-02', ...terms }),
  'line.close': (firm) => ({ ...line(firm), expectedVersion: 1, closedOn: '2026-01-02', reason: 'example' }),
  'line.draw': (firm) => ({ ...moved(firm), minor: '100', effectiveOn: '2026-01-02', reference: '' }),
  'line.open': (firm) => ({
    ...line(firm),
    name: 'Example',
    lender: 'Example Bank',
    dayCount: 'act/360',
    accountId: firm.id(),
    openedOn: '2026-01-02',
    maturesOn: '2027-01-02',
    ...terms,
  }),
  'line.payInterest': (firm) => ({ ...moved(firm), minor: '100', effectiveOn: '2026-01-02', reference: '' }),
  'line.repay': (firm) => ({ ...moved(firm), minor: '100', effectiveOn: '2026-01-02', reference: '' }),
  'line.undo': (firm) => ({ ...moved(firm), ordinal: 0, effectiveOn: '2026-01-02', reason: 'example' }),
};

export const lineQueryExamples: QueryExamples = {
  'line.home': (firm) => ({ facilityId: firm.id() }),
  'line.list': () => ({}),
};
