import { equals, type ListDefinition, readPage, searchIn, type Where } from '#db/list.ts';
import { type AllocationRow, readAllocation } from '#db/tables/allocations.ts';
import { medianDays } from '#main/engine/allocations/status.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { type AllocationStatus, allocationStatuses } from '#shared/model/allocations.ts';
import { type Money, money } from '#shared/money.ts';
import { inScope, maySee, noFund } from '../funds/rows.ts';
import type { QueryHandler } from '../handler.ts';
import { type ShownAllocation, shownAllocations } from './rows.ts';

const linked = `FROM call_uses JOIN capital_calls ON capital_calls.id = call_uses.call_id
  WHERE call_uses.allocation_id = allocations.id AND capital_calls.state = 'issued'`;
const called = `(SELECT coalesce(sum(call_uses.minor), 0) ${linked})`;
const owed = `EXISTS (SELECT 1 ${linked} AND capital_calls.total >
  (SELECT coalesce(sum(minor), 0) FROM receipt_parts WHERE receipt_parts.call_id = capital_calls.id AND kind = 'call'))`;

/** The same answers as the engine's `statusOf`, for whole lists. */
const statusSql: Readonly<Record<AllocationStatus, string>> = {
  proposed: "allocations.state = 'proposed'",
  cancelled: "allocations.state = 'cancelled'",
  approved: `allocations.state = 'approved' AND ${called} = 0`,
  partlyCalled: `allocations.state = 'approved' AND ${called} > 0 AND ${called} < allocations.minor`,
  called: `allocations.state = 'approved' AND ${called} >= allocations.minor AND ${owed}`,
  funded: `allocations.state = 'approved' AND ${called} >= allocations.minor AND NOT ${owed}`,
};

const allocationList: ListDefinition = {
  select: 'allocations.id',
  from: 'allocations JOIN funds ON funds.id = allocations.fund_id',
  key: 'allocations.id',
  keyIsInteger: false,
  sort: {
    allocatedOn: 'allocations.allocated_on',
    amount: 'allocations.minor',
    dealTitle: 'allocations.deal_title',
    fund: 'funds.name',
    proposedAt: 'allocations.proposed_at',
  },
  defaultSort: { by: 'allocatedOn', descending: true },
  filter: {
    fundId: equals('allocations.fund_id'),
    projectId: equals('allocations.project_id'),
    proposalId: equals('allocations.proposal_id'),
    priority: equals('allocations.priority'),
    search: searchIn(['allocations.deal_title', 'allocations.counterparty', 'allocations.reference']),
    from: (day: BusinessDate) => ({ sql: 'allocations.allocated_on >= ?', params: [day] }),
    until: (day: BusinessDate) => ({ sql: 'allocations.allocated_on <= ?', params: [day] }),
    status: (status: AllocationStatus): Where => ({ sql: statusSql[status], params: [] }),
  },
};

const LARGEST = 500;

export const list: QueryHandler<'allocations.list'> = ({ db, rows: scope }, input) => {
  const page = readPage(db, allocationList, input, inScope(scope, 'allocations.fund_id'));
  const rows = page.rows.map(({ id }) => readAllocation(db, id as string)).filter((row): row is AllocationRow => row !== undefined);
  return { rows: shownAllocations(db, rows), next: page.next, total: page.total };
};

export const figures: QueryHandler<'allocations.figures'> = (context, { fundId }) => {
  if (fundId !== undefined && !maySee(context.rows, fundId)) return noFund(fundId);
  const filter = fundId === undefined ? {} : { filter: { fundId } };
  const all: ShownAllocation[] = [];
  let after: string | undefined;
  do {
    const page = list(context, { ...filter, limit: LARGEST, ...(after === undefined ? {} : { after }) });
    if ('ok' in page) return page;
    all.push(...page.rows);
    after = page.next ?? undefined;
  } while (after !== undefined);
  const standing = all.filter(({ status }) => status !== 'cancelled');
  const days = all.flatMap(({ daysToDeployment }) => (daysToDeployment === null ? [] : [daysToDeployment]));
  return {
    count: standing.length,
    waiting: standing.filter(({ status }) => status === 'proposed').length,
    byStatus: allocationStatuses.map((status) => ({ status, count: all.filter((row) => row.status === status).length })),
    byCurrency: [...Map.groupBy(standing, ({ amount }) => amount.currency).values()].map(amountsOf),
    medianDaysToDeployment: medianDays(days),
    deployed: days.length,
  };
};

function amountsOf(rows: readonly ShownAllocation[]) {
  const { currency } = rows[0]!.amount;
  const of = (pick: (row: ShownAllocation) => Money) =>
    money(
      rows.reduce((running, row) => running + pick(row).minor, 0n),
      currency,
    );
  const [allocated, called, funded] = [of(({ amount }) => amount), of((row) => row.called), of((row) => row.funded)];
  return { currency, allocated, called, funded, uncalled: money(allocated.minor - called.minor, currency) };
}
