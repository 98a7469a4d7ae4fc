import { gainsOf } from '#main/engine/positions/gains.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { formatMinor, money } from '#shared/money.ts';
import { done } from '#shared/result.ts';
import type { Handler } from '../handler.ts';
import { postByRole, unitBookGuards } from './entries.ts';
import { holderOf, recordUnits, unitClaims, unitClass, unitGuards, unitScope } from './record.ts';
import { leavingLine, noneHeld, shownLot, wantedUnits } from './redeem.ts';
import { mayReceive } from './subscribe.ts';

export const transferUnits: Handler<'positions.transfer'> = {
  guards: (input) => [...unitGuards(input, [input.fromId, input.toId]), ...unitBookGuards(input.fundId, [input.fromId, input.toId])],
  claims: unitClaims,
  scope: unitScope,

  run(context, { eventId, effectiveOn, reason, fromId, toId, howMany, consideration, relief, ...key }) {
    const { db } = context;
    const of = unitClass(db, key);
    if (!of.ok) return of;
    const { fund, digits } = of.value;
    if (fund.status === 'closed') return refuse('fundClosed', { fund: fund.name });
    const from = holderOf(db, fromId);
    if (!from.ok) return from;
    if (fromId === toId) return refuse('transferToSelf', { investor: from.value });
    const to = mayReceive(context, toId);
    if (!to.ok) return to;
    const units = wantedUnits(context, key.classId, fromId, effectiveOn, howMany);
    if (units === 0n) return noneHeld(of.value, fromId, effectiveOn);
    const line = leavingLine(of.value, fromId, units, relief);
    if (!line.ok) return line;
    const bought = consideration === null ? { cost: null, acquiredOn: null } : { cost: consideration, acquiredOn: effectiveOn };
    const arriving = {
      ordinal: 1,
      investorId: toId,
      units,
      amount: null,
      residue: null,
      priceOn: null,
      relief: null,
      chosen: [],
      ...bought,
    };
    const lines = [{ ...line.value, amount: consideration }, arriving];
    const event = { id: eventId, kind: 'transfer', effectiveOn, ratio: null, reversesId: null, lines } as const;
    const recorded = recordUnits(context, of.value, event, {
      reason,
      post: (taken) => {
        const cost = taken.reduce((sum, lot) => sum + lot.cost, 0n);
        return postByRole(context, of.value, {
          source: 'positions.transfer',
          on: effectiveOn,
          memo: `Transfer of ${formatMinor(units, digits.unitDigits)} units from ${from.value} to ${to.value}`,
          reason,
          lines: [
            { role: 'transferredInterest', investorId: fromId, minor: cost },
            { role: 'transferredInterest', investorId: toId, minor: -cost },
          ],
        });
      },
    });
    if (!recorded.ok) return recorded;
    const { cost, gain, lots } = gainsOf(consideration ?? 0n, recorded.value.taken);
    const inFund = (minor: bigint) => money(minor, fund.currency);
    const given = lots.map((lot) => ({ ...shownLot(lot, inFund), proceeds: consideration === null ? null : inFund(lot.proceeds) }));
    return done({ units, cost: inFund(cost), gain: consideration === null ? null : inFund(gain), lots: given });
  },
};
