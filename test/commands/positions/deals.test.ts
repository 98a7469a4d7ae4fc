import { describe, expect, test } from 'vitest';
import { sentenceOf } from '#shared/contract/refusals.ts';
import type { FundId } from '#shared/ids.ts';
import { addClass, approvedNav, fundFields } from '#test/commands/funds/fundHouse.ts';
import { codeOf } from '#test/kit/house.ts';
import { addInvestor } from '#test/kit/investors.ts';
import { all, held, lastEntry, redemption, subscribe, subscription, transfer, type UnitHouse, unitHouse, units } from './unitHouse.ts';

describe('a subscription', () => {
  test('buys units at the NAV of the day, to the digits of the class, and keeps what is left as money in advance', () => {
    using at = unitHouse();
    const { firm, fundId, alder } = at;
    const whole = addClass(firm, fundId, 'Whole', 0);
    approvedNav({ ...at, classId: whole }, '2026-01-31', 70);
    const bought = firm.done('positions.subscribe', subscription(at, 100_000, { classId: whole }));
    expect(bought).toMatchObject({
      units: 14n,
      cost: { minor: 98_000n },
      residue: { minor: 2000n },
      navPerUnit: '70',
      priceOn: '2026-01-31',
    });
    expect(lastEntry(at)).toEqual(['1000 100000', '2700 -2000 Alder Trust', '3000 -98000 Alder Trust']);
    const [lot] = firm.answer('positions.holding', { fundId, classId: whole, investorId: alder }).lots;
    expect(lot).toMatchObject({
      source: 'subscription',
      acquiredOn: '2026-02-10',
      priceOn: '2026-01-31',
      units: 14n,
      cost: { minor: 98_000n },
    });
  });

  test('needs an approved NAV, not too old, ex distribution, above zero, and the one that was looked at', () => {
    using at = unitHouse();
    const { firm, fundId } = at;
    const early = firm.run('positions.subscribe', subscription(at, 1000, { effectiveOn: '2026-01-30' }));
    expect(early.ok || sentenceOf(early.error)).toBe(
      'Harbour Fund I, A has no approved NAV on or before 2026-01-30. Draft one and have it approved.',
    );
    const value = { rule: 'recordDate', stalenessDays: 5, cumDistribution: 'refuse' } as const;
    const term = { termId: firm.id(), fundId, classId: null, effectiveOn: '2026-01-01', clause: '4.3' };
    firm.done('funds.recordTerm', { ...term, term: { kind: 'priceDate', value } });
    const stale = firm.run('positions.subscribe', subscription(at, 1000));
    expect(stale.ok || sentenceOf(stale.error)).toBe(
      'The newest approved NAV of Harbour Fund I, A on 2026-02-10 is of 2026-01-31, more than 5 days old. Approve a newer one.',
    );
    approvedNav(at, '2026-02-09', 101, { mark: 'cum' });
    expect(codeOf(firm.run('positions.subscribe', subscription(at, 1000)))).toBe('priceCum');
    const seen = approvedNav(at, '2026-02-10', 102);
    expect(codeOf(firm.run('positions.subscribe', subscription(at, 1000, { navId: firm.id() })))).toBe('priceMoved');
    expect(firm.done('positions.subscribe', subscription(at, 1000, { navId: seen })).units).toBe(980n);
    approvedNav(at, '2026-02-11', 0, { units: '0', navPerUnit: '0' });
    expect(codeOf(firm.run('positions.subscribe', subscription(at, 1000, { effectiveOn: '2026-02-11' })))).toBe('priceZero');
  });

  test('is for units, of an open fund and class, on a day that has come, by an investor in order', () => {
    using at = unitHouse();
    const { firm, fundId, alder, organisationId } = at;
    const code = (more: Parameters<typeof subscription>[2]) => codeOf(firm.run('positions.subscribe', subscription(at, 1000, more)));
    expect(code({ fundId: firm.id() as FundId })).toBe('notFound');
    expect(code({ classId: firm.id() })).toBe('notFound');
    expect(code({ investorId: firm.id() })).toBe('notFound');
    expect(code({ accountId: firm.id() })).toBe('notFound');
    expect(code({ effectiveOn: '2026-03-03' })).toBe('dateInFuture');
    expect(code({ amount: '0' })).toBe('invalidInput');
    const stranger = addInvestor(firm, 'Cedar LLC');
    expect(code({ investorId: stranger })).toBe('kycBlocks');
    const whole = addClass(firm, fundId, 'Whole', 0);
    approvedNav({ ...at, classId: whole }, '2026-01-31', 70);
    const small = firm.run('positions.subscribe', subscription(at, 6999, { classId: whole }));
    expect(small.ok || sentenceOf(small.error)).toContain('At 70 a unit on 2026-01-31, this comes to less than the smallest unit');
    const class2 = {
      classId: whole,
      fundId,
      expectedVersion: 1,
      name: 'Whole',
      kind: 'class',
      unitDigits: 0,
      openedOn: '2025-01-15',
    } as const;
    firm.done('funds.updateClass', { ...class2, closedOn: '2026-02-01' });
    expect(code({ classId: whole })).toBe('classClosed');
    const second = firm.id() as FundId;
    firm.done('funds.addFund', { fundId: second, ...fundFields(organisationId), name: 'Two', basis: 'commitment' });
    expect(code({ fundId: second, classId: addClass(firm, second) })).toBe('unitsNotKept');
    const input = subscription(at, 1000);
    firm.done('positions.subscribe', input);
    expect(codeOf(firm.run('positions.subscribe', input))).toBe('claimTaken');
    firm.done('investors.merge', { investorId: alder, expectedVersion: 3, intoId: at.birch, reason: 'the same' });
    expect(code({})).toBe('investorMerged');
  });

  test('goes to the ledger account of the bank account it came to', () => {
    using at = unitHouse();
    const { firm, fundId } = at;
    const account = (accountId: string, ledgerCode: string, accountNumber: string) =>
      firm.done('funds.addBankAccount', {
        accountId,
        fundId,
        projectId: null,
        purpose: 'operating',
        title: `Account ${ledgerCode}`,
        bankName: 'First Harbor Bank',
        holder: 'Harbour Fund I LP',
        country: 'US',
        currency: 'USD',
        scheme: 'us',
        accountNumber,
        routingNumber: '021000021',
        bic: null,
        ledgerCode,
        openedOn: '2026-01-01',
      });
    const [escrow, odd] = [firm.id(), firm.id()];
    account(escrow, '1020', '000123456789');
    account(odd, '7777', '000123456781');
    subscribe(at, 1000, { accountId: escrow });
    expect(lastEntry(at)).toEqual(['1020 1000', '3000 -1000 Alder Trust']);
    expect(codeOf(firm.run('positions.subscribe', subscription(at, 1000, { accountId: odd })))).toBe('accountsUnknown');
    firm.done('funds.closeBankAccount', { accountId: escrow, fundId, expectedVersion: 1, closedOn: '2026-02-01', reason: 'moved' });
    expect(codeOf(firm.run('positions.subscribe', subscription(at, 1000, { accountId: escrow })))).toBe('accountClosed');
  });

  test('needs open books, an account for each part, and an open period', () => {
    using at = unitHouse();
    const { firm, fundId, organisationId, approver } = at;
    const second = { ...at, fundId: firm.id() as FundId };
    firm.done('funds.addFund', { fundId: second.fundId, ...fundFields(organisationId), name: 'Two' });
    const other = { ...second, classId: addClass(firm, second.fundId) };
    approvedNav(other, '2026-01-31', 10);
    expect(codeOf(firm.run('positions.subscribe', subscription(other, 1000)))).toBe('booksMissing');
    const lockId = firm.id();
    const days = { fromOn: '2026-02-01', untilOn: '2026-02-15', level: 'hard' } as const;
    const { contentHash } = firm.done('ledger.lockPeriod', { lockId, fundId, ...days, reason: 'month end' });
    firm.done('ledger.approveLock', { lockId, contentHash }, { as: approver });
    const locked = firm.run('positions.subscribe', subscription(at, 1000));
    expect(locked.ok || sentenceOf(locked.error)).toContain('2026-02-10 lies in a closed period');
  });

  test('of tokens goes to eight places, and up to the edge of 64 bits', () => {
    using at = unitHouse();
    const { firm, fundId } = at;
    const token = addClass(firm, fundId, 'Tokens', 8);
    approvedNav({ ...at, classId: token }, '2026-01-31', 3, { netAssets: '300000', units: '1000', navPerUnit: '3' });
    expect(firm.done('positions.subscribe', subscription(at, 1, { classId: token })).units).toBe(333_333n);
    expect(codeOf(firm.run('positions.subscribe', subscription(at, 10n ** 17n, { classId: token })))).toBe('unitsTooMany');
    const most = firm.done('positions.subscribe', subscription(at, 29_999_999_999n, { classId: token }));
    expect([most.units, most.residue.minor]).toEqual([9_999_999_999_666_666n, 0n]);
    const penny = addClass(firm, fundId, 'Pennies', 0);
    approvedNav({ ...at, classId: penny }, '2026-01-31', 1, { netAssets: '1000', units: '1000', navPerUnit: '0.01' });
    expect(firm.done('positions.subscribe', subscription(at, 10n ** 17n, { classId: penny })).units).toBe(10n ** 17n);
    expect(codeOf(firm.run('positions.subscribe', subscription(at, 1, { classId: penny })))).toBe('unitsTooMany');
    const owned = firm.answer('positions.ownership', { fundId }).rows;
    expect(owned.map(({ className, amountText }) => [className, amountText])).toEqual([
      ['Pennies', '100000000000000000'],
      ['Tokens', '99999999.99999999'],
    ]);
  });
});

