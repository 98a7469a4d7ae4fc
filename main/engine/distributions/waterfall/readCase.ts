import { digitsOf } from '#shared/currencies.ts';
import { type WaterfallCase, type WaterfallCaseFlow, weightOf } from '#shared/model/waterfallCase.ts';
import { parseMinor } from '#shared/money.ts';
import { whole } from './exact.ts';
import type { Case, Flow, Partner } from './flows.ts';
import { type Accrual, type Basis, type Multiple, type Step, standardTerms, type Terms } from './terms.ts';

/** A checked case as the engine takes it. Without partners the whole fund is one. */
export function readCase(given: WaterfallCase): Case {
  const shared = termsOf(given);
  return {
    flows: given.flows.map((flow, index) => flowOf(flow, index, given)),
    partners: given.partners?.map((partner) => partnerOf(partner, given, shared)) ?? [
      { id: 'LP', weight: weightOf('1')!, participation: null, carryFree: false, terms: shared },
    ],
  };
}

type OwnTerms = NonNullable<NonNullable<WaterfallCase['partners']>[number]['terms']>;

function termsOf(given: WaterfallCase, own: OwnTerms = {}): Terms {
  return standardTerms({
    basis: basisOf(given),
    carry: own.carry ?? given.carry,
    catchUp: own.catchUp ?? given.catchUp,
    pref: prefOf(own.pref ?? given.pref),
    steps: (own.hurdles ?? given.hurdles).map(
      ({ irr, multiple, carry, clause }): Step => ({
        carry,
        clause: clause ?? null,
        from: irr ? { kind: 'irr', rate: irr } : { kind: 'multiple', times: multiple ?? whole },
      }),
    ),
    clauses: given.clauses,
  });
}

function basisOf({ style, lossCarryForward }: WaterfallCase): Basis {
  if (style === 'european') return 'wholeFund';
  if (style === 'hybrid') return 'hybrid';
  return lossCarryForward === false ? 'pureDealByDeal' : 'dealByDeal';
}

function prefOf(pref: WaterfallCase['pref'] | NonNullable<OwnTerms['pref']>): Accrual | Multiple {
  if ('multiple' in pref) return { kind: 'multiple', times: pref.multiple };
  const { rate, compounding, dayCount, clock, basis } = pref;
  return { kind: 'rate', rate, compounding, dayCount, clock, basis };
}

function partnerOf(partner: NonNullable<WaterfallCase['partners']>[number], given: WaterfallCase, shared: Terms): Partner {
  const { id, commitment, carryFree, participation, terms } = partner;
  return {
    ...{ id, carryFree, weight: weightOf(commitment) ?? 0n },
    participation: participation ? new Map(Object.entries(participation).map(([deal, share]) => [deal, weightOf(share) ?? 0n])) : null,
    terms: terms ? termsOf(given, terms) : shared,
  };
}

function flowOf(flow: WaterfallCaseFlow, index: number, given: WaterfallCase): Flow {
  const minorOf = (amount: string) => parseMinor(amount, digitsOf(given.currency)) ?? 0n;
  const common = { on: flow.date, deal: flow.deal ?? null };
  if (flow.contribution !== undefined)
    return { ...common, kind: 'contribution', minor: minorOf(flow.contribution), accruesFrom: startOf(flow, given) };
  if (flow.writeDown !== undefined) return { ...common, kind: 'writeDown', minor: minorOf(flow.writeDown) };
  return { ...common, kind: 'distribution', minor: minorOf(flow.distribution ?? ''), final: isFinal(flow, index, given) };
}

function startOf({ date, dueDate, lineDrawDate }: WaterfallCaseFlow, { pref }: WaterfallCase) {
  if (!('start' in pref) || pref.start === 'fundingDate') return date;
  return (pref.start === 'dueDate' ? dueDate : lineDrawDate) ?? date;
}

/** Unless the file says, a deal is realised with its last distribution there. */
export function isFinal(flow: WaterfallCaseFlow, index: number, { flows }: WaterfallCase): boolean {
  if (flow.final !== undefined) return flow.final;
  return !flows.some(
    ({ deal, date, writeDown }, place) =>
      deal === flow.deal && writeDown === undefined && place !== index && (date > flow.date || (date === flow.date && place > index)),
  );
}
