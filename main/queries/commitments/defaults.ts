import type { ReadDb } from '#db/handles.ts';
import { equals, type ListDefinition, readPage } from '#db/list.ts';
import { type HoldingDefaultRow, readDefault } from '#db/tables/commitments.ts';
import { readClass, readFund } from '#db/tables/funds.ts';
import { nameIn } from '#db/tables/users.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { inScope } from '../funds/rows.ts';
import type { QueryHandler } from '../handler.ts';
import { shownName, withMembers } from './rows.ts';

export function shownDefault(db: ReadDb, row: HoldingDefaultRow): QueryOutput<'commitments.defaults'>['rows'][number] {
  const { proposedBy, decidedBy, ...rest } = row;
  return {
    ...rest,
    fund: readFund(db, row.fundId)!.name,
    className: readClass(db, row.classId)!.name,
    investor: shownName(db, row.investorId),
    proposedBy: nameIn(db, proposedBy),
    proposedById: proposedBy,
    decidedBy: decidedBy && nameIn(db, decidedBy),
  };
}

const defaultList: ListDefinition = {
  select: 'id',
  from: 'holding_defaults',
  key: 'id',
  keyIsInteger: false,
  sort: { proposedAt: 'proposed_at', effectiveOn: 'effective_on' },
  defaultSort: { by: 'proposedAt', descending: true },
  filter: { fundId: equals('fund_id'), state: equals('state'), investorId: withMembers(['investor_id']) },
};

export const defaults: QueryHandler<'commitments.defaults'> = ({ db, rows: scope }, input) => {
  const page = readPage(db, defaultList, input, inScope(scope, 'fund_id'));
  return { rows: page.rows.map(({ id }) => shownDefault(db, readDefault(db, id as string)!)), next: page.next, total: page.total };
};
