import { type BusinessDate, daysBetween } from '#shared/dates.ts';

export const bucketNames = ['notDue', 'upTo30', 'upTo60', 'upTo90', 'over90'] as const;
export type BucketName = (typeof bucketNames)[number];
export type AgeBuckets = Readonly<Record<BucketName | 'total', bigint>>;

export const noBuckets: AgeBuckets = { notDue: 0n, upTo30: 0n, upTo60: 0n, upTo90: 0n, over90: 0n, total: 0n };

/** Where an open amount belongs by its due date: the due date itself is not late, the day after is one day late. */
export function bucketOf(dueOn: BusinessDate, on: BusinessDate): BucketName {
  const days = daysBetween(dueOn, on);
  if (days <= 0) return 'notDue';
  if (days <= 30) return 'upTo30';
  if (days <= 60) return 'upTo60';
  return days <= 90 ? 'upTo90' : 'over90';
}

export function addTo(buckets: AgeBuckets, dueOn: BusinessDate, on: BusinessDate, open: bigint): AgeBuckets {
  const name = bucketOf(dueOn, on);
  return { ...buckets, [name]: buckets[name] + open, total: buckets.total + open };
}

export const sumBuckets = (all: readonly AgeBuckets[]): AgeBuckets =>
  all.reduce(
    (sum, each) => ({
      notDue: sum.notDue + each.notDue,
      upTo30: sum.upTo30 + each.upTo30,
      upTo60: sum.upTo60 + each.upTo60,
      upTo90: sum.upTo90 + each.upTo90,
      over90: sum.over90 + each.over90,
      total: sum.total + each.total,
    }),
    noBuckets,
  );
