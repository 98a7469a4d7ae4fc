import type { CommandName, CommandRequest, QueryName, QueryRequest } from '#shared/contract/index.ts';
import type { FundId, InvestorId } from '#shared/ids.ts';
import type { House } from './house.ts';

const HASH = 'a'.repeat(64);
const someone = (firm: House) => firm.id() as InvestorId;
const step = (firm: House) => ({ fundId: firm.id() as FundId, expectedVersion: 1 });
const evidence = { title: 'Example', reference: '', sha256: null };

const closing = (firm: House) => ({
  closingId: firm.id(),
  fundId: firm.id() as FundId,
  kind: 'first' as const,
  heldOn: '2026-01-31',
  terms: null,
  accountId: null,
  note: '',
  lines: [{ investorId: someone(firm), classId: firm.id(), minor: '100000' }],
});

type Examples = { [Name in Extract<CommandName, `commitments.${string}`>]: (firm: House) => CommandRequest<Name> };

export const commitmentCommandExamples: Examples = {
  'commitments.approveClosing': (firm) => ({ closingId: firm.id(), fundId: firm.id() as FundId, contentHash: HASH }),
  'commitments.approveDefault': (firm) => ({ defaultId: firm.id(), fundId: firm.id() as FundId, contentHash: HASH }),
  'commitments.approveTransfer': (firm) => ({ transferId: firm.id(), fundId: firm.id() as FundId, contentHash: HASH }),
  'commitments.cancelClosing': (firm) => ({ closingId: firm.id(), ...step(firm), reason: 'example' }),
  'commitments.cancelTransfer': (firm) => ({ transferId: firm.id(), ...step(firm), reason: 'example' }),
  'commitments.draftClosing': closing,
  'commitments.draftTransfer': (firm) => ({
    transferId: firm.id(),
    fundId: firm.id() as FundId,
    classId: firm.id(),
    fromInvestorId: someone(firm),
    toInvestorId: someone(firm),
    effectiveOn: '2026-01-31',
    minor: '100000',
    reason: 'example',
    evidence,
  }),
  'commitments.postClosing': (firm) => ({ closingId: firm.id(), ...step(firm), callId: firm.id() }),
  'commitments.postTransfer': (firm) => ({ transferId: firm.id(), ...step(firm) }),
  'commitments.proposeDefault': (firm) => ({
    defaultId: firm.id(),
    fundId: firm.id() as FundId,
    classId: firm.id(),
    investorId: someone(firm),
    move: 'declare',
    effectiveOn: '2026-01-31',
    reason: 'example',
  }),
  'commitments.recordRefunds': (firm) => ({
    closingId: firm.id(),
    fundId: firm.id() as FundId,
    accountId: firm.id(),
    paidOn: '2026-01-31',
    payouts: [{ investorId: someone(firm), minor: '1', reference: '' }],
  }),
  'commitments.reduce': (firm) => ({
    fundId: firm.id() as FundId,
    classId: firm.id(),
    investorId: someone(firm),
    kind: 'decrease',
    minor: '1',
    effectiveOn: '2026-01-31',
    reason: 'example',
  }),
  'commitments.rejectDefault': (firm) => ({ defaultId: firm.id(), fundId: firm.id() as FundId, reason: 'example' }),
  'commitments.reverseRefund': (firm) => ({
    closingId: firm.id(),
    fundId: firm.id() as FundId,
    ordinal: 0,
    returnedOn: '2026-01-31',
    reason: 'example',
  }),
  'commitments.reverseTransfer': (firm) => ({
    transferId: firm.id(),
    fundId: firm.id() as FundId,
    reversesId: firm.id(),
    effectiveOn: '2026-01-31',
    reason: 'example',
  }),
  'commitments.reviseClosing': (firm) => ({ ...closing(firm), expectedVersion: 1 }),
  'commitments.withdrawDefault': (firm) => ({ defaultId: firm.id(), fundId: firm.id() as FundId }),
};

type QueryExamples = { [Name in Extract<QueryName, `commitments.${string}`>]: (firm: House) => QueryRequest<Name> };

export const commitmentQueryExamples: QueryExamples = {
  'commitments.closing': (firm) => ({ closingId: firm.id() }),
  'commitments.closings': () => ({}),
  'commitments.defaults': () => ({}),
  'commitments.history': (firm) => ({ fundId: firm.id() as FundId, classId: firm.id(), investorId: someone(firm) }),
  'commitments.holdings': () => ({}),
  'commitments.ofInvestor': (firm) => ({ investorId: someone(firm) }),
  'commitments.previewClosing': (firm) => ({
    fundId: firm.id() as FundId,
    closingId: null,
    kind: 'first',
    heldOn: '2026-01-31',
    terms: null,
    accountId: null,
    lines: [],
  }),
  'commitments.previewTransfer': (firm) => ({
    fundId: firm.id() as FundId,
    classId: firm.id(),
    fromInvestorId: someone(firm),
    toInvestorId: someone(firm),
    effectiveOn: '2026-01-31',
    minor: '1',
  }),
  'commitments.transfer': (firm) => ({ transferId: firm.id() }),
  'commitments.transfers': () => ({}),
};
