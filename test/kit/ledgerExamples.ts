import type { CommandName, CommandRequest, QueryName, QueryRequest } from '#shared/contract/index.ts';
import type { FundId } from '#shared/ids.ts';
import { allocateIncomeExample } from './capitalExamples.ts';
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

const journalOf = (firm: House): CommandRequest<'ledger.postJournal'> => ({
  fundId: fund(firm),
  effectiveOn: '2026-01-02',
  memo: 'Example',
  reason: 'example',
  lines: [
    { account: '1000', amount: usd('100') },
    { account: '5000', amount: usd('-100') },
  ],
});
const reversalOf = (firm: House) => ({ entryId: `${firm.id()}.0`, effectiveOn: '2026-01-02', reason: 'example' });
const fileRow = { entry: 'J1', effectiveOn: '2026-01-02', memo: 'Example' };
const fileOf = (firm: House): CommandRequest<'ledger.importJournals'> => ({
  importId: firm.id(),
  fundId: fund(firm),
  fileName: 'example.csv',
  fileHash: 'a'.repeat(64),
  reason: 'example',
  rows: [
    { line: 2, ...fileRow, account: '1000', amount: usd('100') },
    { line: 3, ...fileRow, account: '5000', amount: usd('-100') },
  ],
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
  'ledger.approveJournal': (firm) => ({ journalId: firm.id(), contentHash: 'a'.repeat(64) }),
  'ledger.importJournals': fileOf,
  'ledger.mapAccounts': (firm) => ({ fundId: fund(firm), codes: [{ account: '1000', externalCode: '100-10' }] }),
  'ledger.proposeImport': fileOf,
  'ledger.proposeJournal': (firm) => ({ journalId: firm.id(), ...journalOf(firm) }),
  'ledger.proposeReversal': (firm) => ({ journalId: firm.id(), ...reversalOf(firm) }),
  'ledger.proposeUndo': (firm) => ({ journalId: firm.id(), importId: firm.id(), reason: 'example' }),
  'ledger.rejectJournal': (firm) => ({ journalId: firm.id(), reason: 'example' }),
  'ledger.settle': (firm) => ({
    fundId: fund(firm),
    on: '2026-01-02',
    account: '1000',
    against: '1010',
    amount: { minor: '100', currency: 'EUR' },
    reason: 'example',
  }),
  'ledger.undoImport': (firm) => ({ importId: firm.id(), reason: 'example' }),
  'ledger.withdrawJournal': (firm) => ({ journalId: firm.id(), reason: 'example' }),
  'ledger.allocateIncome': allocateIncomeExample,
  'ledger.approveLock': (firm) => ({ lockId: firm.id(), contentHash: 'a'.repeat(64) }),
  'ledger.importEcbRates': () => ({
    fileName: 'example.xml',
    fileHash: 'a'.repeat(64),
    days: [{ on: '2026-01-02', rates: [{ currency: 'USD', rate: '1.05' }] }],
  }),
  'ledger.lockPeriod': (firm) => ({ ...period(firm), level: 'soft' }),
  'ledger.openChart': (firm) => ({ fundId: fund(firm) }),
  'ledger.postJournal': journalOf,
  'ledger.recordRate': () => ({ base: 'EUR', quote: 'USD', on: '2026-01-02', rate: '1.05' }),
  'ledger.rejectLock': (firm) => ({ lockId: firm.id(), reason: 'example' }),
  'ledger.revalue': (firm) => ({ fundId: fund(firm), on: '2026-01-31', reason: 'example' }),
  'ledger.reverse': reversalOf,
  'ledger.unlockPeriod': period,
  'ledger.withdrawLock': (firm) => ({ lockId: firm.id() }),
};

const january = (firm: House) => ({ fundId: fund(firm), from: '2026-01-01', until: '2026-01-31' });

export const ledgerQueryExamples: QueryExamples = {
  'ledger.account': (firm) => ({ fundId: fund(firm), account: '1000' }),
  'ledger.accountDays': (firm) => ({ fundId: fund(firm), account: '1000' }),
  'ledger.accounts': (firm) => ({ fundId: fund(firm) }),
  'ledger.books': () => ({}),
  'ledger.closeChecklist': january,
  'ledger.convert': () => ({ amount: usd('100'), to: 'USD', on: '2026-01-02' }),
  'ledger.entry': (firm) => ({ entryId: `${firm.id()}.0` }),
  'ledger.imports': (firm) => ({ fundId: fund(firm) }),
  'ledger.journal': () => ({}),
  'ledger.lines': (firm) => ({ fundId: fund(firm) }),
  'ledger.periodBalance': january,
  'ledger.periods': (firm) => ({ fundId: fund(firm) }),
  'ledger.proposal': (firm) => ({ journalId: firm.id() }),
  'ledger.proposals': () => ({}),
  'ledger.rates': () => ({}),
  'ledger.readEcb': () => ({ text: 'Date,USD\n2026-01-02,1.05\n' }),
  'ledger.readJournalFile': (firm) => ({ fundId: fund(firm), text: 'entry,date,account,amount\nJ1,2026-01-02,1000,5\n' }),
  'ledger.trialBalance': (firm) => ({ fundId: fund(firm), on: '2026-01-31' }),
};
