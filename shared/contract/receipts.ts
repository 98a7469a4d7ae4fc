import { z } from 'zod';
import { receiptMethods } from '../model/receipts.ts';
import { defineCommand } from './define.ts';
import { Fund } from './funds.ts';
import { Day, Hash, Minor, MoneyAmount, Reason, text, uuid } from './schemas.ts';

export const PartAmount = Minor.refine((minor) => minor > 0n, 'must be above zero');
const Ordinal = z.int().min(0);
const OnCall = z.strictObject({ kind: z.literal('call'), callId: uuid(), lineOrdinal: Ordinal, minor: PartAmount });
const OnInterest = z.strictObject({ kind: z.literal('interest'), callId: uuid(), billOrdinal: Ordinal, minor: PartAmount });
const InAdvance = z.strictObject({ kind: z.literal('advance'), investorId: uuid(), minor: PartAmount });
const InSuspense = z.strictObject({ kind: z.literal('suspense'), minor: PartAmount });

/** Where money goes: a line of a call, billed interest, an investor’s money in advance, or suspense until somebody knows. */
export const ReceiptPart = z.discriminatedUnion('kind', [OnCall, OnInterest, InAdvance, InSuspense]);
export type ReceiptPart = z.output<typeof ReceiptPart>;
const KnownPart = z.discriminatedUnion('kind', [OnCall, OnInterest, InAdvance]);
const OwedPart = z.discriminatedUnion('kind', [OnCall, OnInterest]);
const parts = <Part extends z.ZodType>(part: Part) => z.array(part).min(1).max(200);

const ReceiptFields = {
  receiptId: uuid(),
  receivedOn: Day,
  method: z.enum(receiptMethods),
  reference: text(200, 0),
  payer: text(200, 0),
  parts: parts(ReceiptPart),
  /** The receipt this one looks like, where a person has looked and it is indeed a second one. */
  secondOf: uuid().nullable().default(null),
};
export const MOST_RECEIPTS = 20_000;

const placing = [
  'booksMissing',
  'roleMissing',
  'periodLocked',
  'dateInFuture',
  'callNotIssued',
  'callRescinded',
  'beforeCallIssued',
  'partOverOpen',
  'partTwice',
  'investorsUnknown',
] as const;
const money = ['entries', 'postings', 'receipt_parts'] as const;

