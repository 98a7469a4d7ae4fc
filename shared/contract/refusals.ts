import type { Detail, Refusal, Refused } from '../result.ts';
import { accessRefusals } from './accessRefusals.ts';
import { allocationsRefusals } from './allocationsRefusals.ts';
import { auditRefusals } from './auditRefusals.ts';
import { callsRefusals } from './callsRefusals.ts';
import { capitalRefusals } from './capitalRefusals.ts';
import { commitmentsRefusals } from './commitmentsRefusals.ts';
import { commonRefusals } from './commonRefusals.ts';
import { fundsRefusals } from './fundsRefusals.ts';
import { healthRefusals } from './healthRefusals.ts';
import { investorsRefusals } from './investorsRefusals.ts';
import { journalRefusals } from './journalRefusals.ts';
import { ledgerRefusals } from './ledgerRefusals.ts';
import { linesRefusals } from './linesRefusals.ts';
import { positionsRefusals } from './positionsRefusals.ts';
import { receiptsRefusals } from './receiptsRefusals.ts';
import { settingsRefusals } from './settingsRefusals.ts';

/** Every refusal of the product: its code, the detail it carries, and the sentence made from it. */
export const refusals = {
  ...commonRefusals,
  ...accessRefusals,
  ...allocationsRefusals,
  ...auditRefusals,
  ...callsRefusals,
  ...capitalRefusals,
  ...commitmentsRefusals,
  ...fundsRefusals,
  ...healthRefusals,
  ...investorsRefusals,
  ...journalRefusals,
  ...ledgerRefusals,
  ...linesRefusals,
  ...positionsRefusals,
  ...receiptsRefusals,
  ...settingsRefusals,
};

export type RefusalCode = keyof typeof refusals;
export type DetailOf<Code extends RefusalCode> = Parameters<(typeof refusals)[Code]>[0];

/** The shared codes any command may answer with, so contracts list only their own. */
export type SharedCode = keyof typeof commonRefusals;
export const sharedCodes = Object.keys(commonRefusals) as SharedCode[];

export function refuse<Code extends RefusalCode>(code: Code, detail: DetailOf<Code>): Refused<Code> {
  return { ok: false, error: { code, detail: detail as Detail } };
}

/** What is wrong, which record, what to do next: the same words on every transport. */
export function sentenceOf(refusal: Refusal): string {
  const sentence = refusals[refusal.code as RefusalCode] as ((detail: Detail) => string) | undefined;
  return sentence ? sentence(refusal.detail) : `The request was refused (${refusal.code}).`;
}
