import { z } from 'zod';
import { dayCounts } from '../dayCount.ts';
import { noticeKinds, partKinds, receiptMethods, receiptStates, waiverKinds } from '../model/receipts.ts';
import { defineQuery } from './define.ts';
import { Fund } from './funds.ts';
import { listInput, listOutput } from './list.ts';
import { ReceiptPart } from './receipts.ts';
import { CurrencyCode, Day, DecimalText, Hash, Moment, MoneyAmount, Name, text, uuid } from './schemas.ts';

const ReceiptRow = z.strictObject({
  id: uuid(),
  fundId: Fund,
  fund: Name,
  accountId: uuid(),
  account: Name,
  receivedOn: Day,
  amount: MoneyAmount,
  suspense: MoneyAmount,
  method: z.enum(receiptMethods),
  reference: z.string(),
  payer: z.string(),
  state: z.enum(receiptStates),
  /** What it pays, in a few words. */
  pays: z.string(),
  recordedBy: Name,
  recordedAt: Moment,
});

const OwedLine = z.strictObject({
  callId: uuid(),
  call: Name,
  dueOn: Day,
  issuedOn: Day,
  lineOrdinal: z.int(),
  investorId: uuid(),
  investor: Name,
  called: MoneyAmount,
  paid: MoneyAmount,
  open: MoneyAmount,
});
const OwedBill = z.strictObject({
  callId: uuid(),
  call: Name,
  billOrdinal: z.int(),
  lineOrdinal: z.int(),
  investorId: uuid(),
  investor: Name,
  fromOn: Day,
  untilOn: Day,
  billed: MoneyAmount,
  paid: MoneyAmount,
  waived: MoneyAmount,
  open: MoneyAmount,
});

export const Buckets = z.strictObject({
  notDue: MoneyAmount,
  upTo30: MoneyAmount,
  upTo60: MoneyAmount,
  upTo90: MoneyAmount,
  over90: MoneyAmount,
  total: MoneyAmount,
});
const AgeingRow = Buckets.extend({
  fundId: Fund,
  fund: Name,
  investorId: uuid().nullable(),
  investor: Name.nullable(),
  lines: z.int(),
  oldestDueOn: Day.nullable(),
});

const shared = { permission: 'receipts.view', scope: 'fund' } as const;
const reads = ['receipts', 'receipt_parts', 'capital_calls', 'interest_bills', 'interest_waivers', 'funds', 'investors'] as const;

/** One pasted row, as typed: found by the investor’s name or reference. */
export const PastedReceipt = z.strictObject({ line: z.int().min(1), investor: text(200, 0), reference: text(200, 0), amount: MoneyAmount });

export const receiptsQueries = {
  'receipts.list': defineQuery({
    summary: 'Receipts with what they pay and what of them is still in suspense.',
    input: listInput(['receivedOn', 'recordedAt', 'payer'], {
      fundId: Fund,
      accountId: uuid(),
      callId: uuid(),
      investorId: uuid(),
      from: Day,
      until: Day,
      inSuspense: z.boolean(),
      search: text(200),
    }),
    output: listOutput(ReceiptRow),
    ...shared,
    reads,
  }),
  'receipts.receipt': defineQuery({
    summary: 'One receipt: where its money went, step by step, and what it is linked to.',
    input: z.strictObject({ receiptId: uuid() }),
    output: ReceiptRow.extend({
      reason: z.string().nullable(),
      reverses: uuid().nullable(),
      returnedBy: z.strictObject({ id: uuid(), on: Day }).nullable(),
      secondOf: uuid().nullable(),
      parts: z.array(
        z.strictObject({
          ordinal: z.int(),
          kind: z.enum(partKinds),
          callId: uuid().nullable(),
          call: Name.nullable(),
          investorId: uuid().nullable(),
          investor: Name.nullable(),
          amount: MoneyAmount,
          effectiveOn: Day,
          recordedAt: Moment,
        }),
      ),
    }),
    ...shared,
    reads,
  }),
  'receipts.owed': defineQuery({
    summary:
      'What a fund’s investors owe today: open lines of issued calls, open bills of interest, and what they hold in advance; and who may pay it.',
    input: z.strictObject({ fundId: Fund, callId: uuid().optional(), investorId: uuid().optional() }),
    output: z.strictObject({
      currency: CurrencyCode,
      lines: z.array(OwedLine),
      bills: z.array(OwedBill),
      advances: z.array(z.strictObject({ investorId: uuid(), investor: Name, amount: MoneyAmount })),
      /** Everybody who may pay this fund. */
      investors: z.array(z.strictObject({ investorId: uuid(), investor: Name })),
    }),
    ...shared,
    reads,
  }),
  'receipts.ofCall': defineQuery({
    summary: 'The money side of one call: each line with what is paid, late and billed, its bills, waivers, reminders and receipts.',
    input: z.strictObject({ callId: uuid() }),
    output: z.strictObject({
      currency: CurrencyCode,
      called: MoneyAmount,
      paid: MoneyAmount,
      open: MoneyAmount,
      takesMoney: z.boolean(),
      lines: z.array(
        OwedLine.extend({
          daysLate: z.int(),
          /** Default interest up to today that is not billed yet. */
          unbilled: MoneyAmount,
          interestOpen: MoneyAmount,
          lastNotice: z.strictObject({ kind: z.enum(noticeKinds), stepDays: z.int(), on: Day }).nullable(),
        }),
      ),
      interestTerm: z
        .strictObject({ rate: DecimalText, compounding: z.string(), dayCount: z.enum(dayCounts), graceDays: z.int() })
        .nullable(),
      bills: z.array(OwedBill),
      waivers: z.array(
        z.strictObject({
          id: z.string(),
          billOrdinal: z.int(),
          investor: Name,
          kind: z.enum(waiverKinds),
          amount: MoneyAmount,
          effectiveOn: Day,
          reason: z.string(),
          state: z.enum(['proposed', 'approved', 'rejected', 'withdrawn']),
          proposedBy: Name,
          proposedById: uuid(),
          proposedAt: Moment,
          decidedBy: Name.nullable(),
          decisionReason: z.string().nullable(),
          contentHash: Hash,
        }),
      ),
    }),
    ...shared,
    reads: [...reads, 'call_notices'],
  }),
  'receipts.ageing': defineQuery({
    summary: 'What is owed on issued calls on a day, by how long it is overdue; by fund, or by investor within funds.',
    input: z.strictObject({ on: Day, by: z.enum(['fund', 'investor']), fundId: Fund.optional() }),
    output: z.strictObject({
      rows: z.array(AgeingRow),
      totals: z.array(Buckets),
    }),
    ...shared,
    reads,
  }),
  'receipts.match': defineQuery({
    summary: 'Pasted receipts as recording would take them: whose they are, and which open lines they pay, oldest first.',
    input: z.strictObject({ fundId: Fund, receivedOn: Day, rows: z.array(PastedReceipt).min(1).max(2000) }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          line: z.int(),
          investorId: uuid().nullable(),
          investor: Name.nullable(),
          matchedBy: z.enum(['name', 'reference', 'amount', 'nothing', 'several']),
          parts: z.array(ReceiptPart),
          pays: z.string(),
        }),
      ),
    }),
    ...shared,
    reads,
  }),
};
