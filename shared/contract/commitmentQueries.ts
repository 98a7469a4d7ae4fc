import { z } from 'zod';
import type { InvestorId, UserId } from '../ids.ts';
import { closingKinds, commitmentKinds, defaultMoves, defaultStates, stepStates } from '../model/commitments.ts';
import { MOST_COMMITMENTS, Positive, Terms } from './commitments.ts';
import { defineQuery } from './define.ts';
import { Evidence, Fund } from './funds.ts';
import { listInput, listOutput } from './list.ts';
import { CurrencyCode, Day, DecimalText, Hash, Minor, Moment, MoneyAmount, Name, text, uuid, Version } from './schemas.ts';

const Investor = uuid<InvestorId>();
const holding = { fundId: Fund, fund: Name, classId: uuid(), className: Name, investorId: Investor, investor: z.string() };

/** How a closing or a transfer came to where it stands. */
const steps = {
  state: z.enum(stepStates),
  preparedBy: Name,
  preparedById: uuid<UserId>(),
  preparedAt: Moment,
  approvedBy: Name.nullable(),
  approvedAt: Moment.nullable(),
  endedBy: Name.nullable(),
  endedAt: Moment.nullable(),
  endReason: z.string().nullable(),
  version: Version,
};

const HoldingRow = z.strictObject({
  id: z.string(),
  ...holding,
  commitment: MoneyAmount,
  called: MoneyAmount,
  unfunded: MoneyAmount,
  /** Of all commitments of the fund, as a fraction. */
  share: DecimalText,
  since: Day,
  inDefaultSince: Day.nullable(),
});

const EventRow = z.strictObject({
  ordinal: z.int(),
  ...holding,
  kind: z.enum(commitmentKinds),
  amount: MoneyAmount,
  balance: MoneyAmount,
  effectiveOn: Day,
  closing: z.strictObject({ id: uuid(), number: z.int() }).nullable(),
  transfer: z.strictObject({ id: uuid(), number: z.int() }).nullable(),
  reason: z.string(),
  by: Name,
  at: Moment,
});

const DefaultRow = z.strictObject({
  id: uuid(),
  ...holding,
  move: z.enum(defaultMoves),
  effectiveOn: Day,
  reason: z.string(),
  state: z.enum(defaultStates),
  proposedBy: Name,
  proposedById: uuid<UserId>(),
  proposedAt: Moment,
  decidedBy: Name.nullable(),
  decidedAt: Moment.nullable(),
  decisionReason: z.string().nullable(),
  contentHash: Hash,
});

const ClosingRow = z.strictObject({
  id: uuid(),
  fundId: Fund,
  fund: Name,
  number: z.int(),
  kind: z.enum(closingKinds),
  heldOn: Day,
  commitments: z.int(),
  added: MoneyAmount,
  ...steps,
});

/** One holding before and after a closing. What it was called before is not known any more of a closing that was posted. */
const PendingRow = z.strictObject({
  investorId: Investor,
  investor: z.string(),
  classId: uuid(),
  className: z.string(),
  before: Minor,
  added: Minor,
  after: Minor,
  shareBefore: DecimalText,
  shareAfter: DecimalText,
  calledBefore: Minor.nullable(),
  calledAfter: Minor.nullable(),
  /** A catch-up is positive, a refund negative. */
  moved: Minor,
  /** Paid is positive, credited negative. */
  interest: Minor,
});
const sums = {
  before: Minor,
  added: Minor,
  after: Minor,
  catchUp: Minor,
  refunds: Minor,
  interest: Minor,
};
/** Current and pending side by side; `problem` says why it could not stand like this, `unmet` what approval still waits for. */
const Pending = {
  currency: CurrencyCode,
  rows: z.array(PendingRow),
  totals: z.strictObject(sums),
  problem: z.string().nullable(),
  unmet: z.string().nullable(),
};

const Side = z.strictObject({
  investorId: Investor,
  investor: z.string(),
  before: z.strictObject({ commitment: Minor, called: Minor, capital: Minor }),
  after: z.strictObject({ commitment: Minor, called: Minor, capital: Minor }),
});
const TransferWork = {
  currency: CurrencyCode,
  from: Side,
  to: Side,
  capital: z.array(z.strictObject({ account: z.string(), name: z.string(), fromBefore: Minor, toBefore: Minor, moved: Minor })),
  problem: z.string().nullable(),
  unmet: z.string().nullable(),
};
const TransferRow = z.strictObject({
  id: uuid(),
  fundId: Fund,
  fund: Name,
  number: z.int(),
  classId: uuid(),
  className: Name,
  fromInvestorId: Investor,
  from: z.string(),
  toInvestorId: Investor,
  to: z.string(),
  effectiveOn: Day,
  amount: MoneyAmount,
  reverses: z.int().nullable(),
  ...steps,
});

const closingTables = [
  'closings',
  'closing_lines',
  'commitment_events',
  'called_moves',
  'capital_calls',
  'investors',
  'investor_kyc',
] as const;
const transferTables = [
  'transfers',
  'commitment_events',
  'called_moves',
  'capital_calls',
  'postings',
  'investors',
  'investor_kyc',
] as const;

