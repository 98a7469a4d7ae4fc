import type { CommandName, CommandRequest } from '#shared/contract/index.ts';
import type { FundId } from '#shared/ids.ts';
import type { House } from './house.ts';

type Capital = `capital.${string}` | `performance.${string}`;
type CommandExamples = { [Name in CommandName & Capital]: (firm: House) => CommandRequest<Name> };

const fund = (firm: House) => firm.id() as FundId;
const income = (firm: House) => ({ fundId: fund(firm), fromOn: '2026-01-01', untilOn: '2026-01-31', basis: 'contributed' as const });

export const allocateIncomeExample = (firm: House): CommandRequest<'ledger.allocateIncome'> => ({
  allocationId: firm.id(),
  ...income(firm),
  reason: 'example',
});

export const capitalCommandExamples: CommandExamples = {
  'capital.adjustTax': (firm) => ({
    adjustmentId: firm.id(),
    fundId: fund(firm),
    taxYear: 2025,
    kind: 'unrealised',
    source: 'Example',
    reason: 'example',
    lines: [{ investorId: firm.id(), minor: '100' }],
  }),
  'capital.reverseTaxAdjustment': (firm) => ({ adjustmentId: firm.id(), fundId: fund(firm), reversesId: firm.id(), reason: 'example' }),
  'performance.addBenchmark': (firm) => ({
    benchmarkId: firm.id(),
    name: 'Example',
    provider: '',
    currency: 'USD',
    isTotalReturn: true,
    note: '',
  }),
  'performance.importLevels': (firm) => ({
    benchmarkId: firm.id(),
    fileName: 'example.csv',
    fileHash: null,
    levels: [{ on: '2026-01-02', level: '100' }],
  }),
};
