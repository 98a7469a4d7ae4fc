import { unitsOn } from '#db/tables/positions.ts';
import { gainsOf } from '#main/engine/positions/gains.ts';
import { unitsFor, worthOf } from '#main/engine/positions/price.ts';
import type { CommandInput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { UnitLine } from '#shared/model/positions.ts';
import { formatMinor, formatMoney, LARGEST_MINOR, type Money, money } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';
import type { Context, Handler } from '../handler.ts';
import { postByRole, unitBookGuards } from './entries.ts';
import { holderOf, priceOf, recordUnits, type TakenLot, type UnitClass, unitClaims, unitClass, unitGuards, unitScope } from './record.ts';

type Relief = CommandInput<'positions.redeem'>['relief'];

type Wanted = Readonly<{ by: 'units'; units: bigint } | { by: 'all' }>;

/** So many units, or the whole of what a holder has at the end of a day. */
export const wantedUnits = ({ db }: Context, classId: string, investorId: string, on: BusinessDate, wanted: Wanted): bigint =>
  wanted.by === 'units' ? wanted.units : (unitsOn(db, classId, { on }).find((held) => held.investorId === investorId)?.units ?? 0n);

/** A line by which units leave a holder, from the lots it named or the oldest. */
export function leavingLine(
  of: UnitClass,
  investorId: string,
  units: bigint,
  relief: Relief,
): Result<UnitLine, 'unitsShort' | 'lotsDoNotTie'> {
  const { naming } = of;
  const text = (count: bigint): string => formatMinor(count, naming.unitDigits);
  const chosen =
    relief.method === 'fifo'
      ? []
      : relief.lots.map(({ eventId, ordinal, units: leaving }) => ({ lot: { eventId, ordinal }, units: leaving }));
  const sum = chosen.reduce((total, lot) => total + lot.units, 0n);
  if (relief.method === 'specific' && sum !== units)
    return refuse('lotsDoNotTie', { investor: naming.nameOf(investorId), chosen: text(sum), units: text(units) });
  const nothing = { amount: null, cost: null, residue: null, acquiredOn: null, priceOn: null };
  return done({ ...nothing, ordinal: 0, investorId, units: -units, relief: relief.method, chosen });
}

/** A lot that gave something up, as it is answered. */
export const shownLot = ({ acquiredOn, units, cost }: TakenLot, inFund: (minor: bigint) => Money) => ({
  acquiredOn,
  units,
  cost: inFund(cost),
  proceeds: null,
});

export const noneHeld = ({ naming }: UnitClass, investorId: string, on: BusinessDate) =>
  refuse('unitsShort', { name: naming.name, investor: naming.nameOf(investorId), on, balance: '0', units: 'all' });

export const redeem: Handler<'positions.redeem'> = {
  guards: (input) => [...unitGuards(input, [input.investorId]), ...unitBookGuards(input.fundId, [input.investorId])],
  claims: unitClaims,
  scope: unitScope,

  run(context, { eventId, effectiveOn, reason, investorId, howMany, relief, navId, ...key }) {
    const { db } = context;
    const of = unitClass(db, key);
    if (!of.ok) return of;
    const { digits, naming, fund } = of.value;
    const holder = holderOf(db, investorId);
    if (!holder.ok) return holder;
    const price = priceOf(db, of.value, effectiveOn, navId);
    if (!price.ok) return price;
    const exact = { ...digits, navPerUnit: price.value.navPerUnit };
    const units =
      howMany.by === 'amount' ? unitsFor(howMany.amount, exact) : wantedUnits(context, key.classId, investorId, effectiveOn, howMany);
    if (units === 0n && howMany.by === 'all') return noneHeld(of.value, investorId, effectiveOn);
    const proceeds = worthOf(units, exact);
    if (proceeds === 0n)
      return refuse('amountTooSmall', {
        name: naming.name,
        on: price.value.priceOn,
        price: exact.navPerUnit,
        digits: digits.unitDigits,
      });
    if (proceeds > LARGEST_MINOR)
      return refuse('amountTooLarge', { what: 'The redemption', most: formatMoney(money(LARGEST_MINOR, fund.currency)) });
    const line = leavingLine(of.value, investorId, units, relief);
    if (!line.ok) return line;
    const lines = [{ ...line.value, amount: proceeds, priceOn: price.value.priceOn }];
    const event = { id: eventId, kind: 'redemption', effectiveOn, ratio: null, reversesId: null, lines } as const;
    const recorded = recordUnits(context, of.value, event, {
      reason,
      price: price.value,
      post: (taken) => {
        const { cost, gain } = gainsOf(proceeds, taken);
        return postByRole(context, of.value, {
          source: 'positions.redeem',
          on: effectiveOn,
          memo: `Redemption of ${holder.value}: ${formatMinor(units, digits.unitDigits)} units at ${exact.navPerUnit}`,
          reason,
          lines: [
            { role: 'distributedCapital', investorId, minor: gain > 0n ? cost : proceeds },
            { role: 'distributedIncome', investorId, minor: gain > 0n ? gain : 0n },
            { role: 'distributionsPayable', investorId, minor: -proceeds },
          ],
        });
      },
    });
    if (!recorded.ok) return recorded;
    const { cost, gain, lots } = gainsOf(proceeds, recorded.value.taken);
    const inFund = (minor: bigint) => money(minor, fund.currency);
    const given = lots.map((lot) => ({ ...shownLot(lot, inFund), proceeds: inFund(lot.proceeds) }));
    return done({ ...price.value, units, proceeds: inFund(proceeds), cost: inFund(cost), gain: inFund(gain), lots: given });
  },
};
