import type { CommandRequest } from '#shared/contract/index.ts';
import { instant } from '#shared/dates.ts';
import { type Capital, capitalHouse, firstClosing, issuedCall } from './commitments.ts';

type Part = CommandRequest<'receipts.record'>['parts'][number];
type Receipt = CommandRequest<'receipts.record'>;
/** A fund of which Alder holds 600,000 and Birch 400,000; its call of 100,000 is due on 20 March 2026, ten grace days, 10 % after that. */
export type Receiving = Capital & Readonly<{ callId: string; alder: string; birch: string }>;

export function recordInterestTerm({ firm, fundId }: Capital): void {
  firm.done('funds.recordTerm', {
    termId: firm.id(),
    fundId,
    classId: null,
    effectiveOn: '2025-01-15',
    clause: 'LPA § 3.9',
    term: { kind: 'defaultInterest', value: { rate: '0.1', compounding: 'none', dayCount: 'act/365f', graceDays: 10 } },
  });
}

export const issueAt = (at: Capital, minor: number, more: Partial<CommandRequest<'calls.draft'>> = {}): string =>
  issuedCall(at, minor, { issuedOn: '2026-03-02', dueOn: '2026-03-20', ...more });

export function receiving(): Receiving {
  const at = capitalHouse();
  recordInterestTerm(at);
  const [alder, birch] = [at.investors[0]!, at.investors[1]!];
  firstClosing(at, [
    [alder, 60_000_000],
    [birch, 40_000_000],
  ]);
  at.firm.now = instant('2026-03-02T09:00:00.000Z');
  const callId = issueAt(at, 10_000_000);
  at.firm.now = instant('2026-03-23T09:00:00.000Z');
  return { ...at, callId, alder, birch, [Symbol.dispose]: () => at[Symbol.dispose]() };
}

export const usd = (minor: number | bigint) => ({ minor: String(minor), currency: 'USD' });
/** Line 0 of the call is Alder’s, line 1 Birch’s. */
export const onLine = (callId: string, lineOrdinal: number, minor: number | bigint): Part => ({
  kind: 'call',
  callId,
  lineOrdinal,
  minor: String(minor),
});
export const onBill = (callId: string, billOrdinal: number, minor: number | bigint): Part => ({
  kind: 'interest',
  callId,
  billOrdinal,
  minor: String(minor),
});
export const inAdvance = (investorId: string, minor: number | bigint): Part => ({ kind: 'advance', investorId, minor: String(minor) });
export const suspended = (minor: number | bigint): Part => ({ kind: 'suspense', minor: String(minor) });

/** A wire of what its parts come to, each with a reference of its own. */
export const wire = ({ firm, fundId, accountId }: Capital, parts: readonly Part[], more: Partial<Receipt> = {}): Receipt => {
  const receiptId = firm.id();
  const amount = usd(parts.reduce((sum, { minor }) => sum + BigInt(String(minor)), 0n));
  const facts = { receivedOn: '2026-03-19', method: 'wire', reference: `W-${receiptId}`, payer: 'First Bank' } as const;
  return { receiptId, fundId, accountId, amount, ...facts, parts: [...parts], ...more };
};

export function received(at: Capital, parts: readonly Part[], more: Partial<Receipt> = {}): string {
  const input = wire(at, parts, more);
  at.firm.done('receipts.record', input);
  return input.receiptId;
}
