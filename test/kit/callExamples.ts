import type { CommandName, CommandRequest, QueryName, QueryRequest } from '#shared/contract/index.ts';
import type { FundId } from '#shared/ids.ts';
import type { House } from './house.ts';

const HASH = 'a'.repeat(64);
const callFacts = {
  title: 'Example',
  method: 'amount',
  priority: 'normal',
  currency: 'USD',
  noticeOn: '2026-03-02',
  dueOn: '2026-03-17',
  urgentReason: null,
  accountId: null,
  cashOnHand: null,
  uses: [{ purpose: 'investment', insideCommitment: true, minor: '100000', percent: null, allocationId: null, projectId: null, note: '' }],
  treatments: [],
} satisfies Omit<CommandRequest<'calls.redraft'>, 'callId' | 'fundId' | 'expectedVersion'>;

type CallCommand = Extract<CommandName, `calls.${string}`>;
type CallQuery = Extract<QueryName, `calls.${string}`>;
const of = (firm: House) => ({ callId: firm.id(), fundId: firm.id() as FundId });

export const callCommandExamples: { [Name in CallCommand]: (firm: House) => CommandRequest<Name> } = {
  'calls.approve': (firm) => ({ ...of(firm), contentHash: HASH }),
  'calls.draft': (firm) => ({ ...of(firm), ...callFacts, amends: null }),
  'calls.drop': (firm) => ({ ...of(firm), expectedVersion: 1, reason: 'example' }),
  'calls.issue': (firm) => ({ ...of(firm), expectedVersion: 1, contentHash: HASH, issuedOn: '2026-03-02' }),
  'calls.redraft': (firm) => ({ ...of(firm), expectedVersion: 1, ...callFacts }),
  'calls.rescind': (firm) => ({ ...of(firm), expectedVersion: 1, rescindedOn: '2026-03-02', reason: 'example' }),
  'calls.sendBack': (firm) => ({ ...of(firm), expectedVersion: 1, reason: 'example' }),
  'calls.submit': (firm) => ({ ...of(firm), expectedVersion: 1 }),
};

export const callQueryExamples: { [Name in CallQuery]: (firm: House) => QueryRequest<Name> } = {
  'calls.home': (firm) => ({ callId: firm.id() }),
  'calls.line': (firm) => ({ callId: firm.id(), ordinal: 0 }),
  'calls.lines': (firm) => ({ filter: { callId: firm.id() } }),
  'calls.list': () => ({}),
  'calls.preview': (firm) => ({ fundId: firm.id() as FundId, ...callFacts, amends: null }),
};
