import type { ReadDb } from '#db/handles.ts';
import {
  type FundAccountRow,
  type FundLinkRow,
  type FundRow,
  readAccounts,
  readClasses,
  readFund,
  readLinksOf,
  readOrganisation,
  readStatusChanges,
} from '#db/tables/funds.ts';
import { readFundTaxIds } from '#db/tables/fundTaxIds.ts';
import { type FundTermRow, readTerms } from '#db/tables/fundTerms.ts';
import { readNavs } from '#db/tables/navs.ts';
import { readProjectsOf } from '#db/tables/projects.ts';
import { nameIn } from '#db/tables/users.ts';
import { analyse } from '#main/engine/funds/analytics.ts';
import { type FundStanding, unmetFor } from '#main/engine/funds/lifecycle.ts';
import { currentNavs, navOn as navInForce, USUAL_STALENESS_DAYS } from '#main/engine/funds/nav.ts';
import { termState, termsInForce, valueInForce } from '#main/engine/funds/terms.ts';
import { masked, maskedIfAny } from '#main/engine/settings/taxId.ts';
import type { Term } from '#shared/contract/fundTerms.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { type BusinessDate, daysBetween } from '#shared/dates.ts';
import { fundLifecycle } from '#shared/model/funds.ts';
import { movesFrom } from '#shared/model/lifecycle.ts';
import { money } from '#shared/money.ts';
import type { QueryHandler, RowScope } from '../handler.ts';
import { countDrafts, isCorrected, maySee, netAssetsOf, newestByClass, noFund, seenFund, shownNav } from './rows.ts';

type Home = QueryOutput<'funds.home'>;

const factOf = ({ kind, value, ...rest }: FundTermRow) => ({ ...rest, term: { kind, value } as unknown as Term });
type Fact = ReturnType<typeof factOf>;

function shownTerm(db: ReadDb, fact: Fact, facts: readonly Fact[], on: BusinessDate): Home['terms'][number] {
  const { id, classId, term, effectiveOn, clause, reason, recordedBy, recordedAt } = fact;
  const state = termState(fact, facts, on);
  return { id, classId, kind: term.kind, term, effectiveOn, clause, reason, recordedBy: nameIn(db, recordedBy), recordedAt, state };
}

function shownLink(db: ReadDb, rows: RowScope, fundId: string, link: FundLinkRow): Home['links'][number] {
  const forward = link.fromFundId === fundId;
  const other = forward ? link.toFundId : link.fromFundId;
  const seen = maySee(rows, other) ? readFund(db, other) : undefined;
  const { id, kind, fromOn, untilOn } = link;
  return { id, kind, forward, fromOn, untilOn, note: seen ? link.note : '', other: seen ? { id: seen.id, name: seen.name } : null };
}

function shownAccount({ fundId: _fundId, accountNumber, routingNumber, bic, ...rest }: FundAccountRow): Home['accounts'][number] {
  return { ...rest, accountMasked: masked(accountNumber), routingMasked: maskedIfAny(routingNumber), bicMasked: maskedIfAny(bic) };
}

function movesOf(fund: FundRow, standing: Omit<FundStanding, 'fund'>, today: BusinessDate): Home['moves'] {
  return movesFrom(fundLifecycle, fund.status).map(({ name }) => ({ name, unmet: unmetFor(name, { fund, ...standing }, today) }));
}

export const home: QueryHandler<'funds.home'> = ({ db, today, rows }, { fundId, on = today, riskFree }) => {
  const row = seenFund(db, rows, fundId);
  if (!row) return noFund(fundId);
  const [classes, navs, accounts, changes] = [
    readClasses(db, fundId),
    readNavs(db, fundId),
    readAccounts(db, fundId),
    readStatusChanges(db, fundId),
  ];
  const facts = readTerms(db, fundId).map(factOf);
  const analytics = analyse(row.basis, classes, currentNavs(navs), riskFree);
  return {
    fund: { ...row, organisation: readOrganisation(db, row.organisationId)?.name ?? row.organisationId },
    moves: movesOf(row, { classes, accounts, navs, lastChangeOn: changes.at(-1)?.effectiveOn ?? null }, today),
    statusChanges: changes.map(({ fromStatus, toStatus, effectiveOn, reason, changedBy, changedAt }) => ({
      from: fromStatus,
      to: toStatus,
      effectiveOn,
      reason,
      by: nameIn(db, changedBy),
      at: changedAt,
    })),
    classes: classes.map(({ fundId: _fundId, ...rest }) => ({ ...rest, hasNav: navs.some(({ classId }) => classId === rest.id) })),
    links: readLinksOf(db, fundId).map((link) => shownLink(db, rows, fundId, link)),
    terms: facts.map((fact) => shownTerm(db, fact, facts, on)),
    accounts: accounts.map(shownAccount),
    latestNavs: newestByClass(classes, navs).map(({ fundClass, nav }) => shownNav(db, nav, fundClass.name, false)),
    netAssets: netAssetsOf(row, classes, navs),
    analytics: {
      ...analytics,
      months: analytics.months.map(({ netAssets, ...month }) => ({
        ...month,
        netAssets: netAssets === null ? null : money(netAssets, row.currency),
      })),
    },
    navsToApprove: countDrafts(navs),
    projects: readProjectsOf(db, fundId).length,
    taxId: taxIdOf(db, fundId),
  };
};

function taxIdOf(db: ReadDb, fundId: string): Home['taxId'] {
  const last = readFundTaxIds(db, fundId).at(-1);
  return last ? { masked: masked(last.taxId), country: last.country, by: nameIn(db, last.recordedBy), at: last.recordedAt } : null;
}

export const terms: QueryHandler<'funds.terms'> = ({ db, rows }, { fundId, classId, on, knownAt }) => {
  if (!seenFund(db, rows, fundId)) return noFund(fundId);
  const facts = readTerms(db, fundId).map(factOf);
  const known = facts.filter(({ recordedAt }) => knownAt === undefined || recordedAt <= knownAt);
  return { terms: termsInForce(known, { on, classId: classId ?? null }).map((fact) => shownTerm(db, fact, known, on)) };
};

export const navOn: QueryHandler<'funds.navOn'> = ({ db, rows }, { fundId, classId, on, stalenessDays, knownAt }) => {
  if (!seenFund(db, rows, fundId)) return noFund(fundId);
  const fundClass = readClasses(db, fundId).find(({ id }) => id === classId);
  if (!fundClass) return refuse('notFound', { what: 'class of this fund', id: classId });
  const allowed = stalenessDays ?? valueInForce(readTerms(db, fundId).map(factOf), 'priceDate', { on, classId, knownAt })?.stalenessDays;
  const all = readNavs(db, fundId);
  const asked = { className: fundClass.name, on, stalenessDays: allowed ?? USUAL_STALENESS_DAYS, knownAt };
  const found = navInForce(
    all.filter((nav) => nav.classId === classId),
    asked,
  );
  if (!found.ok) return found;
  const shown = shownNav(db, found.value, fundClass.name, isCorrected(found.value, all));
  return { ...shown, ageDays: daysBetween(found.value.asOfOn, on), stalenessDays: asked.stalenessDays };
};
