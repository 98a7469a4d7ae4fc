import type { ReadDb } from '#db/handles.ts';
import type { Where } from '#db/list.ts';
import { type FundClassRow, type FundRow, readFund } from '#db/tables/funds.ts';
import type { NavRow } from '#db/tables/navs.ts';
import { nameIn } from '#db/tables/users.ts';
import { currentNavs } from '#main/engine/funds/nav.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { money } from '#shared/money.ts';
import type { RowScope } from '../handler.ts';

export const maySee = ({ wholeHouse, scopes }: RowScope, fundId: string): boolean =>
  wholeHouse || scopes.some(({ kind, id }) => kind === 'fund' && id === fundId);

/** The fund, if there is one and the person may see it: a fund outside their scope does not exist for them. */
export const seenFund = (db: ReadDb, rows: RowScope, fundId: string): FundRow | undefined =>
  maySee(rows, fundId) ? readFund(db, fundId) : undefined;

export const noFund = (fundId: string) => refuse('notFound', { what: 'fund', id: fundId });

export function inScope({ wholeHouse, scopes }: RowScope, column: string): Where[] {
  if (wholeHouse) return [];
  const ids = scopes.flatMap(({ kind, id }) => (kind === 'fund' && id !== null ? [id] : []));
  return [{ sql: ids.length === 0 ? '0' : `${column} IN (${ids.map(() => '?').join(', ')})`, params: ids }];
}

type ShownNav = QueryOutput<'funds.home'>['latestNavs'][number];

export function shownNav(db: ReadDb, nav: NavRow, className: string, corrected: boolean): ShownNav {
  const { fundId: _fundId, currency, correctsId, preparedBy, decidedBy, netAssets, evidence, ...rest } = nav;
  return {
    ...rest,
    className,
    netAssets: money(netAssets, currency),
    evidence: evidence as ShownNav['evidence'],
    corrects: correctsId,
    corrected,
    preparedBy: nameIn(db, preparedBy),
    preparedById: preparedBy,
    decidedBy: decidedBy && nameIn(db, decidedBy),
  };
}

export const isCorrected = (nav: NavRow, all: readonly NavRow[]): boolean =>
  all.some(({ correctsId, state }) => correctsId === nav.id && state === 'approved');

/** The newest approved NAV of each class, in the order of the classes. */
export function newestByClass(
  classes: readonly FundClassRow[],
  navs: readonly NavRow[],
): Readonly<{ fundClass: FundClassRow; nav: NavRow }>[] {
  const current = currentNavs(navs);
  return classes.flatMap((fundClass) => {
    const nav = current.findLast(({ classId }) => classId === fundClass.id);
    return nav ? [{ fundClass, nav }] : [];
  });
}

/** The latest net assets of a fund: every open class must have an approved NAV. */
export function netAssetsOf(
  { currency }: FundRow,
  classes: readonly FundClassRow[],
  navs: readonly NavRow[],
): QueryOutput<'funds.home'>['netAssets'] {
  const newest = newestByClass(classes, navs).filter(({ fundClass }) => fundClass.closedOn === null);
  const open = classes.filter(({ closedOn }) => closedOn === null);
  if (open.length === 0 || newest.length < open.length) return null;
  const asOfOn = newest
    .map(({ nav }) => nav.asOfOn)
    .sort()
    .at(-1)!;
  return {
    amount: money(
      newest.reduce((sum, { nav }) => sum + nav.netAssets, 0n),
      currency,
    ),
    asOfOn,
  };
}

export const countDrafts = (navs: readonly NavRow[]): number => navs.filter(({ state }) => state === 'draft').length;
