import type { CommandName, CommandRequest, QueryName, QueryRequest } from '#shared/contract/index.ts';
import type { FundId } from '#shared/ids.ts';
import type { House } from './house.ts';

type Positions = `positions.${string}`;
type CommandExamples = { [Name in CommandName & Positions]: (firm: House) => CommandRequest<Name> };
type QueryExamples = { [Name in QueryName & Positions]: (firm: House) => QueryRequest<Name> };

const event = (firm: House) => ({
  eventId: firm.id(),
  fundId: firm.id() as FundId,
  classId: firm.id(),
  effectiveOn: '2026-01-31',
  reason: 'example',
});
const fifo = { method: 'fifo' } as const;
const all = { by: 'all' } as const;

export const positionCommandExamples: CommandExamples = {
  'positions.correct': (firm) => ({ ...event(firm), investorId: firm.id(), units: '-5', lot: null, relief: fifo }),
  'positions.importRegister': (firm) => ({
    ...event(firm),
    rows: [{ line: 1, investorId: firm.id(), units: '5', cost: '500', acquiredOn: '2025-01-31', priceOn: null }],
  }),
  'positions.redeem': (firm) => ({ ...event(firm), investorId: firm.id(), howMany: all, relief: fifo }),
  'positions.reverse': (firm) => ({ ...event(firm), reversesId: firm.id() }),
  'positions.split': (firm) => ({ ...event(firm), from: 1, to: 2 }),
  'positions.subscribe': (firm) => ({ ...event(firm), investorId: firm.id(), amount: '100', accountId: null }),
  'positions.transfer': (firm) => ({
    ...event(firm),
    fromId: firm.id(),
    toId: firm.id(),
    howMany: all,
    consideration: null,
    relief: fifo,
  }),
};

export const positionQueryExamples: QueryExamples = {
  'positions.events': () => ({}),
  'positions.holding': (firm) => ({ fundId: firm.id() as FundId, classId: firm.id(), investorId: firm.id() }),
  'positions.ofInvestor': (firm) => ({ investorId: firm.id() }),
  'positions.ownership': (firm) => ({ fundId: firm.id() as FundId }),
  'positions.register': (firm) => ({ fundId: firm.id() as FundId }),
};
