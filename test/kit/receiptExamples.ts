import type { CommandName, CommandRequest, QueryName, QueryRequest } from '#shared/contract/index.ts';
import type { FundId } from '#shared/ids.ts';
import type { House } from './house.ts';
import { lineCommandExamples, lineQueryExamples } from './lineExamples.ts';

/** Receipts, and the lines that bridge until they come. */
type OfReceipts = `receipts.${string}` | `line.${string}`;
type CommandExamples = { [Name in CommandName & OfReceipts]: (firm: House) => CommandRequest<Name> };
type QueryExamples = { [Name in QueryName & OfReceipts]: (firm: House) => QueryRequest<Name> };

const fund = (firm: House) => firm.id() as FundId;
const usd = (minor: string) => ({ minor, currency: 'USD' });
const receipt = (firm: House) => ({
  receiptId: firm.id(),
  receivedOn: '2026-01-02',
  amount: usd('100'),
  method: 'wire' as const,
  reference: '',
  payer: 'Example',
  parts: [{ kind: 'suspense' as const, minor: '100' }],
});
const onCall = (firm: House) => ({ kind: 'call' as const, callId: firm.id(), lineOrdinal: 0, minor: '100' });

export const receiptCommandExamples: CommandExamples = {
  ...lineCommandExamples,
  'receipts.applyAdvance': (firm) => ({ fundId: fund(firm), investorId: firm.id(), effectiveOn: '2026-01-02', parts: [onCall(firm)] }),
  'receipts.approveWaiver': (firm) => ({ waiverId: firm.id(), contentHash: 'a'.repeat(64) }),
  'receipts.billInterest': (firm) => ({ fundId: fund(firm), callId: firm.id(), untilOn: '2026-01-02' }),
  'receipts.identify': (firm) => ({ fundId: fund(firm), receiptId: firm.id(), effectiveOn: '2026-01-02', parts: [onCall(firm)] }),
  'receipts.proposeWaiver': (firm) => ({
    waiverId: firm.id(),
    fundId: fund(firm),
    callId: firm.id(),
    billOrdinal: 0,
    minor: '100',
    effectiveOn: '2026-01-02',
    reason: 'example',
  }),
  'receipts.record': (firm) => ({ fundId: fund(firm), accountId: firm.id(), ...receipt(firm) }),
  'receipts.recordMany': (firm) => ({ fundId: fund(firm), accountId: firm.id(), rows: [{ line: 1, ...receipt(firm) }] }),
  'receipts.rejectWaiver': (firm) => ({ waiverId: firm.id(), reason: 'example' }),
  'receipts.remind': (firm) => ({ fundId: fund(firm) }),
  'receipts.return': (firm) => ({
    fundId: fund(firm),
    receiptId: firm.id(),
    returnId: firm.id(),
    returnedOn: '2026-01-02',
    reason: 'example',
  }),
  'receipts.withdrawWaiver': (firm) => ({ waiverId: firm.id() }),
};

export const receiptQueryExamples: QueryExamples = {
  ...lineQueryExamples,
  'receipts.ageing': () => ({ on: '2026-01-02', by: 'fund' }),
  'receipts.list': () => ({}),
  'receipts.match': (firm) => ({
    fundId: fund(firm),
    receivedOn: '2026-01-02',
    rows: [{ line: 1, investor: 'Example', reference: '', amount: usd('100') }],
  }),
  'receipts.ofCall': (firm) => ({ callId: firm.id() }),
  'receipts.owed': (firm) => ({ fundId: fund(firm) }),
  'receipts.receipt': (firm) => ({ receiptId: firm.id() }),
};
