import { refuse } from '#shared/contract/refusals.ts';
import { addDays, type BusinessDate, businessDate } from '#shared/dates.ts';
import { Decimal } from '#shared/decimal.ts';
import type { TaxClassification, TaxForm } from '#shared/model/investors.ts';
import { done, type Result } from '#shared/result.ts';

/** How long a form holds: until circumstances change, at most three calendar years after the year it was signed, or either. */
const lasting: Readonly<Record<TaxForm, 'untilChange' | 'threeYears' | 'either'>> = {
  'W-9': 'untilChange',
  'W-8BEN': 'either',
  'W-8BEN-E': 'either',
  'W-8IMY': 'untilChange',
  'W-8ECI': 'threeYears',
  'W-8EXP': 'either',
};

/** The last day a form holds; null while nothing changes. Signed in 2026 it ends with 31 December 2029. */
export function formExpiry(form: TaxForm, signedOn: BusinessDate, untilChange: boolean): BusinessDate | null {
  if (lasting[form] === 'untilChange' || (lasting[form] === 'either' && untilChange)) return null;
  return businessDate(`${String(Number(signedOn.slice(0, 4)) + 3).padStart(4, '0')}-12-31`);
}

export type TaxFacts = Readonly<{
  classification: TaxClassification;
  usPerson: boolean;
  form: TaxForm | null;
  signedOn: BusinessDate | null;
  untilChange: boolean;
  treatyCountry: string | null;
  treatyRate: string | null;
  tin: string | null;
  country: string;
}>;

type TaxRefusal = 'taxFormWrong' | 'tinMalformed';

/** Decides a tax profile: the form must fit the person, its dates the calendar, the treaty the form; answers the form's expiry. */
export function planTaxProfile(facts: TaxFacts, today: BusinessDate): Result<BusinessDate | null, TaxRefusal> {
  const fault = formFault(facts, today) ?? treatyFault(facts);
  if (fault !== undefined) return refuse('taxFormWrong', { form: facts.form ?? 'A profile without a form', why: fault });
  const expected = facts.tin === null ? undefined : tinFault(facts.tin, facts);
  if (expected !== undefined) return refuse('tinMalformed', { expected });
  return done(facts.form && facts.signedOn ? formExpiry(facts.form, facts.signedOn, facts.untilChange) : null);
}

function formFault({ form, signedOn, usPerson, classification, untilChange }: TaxFacts, today: BusinessDate): string | undefined {
  if ((form === null) !== (signedOn === null)) return form === null ? 'cannot have a day of signing' : 'needs the day it was signed';
  if (form === null) return undefined;
  if (signedOn !== null && signedOn > today) return `cannot be signed after today (${today})`;
  if (usPerson !== (form === 'W-9'))
    return usPerson ? 'is for foreign persons, and this is a US person' : 'is for US persons, and this is a foreign person';
  if (form === 'W-8BEN' && classification !== 'individual') return 'is for individuals; entities sign a W-8BEN-E';
  if (form === 'W-8BEN-E' && classification === 'individual') return 'is for entities; individuals sign a W-8BEN';
  if (form === 'W-8EXP' && classification !== 'government' && classification !== 'taxExempt')
    return 'is for governments and tax-exempt organisations only';
  if (untilChange && lasting[form] === 'threeYears') return 'always ends three calendar years after the year of signing';
  return undefined;
}

function treatyFault({ form, usPerson, treatyCountry, treatyRate }: TaxFacts): string | undefined {
  if ((treatyCountry === null) !== (treatyRate === null)) return 'needs both the treaty country and its rate, or neither';
  if (treatyRate === null) return undefined;
  if (usPerson) return 'cannot claim a treaty for a US person';
  if (form !== 'W-8BEN' && form !== 'W-8BEN-E') return 'carries no treaty claim; that takes a W-8BEN or W-8BEN-E';
  const rate = new Decimal(treatyRate);
  return rate.isNegative() || rate.greaterThan('0.3') ? 'has a treaty rate outside 0 to 0.3 (30 %)' : undefined;
}

/** How the id must be written, where it is not: nine digits for US persons, anything of letters and digits elsewhere. */
function tinFault(tin: string, { usPerson }: TaxFacts): string | undefined {
  if (!usPerson)
    return /^[A-Z0-9][A-Z0-9 ./-]{3,19}$/.test(tin) ? undefined : 'four to twenty capital letters, digits, dots, dashes or spaces';
  return /^(\d{2}-\d{7}|\d{3}-\d{2}-\d{4})$/.test(tin) ? undefined : '12-3456789 (employer) or 123-45-6789 (person)';
}

export type FormState = 'none' | 'valid' | 'expiring' | 'expired';

/** Where a form stands on a day: `expiring` from so many days before its end. */
export function formState(form: TaxForm | null, expiresOn: BusinessDate | null, on: BusinessDate, warningDays: number): FormState {
  if (form === null) return 'none';
  if (expiresOn === null) return 'valid';
  if (expiresOn < on) return 'expired';
  return expiresOn <= addDays(on, warningDays) ? 'expiring' : 'valid';
}

type Dated = Readonly<{ fromOn: BusinessDate; recordedAt: string }>;

/** The profile in force on a day: the one that begins last, and of those with the same beginning the one recorded last. */
export function profileOn<Profile extends Dated>(profiles: readonly Profile[], on: BusinessDate): Profile | undefined {
  return profiles
    .filter(({ fromOn }) => fromOn <= on)
    .reduce<Profile | undefined>(
      (best, next) =>
        best && (best.fromOn > next.fromOn || (best.fromOn === next.fromOn && best.recordedAt > next.recordedAt)) ? best : next,
      undefined,
    );
}
