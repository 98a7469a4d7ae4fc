import type { Term, TermValue } from '#shared/contract/fundTerms.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import { Decimal } from '#shared/decimal.ts';
import { canonicalJson } from '#shared/json.ts';
import { type TermKind, termKinds, termTitles } from '#shared/model/funds.ts';
import { done, type Result } from '#shared/result.ts';

export type TermFact = Readonly<{
  ordinal: number;
  classId: string | null;
  term: Term;
  effectiveOn: BusinessDate;
  clause: string;
  recordedAt: Instant;
}>;
type At = Readonly<{ on: BusinessDate; classId?: string | null; knownAt?: Instant | undefined }>;

/** Of two for the same date the one recorded later holds. */
const isNewer = (left: TermFact, right: TermFact): boolean =>
  left.effectiveOn === right.effectiveOn ? left.ordinal > right.ordinal : left.effectiveOn > right.effectiveOn;

function newest<Fact extends TermFact>(facts: readonly Fact[], kind: TermKind, classId: string | null, { on, knownAt }: At) {
  return facts
    .filter(
      (fact) =>
        fact.term.kind === kind &&
        fact.classId === classId &&
        fact.effectiveOn <= on &&
        (knownAt === undefined || fact.recordedAt <= knownAt),
    )
    .reduce<Fact | undefined>((found, fact) => (found && isNewer(found, fact) ? found : fact), undefined);
}

/** The record that holds on a date: the class’s own where it has one, else the fund’s. */
export const termInForce = <Fact extends TermFact>(facts: readonly Fact[], kind: TermKind, at: At): Fact | undefined =>
  (at.classId ? newest(facts, kind, at.classId, at) : undefined) ?? newest(facts, kind, null, at);

/** The typed value of one term on a date, or null where the fund has none. */
export function valueInForce<Kind extends TermKind>(facts: readonly TermFact[], kind: Kind, at: At): TermValue<Kind> {
  return (termInForce(facts, kind, at)?.term.value ?? null) as TermValue<Kind>;
}

export const termsInForce = <Fact extends TermFact>(facts: readonly Fact[], at: At): Fact[] =>
  termKinds.map((kind) => termInForce(facts, kind, at)).filter((fact) => fact !== undefined);

/** Where each record stands on a date, beside the others of its kind for the same class. */
export function termState(fact: TermFact, facts: readonly TermFact[], on: BusinessDate): 'inForce' | 'upcoming' | 'past' {
  if (fact.effectiveOn > on) return 'upcoming';
  return newest(facts, fact.term.kind, fact.classId, { on }) === fact ? 'inForce' : 'past';
}

type NewTerm = Pick<TermFact, 'classId' | 'term' | 'effectiveOn' | 'clause'>;

export function checkTerm(added: NewTerm, facts: readonly TermFact[]): Result<null, 'termIncoherent' | 'termUnchanged'> {
  const { term, effectiveOn, classId, clause } = added;
  const title = termTitles[term.kind];
  const problem = problemIn(term, effectiveOn);
  if (problem !== undefined) return refuse('termIncoherent', { term: title, problem });
  const before = newest(facts, term.kind, classId, { on: effectiveOn });
  const same = before && before.clause === clause && canonicalJson(before.term.value) === canonicalJson(term.value);
  return same ? refuse('termUnchanged', { term: title, on: effectiveOn }) : done(null);
}

function problemIn(term: Term, effectiveOn: BusinessDate): string | undefined {
  if (term.kind === 'waterfall' && term.value) return waterfallProblem(term.value);
  if (term.kind === 'managementFee' && term.value) return stepProblem(term.value.stepDowns, effectiveOn);
  if (term.kind === 'recycling' && term.value?.expiresOn && term.value.expiresOn < effectiveOn)
    return `it would expire on ${term.value.expiresOn}, before it begins on ${effectiveOn}`;
  return undefined;
}

/** A partial catch-up must give the general partner more than the carry, or it never catches up. */
function waterfallProblem({ carry, catchUp }: NonNullable<TermValue<'waterfall'>>): string | undefined {
  if (new Decimal(carry).eq(1)) return 'a carry of 1 would leave the investors nothing';
  if (new Decimal(catchUp).isZero() || new Decimal(catchUp).gt(carry)) return undefined;
  return `a catch-up share of ${catchUp} never catches up with a carry of ${carry}; it must be larger, or 0 for none`;
}

function stepProblem(steps: readonly Readonly<{ fromOn: BusinessDate }>[], effectiveOn: BusinessDate): string | undefined {
  const dates = [effectiveOn, ...steps.map(({ fromOn }) => fromOn)];
  const wrong = dates.find((date, index) => index > 0 && date <= dates[index - 1]!);
  return wrong === undefined ? undefined : `the step-down of ${wrong} does not come after the date before it`;
}
