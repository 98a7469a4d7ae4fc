import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isKycDue, kycBlock, kycOn, moveKyc, noKyc } from '#main/engine/investors/kyc.ts';
import { type DatedTerm, planTerm, termsOn } from '#main/engine/investors/sideLetters.ts';
import { addDays, businessDate, dateOfDayNumber } from '#shared/dates.ts';
import { holdsOn, singleTerms } from '#shared/model/investors.ts';

const day = businessDate;
const fee = (fundId: string | null, rate: string, from = '2026-01-01', until: string | null = null): DatedTerm => ({
  fundId,
  term: { kind: 'feeRate', rate },
  fromOn: day(from),
  untilOn: until === null ? null : day(until),
});

describe('terms in force', () => {
  test('what was agreed for the fund stands before what holds for all', () => {
    const excuse: DatedTerm = { ...fee(null, '0'), term: { kind: 'excuse', text: 'no tobacco' } };
    const terms = [fee(null, '0.02'), fee('f1', '0.015'), excuse, { ...excuse, fundId: 'f1' }];
    const rates = (fundId?: string) =>
      termsOn(terms, day('2026-02-01'), fundId).map(({ term }) => ('rate' in term ? term.rate : term.kind));
    expect(rates()).toEqual(['0.02', '0.015', 'excuse', 'excuse']);
    expect(rates('f1')).toEqual(['0.015', 'excuse', 'excuse']);
    expect(rates('f2')).toEqual(['0.02', 'excuse']);
    expect(termsOn(terms, day('2025-12-31'))).toEqual([]);
  });

  test('accepted one by one, at most one of a single kind ever holds', () => {
    const term = fc.record({
      from: fc.nat(50),
      length: fc.option(fc.nat(20)),
      fund: fc.constantFrom('f1', 'f2', null),
      kind: fc.constantFrom(...singleTerms),
    });
    fc.assert(
      fc.property(fc.array(term, { maxLength: 12 }), fc.nat(80), (wanted, at) => {
        const agreed: DatedTerm[] = [];
        for (const { from, length, fund, kind } of wanted) {
          const fromOn = dateOfDayNumber(20_000 + from);
          const added = {
            fundId: fund,
            term: { kind, rate: '0.01' },
            fromOn,
            untilOn: length === null ? null : addDays(fromOn, length),
          } as DatedTerm;
          if (planTerm(added, agreed).ok) agreed.push(added);
        }
        const on = dateOfDayNumber(20_000 + at);
        const holding = agreed.filter((one) => holdsOn(one, on)).map(({ fundId, term: { kind } }) => `${fundId} ${kind}`);
        expect(new Set(holding).size).toBe(holding.length);
      }),
    );
  });

  test('a clash names when the other ends', () => {
    const clash = planTerm(fee(null, '0.01', '2026-03-01'), [fee(null, '0.02', '2026-01-01', '2026-06-30')]);
    expect(clash.ok ? null : clash.error.detail).toMatchObject({ until: '2026-06-30' });
    expect(planTerm(fee(null, '0.01', '2026-07-01'), [fee(null, '0.02', '2026-01-01', '2026-06-30')]).ok).toBe(true);
    expect(planTerm(fee(null, '0.01', '2025-01-01', '2025-12-31'), [fee(null, '0.02')]).ok).toBe(true);
    expect(planTerm(fee(null, '-0.01'), []).ok).toBe(false);
  });
});

describe('KYC', () => {
  const approved = { state: 'approved', risk: 'low', approvedOn: day('2026-01-01'), expiresOn: day('2027-01-01') } as const;

  test('ends by the calendar', () => {
    expect(kycOn(approved, day('2027-01-01')).state).toBe('approved');
    expect(kycOn(approved, day('2027-01-02')).state).toBe('expired');
    expect(kycBlock(approved, day('2027-01-01'))).toBeUndefined();
    expect(kycBlock(approved, day('2027-01-02'))).toBe('KYC expired on 2027-01-01');
    expect(kycBlock(noKyc, day('2026-01-01'))).toBe('KYC is not started');
  });

  test('warns in time', () => {
    expect(isKycDue(approved, day('2026-10-01'), 60)).toBe(false);
    expect(isKycDue(approved, day('2026-11-02'), 60)).toBe(true);
    expect(isKycDue(noKyc, day('2026-11-02'), 60)).toBe(false);
  });

  test('a new review keeps the rating it had', () => {
    const started = moveKyc('Alder', approved, { move: 'start', risk: null, expiresOn: null, note: '' }, day('2027-06-01'));
    expect(started.ok && started.value).toEqual({ state: 'inReview', risk: 'low', approvedOn: null, expiresOn: null });
  });
});