export const commitmentsQueries = {
  'commitments.holdings': defineQuery({
    summary: 'What every investor has committed to each fund and class, what was called of it, and who is in default.',
    input: listInput(['investor', 'fund', 'commitment', 'since'], {
      search: text(120),
      fundId: Fund,
      classId: uuid(),
      investorId: Investor,
    }),
    output: listOutput(HoldingRow),
    permission: 'commitments.view',
    scope: 'fund',
    reads: ['commitment_events', 'called_moves', 'capital_calls', 'holding_defaults', 'investors', 'funds'],
  }),
  'commitments.history': defineQuery({
    summary: 'Everything that happened to one commitment: closings, reductions, transfers, defaults.',
    input: z.strictObject({ fundId: Fund, classId: uuid(), investorId: Investor }),
    output: z.strictObject({ events: z.array(EventRow), defaults: z.array(DefaultRow) }),
    permission: 'commitments.view',
    scope: 'fund',
    reads: ['commitment_events', 'holding_defaults', 'closings', 'transfers'],
  }),
  'commitments.closings': defineQuery({
    summary: 'The closings of the funds, with what they added and where they stand.',
    input: listInput(['heldOn', 'preparedAt'], { fundId: Fund, state: z.enum(stepStates), kind: z.enum(closingKinds) }),
    output: listOutput(ClosingRow),
    permission: 'commitments.view',
    scope: 'fund',
    reads: ['closings', 'closing_lines', 'funds', 'users'],
  }),
  'commitments.closing': defineQuery({
    summary: 'One closing: current and pending side by side, what it would refund and collect, and what was paid out.',
    input: z.strictObject({ closingId: uuid() }),
    output: z.strictObject({
      closing: ClosingRow.extend({
        terms: Terms.nullable(),
        accountId: uuid().nullable(),
        account: z.string().nullable(),
        note: z.string(),
        lines: z.array(z.strictObject({ investorId: Investor, classId: uuid(), minor: Minor })),
      }),
      /** Of what approval would be given to now. */
      contentHash: Hash,
      /** An approval was given, and what was approved is no longer what would be posted. */
      isChanged: z.boolean(),
      ...Pending,
      refunds: z.array(z.strictObject({ investorId: Investor, investor: z.string(), owed: Minor, paid: Minor })),
      payouts: z.array(
        z.strictObject({
          ordinal: z.int(),
          investor: z.string(),
          minor: Minor,
          paidOn: Day,
          reference: z.string(),
          reversesOrdinal: z.int().nullable(),
          by: Name,
        }),
      ),
    }),
    permission: 'commitments.view',
    scope: 'fund',
    reads: [...closingTables, 'refund_payouts', 'holding_defaults', 'transfers', 'funds'],
  }),
  'commitments.previewClosing': defineQuery({
    summary: 'What a closing that is not saved yet would do: current and pending side by side, and what is wrong with it.',
    input: z.strictObject({
      fundId: Fund,
      closingId: uuid().nullable(),
      kind: z.enum(closingKinds),
      heldOn: Day,
      terms: Terms.nullable(),
      accountId: uuid().nullable(),
      lines: z.array(z.strictObject({ investorId: Investor, classId: uuid(), minor: Positive })).max(MOST_COMMITMENTS),
    }),
    output: z.strictObject(Pending),
    permission: 'commitments.view',
    scope: 'fund',
    reads: [...closingTables, 'holding_defaults', 'transfers', 'funds'],
  }),
  'commitments.transfers': defineQuery({
    summary: 'Transfers of holdings between investors, and where they stand.',
    input: listInput(['effectiveOn', 'preparedAt'], { fundId: Fund, state: z.enum(stepStates), investorId: Investor }),
    output: listOutput(TransferRow),
    permission: 'commitments.view',
    scope: 'fund',
    reads: ['transfers', 'funds', 'fund_classes', 'investors', 'users'],
  }),
  'commitments.transfer': defineQuery({
    summary: 'One transfer: both sides before and after, and the capital account that moves, account by account.',
    input: z.strictObject({ transferId: uuid() }),
    output: z.strictObject({
      transfer: TransferRow.extend({ reason: z.string(), evidence: Evidence, mayReverse: z.boolean() }),
      contentHash: Hash,
      isChanged: z.boolean(),
      ...TransferWork,
    }),
    permission: 'commitments.view',
    scope: 'fund',
    reads: [...transferTables, 'transfer_lines', 'closings', 'holding_defaults', 'funds'],
  }),
  'commitments.previewTransfer': defineQuery({
    summary: 'What a transfer that is not saved yet would do to both sides, and what is wrong with it.',
    input: z.strictObject({
      fundId: Fund,
      classId: uuid(),
      fromInvestorId: Investor,
      toInvestorId: Investor,
      effectiveOn: Day,
      minor: Positive,
    }),
    output: z.strictObject(TransferWork),
    permission: 'commitments.view',
    scope: 'fund',
    reads: [...transferTables, 'closings', 'holding_defaults', 'funds'],
  }),
  'commitments.defaults': defineQuery({
    summary: 'Declarations and cures of defaults, proposed and decided.',
    input: listInput(['proposedAt', 'effectiveOn'], { fundId: Fund, state: z.enum(defaultStates), investorId: Investor }),
    output: listOutput(DefaultRow),
    permission: 'commitments.view',
    scope: 'fund',
    reads: ['holding_defaults', 'funds', 'fund_classes', 'investors', 'users'],
  }),
  'commitments.ofInvestor': defineQuery({
    summary: 'What one investor has committed, fund by fund, and everything that happened to it.',
    input: z.strictObject({ investorId: Investor }),
    output: z.strictObject({ holdings: z.array(HoldingRow), events: z.array(EventRow) }),
    permission: 'investors.view',
    scope: 'investor',
    reads: ['commitment_events', 'called_moves', 'capital_calls', 'holding_defaults', 'investors', 'funds'],
  }),
};
