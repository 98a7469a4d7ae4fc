import { z } from 'zod';
import { dayCounts } from '../dayCount.ts';
import { movementKinds } from '../model/lines.ts';
import { defineCommand, defineQuery } from './define.ts';
import { Fund } from './funds.ts';
import { Fraction } from './fundTerms.ts';
import { listInput, listOutput } from './list.ts';
import { CurrencyCode, Day, DecimalText, Minor, Moment, MoneyAmount, Name, Reason, text, uuid, Version } from './schemas.ts';

const Amount = Minor.refine((minor) => minor > 0n, 'must be above zero');
const Limit = Minor.refine((minor) => minor >= 0n, 'must not be negative');
const Rate = DecimalText.refine(
  (value) => !value.startsWith('-') && value.length <= 20 && !/^[1-9]\d/.test(value),
  'must be a yearly rate from 0 to below 10: write 6 % as 0.06',
);
const TermFields = { limitMinor: Limit, rate: Rate, baseShare: Fraction };
const OfLine = { fundId: Fund, facilityId: uuid(), expectedMovements: z.int().min(0) };
const Reference = text(200, 0);
const Moved = z.strictObject({ ordinal: z.int(), principal: MoneyAmount, interest: MoneyAmount });
const booksRefusals = ['booksMissing', 'roleMissing', 'periodLocked', 'dateInFuture', 'lineNotOpen'] as const;

export const lineCommands = {
  'line.open': defineCommand({
    summary:
      'Records a subscription line of a fund: its lender, limit, rate, day count and the share of uncalled commitments that may be drawn.',
    class: 'decision',
    input: z.strictObject({
      facilityId: uuid(),
      fundId: Fund,
      name: Name,
      lender: Name,
      dayCount: z.enum(dayCounts),
      accountId: uuid(),
      openedOn: Day,
      maturesOn: Day,
      ...TermFields,
      reason: Reason,
    }),
    output: z.strictObject({ version: Version }),
    refusals: ['booksMissing', 'roleMissing', 'lineNameTaken', 'lineDates', 'accountNotUsable', 'dateInFuture'],
    permission: 'line.manage',
    changes: ['line_facilities', 'line_terms'],
  }),
  'line.changeTerms': defineCommand({
    summary: 'Records another limit, rate or borrowing share of a subscription line from a day on.',
    class: 'decision',
    input: z.strictObject({ fundId: Fund, facilityId: uuid(), expectedVersion: Version, effectiveOn: Day, ...TermFields, reason: Reason }),
    output: z.strictObject({ ordinal: z.int() }),
    refusals: ['lineNotOpen', 'lineTermsSame', 'lineOverdrawn'],
    permission: 'line.manage',
    changes: ['line_terms'],
  }),
  'line.draw': defineCommand({
    summary: 'Records a draw on a subscription line, never over its limit or what the uncalled commitments carry.',
    class: 'fact',
    input: z.strictObject({ ...OfLine, minor: Amount, effectiveOn: Day, callId: uuid().nullable().default(null), reference: Reference }),
    output: Moved,
    refusals: [...booksRefusals, 'lineMatured', 'lineOverLimit', 'lineOverBase', 'callElsewhere'],
    permission: 'line.record',
    changes: ['line_movements', 'entries', 'postings'],
  }),
  'line.repay': defineCommand({
    summary: 'Records a repayment of a subscription line, at most what is owed.',
    class: 'fact',
    input: z.strictObject({ ...OfLine, minor: Amount, effectiveOn: Day, callId: uuid().nullable().default(null), reference: Reference }),
    output: Moved,
    refusals: [...booksRefusals, 'lineOverpaid', 'callElsewhere'],
    permission: 'line.record',
    changes: ['line_movements', 'entries', 'postings'],
  }),
  'line.accrue': defineCommand({
    summary: 'Accrues the interest of a subscription line up to a day, worked out from its draws, repayments and rates.',
    class: 'fact',
    input: z.strictObject({ ...OfLine, untilOn: Day }),
    output: Moved.extend({ accrued: MoneyAmount }),
    refusals: [...booksRefusals, 'accruedAlready', 'nothingToAccrue'],
    permission: 'line.record',
    changes: ['line_movements', 'entries', 'postings'],
  }),
  'line.payInterest': defineCommand({
    summary: 'Records a payment of accrued interest of a subscription line, at most what is accrued.',
    class: 'fact',
    input: z.strictObject({ ...OfLine, minor: Amount, effectiveOn: Day, reference: Reference }),
    output: Moved,
    refusals: [...booksRefusals, 'lineOverpaid'],
    permission: 'line.record',
    changes: ['line_movements', 'entries', 'postings'],
  }),
  'line.undo': defineCommand({
    summary: 'Takes a movement of a subscription line back by a linked one that reverses its entry.',
    class: 'fact',
    input: z.strictObject({ ...OfLine, ordinal: z.int().min(0), effectiveOn: Day, reason: Reason }),
    output: Moved,
    refusals: [...booksRefusals, 'movementUndone', 'movementIsUndo', 'undoTooEarly', 'undoLeavesGap'],
    permission: 'line.record',
    changes: ['line_movements', 'entries', 'postings'],
  }),
  'line.close': defineCommand({
    summary: 'Closes a subscription line on which nothing is owed any more.',
    class: 'decision',
    input: z.strictObject({ fundId: Fund, facilityId: uuid(), expectedVersion: Version, closedOn: Day, reason: Reason }),
    output: z.strictObject({ version: Version }),
    refusals: ['lineNotOpen', 'lineOwes', 'dateInFuture'],
    permission: 'line.manage',
    changes: ['line_facilities'],
  }),
};

