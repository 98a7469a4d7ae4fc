import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import { Decimal } from '#shared/decimal.ts';
import type { ElectionKind } from '#shared/model/elections.ts';
import { done, type Result } from '#shared/result.ts';

export type Election = Readonly<{
  ordinal: number;
  fundId: string | null;
  effectiveOn: BusinessDate;
  kind: ElectionKind;
  percent: string | null;
  classId: string | null;
  recordedAt: Instant;
}>;
type Asked = Readonly<{ fundId: string; on: BusinessDate; knownAt?: Instant | undefined }>;

/** The election of an investor that holds for a fund on a day: its own for the fund, else its one for every fund, else none. */
export function electionOn<One extends Election>(elections: readonly One[], { fundId, on, knownAt }: Asked): One | undefined {
  const known = elections.filter((one) => one.effectiveOn <= on && (knownAt === undefined || one.recordedAt <= knownAt));
  return newest(known.filter((one) => one.fundId === fundId)) ?? newest(known.filter((one) => one.fundId === null));
}

/** Of two for the same day the one recorded later holds. */
const newest = <One extends Election>(elections: readonly One[]): One | undefined =>
  elections.reduce<One | undefined>(
    (found, one) =>
      found && (found.effectiveOn > one.effectiveOn || (found.effectiveOn === one.effectiveOn && found.ordinal > one.ordinal))
        ? found
        : one,
    undefined,
  );

type Wanted = Pick<Election, 'kind' | 'percent' | 'classId'>;
type Target = Readonly<{ name: string; closedOn: BusinessDate | null }>;

/** A part is named where some is reinvested, more than none and less than all; a class where it goes into another. */
export function checkElection(
  { kind, percent, classId }: Wanted,
  target: Target | undefined,
  on: BusinessDate,
): Result<null, 'electionPercent' | 'electionTarget' | 'classClosed'> {
  if ((kind === 'partial') !== (percent !== null)) return refuse('electionPercent', {});
  if (percent !== null && (new Decimal(percent).lte(0) || new Decimal(percent).gte(100))) return refuse('electionPercent', {});
  if ((kind === 'alternative') !== (classId !== null)) return refuse('electionTarget', {});
  const closedOn = target?.closedOn ?? null;
  return target && closedOn !== null && closedOn < on ? refuse('classClosed', { name: target.name, on: closedOn }) : done(null);
}

export type NoticeChoice = Readonly<{ ordinal: number; fundId: string | null; email: boolean; sms: boolean }>;

/** How an investor hears of a fund: by its latest word for the fund, else for every fund; else by e-mail, and by SMS only after it said so. */
export function noticesFor(choices: readonly NoticeChoice[], fundId: string): Readonly<{ email: boolean; sms: boolean }> {
  const { email, sms } = choices.findLast((one) => one.fundId === fundId) ??
    choices.findLast((one) => one.fundId === null) ?? { email: true, sms: false };
  return { email, sms };
}