describe('a redemption', () => {
  test('gives the oldest lots back at the NAV of the day and owes the proceeds; what was gained is income', () => {
    using at = unitHouse();
    const { firm, fundId, classId, alder } = at;
    subscribe(at, 1_000_000);
    approvedNav(at, '2026-02-15', 120);
    subscribe(at, 600_000, { effectiveOn: '2026-02-16' });
    const given = firm.done('positions.redeem', redemption(at, units(1_200_000)));
    expect(given).toMatchObject({
      units: 1_200_000n,
      proceeds: { minor: 1_440_000n },
      cost: { minor: 1_240_000n },
      gain: { minor: 200_000n },
      lots: [
        { acquiredOn: '2026-02-10', units: 1_000_000n, cost: { minor: 1_000_000n }, proceeds: { minor: 1_200_000n } },
        { acquiredOn: '2026-02-16', units: 200_000n, cost: { minor: 240_000n }, proceeds: { minor: 240_000n } },
      ],
    });
    expect(lastEntry(at)).toEqual(['2300 -1440000 Alder Trust', '3100 1240000 Alder Trust', '3110 200000 Alder Trust']);
    const { realised, changes, unitsText } = firm.answer('positions.holding', { fundId, classId, investorId: alder });
    expect([unitsText, realised, changes[0]?.gain]).toEqual(['30', given.gain, given.gain]);
  });

  test('at a loss returns capital alone', () => {
    using at = unitHouse();
    subscribe(at, 1_000_000);
    approvedNav(at, '2026-02-15', 90);
    const given = at.firm.done('positions.redeem', redemption(at, { by: 'amount', amount: '90001' }));
    expect(given).toMatchObject({ units: 100_001n, proceeds: { minor: 90_001n }, gain: { minor: -10_000n } });
    expect(lastEntry(at)).toEqual(['2300 -90001 Alder Trust', '3100 90001 Alder Trust']);
  });

  test('of chosen lots takes exactly those', () => {
    using at = unitHouse();
    const { firm, alder, fundId, classId } = at;
    subscribe(at, 10_000);
    const younger = subscribe(at, 20_000, { effectiveOn: '2026-02-12' });
    const chosen = (count: string, eventId = younger) => ({ method: 'specific' as const, lots: [{ eventId, ordinal: 0, units: count }] });
    expect(codeOf(firm.run('positions.redeem', redemption(at, units(15_000), { relief: chosen('14999') })))).toBe('lotsDoNotTie');
    expect(codeOf(firm.run('positions.redeem', redemption(at, units(20_001), { relief: chosen('20001') })))).toBe('lotShort');
    firm.done('positions.redeem', redemption(at, units(20_000), { relief: chosen('20000') }));
    expect(firm.answer('positions.holding', { fundId, classId, investorId: alder }).lots).toMatchObject([
      { acquiredOn: '2026-02-10', unitsText: '1' },
    ]);
  });

  test('never exceeds what is held, on its own day or a later one', () => {
    using at = unitHouse();
    const { firm, birch } = at;
    subscribe(at, 100_000);
    const beyond = firm.run('positions.redeem', redemption(at, units(100_001)));
    expect(beyond.ok || sentenceOf(beyond.error)).toBe(
      'Alder Trust holds 10.0000 units of Harbour Fund I, A on 2026-02-20, but 10.0001 leave that day. Check the units and the date, also of what was recorded for later days.',
    );
    expect(codeOf(firm.run('positions.redeem', redemption(at, all, { effectiveOn: '2026-02-09' })))).toBe('unitsShort');
    firm.done('positions.redeem', redemption(at, units(80_000), { effectiveOn: '2026-02-25' }));
    const backdated = firm.run('positions.redeem', redemption(at, units(30_000), { effectiveOn: '2026-02-15' }));
    expect(backdated.ok || sentenceOf(backdated.error)).toContain(
      'holds 7.0000 units of Harbour Fund I, A on 2026-02-25, but 8.0000 leave',
    );
    expect(codeOf(firm.run('positions.redeem', redemption(at, all, { investorId: birch })))).toBe('unitsShort');
    expect(codeOf(firm.run('positions.redeem', redemption(at, all, { investorId: firm.id() })))).toBe('notFound');
    expect(codeOf(firm.run('positions.redeem', redemption(at, units(100), { effectiveOn: '2026-01-20' })))).toBe('navMissing');
    expect(codeOf(firm.run('positions.redeem', { ...redemption(at, all), fundId: firm.id() as FundId }))).toBe('notFound');
    expect(firm.done('positions.redeem', redemption(at, all, { effectiveOn: '2026-02-26' })).units).toBe(20_000n);
    expect(held(at)).toEqual({});
  });

  test('of less than a cent is refused, and of more than an amount may hold', () => {
    using at = unitHouse();
    const { firm, fundId } = at;
    subscribe(at, 100_000);
    expect(codeOf(firm.run('positions.redeem', redemption(at, { by: 'amount', amount: '1' })))).toBe('ok');
    const dust = addClass(firm, fundId, 'Dust', 8);
    approvedNav({ ...at, classId: dust }, '2026-01-31', 1);
    subscribe(at, 100_000, { classId: dust });
    expect(codeOf(firm.run('positions.redeem', redemption(at, units(100), { classId: dust })))).toBe('amountTooSmall');
    const dear = addClass(firm, fundId, 'Dear', 0);
    approvedNav({ ...at, classId: dear }, '2026-01-31', 1, { netAssets: String(10n ** 17n), units: '1000', navPerUnit: '1000000000000' });
    subscribe(at, 10n ** 17n, { classId: dear });
    approvedNav({ ...at, classId: dear }, '2026-02-11', 1, { netAssets: String(10n ** 17n), units: '1', navPerUnit: '1000000000000000' });
    expect(codeOf(firm.run('positions.redeem', redemption(at, units(1000), { classId: dear })))).toBe('amountTooLarge');
  });
});

