import type { CommandName, CommandRequest, QueryName, QueryRequest } from '#shared/contract/index.ts';
import type { FundId } from '#shared/ids.ts';
import type { House } from './house.ts';

type Ledger = `ledger.${string}`;
type CommandExamples = { [Name in CommandName & Ledger]: (firm: House) => CommandRequest<Name> };
type QueryExamples = { [Name in QueryName & Ledger]: (firm: House) => QueryRequest<Name> };

const fund = (firm: House) => firm.id() as FundId;
const usd = (minor: string) => ({ minor, currency: 'USD' });
const period = (firm: House) => ({
  lockId: firm.id(),
  fundId: fund(firm),
  fromOn: '2026-01-01',
  untilOn: '2026-01-31',
  reason: 'example',
});

export const ledgerCommandExamples: CommandExamples = {
  'ledger.addAccount': (firm) => ({
    fundId: fund(firm),
    code: '6000',
    name: 'Example',
    kind: 'expense',
    normalSide: 'debit',
    isControl: false,
  }),
  'ledger.approveLock': (firm) => ({ lockId: firm.id(), contentHash: 'a'.repeat(64) }),
  'ledger.importEcbRates': () => ({
    fileName: 'example.xml',
    fileHash: 'a'.repeat(64),
    days: [{ on: '2026-01-02', rates: [{ currency: 'USD', rate: '1.05' }] }],
  }),
  'ledger.lockPeriod': (firm) => ({ ...period(firm), level: 'soft' }),
  'ledger.openChart': (firm) => ({ fundId: fund(firm) }),
  'ledger.postJournal': (firm) => ({
    fundId: fund(firm),
    effectiveOn: '2026-01-02',
    memo: 'Example',
    reason: 'example',
    lines: [
      { account: '1000', amount: usd('100') },
      { account: '5000', amount: usd('-100') },
    ],
  }),
  'ledger.recordRate': () => ({ base: 'EUR', quote: 'USD', on: '2026-01-02', rate: '1.05' }),
  'ledger.rejectLock': (firm) => ({ lockId: firm.id(), reason: 'example' }),
  'ledger.revalue': (firm) => ({ fundId: fund(firm), on: '2026-01-31', reason: 'example' }),
  'ledger.reverse': (firm) => ({ entryId: `${firm.id()}.0`, effectiveOn: '2026-01-02', reason: 'example' }),
  'ledger.unlockPeriod': period,
  'ledger.withdrawLock': (firm) => ({ lockId: firm.id() }),
};

export const ledgerQueryExamples: QueryExamples = {
  'ledger.account': (firm) => ({ fundId: fund(firm), account: '1000' }),
  'ledger.accounts': (firm) => ({ fundId: fund(firm) }),
  'ledger.books': () => ({}),
  'ledger.convert': () => ({ amount: usd('100'), to: 'USD', on: '2026-01-02' }),
  'ledger.entry': (firm) => ({ entryId: `${firm.id()}.0` }),
  'ledger.journal': () => ({}),
  'ledger.lines': (firm) => ({ fundId: fund(firm) }),
  'ledger.periods': (firm) => ({ fundId: fund(firm) }),
  'ledger.rates': () => ({}),
  'ledger.readEcb': () => ({ text: 'Date,USD\n2026-01-02,1.05\n' }),
  'ledger.trialBalance': (firm) => ({ fundId: fund(firm), on: '2026-01-31' }),
};
