import { z } from 'zod';
import { dayCounts } from '../dayCount.ts';
import type { InvestorId } from '../ids.ts';
import { closingKinds, compoundings, defaultMoves } from '../model/commitments.ts';
import { defineCommand } from './define.ts';
import { Evidence, Fund } from './funds.ts';
import { Day, DecimalText, Hash, Minor, Note, Reason, text, uuid, Version } from './schemas.ts';

export const MOST_COMMITMENTS = 20_000;
const Investor = uuid<InvestorId>();
export const Positive = Minor.refine((minor) => minor > 0n, 'must be more than zero');
const RATE = /^(0(\.\d{1,10})?|1)$/;

/** What newcomers pay for the time others carried their share. */
export const Terms = z.strictObject({
  rate: DecimalText.refine((rate) => RATE.test(rate), 'must be a rate per year from 0 to 1, such as 0.08'),
  compounding: z.enum(compoundings),
  dayCount: z.enum(dayCounts),
  dueOn: Day,
});

const ClosingFields = {
  kind: z.enum(closingKinds),
  heldOn: Day,
  /** Null at the first closing: there is nothing to equalise yet. */
  terms: Terms.nullable(),
  accountId: uuid().nullable(),
  note: Note,
  lines: z
    .array(z.strictObject({ investorId: Investor, classId: uuid(), minor: Positive }))
    .min(1)
    .max(MOST_COMMITMENTS),
};
const ById = { closingId: uuid(), fundId: Fund };
const Transfer = { transferId: uuid(), fundId: Fund };
const Default = { defaultId: uuid(), fundId: Fund };

const closingDraftRefusals = [
  'fundClosed',
  'closingBeforeInception',
  'closingBeforeFirst',
  'closingFirstTwice',
  'closingAfterFinal',
  'closingOutOfOrder',
  'closingTerms',
  'closingDueBefore',
  'closingLinesWrong',
  'closingOverTarget',
  'amountTooLarge',
  'closingAccountWrong',
] as const;
const closingPostRefusals = ['closingKyc', 'closingAccountMissing', 'closingOverCommitment', 'roleMissing'] as const;
const stepRefusals = ['stepNotNow'] as const;
const transferRefusals = [
  'fundClosed',
  'transferToSelf',
  'transferBeyond',
  'transferOutOfOrder',
  'transferPartyWrong',
  'transferNotReversible',
  'dateInFuture',
  'roleMissing',
] as const;

