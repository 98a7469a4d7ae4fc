import { z } from 'zod';
import { CurrencyCode, Day, text } from '../contract/schemas.ts';
import { type Currency, digitsOf } from '../currencies.ts';
import { dayCounts } from '../dayCount.ts';
import { formatMinor, groupThousands, parseMinor } from '../money.ts';
import { compareRatios, type Ratio, ratioOf } from '../ratio.ts';

/** The largest amount a case may hold, in minor units. */
export const LARGEST_CASE_MINOR = 10n ** 18n;

const ratio = (isRight: (value: Ratio) => boolean, sentence: string) =>
  z.string().transform((value, context) => {
    const read = ratioOf(value);
    if (read && isRight(read)) return read;
    context.addIssue({ code: 'custom', message: sentence });
    return z.NEVER;
  });
const atMostOne = ({ over, under }: Ratio) => over <= under;
const Share = ratio(atMostOne, 'must be text from 0 to 1, such as 0.2 or 1/5');
const Rate = ratio(atMostOne, 'must be a yearly rate from 0 to 1: write 8 % as 0.08');
const Times = ratio(({ over, under }) => over >= under, 'must be a multiple from 1 up, such as 1.5');
const Clause = text(200);
const Label = text(120);
const Amount = z.string().max(40);

const RatePref = z.strictObject({
  rate: Rate,
  compounding: z.enum(['none', 'annual', 'quarterly', 'daily']),
  dayCount: z.enum(dayCounts),
  /** Whole years (or quarters) from each flow’s own date and a day count for the rest, or the day count throughout. */
  clock: z.enum(['anniversaries', 'days']).default('anniversaries'),
  basis: z.enum(['hurdleBalance', 'unreturnedCapital']).default('hurdleBalance'),
});
const MultiplePref = z.strictObject({ multiple: Times });
const start = z.enum(['fundingDate', 'dueDate', 'lineDrawDate']).default('fundingDate');

/** A multiple where one is named, else a rate, so that a fault is named where it lies. */
const prefOf = <Rated extends z.ZodType>(rated: Rated) =>
  z.unknown().transform((value, context): z.output<Rated> | z.output<typeof MultiplePref> => {
    const isMultiple = typeof value === 'object' && value !== null && 'multiple' in value;
    const read = (isMultiple ? MultiplePref : rated).safeParse(value);
    if (read.success) return read.data as z.output<Rated> | z.output<typeof MultiplePref>;
    for (const issue of read.error.issues) context.issues.push({ ...issue, input: value } as (typeof context.issues)[number]);
    return z.NEVER;
  });
const Pref = prefOf(RatePref.extend({ start }));
const OwnPref = prefOf(RatePref);
const Step = z.strictObject({ irr: Rate.optional(), multiple: Times.optional(), carry: Share, clause: Clause.optional() });

const CaseFlow = z.strictObject({
  date: Day,
  contribution: Amount.optional(),
  distribution: Amount.optional(),
  writeDown: Amount.optional(),
  deal: Label.optional(),
  /** With this distribution the deal is realised; unsaid, its last distribution in the file is the one. */
  final: z.boolean().optional(),
  dueDate: Day.optional(),
  lineDrawDate: Day.optional(),
});

const CasePartner = z.strictObject({
  id: Label,
  commitment: z.string(),
  carryFree: z.boolean().default(false),
  participation: z.record(z.string().min(1).max(120), z.string()).optional(),
  terms: z
    .strictObject({
      carry: Share.optional(),
      catchUp: Share.optional(),
      pref: OwnPref.optional(),
      hurdles: z.array(Step).max(10).optional(),
    })
    .optional(),
});

/** A waterfall as a file: terms, dated flows, and who shares them. Every fault is named by its path. */
export const WaterfallCase = z
  .strictObject({
    currency: CurrencyCode,
    style: z.enum(['european', 'american', 'hybrid']),
    carry: Share,
    catchUp: Share,
    pref: Pref,
    /** Whether losses of realised deals, write-downs and fees come back before carry on another deal. */
    lossCarryForward: z.boolean().optional(),
    hurdles: z.array(Step).max(10).default([]),
    clauses: z.strictObject({ returnOfCapital: Clause, pref: Clause, catchUp: Clause, split: Clause }).partial().default({}),
    flows: z.array(CaseFlow).min(1).max(20_000),
    partners: z.array(CasePartner).min(1).max(100_000).optional(),
    clawback: z.strictObject({ taxRate: Share.default({ over: 0n, under: 1n }) }).optional(),
  })
  .transform((given, context) => {
    const note = (path: (string | number)[], message: string) => context.issues.push({ code: 'custom', path, message, input: given });
    checkTerms(given, note);
    given.flows.forEach((flow, index) => void checkFlow(flow, given, (field, message) => note(['flows', index, field], message)));
    checkOrder(given, note);
    checkPartners(given, note);
    return given;
  });
export type WaterfallCase = z.output<typeof WaterfallCase>;
export type WaterfallCaseFlow = WaterfallCase['flows'][number];
type Note = (path: (string | number)[], message: string) => void;
type Given = WaterfallCase;

function checkTerms({ carry, catchUp, hurdles, style, lossCarryForward, partners }: Given, note: Note): void {
  checkCatchUp(catchUp, carry, ['catchUp'], note);
  checkSteps(hurdles, ['hurdles'], note);
  if (lossCarryForward !== undefined && style !== 'american') note(['lossCarryForward'], 'has a meaning only in an american waterfall');
  partners?.forEach(({ terms }, index) => {
    if (!terms) return;
    const path = ['partners', index, 'terms'];
    if (terms.carry || terms.catchUp)
      checkCatchUp(terms.catchUp ?? catchUp, terms.carry ?? carry, [...path, terms.catchUp ? 'catchUp' : 'carry'], note);
    checkSteps(terms.hurdles ?? [], [...path, 'hurdles'], note);
  });
}