const LineRow = z.strictObject({
  id: uuid(),
  fundId: Fund,
  fund: Name,
  name: Name,
  lender: Name,
  currency: CurrencyCode,
  openedOn: Day,
  maturesOn: Day,
  closedOn: Day.nullable(),
  rate: DecimalText,
  limit: MoneyAmount,
  outstanding: MoneyAmount,
  interest: MoneyAmount,
  available: MoneyAmount,
});
const shared = { permission: 'line.view', scope: 'fund' } as const;
const reads = ['line_movements', 'line_facilities', 'line_terms', 'commitment_events', 'capital_calls', 'funds'] as const;

export const lineQueries = {
  'line.list': defineQuery({
    summary: 'Subscription lines with what is drawn, owed in interest and still available today.',
    input: listInput(['name', 'fund', 'maturesOn'], { fundId: Fund, open: z.boolean(), search: text(200) }),
    output: listOutput(LineRow),
    ...shared,
    reads,
  }),
  'line.home': defineQuery({
    summary: 'One subscription line: its terms over time, every movement with the balance after it, and how it ties to the ledger.',
    input: z.strictObject({ facilityId: uuid() }),
    output: LineRow.extend({
      dayCount: z.enum(dayCounts),
      accountId: uuid(),
      account: Name,
      version: Version,
      baseShare: DecimalText,
      uncalled: MoneyAmount,
      borrowingBase: MoneyAmount,
      /** What the other lines of the fund have drawn on the same uncalled commitments. */
      drawnElsewhere: MoneyAmount,
      /** Interest from the last accrual up to today, not posted yet. */
      unaccrued: MoneyAmount,
      accruedUntil: Day,
      ledger: z.strictObject({ principal: MoneyAmount, interest: MoneyAmount }).nullable(),
      terms: z.array(
        z.strictObject({
          ordinal: z.int(),
          effectiveOn: Day,
          limit: MoneyAmount,
          rate: DecimalText,
          baseShare: DecimalText,
          reason: z.string(),
          recordedBy: Name,
          recordedAt: Moment,
        }),
      ),
      movements: z.array(
        z.strictObject({
          ordinal: z.int(),
          kind: z.enum(movementKinds),
          amount: MoneyAmount,
          fromOn: Day.nullable(),
          effectiveOn: Day,
          callId: uuid().nullable(),
          call: z.string().nullable(),
          reference: z.string(),
          undoes: z.int().nullable(),
          undone: z.boolean(),
          reason: z.string().nullable(),
          entryId: z.string(),
          recordedBy: Name,
          recordedAt: Moment,
          principal: MoneyAmount,
          interest: MoneyAmount,
        }),
      ),
    }),
    ...shared,
    reads,
  }),
};
