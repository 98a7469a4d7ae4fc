import { readKyc } from '#db/tables/investorRecords.ts';
import { kycBlock, noKyc } from '#main/engine/investors/kyc.ts';
import { buy } from '#main/engine/positions/price.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { formatMinor, LARGEST_MINOR, money } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';
import type { Context, Handler } from '../handler.ts';
import { openInvestor } from '../investors/open.ts';
import { cashCodeOf, postByRole, unitBookGuards } from './entries.ts';
import { openForUnits, priceOf, recordUnits, unitClaims, unitClass, unitGuards, unitScope } from './record.ts';

type Blocked = 'notFound' | 'investorMerged' | 'investorRemoved' | 'staleVersion' | 'kycBlocks';

/** An investor to whom units may come today: one that stands for itself, and whose KYC is in order. */
export function mayReceive({ db, today }: Context, investorId: string): Result<string, Blocked> {
  const investor = openInvestor(db, investorId);
  if (!investor.ok) return investor;
  const { name } = investor.value;
  const why = kycBlock(readKyc(db, investorId) ?? noKyc, today);
  return why === undefined ? done(name) : refuse('kycBlocks', { investor: name, why });
}

export const subscribe: Handler<'positions.subscribe'> = {
  guards: (input) => [...unitGuards(input, [input.investorId]), ...unitBookGuards(input.fundId, [input.investorId])],
  claims: unitClaims,
  scope: unitScope,

  run(context, { eventId, effectiveOn, reason, investorId, amount, accountId, navId, ...key }) {
    const { db } = context;
    const of = unitClass(db, key);
    if (!of.ok) return of;
    const open = openForUnits(of.value, effectiveOn);
    if (!open.ok) return open;
    const holder = mayReceive(context, investorId);
    if (!holder.ok) return holder;
    const price = priceOf(db, of.value, effectiveOn, navId);
    if (!price.ok) return price;
    const { digits, naming, fund } = of.value;
    const { navPerUnit, priceOn } = price.value;
    const { units, cost, residue } = buy(amount, { ...digits, navPerUnit });
    if (units === 0n || cost === 0n)
      return refuse('amountTooSmall', { name: naming.name, on: priceOn, price: navPerUnit, digits: digits.unitDigits });
    if (units > LARGEST_MINOR) return refuse('unitsTooMany', { name: naming.name });
    const cash = cashCodeOf(context, of.value, accountId, effectiveOn);
    if (!cash.ok) return cash;
    const line = { ordinal: 0, investorId, units, amount, cost, residue, acquiredOn: effectiveOn, priceOn, relief: null, chosen: [] };
    const event = { id: eventId, kind: 'subscription', effectiveOn, ratio: null, reversesId: null, lines: [line] } as const;
    const posting = {
      source: 'positions.subscribe',
      on: effectiveOn,
      memo: `Subscription of ${holder.value}: ${formatMinor(units, digits.unitDigits)} units at ${navPerUnit}`,
      reason,
      ...(cash.value === undefined ? {} : { cashCode: cash.value }),
      lines: [
        { role: 'operatingCash', investorId: null, minor: amount },
        { role: 'contributedCapital', investorId, minor: -cost },
        { role: 'paidInAdvance', investorId, minor: -residue },
      ],
    } as const;
    const recorded = recordUnits(context, of.value, event, {
      reason,
      price: price.value,
      post: () => postByRole(context, of.value, posting),
    });
    if (!recorded.ok) return recorded;
    return done({ ...price.value, units, cost: money(cost, fund.currency), residue: money(residue, fund.currency) });
  },
};