export const commitmentsCommands = {
  'commitments.draftClosing': defineCommand({
    summary: 'Drafts a closing: who commits how much, on which day, and on which terms newcomers equalise.',
    class: 'decision',
    input: z.strictObject({ ...ById, ...ClosingFields }),
    output: z.strictObject({ number: z.int(), version: Version, contentHash: Hash }),
    refusals: [...closingDraftRefusals, 'closingOpen'],
    permission: 'commitments.edit',
    changes: ['closings', 'closing_lines'],
  }),
  'commitments.reviseClosing': defineCommand({
    summary: 'Draws a closing up anew before it is posted; an approval given so far falls.',
    class: 'decision',
    input: z.strictObject({ ...ById, expectedVersion: Version, ...ClosingFields }),
    output: z.strictObject({ version: Version, contentHash: Hash }),
    refusals: [...closingDraftRefusals, ...stepRefusals],
    permission: 'commitments.edit',
    changes: ['closings', 'closing_lines'],
  }),
  'commitments.approveClosing': defineCommand({
    summary: 'Approves a closing as it was read, commitments and equalisation; never by the person who prepared it.',
    class: 'decision',
    input: z.strictObject({ ...ById, contentHash: Hash }),
    output: z.strictObject({ version: Version }),
    refusals: [...stepRefusals, 'stepByApprover', 'stepChanged', ...closingDraftRefusals, ...closingPostRefusals],
    permission: 'commitments.approve',
    stepUp: true,
    changes: ['closings'],
  }),
  'commitments.postClosing': defineCommand({
    summary:
      'Posts an approved closing: commitments, catch-up of newcomers, refunds and interest of earlier holders, as they were approved.',
    class: 'decision',
    input: z.strictObject({ ...ById, expectedVersion: Version, callId: uuid() }),
    output: z.strictObject({ commitments: z.int(), equalised: z.int(), version: Version }),
    refusals: [...stepRefusals, 'stepChanged', ...closingDraftRefusals, ...closingPostRefusals, 'dateInFuture', 'periodLocked'],
    permission: 'commitments.edit',
    changes: [
      'closings',
      'commitment_events',
      'called_moves',
      'capital_calls',
      'call_uses',
      'call_lines',
      'call_parts',
      'entries',
      'postings',
    ],
  }),
  'commitments.cancelClosing': defineCommand({
    summary: 'Gives a closing up before it is posted, with the reason.',
    class: 'decision',
    input: z.strictObject({ ...ById, expectedVersion: Version, reason: Reason }),
    output: z.strictObject({ version: Version }),
    refusals: stepRefusals,
    permission: 'commitments.edit',
    changes: ['closings'],
  }),
  'commitments.reduce': defineCommand({
    summary: 'Records that a commitment became smaller, or that what was not called of it was cancelled.',
    class: 'decision',
    input: z.strictObject({
      fundId: Fund,
      classId: uuid(),
      investorId: Investor,
      kind: z.enum(['decrease', 'cancellation']),
      minor: Positive,
      effectiveOn: Day,
      reason: Reason,
    }),
    output: z.strictObject({ commitment: Minor }),
    refusals: ['holdingUnknown', 'reduceBeyond', 'reduceNotWhole', 'reduceOutOfOrder', 'dateInFuture', 'periodLocked'],
    permission: 'commitments.edit',
    stepUp: true,
    changes: ['commitment_events'],
  }),
  'commitments.draftTransfer': defineCommand({
    summary: 'Drafts the transfer of all or part of a holding to another investor.',
    class: 'decision',
    input: z.strictObject({
      ...Transfer,
      classId: uuid(),
      fromInvestorId: Investor,
      toInvestorId: Investor,
      effectiveOn: Day,
      minor: Positive,
      reason: Reason,
      evidence: Evidence,
    }),
    output: z.strictObject({ number: z.int(), version: Version, contentHash: Hash }),
    refusals: [...transferRefusals, 'transferOpen'],
    permission: 'commitments.edit',
    changes: ['transfers'],
  }),
  'commitments.reverseTransfer': defineCommand({
    summary: 'Drafts the reversal of a posted transfer, linked to it; a second person approves it as any other.',
    class: 'decision',
    input: z.strictObject({ ...Transfer, reversesId: uuid(), effectiveOn: Day, reason: Reason }),
    output: z.strictObject({ number: z.int(), version: Version, contentHash: Hash }),
    refusals: [...transferRefusals, 'transferOpen'],
    permission: 'commitments.edit',
    changes: ['transfers'],
  }),
  'commitments.approveTransfer': defineCommand({
    summary: 'Approves a transfer as it was read, both sides before and after; never by the person who prepared it.',
    class: 'decision',
    input: z.strictObject({ ...Transfer, contentHash: Hash }),
    output: z.strictObject({ version: Version }),
    refusals: [...stepRefusals, 'stepByApprover', 'stepChanged', ...transferRefusals, 'transferKyc'],
    permission: 'commitments.approve',
    stepUp: true,
    changes: ['transfers'],
  }),
  'commitments.postTransfer': defineCommand({
    summary: 'Posts an approved transfer: commitment, what was called of it, and the capital account, as they were approved.',
    class: 'decision',
    input: z.strictObject({ ...Transfer, expectedVersion: Version }),
    output: z.strictObject({ version: Version }),
    refusals: [...stepRefusals, 'stepChanged', ...transferRefusals, 'transferKyc', 'periodLocked'],
    permission: 'commitments.edit',
    changes: ['transfers', 'transfer_lines', 'commitment_events', 'called_moves', 'entries', 'postings'],
  }),
  'commitments.cancelTransfer': defineCommand({
    summary: 'Gives a transfer up before it is posted, with the reason.',
    class: 'decision',
    input: z.strictObject({ ...Transfer, expectedVersion: Version, reason: Reason }),
    output: z.strictObject({ version: Version }),
    refusals: stepRefusals,
    permission: 'commitments.edit',
    changes: ['transfers'],
  }),
  'commitments.proposeDefault': defineCommand({
    summary: 'Proposes to declare a holding in default, or cured; a second person decides.',
    class: 'decision',
    input: z.strictObject({
      ...Default,
      classId: uuid(),
      investorId: Investor,
      move: z.enum(defaultMoves),
      effectiveOn: Day,
      reason: Reason,
    }),
    output: z.strictObject({ contentHash: Hash }),
    refusals: ['holdingUnknown', 'defaultNotApplicable', 'defaultWaits', 'dateInFuture'],
    permission: 'commitments.edit',
    changes: ['holding_defaults'],
  }),
  'commitments.approveDefault': defineCommand({
    summary: 'Approves the declaration or the cure of a default as it was read; never by the person who proposed it.',
    class: 'decision',
    input: z.strictObject({ ...Default, contentHash: Hash }),
    output: z.strictObject({}),
    refusals: ['defaultDecided', 'stepByApprover', 'stepChanged', 'defaultNotApplicable'],
    permission: 'commitments.approve',
    stepUp: true,
    changes: ['holding_defaults'],
  }),
  'commitments.rejectDefault': defineCommand({
    summary: 'Turns a proposed default or cure down, with the reason.',
    class: 'decision',
    input: z.strictObject({ ...Default, reason: Reason }),
    output: z.strictObject({}),
    refusals: ['defaultDecided'],
    permission: 'commitments.approve',
    changes: ['holding_defaults'],
  }),
  'commitments.withdrawDefault': defineCommand({
    summary: 'Takes one’s own proposal of a default or a cure back.',
    class: 'decision',
    input: z.strictObject(Default),
    output: z.strictObject({}),
    refusals: ['defaultDecided', 'defaultOfAnother'],
    permission: 'commitments.edit',
    changes: ['holding_defaults'],
  }),
  'commitments.recordRefunds': defineCommand({
    summary: 'Records refunds and interest of an equalisation as they were paid out of an account of the fund.',
    class: 'fact',
    input: z.strictObject({
      ...ById,
      accountId: uuid(),
      paidOn: Day,
      payouts: z
        .array(z.strictObject({ investorId: Investor, minor: Positive, reference: text(140, 0) }))
        .min(1)
        .max(MOST_COMMITMENTS),
    }),
    output: z.strictObject({ total: Minor }),
    refusals: ['stepNotNow', 'refundEarly', 'refundBeyond', 'closingAccountWrong', 'roleMissing', 'dateInFuture', 'periodLocked'],
    permission: 'commitments.edit',
    stepUp: true,
    changes: ['refund_payouts', 'entries', 'postings'],
  }),
  'commitments.reverseRefund': defineCommand({
    summary: 'Records that a refund came back: a linked reversal, so that it is owed again.',
    class: 'fact',
    input: z.strictObject({ ...ById, ordinal: z.int().min(0), returnedOn: Day, reason: Reason }),
    output: z.strictObject({}),
    refusals: ['refundEarly', 'refundReversed', 'roleMissing', 'dateInFuture', 'periodLocked'],
    permission: 'commitments.edit',
    stepUp: true,
    changes: ['refund_payouts', 'entries', 'postings'],
  }),
};
