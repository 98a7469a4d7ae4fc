import { Decimal, decimalText } from '#shared/decimal.ts';
import { allocateMinor } from '#shared/money.ts';

/** How long an amount has been due: the boundaries in days after the due date, and what each bucket is called. */
export const ageBuckets = ['notDue', 'days30', 'days60', 'days90', 'older'] as const;
export type AgeBucket = (typeof ageBuckets)[number];
/** The days of the last age before the next bucket begins; `older` has no end. */
export const lastDayOf: Readonly<Record<Exclude<AgeBucket, 'older'>, number>> = { notDue: 0, days30: 30, days60: 60, days90: 90 };

export function bucketOf(daysLate: number): AgeBucket {
  if (daysLate <= lastDayOf.notDue) return 'notDue';
  if (daysLate <= lastDayOf.days30) return 'days30';
  if (daysLate <= lastDayOf.days60) return 'days60';
  return daysLate <= lastDayOf.days90 ? 'days90' : 'older';
}

/** What the fund's own calls of long ago teach: asked for in all, and paid by the end of each age. */
export type PaymentHistory = Readonly<{ asked: bigint; paidBy: Readonly<Record<Exclude<AgeBucket, 'older'>, bigint>>; paid: bigint }>;
export type Probability = Readonly<{ numerator: bigint; denominator: bigint }>;

/** Of what was still open when an age began, which part came in later; nothing where nothing was ever open that long. */
export function probabilityOf(history: PaymentHistory, bucket: AgeBucket): Probability | null {
  const { paidBy } = history;
  const before: Readonly<Record<AgeBucket, bigint>> = {
    notDue: 0n,
    days30: paidBy.notDue,
    days60: paidBy.days30,
    days90: paidBy.days60,
    older: paidBy.days90,
  };
  const open = history.asked - before[bucket];
  const later = history.paid - before[bucket];
  return open <= 0n ? null : { numerator: later > open ? open : later < 0n ? 0n : later, denominator: open };
}

export type Expectation = Readonly<{
  expected: bigint | null;
  reason: string | null;
  buckets: readonly Readonly<{ bucket: AgeBucket; open: bigint; probability: string | null }>[];
}>;

/** What of the open amounts is to be expected, age by age: not measurable where an open age was never seen before. */
export function expectedCollection(open: Readonly<Record<AgeBucket, bigint>>, history: PaymentHistory): Expectation {
  let expected: bigint | null = 0n;
  const unseen: AgeBucket[] = [];
  const buckets = ageBuckets.map((bucket) => {
    const probability = probabilityOf(history, bucket);
    if (open[bucket] > 0n && probability === null) unseen.push(bucket);
    if (probability !== null && expected !== null) expected += shareOf(open[bucket], probability);
    return { bucket, open: open[bucket], probability: probability && rateOf(probability) };
  });
  if (unseen.length > 0) expected = null;
  return {
    expected,
    reason:
      expected === null ? 'Nothing of this fund’s older calls was ever open that long, so nothing tells how such amounts come in.' : null,
    buckets,
  };
}

const shareOf = (open: bigint, { numerator, denominator }: Probability): bigint =>
  open === 0n ? 0n : allocateMinor(open, [numerator, denominator - numerator]).parts[0]!;

const rateOf = ({ numerator, denominator }: Probability): string => {
  return decimalText(new Decimal(numerator.toString()).div(denominator.toString()).toDecimalPlaces(6));
};

/** A ratio of two amounts, or in words why there is none. */
export function ratio(part: bigint, whole: bigint, reason: string): Readonly<{ value: string | null; reason: string | null }> {
  if (whole <= 0n) return { value: null, reason };
  return { value: decimalText(new Decimal(part.toString()).div(whole.toString()).toDecimalPlaces(12)), reason: null };
}