function checkCatchUp(catchUp: Ratio, carry: Ratio, path: (string | number)[], note: Note): void {
  if (catchUp.over > 0n && carry.over > 0n && compareRatios(catchUp, carry) <= 0)
    note(path, 'makes a catch-up that never catches up: it must be 0 (none) or above the carry');
}

function checkSteps(steps: Given['hurdles'], path: (string | number)[], note: Note): void {
  steps.forEach(({ irr, multiple }, index) => {
    if ((irr === undefined) === (multiple === undefined)) note([...path, index], 'must hold either irr or multiple');
    const before = steps[index - 1];
    if (irr && before?.irr && compareRatios(irr, before.irr) <= 0) note([...path, index, 'irr'], 'must be above the hurdle before it');
    if (multiple && before?.multiple && compareRatios(multiple, before.multiple) <= 0)
      note([...path, index, 'multiple'], 'must be above the hurdle before it');
  });
}

const amounts = ['contribution', 'distribution', 'writeDown'] as const;
export const amountField = (flow: WaterfallCaseFlow) => amounts.find((field) => flow[field] !== undefined);

function checkFlow(flow: WaterfallCaseFlow, { currency, style, pref }: Given, note: (field: string, message: string) => void): void {
  const named = amounts.filter((field) => flow[field] !== undefined);
  const [field] = named;
  if (field === undefined || named.length > 1) {
    note('date', 'must come with exactly one of contribution, distribution or writeDown');
    return;
  }
  const fault = amountFault(flow[field]!, currency);
  if (fault) note(field, fault);
  if (field !== 'contribution') {
    if (flow.dueDate) note('dueDate', 'belongs to a contribution');
    if (flow.lineDrawDate) note('lineDrawDate', 'belongs to a contribution');
    if (style !== 'european' && flow.deal === undefined)
      note('deal', `is missing: where deals are looked at one by one, a ${field} names its deal`);
  } else if ('rate' in pref && pref.start === 'dueDate' && flow.dueDate === undefined)
    note('dueDate', 'is missing: preferred return starts there');
  if (field !== 'distribution' && flow.final !== undefined) note('final', 'belongs to a distribution');
  if (field === 'writeDown' && style === 'european') note('writeDown', 'has no effect in a european waterfall: it looks at the whole fund');
}

function amountFault(amount: string, currency: Currency): string | undefined {
  const digits = digitsOf(currency);
  if (!/^-?\d+(\.\d+)?$/.test(amount)) return 'must be an exact amount as text, such as 1000.00';
  if (amount.startsWith('-') || /^[0.]+$/.test(amount)) return 'must be above zero';
  const minor = parseMinor(amount, digits);
  if (minor === undefined) return `is finer than ${currency}, which has ${digits} decimal digits`;
  return minor > LARGEST_CASE_MINOR
    ? `is above ${groupThousands(formatMinor(LARGEST_CASE_MINOR, digits))}, the most a case may hold`
    : undefined;
}

/** Nothing is paid out of a fund or a deal before something was paid in. */
function checkOrder({ flows, style }: Given, note: Note): void {
  const paidIn = new Map<string, string>();
  const keyOf = (deal: string | undefined) => (style === 'european' ? '' : `deal ${deal}`);
  for (const { date, contribution, deal } of flows) {
    if (contribution === undefined) continue;
    const first = paidIn.get(keyOf(deal));
    if (first === undefined || date < first) paidIn.set(keyOf(deal), date);
  }
  flows.forEach((flow, index) => {
    const field = amountField(flow);
    if (field === undefined || field === 'contribution' || (style !== 'european' && flow.deal === undefined)) return;
    const first = paidIn.get(keyOf(flow.deal));
    const what = style === 'european' ? 'the fund' : `deal “${flow.deal}”`;
    if (first === undefined) note(['flows', index, field], `comes out of ${what}, into which nothing was paid`);
    else if (flow.date < first) note(['flows', index, field], `comes out of ${what} before anything was paid into it on ${first}`);
  });
}

function checkPartners({ partners, flows }: Given, note: Note): void {
  if (!partners) return;
  const deals = new Set(flows.flatMap(({ deal }) => deal ?? []));
  const seen = new Set<string>();
  partners.forEach(({ id, commitment, participation }, index) => {
    if (seen.has(id)) note(['partners', index, 'id'], `repeats “${id}”`);
    seen.add(id);
    if (weightOf(commitment) === undefined) note(['partners', index, 'commitment'], 'must be a number from zero up, as text');
    for (const [deal, share] of Object.entries(participation ?? {})) {
      if (!deals.has(deal)) note(['partners', index, 'participation', deal], 'is a deal no flow names');
      if (weightOf(share) === undefined) note(['partners', index, 'participation', deal], 'must be a number from zero up, as text');
    }
  });
  const isNothing = (weights: readonly (string | undefined)[]) => weights.every((weight) => weight === undefined || /^[0.]+$/.test(weight));
  if (isNothing(partners.map(({ commitment }) => commitment))) note(['partners'], 'must hold at least one commitment above zero');
  for (const deal of deals) {
    const shares = partners.map(({ participation }) => participation?.[deal]);
    if (shares.some((share) => share !== undefined) && isNothing(shares)) note(['partners'], `give no one a part of deal “${deal}”`);
  }
}

/** A weight as a whole number of 10⁻²⁰: only proportions matter. */
export function weightOf(value: string): bigint | undefined {
  const match = /^(\d{1,25})(?:\.(\d{1,20}))?$/.exec(value);
  return match ? BigInt(match[1]! + (match[2] ?? '').padEnd(20, '0')) : undefined;
}
