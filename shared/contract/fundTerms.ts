import { z } from 'zod';
import { dayCounts } from '../dayCount.ts';
import { Day, DecimalText } from './schemas.ts';

const HUNDRED = 100;
/** A share or yearly rate as an exact fraction: 0.08 is eight per cent. */
export const Fraction = DecimalText.refine((value) => /^(0(\.\d+)?|1)$/.test(value), 'must be from 0 to 1: write 8 % as 0.08');
const Rate = DecimalText.refine(
  (value) => !value.startsWith('-') && value.length <= 20 && !/^[1-9]\d/.test(value),
  'must be a yearly rate from 0 to below 10: write 8 % as 0.08',
);
const FeeBase = z.enum(['committed', 'called', 'invested', 'nav']);
const Compounding = z.enum(['none', 'annual', 'quarterly', 'daily']);
const Convention = z.enum(dayCounts);

export const ManagementFee = z.strictObject({
  rate: Fraction,
  base: FeeBase,
  frequency: z.enum(['monthly', 'quarterly', 'semiAnnual', 'annual']),
  inAdvance: z.boolean(),
  dayCount: Convention,
  /** Each holds from its date; in the order of time. */
  stepDowns: z.array(z.strictObject({ fromOn: Day, rate: Fraction, base: FeeBase })).max(10),
  /** The share of portfolio-company fees taken off the management fee. */
  offset: Fraction,
});

export const Waterfall = z.strictObject({
  style: z.enum(['wholeFund', 'dealByDeal', 'hybrid']),
  carry: Fraction,
  /** The general partner’s share while catching up: 1 is a full catch-up, 0 none. */
  catchUp: Fraction,
  pref: z.strictObject({
    rate: Fraction,
    compounding: Compounding,
    dayCount: Convention,
    /** What the preferred return accrues on: the whole hurdle balance, or unreturned capital alone. */
    basis: z.enum(['hurdleBalance', 'unreturnedCapital']),
    start: z.enum(['dueDate', 'fundingDate', 'lineDrawDate']),
  }),
  clawback: z.enum(['none', 'final', 'interim']),
});

export const PriceDate = z.strictObject({
  rule: z.enum(['distributionDate', 'recordDate', 'payableDate']),
  /** The oldest a NAV may be on the price date. */
  stalenessDays: z.int().min(0).max(3660),
  cumDistribution: z.enum(['refuse', 'adjust']),
});

export const Recycling = z.strictObject({
  /** Of commitments. */
  cap: Rate,
  expiresOn: Day.nullable(),
  recallable: z.array(z.enum(['returnOfCapital', 'fees', 'gains', 'income'])).max(4),
});

export const DefaultInterest = z.strictObject({
  rate: Rate,
  compounding: Compounding,
  dayCount: Convention,
  graceDays: z.int().min(0).max(366),
});

export const NoticeDays = z.strictObject({
  calls: z.int().min(0).max(HUNDRED),
  distributions: z.int().min(0).max(HUNDRED),
  businessDays: z.boolean(),
});

/** One term as typed data; `null` says that from its date on the fund has no such term. */
export const Term = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('managementFee'), value: ManagementFee.nullable() }),
  z.strictObject({ kind: z.literal('waterfall'), value: Waterfall.nullable() }),
  z.strictObject({ kind: z.literal('priceDate'), value: PriceDate.nullable() }),
  z.strictObject({ kind: z.literal('recycling'), value: Recycling.nullable() }),
  z.strictObject({ kind: z.literal('defaultInterest'), value: DefaultInterest.nullable() }),
  z.strictObject({ kind: z.literal('noticeDays'), value: NoticeDays.nullable() }),
]);
export type Term = z.output<typeof Term>;
export type TermValue<Kind extends Term['kind']> = Extract<Term, { kind: Kind }>['value'];
