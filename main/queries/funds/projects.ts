import type { ReadDb } from '#db/handles.ts';
import { equals, type ListDefinition, readPage, searchIn } from '#db/list.ts';
import { fundNameIn } from '#db/tables/funds.ts';
import { investorName } from '#db/tables/investors.ts';
import { readProject, readTokenChanges } from '#db/tables/projects.ts';
import { nameIn } from '#db/tables/users.ts';
import { balancesOn } from '#main/engine/projects/register.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import type { InvestorId } from '#shared/ids.ts';
import type { QueryHandler } from '../handler.ts';
import { inScope, maySee } from './rows.ts';

type ProjectRow = QueryOutput<'funds.projects'>['rows'][number];

/** Shares are for reading only: to seven places of a per cent, never to work an amount out with. */
const SHARE_PLACES = 9;
const MOST_CHANGES = 500;

const projectList: ListDefinition = {
  select: 'projects.id',
  from: 'projects JOIN funds ON funds.id = projects.fund_id',
  key: 'projects.id',
  keyIsInteger: false,
  sort: { title: 'projects.title', fund: 'funds.name', assetType: 'projects.asset_type', openedOn: 'projects.opened_on' },
  defaultSort: { by: 'title', descending: false },
  filter: {
    search: searchIn(['projects.title', 'projects.place']),
    fundId: equals('projects.fund_id'),
    assetType: equals('projects.asset_type'),
    kind: equals('projects.kind'),
  },
};

const tokensText = (amount: bigint, digits: number): string => decimalText(new Decimal(amount.toString()).div(new Decimal(10).pow(digits)));

function shownProject(db: ReadDb, id: string): ProjectRow | undefined {
  const row = readProject(db, id);
  if (!row) return undefined;
  const holders = balancesOn(readTokenChanges(db, id), LAST_DAY).size;
  return { ...row, fund: fundNameIn(db, row.fundId), tokensIssued: tokensText(row.tokensIssued, row.tokenDigits), holders };
}
const LAST_DAY = '9999-12-31' as ProjectRow['openedOn'];

export const projects: QueryHandler<'funds.projects'> = ({ db, rows: scope }, input) => {
  const page = readPage(db, projectList, input, inScope(scope, 'projects.fund_id'));
  const rows = page.rows.map(({ id }) => shownProject(db, id as string)).filter((row) => row !== undefined);
  return { rows, next: page.next, total: page.total };
};

export const register: QueryHandler<'funds.register'> = ({ db, today, rows }, { projectId, on = today }) => {
  const project = shownProject(db, projectId);
  if (!project || !maySee(rows, project.fundId)) return refuse('notFound', { what: 'project', id: projectId });
  const changes = readTokenChanges(db, projectId);
  const balances = [...balancesOn(changes, on)].sort(([a, left], [b, right]) =>
    left === right ? (a < b ? -1 : 1) : left > right ? -1 : 1,
  );
  const total = balances.reduce((sum, [, amount]) => sum + amount, 0n);
  const tokens = (amount: bigint) => tokensText(amount, project.tokenDigits);
  return {
    project,
    on,
    balances: balances.map(([investorId, amount]) => ({
      investorId: investorId as InvestorId,
      investor: investorName(db, investorId),
      amount,
      tokens: tokens(amount),
      share: decimalText(new Decimal(amount.toString()).div(total.toString()).toDecimalPlaces(SHARE_PLACES)),
    })),
    total: tokens(total),
    changes: changes
      .slice(-MOST_CHANGES)
      .reverse()
      .map(({ ordinal, investorId, kind, effectiveOn, amount, reason, recordedBy, recordedAt }) => ({
        ordinal,
        investorId,
        investor: investorName(db, investorId),
        kind,
        effectiveOn,
        tokens: tokens(amount),
        reason,
        by: nameIn(db, recordedBy),
        at: recordedAt,
      })),
  };
};