describe('a transfer', () => {
  test('takes the lots along with their dates and cost, in the register and in the books', () => {
    using at = unitHouse();
    const { firm, fundId, classId, birch } = at;
    subscribe(at, 10_000);
    subscribe(at, 20_000, { effectiveOn: '2026-02-12' });
    const moved = firm.done('positions.transfer', transfer(at, units(20_000)));
    expect(moved).toMatchObject({ units: 20_000n, cost: { minor: 20_000n }, gain: null, lots: [{ proceeds: null }, { proceeds: null }] });
    expect(lastEntry(at)).toEqual(['3400 -20000 Birch Pension', '3400 20000 Alder Trust']);
    const home = firm.answer('positions.holding', { fundId, classId, investorId: birch });
    expect(home.lots.map(({ acquiredOn, unitsText, source }) => [acquiredOn, unitsText, source])).toEqual([
      ['2026-02-10', '1', 'subscription'],
      ['2026-02-12', '1', 'subscription'],
    ]);
    expect(home.changes).toMatchObject([{ kind: 'transfer', counterparty: 'Alder Trust', gain: null }]);
  });

  test('for a price is a sale to one and a purchase to the other', () => {
    using at = unitHouse();
    const { firm, fundId, classId, birch, alder } = at;
    subscribe(at, 10_000);
    const sold = firm.done('positions.transfer', transfer(at, all, { consideration: '12500' }));
    expect(sold).toMatchObject({ cost: { minor: 10_000n }, gain: { minor: 2500n }, lots: [{ proceeds: { minor: 12_500n } }] });
    expect(firm.answer('positions.holding', { fundId, classId, investorId: birch }).lots).toMatchObject([
      { source: 'transfer', acquiredOn: '2026-02-20', cost: { minor: 12_500n } },
    ]);
    expect(firm.answer('positions.holding', { fundId, classId, investorId: alder })).toMatchObject({
      unitsText: '0',
      averageCost: null,
      realised: { minor: 2500n },
      lots: [],
    });
  });

  test('goes to another investor in order, and never beyond what is held', () => {
    using at = unitHouse();
    const { firm, alder, fundId } = at;
    subscribe(at, 10_000);
    const code = (more: Parameters<typeof transfer>[2], howMany: Parameters<typeof transfer>[1] = all) =>
      codeOf(firm.run('positions.transfer', transfer(at, howMany, more)));
    expect(code({ toId: alder })).toBe('transferToSelf');
    expect(code({ fromId: firm.id() })).toBe('notFound');
    expect(code({ toId: addInvestor(firm, 'Cedar LLC') })).toBe('kycBlocks');
    expect(code({ fromId: at.birch, toId: alder })).toBe('unitsShort');
    expect(code({}, units(10_001))).toBe('unitsShort');
    expect(code({ relief: { method: 'specific', lots: [{ eventId: firm.id(), ordinal: 0, units: '1' }] } })).toBe('lotsDoNotTie');
    expect(code({ fundId: firm.id() as FundId })).toBe('notFound');
    const input = { fundId, organisationId: at.organisationId };
    closeFund(at, input.fundId);
    expect(code({})).toBe('fundClosed');
    expect(codeOf(firm.run('positions.subscribe', subscription(at, 1000)))).toBe('fundClosed');
    expect(codeOf(firm.run('positions.redeem', redemption(at, all)))).toBe('ok');
  });
});

function closeFund({ firm, ...at }: UnitHouse, fundId: FundId): void {
  approvedNav({ firm, ...at }, '2026-02-27', 0, { units: '0', navPerUnit: '0' });
  for (const [index, move] of (['startInvesting', 'startHarvesting', 'close'] as const).entries())
    firm.done('funds.move', { fundId, expectedVersion: index + 1, move, effectiveOn: '2026-03-01', reason: 'wound up' });
}
