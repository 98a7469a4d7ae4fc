import { refuse } from '#shared/contract/refusals.ts';
import { addDays, type BusinessDate } from '#shared/dates.ts';
import { type KycRisk, type KycState, kycLifecycle } from '#shared/model/investors.ts';
import { nextState } from '#shared/model/lifecycle.ts';
import { done, type Result } from '#shared/result.ts';

export type Kyc = Readonly<{ state: KycState; risk: KycRisk | null; approvedOn: BusinessDate | null; expiresOn: BusinessDate | null }>;
export const noKyc: Kyc = { state: 'notStarted', risk: null, approvedOn: null, expiresOn: null };

export const kycStateTitles: Readonly<Record<KycState, string>> = {
  notStarted: 'not started',
  inReview: 'in review',
  approved: 'approved',
  rejected: 'rejected',
  expired: 'expired',
};

/** The state as the calendar has it: an approval ends with its expiry, without anybody doing anything. */
export function kycOn(kyc: Kyc, on: BusinessDate): Kyc {
  const lapsed = kyc.state === 'approved' && kyc.expiresOn !== null && kyc.expiresOn < on;
  return lapsed ? { ...kyc, state: nextState(kycLifecycle, kyc.state, 'expire') ?? kyc.state } : kyc;
}

/** Why nothing may be activated or paid for an investor, or nothing. */
export function kycBlock(kyc: Kyc, on: BusinessDate): string | undefined {
  const { state, expiresOn } = kycOn(kyc, on);
  if (state === 'approved') return undefined;
  return state === 'expired' ? `KYC expired on ${expiresOn}` : `KYC is ${kycStateTitles[state]}`;
}

export const isKycDue = (kyc: Kyc, on: BusinessDate, warningDays: number): boolean =>
  kyc.state === 'approved' && kyc.expiresOn !== null && kyc.expiresOn <= addDays(on, warningDays);

type KycMove = Readonly<{ move: 'start' | 'approve' | 'reject'; risk: KycRisk | null; expiresOn: BusinessDate | null; note: string }>;

/** Decides one move: an approval needs a rating and an end, a rejection a note. */
export function moveKyc(
  investor: string,
  kyc: Kyc,
  { move, risk, expiresOn, note }: KycMove,
  today: BusinessDate,
): Result<Kyc, 'kycState' | 'kycExpiryMissing' | 'reasonMissing'> {
  const current = kycOn(kyc, today);
  const to = nextState(kycLifecycle, current.state, move);
  if (!to) return refuse('kycState', { investor, state: kycStateTitles[current.state], move });
  if (move === 'reject' && note.trim() === '') return refuse('reasonMissing', { what: `Rejecting KYC of ${investor}` });
  if (move !== 'approve') return done({ state: to, risk: risk ?? current.risk, approvedOn: null, expiresOn: null });
  if (risk === null || expiresOn === null || expiresOn <= today) return refuse('kycExpiryMissing', { investor, today });
  return done({ state: to, risk, approvedOn: today, expiresOn });
}
