import type { WriteDb } from '#db/handles.ts';
import { type FundClassRow, insertClass, readClass, readClasses, readFund, updateClassRow } from '#db/tables/funds.ts';
import { readNavs } from '#db/tables/navs.ts';
import { readRegister, readUnitDays } from '#db/tables/positions.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done } from '#shared/result.ts';
import { type Handler, reads, writes } from '../handler.ts';
import { inFund, noFund } from './fund.ts';

const sameName = (name: string) => (other: Readonly<{ name: string }>) => other.name.toLowerCase() === name.toLowerCase();

export const addClass: Handler<'funds.addClass'> = {
  guards: ({ fundId }) => [writes('fund', fundId)],
  claims: ({ classId }) => [`class:${classId}`],
  scope: inFund,

  run({ db }, { classId, fundId, ...fields }) {
    const fund = readFund(db, fundId);
    if (!fund) return noFund(fundId);
    if (fund.status === 'closed') return refuse('fundClosed', { fund: fund.name });
    if (readClasses(db, fundId).some(sameName(fields.name))) return refuse('classNameTaken', { name: fields.name, fund: fund.name });
    insertClass(db, { id: classId, fundId, ...fields, closedOn: null, version: 1 });
    return done({ version: 1 });
  },
};

export const updateClass: Handler<'funds.updateClass'> = {
  guards: ({ fundId, classId }) => [writes('fund', fundId), reads('register', classId)],
  scope: inFund,

  run({ db }, { classId, fundId, expectedVersion, ...fields }) {
    const fund = readFund(db, fundId);
    if (!fund) return noFund(fundId);
    const classes = readClasses(db, fundId);
    const fundClass = classes.find(({ id }) => id === classId);
    if (!fundClass) return refuse('notFound', { what: `class of ${fund.name}`, id: classId });
    if (fundClass.version !== expectedVersion) return refuse('staleVersion', { what: fundClass.name });
    const others = classes.filter(({ id }) => id !== classId);
    if (others.some(sameName(fields.name))) return refuse('classNameTaken', { name: fields.name, fund: fund.name });
    if (fields.closedOn !== null && fields.closedOn < fields.openedOn)
      return refuse('wrongClassDates', { name: fields.name, opened: fields.openedOn, closed: fields.closedOn });
    const navs = readNavs(db, fundId).filter((nav) => nav.classId === classId);
    if (navs.length > 0 && fields.unitDigits !== fundClass.unitDigits) return refuse('classFixed', { name: fundClass.name });
    const early = navs.find(({ asOfOn }) => asOfOn < fields.openedOn);
    if (early) return refuse('navBeforeOpening', { name: fundClass.name, on: early.asOfOn, opened: fields.openedOn });
    const { closedOn } = fields;
    const late =
      closedOn === null ? undefined : navs.find(({ asOfOn, state }) => asOfOn > closedOn && (state === 'draft' || state === 'approved'));
    if (late) return refuse('navAfterClosing', { name: fundClass.name, on: late.asOfOn, closed: closedOn! });
    const units = unitsStand(db, fundClass, fields);
    if (units) return units;
    const version = fundClass.version + 1;
    updateClassRow(db, fundClass, { ...fields, version });
    return done({ version });
  },
};

type Wanted = Pick<FundClassRow, 'unitDigits' | 'openedOn' | 'closedOn'>;

/** What the register of the class already says, its digits and days must go on allowing. */
function unitsStand(db: WriteDb, { id, name, unitDigits }: FundClassRow, wanted: Wanted) {
  if (!readRegister(db, id)) return undefined;
  if (wanted.unitDigits !== unitDigits) return refuse('classHasUnits', { name });
  const { first, last } = readUnitDays(db, id);
  if (first !== null && first < wanted.openedOn) return refuse('unitDateEarly', { name, on: first, opened: wanted.openedOn });
  return wanted.closedOn !== null && last !== null && last > wanted.closedOn
    ? refuse('unitsAfterClosing', { name, on: last, closed: wanted.closedOn })
    : undefined;
}

/** The class with this id, if it belongs to the fund. */
export function classOfFund(db: Parameters<typeof readClass>[0], fundId: string, classId: string) {
  const found = readClass(db, classId);
  return found?.fundId === fundId ? found : undefined;
}