export const receiptsCommands = {
  'receipts.record': defineCommand({
    summary: 'Records money that came in on an account of a fund and what it pays: lines of calls, interest, an advance, or suspense.',
    class: 'fact',
    input: z.strictObject({ fundId: Fund, accountId: uuid(), amount: MoneyAmount, ...ReceiptFields }),
    output: z.strictObject({ open: MoneyAmount }),
    refusals: [...placing, 'receiptCurrency', 'accountNotUsable', 'partsDoNotSum', 'receiptTwice', 'receiptNotAlike'],
    permission: 'receipts.record',
    changes: ['receipts', ...money],
  }),
  'receipts.recordMany': defineCommand({
    summary: 'Records many receipts of one account at once. Every row is checked first; one wrong row and nothing is written.',
    class: 'fact',
    input: z.strictObject({
      fundId: Fund,
      accountId: uuid(),
      rows: z
        .array(z.strictObject({ line: z.int().min(1), amount: MoneyAmount, ...ReceiptFields }))
        .min(1)
        .max(MOST_RECEIPTS),
    }),
    output: z.strictObject({ recorded: z.int(), total: MoneyAmount }),
    refusals: ['booksMissing', 'roleMissing', 'receiptRowsWrong'],
    permission: 'receipts.record',
    changes: ['receipts', ...money],
  }),
  'receipts.identify': defineCommand({
    summary: 'Says whose money in suspense is: moves it to lines of calls, interest or an investor’s advance.',
    class: 'fact',
    input: z.strictObject({ fundId: Fund, receiptId: uuid(), effectiveOn: Day, parts: parts(KnownPart) }),
    output: z.strictObject({ suspense: MoneyAmount }),
    refusals: [...placing, 'receiptReturned', 'suspenseTooLittle', 'beforeReceived'],
    permission: 'receipts.record',
    changes: money,
  }),
  'receipts.applyAdvance': defineCommand({
    summary: 'Pays lines of calls or interest from what an investor paid in advance, oldest money first.',
    class: 'fact',
    input: z.strictObject({ fundId: Fund, investorId: uuid(), effectiveOn: Day, parts: parts(OwedPart) }),
    output: z.strictObject({ advance: MoneyAmount }),
    refusals: [...placing, 'advanceTooLittle', 'advanceOfAnother'],
    permission: 'receipts.record',
    changes: money,
  }),
  'receipts.return': defineCommand({
    summary: 'Records that a receipt went back to its payer, as a linked reversal: what it paid is open again.',
    class: 'fact',
    input: z.strictObject({ fundId: Fund, receiptId: uuid(), returnId: uuid(), returnedOn: Day, reason: Reason }),
    output: z.strictObject({}),
    refusals: ['booksMissing', 'roleMissing', 'periodLocked', 'dateInFuture', 'receiptReturned', 'receiptIsReturn', 'beforeReceived'],
    permission: 'receipts.record',
    changes: ['receipts', ...money],
  }),
  'receipts.billInterest': defineCommand({
    summary: 'Bills default interest on the late lines of a call up to a day, by the term of the fund.',
    class: 'fact',
    input: z.strictObject({
      fundId: Fund,
      callId: uuid(),
      untilOn: Day,
      /** These lines alone; all late ones where it is null. */
      lines: z.array(Ordinal).min(1).max(20_000).nullable().default(null),
    }),
    output: z.strictObject({ bills: z.int(), total: MoneyAmount }),
    refusals: [
      'booksMissing',
      'roleMissing',
      'periodLocked',
      'dateInFuture',
      'callNotIssued',
      'callRescinded',
      'interestTermMissing',
      'interestNotDue',
    ],
    permission: 'receipts.record',
    changes: ['interest_bills', 'entries', 'postings'],
  }),
  'receipts.proposeWaiver': defineCommand({
    summary: 'Proposes to give up billed interest, with the reason. A second person decides.',
    class: 'decision',
    input: z.strictObject({
      waiverId: uuid(),
      fundId: Fund,
      callId: uuid(),
      billOrdinal: Ordinal,
      minor: PartAmount,
      effectiveOn: Day,
      reason: Reason,
    }),
    output: z.strictObject({ contentHash: Hash }),
    refusals: ['waiverTooMuch', 'waiverWaiting', 'dateInFuture', 'beforeBilled'],
    permission: 'receipts.record',
    changes: ['interest_waivers'],
  }),
  'receipts.approveWaiver': defineCommand({
    summary: 'Gives up billed interest that somebody else proposed to waive, and posts it.',
    class: 'decision',
    input: z.strictObject({ waiverId: uuid(), contentHash: Hash }),
    output: z.strictObject({}),
    refusals: ['waiverDecided', 'waiverByProposer', 'waiverChanged', 'waiverTooMuch', 'booksMissing', 'roleMissing', 'periodLocked'],
    permission: 'receipts.approveWaiver',
    stepUp: true,
    changes: ['interest_waivers', 'entries', 'postings'],
  }),
  'receipts.rejectWaiver': defineCommand({
    summary: 'Turns a proposed waiver of interest down, with the reason.',
    class: 'decision',
    input: z.strictObject({ waiverId: uuid(), reason: Reason }),
    output: z.strictObject({}),
    refusals: ['waiverDecided'],
    permission: 'receipts.approveWaiver',
    changes: ['interest_waivers'],
  }),
  'receipts.withdrawWaiver': defineCommand({
    summary: 'Takes one’s own proposed waiver of interest back.',
    class: 'decision',
    input: z.strictObject({ waiverId: uuid() }),
    output: z.strictObject({}),
    refusals: ['waiverDecided', 'waiverOfAnother'],
    permission: 'receipts.record',
    changes: ['interest_waivers'],
  }),
  'receipts.remind': defineCommand({
    summary: 'Notes the reminders and escalations due today on unpaid lines of a fund’s calls, each step once.',
    class: 'fact',
    input: z.strictObject({ fundId: Fund }),
    output: z.strictObject({ reminders: z.int(), escalations: z.int() }),
    refusals: [],
    permission: 'receipts.record',
    changes: ['call_notices'],
  }),
};
