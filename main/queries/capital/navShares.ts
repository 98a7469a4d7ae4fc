import type { ReadDb } from '#db/handles.ts';
import { commitmentsOn } from '#db/tables/commitments.ts';
import { type FundRow, readClasses } from '#db/tables/funds.ts';
import { readUnitsHeld } from '#db/tables/income.ts';
import { readLedger } from '#db/tables/ledger.ts';
import { readNavs } from '#db/tables/navs.ts';
import { readHeld } from '#db/tables/partnerCapital.ts';
import { currentNavs } from '#main/engine/funds/nav.ts';
import { measuringDay, shareNav } from '#main/engine/performance/cashFlows.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import { allocateMinor } from '#shared/money.ts';

export type Known = Readonly<{ on: BusinessDate; knownAt?: Instant | undefined }>;
type Weight = Readonly<{ investorId: string; classId: string; weight: bigint }>;
export type NavOnDay = Readonly<{ on: BusinessDate; classes: readonly Readonly<{ classId: string; netAssets: bigint }>[] }>;

/** The newest day by then for which the whole fund has an approved NAV, as far as that was known. */
export function navDay(db: ReadDb, { id }: Pick<FundRow, 'id'>, { on, knownAt }: Known): NavOnDay | null {
  const found = measuringDay(readClasses(db, id), currentNavs(readNavs(db, id), knownAt), on);
  return found && { on: found.on, classes: found.navs };
}

/** Each partner's share of the NAV of a day; nothing where a class has a NAV and no holders to share it. */
export function navShares(db: ReadDb, fund: FundRow, nav: NavOnDay, knownAt: Instant | undefined): ReadonlyMap<string, bigint> | null {
  const units = fund.basis === 'commitment' ? [] : readUnitsHeld(db, fund.id, nav.on, knownAt);
  const weights =
    units.length > 0 ? units.map(({ units: weight, ...holding }) => ({ ...holding, weight })) : capitalWeights(db, fund, nav, knownAt);
  return shareNav(nav.classes, weights);
}

/** What partners' capital accounts held that day. A partner of several classes is split by what it has committed to each. */
function capitalWeights(db: ReadDb, fund: FundRow, { on, classes }: NavOnDay, knownAt: Instant | undefined): Weight[] {
  const currency = readLedger(db, fund.id)?.currency ?? fund.currency;
  const capital = new Map<string, bigint>();
  for (const { investorId, total } of readHeld(db, { fundId: fund.id, currency, from: on, yearFrom: on, until: on, knownAt }))
    capital.set(investorId, (capital.get(investorId) ?? 0n) - total);
  const only = classes.length === 1 ? classes[0]!.classId : null;
  if (only !== null) return [...capital].map(([investorId, weight]) => ({ investorId, classId: only, weight }));
  const committed = Map.groupBy(commitmentsOn(db, fund.id, on, knownAt), ({ investorId }) => investorId as string);
  return [...capital].flatMap(([investorId, weight]) => {
    const holdings = (committed.get(investorId) ?? []).filter(({ minor }) => minor > 0n);
    if (weight <= 0n || holdings.length === 0) return [];
    const parts = allocateMinor(
      weight,
      holdings.map(({ minor }) => minor),
    ).parts;
    return holdings.map(({ classId }, index) => ({ investorId, classId, weight: parts[index]! }));
  });
}
