import type { QueryName, QueryRequest } from '#shared/contract/index.ts';
import type { FundId, InvestorId } from '#shared/ids.ts';
import type { House } from './house.ts';

type Capital = `capital.${string}` | `performance.${string}`;
type QueryExamples = { [Name in QueryName & Capital]: (firm: House) => QueryRequest<Name> };

const fund = (firm: House) => firm.id() as FundId;
const investor = (firm: House) => firm.id() as InvestorId;
const year = { from: '2026-01-01', until: '2026-01-31' };
const income = (firm: House) => ({ fundId: fund(firm), fromOn: '2026-01-01', untilOn: '2026-01-31', basis: 'contributed' as const });

export const capitalQueryExamples: QueryExamples = {
  'capital.account': (firm) => ({ investorId: investor(firm), ...year }),
  'capital.accounts': (firm) => ({ fundId: fund(firm), ...year }),
  'capital.events': (firm) => ({ fundId: fund(firm) }),
  'capital.funds': () => ({}),
  'capital.history': (firm) => ({ fundId: fund(firm) }),
  'capital.holdings': (firm) => ({ investorId: investor(firm) }),
  'capital.incomeAllocations': (firm) => ({ fundId: fund(firm) }),
  'capital.incomePreview': income,
  'capital.metrics': (firm) => ({ fundId: fund(firm) }),
  'capital.partners': (firm) => ({ fundId: fund(firm) }),
  'capital.performance': (firm) => ({ fundId: fund(firm) }),
  'capital.taxAdjustments': (firm) => ({ fundId: fund(firm) }),
  'performance.benchmarks': () => ({}),
  'performance.levels': (firm) => ({ benchmarkId: firm.id() }),
  'performance.readLevels': (firm) => ({ benchmarkId: firm.id(), text: 'Date,Level\n2026-01-02,100\n' }),
};
