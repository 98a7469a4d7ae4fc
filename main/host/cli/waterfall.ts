import { twinRefusal } from '#main/documents/twinRefusal.ts';
import { fineText } from '#main/engine/distributions/waterfall/exact.ts';
import { type Explanation, explain } from '#main/engine/distributions/waterfall/explain.ts';
import { isFinal, readCase } from '#main/engine/distributions/waterfall/readCase.ts';
import { type Outcome, type PartnerRun, runWaterfall, type Totals } from '#main/engine/distributions/waterfall/run.ts';
import { legKinds } from '#main/engine/distributions/waterfall/tiers.ts';
import { issuesOf } from '#shared/contract/issues.ts';
import { digitsOf } from '#shared/currencies.ts';
import { WaterfallCase } from '#shared/model/waterfallCase.ts';
import { formatMinor } from '#shared/money.ts';
import type { Calculation } from './calculation.ts';

const MOST_FAULTS = 5;

export const waterfallHelp = `A case holds, amounts and shares as text:
  {"currency":"USD","style":"european","carry":"0.20","catchUp":"1",
   "pref":{"rate":"0.08","compounding":"annual","dayCount":"act/365f"},
   "flows":[{"date":"2020-01-01","contribution":"100.00","deal":"A"},{"date":"2025-01-01","distribution":"200.00","deal":"A"}]}
style     european, american or hybrid; american with "lossCarryForward":false looks at each deal alone
pref      compounding none, annual, quarterly, daily; dayCount act/365f, act/360, act/act, 30/360, 30e/360; if wanted
          "clock":"days", "basis":"unreturnedCapital", "start":"dueDate" or "lineDrawDate"; or {"multiple":"1.5"} alone
flows     contribution, distribution or "writeDown"; one without a deal is fees; "final":false keeps a deal open
partners  {"id":"LP1","commitment":"60"}, with "carryFree":true, "participation":{"A":"1"} or "terms":{"carry":"0.1"} of their own
also      "hurdles":[{"irr":"0.15","carry":"0.25"}], "clauses":{"pref":"8.2(b)"}, "clawback":{"taxRate":"0.40"}`;
type Wishes = Readonly<{ explain: string | null; excel: string | null }>;

/** A case file as the answer to it, or a sentence about what is wrong in it. */
export function waterfallReply(file: string, text: string, { explain: explained, excel }: Wishes): Calculation {
  const read = readJson(text);
  if (read === undefined) return { problem: `${file} is not JSON.` };
  const checked = WaterfallCase.safeParse(read);
  if (!checked.success) {
    const faults = issuesOf(checked.error);
    const told = faults.slice(0, MOST_FAULTS).map(({ path, message }) => `${path === '' ? 'the case' : path} ${message}`);
    const rest = faults.length > MOST_FAULTS ? `; and ${faults.length - MOST_FAULTS} more` : '';
    return { problem: `${file} cannot be run: ${told.join('; ')}${rest}.` };
  }
  const given = checked.data;
  const outcome = runWaterfall(readCase(given), given.clawback ?? null);
  const place = explained === null ? -1 : outcome.prepared.partners.findIndex(({ id }) => id === explained);
  if (explained !== null && place < 0) return { problem: `${file} has no partner “${explained}” to explain.` };
  const refusal = excel === null ? null : twinRefusal(outcome);
  if (refusal !== null) return { problem: refusal };
  const line = lineOf(outcome, given);
  return {
    line: place < 0 ? line : { ...line, explain: explanationsOf(outcome, place, digitsOf(given.currency)) },
    ...(excel === null ? {} : { file: { path: excel, bytes: () => writeTwin(outcome, given) } }),
  };
}

async function writeTwin(outcome: Outcome, { currency }: WaterfallCase): Promise<Uint8Array> {
  const { waterfallTwin } = await import('#main/documents/waterfallTwin.ts');
  return waterfallTwin(outcome, currency);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function lineOf(outcome: Outcome, given: WaterfallCase) {
  const digits = digitsOf(given.currency);
  const amount = (minor: bigint) => formatMinor(minor, digits);
  const legs = (totals: Totals) => Object.fromEntries(legKinds.map((kind) => [kind, amount(totals[kind])]));
  const clawback = ({ clawback: found }: Pick<PartnerRun, 'clawback'>) =>
    found && {
      clawback: { excess: amount(found.excess), shortfall: amount(found.shortfall), cap: amount(found.cap), due: amount(found.due) },
    };
  const { partners } = outcome.prepared;
  return {
    currency: given.currency,
    events: outcome.events.map(({ on, deal, minor, totals }, index) => ({
      ...{ date: on, ...(deal === null ? {} : { deal }), distribution: amount(minor), ...legs(totals) },
      /** How much of this event rounding placed: one smallest unit per leg rounded up. */
      residue: amount(outcome.partners.reduce((sum, { events }) => sum + BigInt(events[index]!.residueTo.length), 0n)),
    })),
    lp: amount(outcome.lp),
    gp: amount(outcome.gp),
    ...(given.partners && {
      partners: Object.fromEntries(
        outcome.partners.map((run, index) => [
          partners[index]!.id,
          {
            ...{ contributed: amount(run.contributed), distributed: amount(run.distributed), lp: amount(run.lp), gp: amount(run.gp) },
            ...{ ...legs(run.totals), ...clawback(run) },
          },
        ]),
      ),
    }),
    ...clawback(outcome),
    notes: notesOf(given),
  };
}

/** What the file left open and how it was read. */
function notesOf(given: WaterfallCase): string[] {
  const { pref, style, lossCarryForward, flows } = given;
  const notes: string[] = [];
  if ('rate' in pref && (pref.compounding === 'annual' || pref.compounding === 'quarterly')) {
    const period = pref.compounding === 'annual' ? 'year' : 'quarter';
    notes.push(
      pref.clock === 'days' || pref.dayCount === 'act/360'
        ? `Time is counted in days under ${pref.dayCount} throughout.`
        : `From the day of each flow a whole ${period} counts as one ${period}; only the rest is counted under ${pref.dayCount}. Write "clock": "days" under pref to count all of it so.`,
    );
  }
  if (style === 'european' || lossCarryForward === false) return notes;
  for (const [index, flow] of flows.entries())
    if (flow.distribution !== undefined && flow.final === undefined && isFinal(flow, index, given))
      notes.push(
        `Deal “${flow.deal}” counts as realised with its last distribution on ${flow.date}. Write "final": false there if it is still held.`,
      );
  return notes;
}

type Told = Readonly<{
  what: string;
  date?: string;
  tier?: number;
  clause?: string;
  amount: string;
  exact?: string;
  from?: readonly Told[];
}>;

function explanationsOf(outcome: Outcome, partner: number, digits: number): Told[] {
  const told = ({ what, on, tier, clause, amount, exact, inputs }: Explanation): Told => ({
    ...{ what, ...(on === null ? {} : { date: on }), ...(tier === null ? {} : { tier }), ...(clause === null ? {} : { clause }) },
    amount: fineText(amount, digits),
    ...(exact === null ? {} : { exact: fineText(exact, digits) }),
    ...(inputs.length === 0 ? {} : { from: inputs.map(told) }),
  });
  return outcome.events.map((_, index) => told(explain(outcome, partner, index)));
}
