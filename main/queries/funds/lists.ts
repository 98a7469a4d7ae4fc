import { equals, type ListDefinition, readPage, searchIn } from '#db/list.ts';
import { readClasses, readFund } from '#db/tables/funds.ts';
import { readNav, readNavs } from '#db/tables/navs.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { money } from '#shared/money.ts';
import type { QueryHandler } from '../handler.ts';
import { countDrafts, inScope, isCorrected, netAssetsOf, shownNav } from './rows.ts';

const organisationList: ListDefinition = {
  select: 'id, name, legal_name, kind, country, version, (SELECT count(*) FROM funds WHERE organisation_id = organisations.id) AS funds',
  from: 'organisations',
  key: 'id',
  keyIsInteger: false,
  sort: { name: 'name', kind: 'kind', country: 'country' },
  defaultSort: { by: 'name', descending: false },
  filter: { search: searchIn(['name', 'legal_name']), kind: equals('kind') },
};

type Organisation = Readonly<{
  id: string;
  name: string;
  legal_name: string;
  kind: never;
  country: string;
  version: bigint;
  funds: bigint;
}>;

export const organisations: QueryHandler<'funds.organisations'> = ({ db }, input) => {
  const page = readPage(db, organisationList, input);
  const rows = (page.rows as unknown as readonly Organisation[]).map(({ id, name, legal_name, kind, country, version, funds }) => ({
    id,
    name,
    legalName: legal_name,
    kind,
    country,
    version: Number(version),
    funds: Number(funds),
  }));
  return { rows, next: page.next, total: page.total };
};

const fundList: ListDefinition = {
  select: 'funds.id, organisations.name AS organisation',
  from: 'funds JOIN organisations ON organisations.id = funds.organisation_id',
  key: 'funds.id',
  keyIsInteger: false,
  sort: {
    name: 'funds.name',
    organisation: 'organisations.name',
    vintage: 'coalesce(funds.vintage, 0)',
    status: 'funds.status',
    currency: 'funds.currency',
  },
  defaultSort: { by: 'name', descending: false },
  filter: {
    search: searchIn(['funds.name', 'funds.legal_name', 'organisations.name']),
    status: equals('funds.status'),
    vehicleType: equals('funds.vehicle_type'),
    basis: equals('funds.basis'),
    currency: equals('funds.currency'),
    vintage: equals('funds.vintage'),
    organisationId: equals('funds.organisation_id'),
    waiting: (isWaiting: boolean) => ({
      sql: `funds.id ${isWaiting ? '' : 'NOT '}IN (SELECT fund_id FROM nav_snapshots WHERE state = 'draft')`,
      params: [],
    }),
  },
};

export const list: QueryHandler<'funds.list'> = ({ db, rows: scope }, input) => {
  const page = readPage(db, fundList, input, inScope(scope, 'funds.id'));
  const rows = page.rows.map(({ id, organisation }) => {
    const fund = readFund(db, id as string)!;
    const navs = readNavs(db, fund.id);
    return {
      id: fund.id,
      name: fund.name,
      legalName: fund.legalName,
      organisation: organisation as string,
      vehicleType: fund.vehicleType,
      basis: fund.basis,
      currency: fund.currency,
      vintage: fund.vintage,
      status: fund.status,
      targetSize: fund.targetSize === null ? null : money(fund.targetSize, fund.currency),
      netAssets: netAssetsOf(fund, readClasses(db, fund.id), navs),
      navsToApprove: countDrafts(navs),
    };
  });
  return { rows, next: page.next, total: page.total };
};

const navList: ListDefinition = {
  select: 'nav_snapshots.id, fund_classes.name AS class_name, funds.name AS fund',
  from: 'nav_snapshots JOIN fund_classes ON fund_classes.id = class_id JOIN funds ON funds.id = nav_snapshots.fund_id',
  key: 'nav_snapshots.id',
  keyIsInteger: false,
  sort: { asOfOn: 'as_of_on', preparedAt: 'prepared_at' },
  defaultSort: { by: 'asOfOn', descending: true },
  filter: {
    fundId: equals('nav_snapshots.fund_id'),
    classId: equals('class_id'),
    state: equals('state'),
    from: (day: BusinessDate) => ({ sql: 'as_of_on >= ?', params: [day] }),
    until: (day: BusinessDate) => ({ sql: 'as_of_on <= ?', params: [day] }),
  },
};

export const navs: QueryHandler<'funds.navs'> = ({ db, rows: scope }, input) => {
  const page = readPage(db, navList, input, inScope(scope, 'nav_snapshots.fund_id'));
  const ofFund = new Map<string, ReturnType<typeof readNavs>>();
  const rows = page.rows.map(({ id, class_name, fund }) => {
    const nav = readNav(db, id as string)!;
    const all = ofFund.get(nav.fundId) ?? readNavs(db, nav.fundId);
    ofFund.set(nav.fundId, all);
    return { ...shownNav(db, nav, class_name as string, isCorrected(nav, all)), fundId: nav.fundId, fund: fund as string };
  });
  return { rows, next: page.next, total: page.total };
};
