import { z } from 'zod';
import { callMethods, callPurposes, callStates, treatments } from '../model/calls.ts';
import { priorities } from '../model/tiers.ts';
import { defineCommand } from './define.ts';
import { Fund } from './funds.ts';
import { CurrencyCode, Day, DecimalText, Hash, Minor, Name, Note, Reason, uuid, Version } from './schemas.ts';

const NotNegative = Minor.refine((minor) => minor >= 0n, 'must not be negative');
const MOST_USES = 20;
const MOST_EXCEPTIONS = 10_000;

export const AskedUse = z.strictObject({
  purpose: z.enum(callPurposes),
  /** Whether it counts against commitments; fees outside the commitment do not. */
  insideCommitment: z.boolean(),
  minor: NotNegative.nullable(),
  /** Of all commitments that are not in default: 5 is five per cent. */
  percent: DecimalText.nullable(),
  allocationId: uuid().nullable(),
  projectId: uuid().nullable(),
  note: Note,
});

const exceptions = treatments.filter((treatment) => treatment !== 'full') as ['feeOnly', 'excused'];
export const AskedTreatment = z.strictObject({ investorId: uuid(), classId: uuid(), treatment: z.enum(exceptions), reason: Reason });

/** What a person fills in; a preview takes the same. */
export const CallFields = {
  title: Name,
  method: z.enum(callMethods),
  priority: z.enum(priorities),
  currency: CurrencyCode,
  noticeOn: Day,
  dueOn: Day,
  urgentReason: Reason.nullable(),
  accountId: uuid().nullable(),
  /** Covers needs in their order before anything is called. */
  cashOnHand: NotNegative.nullable(),
  uses: z.array(AskedUse).min(1).max(MOST_USES),
  treatments: z.array(AskedTreatment).max(MOST_EXCEPTIONS),
};

const drawing = [
  'fundClosed',
  'booksMissing',
  'callCurrencyWrong',
  'callHoldingUnknown',
  'callHoldingTwice',
  'callNoHoldings',
  'callDatesBackwards',
  'callDuePassed',
  'callDueClosed',
  'callNoticeShort',
  'callUseWrong',
  'callNothing',
  'callNobody',
  'callTooLarge',
  'callOverUnfunded',
  'accountNotUsable',
  'allocationNotCallable',
  'allocationOverCalled',
] as const;
const Drafted = z.strictObject({ version: Version, contentHash: Hash, total: Minor, lines: z.int() });
const ById = { callId: uuid(), fundId: Fund };
const contentTables = ['capital_calls', 'call_uses', 'call_lines', 'call_parts'] as const;

export const callsCommands = {
  'calls.draft': defineCommand({
    summary: 'Draws up a capital call: what for, how much, who takes part; every share is worked out and kept with the draft.',
    class: 'decision',
    input: z.strictObject({
      ...ById,
      ...CallFields,
      /** The issued call this one takes the place of when it is issued itself. */
      amends: z.strictObject({ callId: uuid(), reason: Reason }).nullable(),
    }),
    output: Drafted.extend({ number: z.int() }),
    refusals: [...drawing, 'callNotAmendable', 'callStoodOn'],
    permission: 'calls.draft',
    changes: contentTables,
  }),
  'calls.redraft': defineCommand({
    summary: 'Draws a call that is not issued yet up again; approvals given so far fall.',
    class: 'decision',
    input: z.strictObject({ ...ById, expectedVersion: Version, ...CallFields }),
    output: Drafted,
    refusals: [...drawing, 'callState', 'callStoodOn'],
    permission: 'calls.draft',
    changes: contentTables,
  }),
  'calls.submit': defineCommand({
    summary: 'Hands a draft over for approval: from here on it needs as many people as the rules ask for.',
    class: 'decision',
    input: z.strictObject({ ...ById, expectedVersion: Version }),
    output: z.strictObject({ version: Version, approversNeeded: z.int() }),
    refusals: ['callState', 'callNotReady'],
    permission: 'calls.draft',
    changes: ['capital_calls'],
  }),
  'calls.approve': defineCommand({
    summary: 'Approves a call as it was read; never by who prepared or submitted it, and each person once.',
    class: 'decision',
    input: z.strictObject({ ...ById, contentHash: Hash }),
    output: z.strictObject({ version: Version, state: z.enum(callStates), missing: z.int() }),
    refusals: ['callState', 'callByPreparer', 'callApprovedByYou', 'callChanged'],
    permission: 'calls.approve',
    stepUp: true,
    changes: ['capital_calls', 'call_approvals'],
  }),
  'calls.sendBack': defineCommand({
    summary: 'Sends a call back to its preparer, with the reason; approvals given so far fall.',
    class: 'decision',
    input: z.strictObject({ ...ById, expectedVersion: Version, reason: Reason }),
    output: z.strictObject({ version: Version }),
    refusals: ['callState'],
    permission: 'calls.approve',
    changes: ['capital_calls'],
  }),
  'calls.issue': defineCommand({
    summary: 'Issues an approved call: the investors owe it from here on, and the books say so. An amendment takes back what it replaces.',
    class: 'decision',
    input: z.strictObject({ ...ById, expectedVersion: Version, contentHash: Hash, issuedOn: Day }),
    output: z.strictObject({ version: Version, entryId: z.string() }),
    refusals: [
      'callState',
      'callChanged',
      'callStale',
      'callBeforeChange',
      'allocationNotCallable',
      'allocationOverCalled',
      'dateInFuture',
      'callDatesBackwards',
      'callDuePassed',
      'callDueClosed',
      'callNoticeShort',
      'callNotAmendable',
      'callRescindEarly',
      'callStoodOn',
      'booksMissing',
      'roleMissing',
      'periodLocked',
    ],
    permission: 'calls.issue',
    stepUp: true,
    changes: ['capital_calls', 'entries', 'postings', 'receipt_parts', 'interest_waivers'],
  }),
  'calls.drop': defineCommand({
    summary: 'Gives up a call that was not issued; its number stays used.',
    class: 'decision',
    input: z.strictObject({ ...ById, expectedVersion: Version, reason: Reason }),
    output: z.strictObject({ version: Version }),
    refusals: ['callState'],
    permission: 'calls.draft',
    changes: ['capital_calls'],
  }),
  'calls.rescind': defineCommand({
    summary: 'Takes an issued call back by an exact reversal, with the reason; never by who issued it.',
    class: 'decision',
    input: z.strictObject({ ...ById, expectedVersion: Version, rescindedOn: Day, reason: Reason }),
    output: z.strictObject({ version: Version, reversalId: z.string() }),
    refusals: [
      'callState',
      'callRescindByIssuer',
      'callRescindEarly',
      'dateInFuture',
      'callStoodOn',
      'callOfClosing',
      'booksMissing',
      'roleMissing',
      'periodLocked',
    ],
    permission: 'calls.approve',
    stepUp: true,
    changes: ['capital_calls', 'entries', 'postings', 'receipt_parts', 'interest_waivers'],
  }),
};
