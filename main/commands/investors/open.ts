import type { WriteDb } from '#db/handles.ts';
import { readFund } from '#db/tables/funds.ts';
import { type InvestorRow, investorName, readInvestor, updateInvestorRow } from '#db/tables/investors.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { GrantScope } from '#shared/model/access.ts';
import { done, type Refused, type Result } from '#shared/result.ts';
import { type Guard, reads, writes } from '../handler.ts';

type OfInvestor = Readonly<{ investorId: string }>;

/** Everything an investor has stands under the investor itself: one record, one version. */
export const guardInvestor = ({ investorId }: OfInvestor): readonly Guard[] => [writes('investor', investorId)];
export const scopeInvestor = ({ investorId }: OfInvestor): readonly GrantScope[] => [{ kind: 'investor', id: investorId }];
export const ofInvestor = { guards: guardInvestor, scope: scopeInvestor };

export const readsFund = (fundId: string | null): readonly Guard[] => (fundId === null ? [] : [reads('fund', fundId)]);

/** The first of these funds that there is none of; null stands for every fund. */
export function unknownFund(db: WriteDb, fundIds: readonly (string | null)[]): Refused<'notFound'> | undefined {
  const strange = fundIds.find((fundId) => fundId !== null && !readFund(db, fundId));
  return typeof strange === 'string' ? refuse('notFound', { what: 'fund', id: strange }) : undefined;
}

type Closed = 'notFound' | 'investorMerged' | 'investorRemoved' | 'staleVersion';

/** The investor, unless it was merged away, taken back, or changed since it was looked at. */
export function openInvestor(db: WriteDb, investorId: string, expectedVersion?: number): Result<InvestorRow, Closed> {
  const row = readInvestor(db, investorId);
  if (!row) return refuse('notFound', { what: 'investor', id: investorId });
  if (row.status === 'removed') return refuse('investorRemoved', { investor: row.name });
  if (row.mergedInto !== null) return refuse('investorMerged', { investor: row.name, into: investorName(db, row.mergedInto) });
  if (expectedVersion !== undefined && expectedVersion !== row.version) return refuse('staleVersion', { what: row.name });
  return done(row);
}

/** Writes what changed on the investor itself, and counts the change of anything that is its. */
export function bump(db: WriteDb, row: InvestorRow, patch: Partial<InvestorRow> = {}): Readonly<{ version: number }> {
  const version = row.version + 1;
  updateInvestorRow(db, row, { ...row, ...patch, version });
  return { version };
}
