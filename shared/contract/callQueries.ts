import { z } from 'zod';
import type { UserId } from '../ids.ts';
import { calendars } from '../model/calendars.ts';
import { callKinds, callLifecycle, callMethods, callStates, shownStatuses, treatments, usePurposes } from '../model/calls.ts';
import { priorities } from '../model/tiers.ts';
import { CallFields } from './calls.ts';
import { defineQuery } from './define.ts';
import { Fund } from './funds.ts';
import { listInput, listOutput } from './list.ts';
import { CurrencyCode, Day, DecimalText, Hash, Minor, Moment, MoneyAmount, Name, text, uuid, Version } from './schemas.ts';

const CallRow = z.strictObject({
  id: uuid(),
  fundId: Fund,
  fund: Name,
  number: z.int(),
  kind: z.enum(callKinds),
  title: Name,
  priority: z.enum(priorities),
  total: MoneyAmount,
  received: MoneyAmount,
  open: MoneyAmount,
  lines: z.int(),
  noticeOn: Day,
  dueOn: Day,
  issuedOn: Day.nullable(),
  status: z.enum(shownStatuses),
  preparedBy: Name,
  preparedAt: Moment,
  version: Version,
});

const Notice = z.strictObject({
  calendar: z.enum(calendars),
  businessDays: z.boolean(),
  given: z.int(),
  needed: z.int(),
  shortFor: z.array(z.string()),
  earliestDueOn: Day,
  dueClosed: z.string().nullable(),
});

/** How a share came about: what the basis was given so far, and what its total says this member has after this use. */
const Part = z.strictObject({ use: z.int(), minor: Minor, before: Minor, exact: Minor });
const Use = z.strictObject({
  ordinal: z.int(),
  purpose: z.enum(usePurposes),
  insideCommitment: z.boolean(),
  minor: Minor,
  percent: DecimalText.nullable(),
  need: Minor.nullable(),
  /** What the members of the basis committed together, and what was called of them on it before. */
  basisTotal: z.string().nullable(),
  calledBefore: Minor.nullable(),
});

const PreviewLine = z.strictObject({
  investorId: uuid(),
  investor: z.string(),
  classId: uuid(),
  className: z.string(),
  treatment: z.enum(treatments),
  reason: z.string().nullable(),
  /** The words of a right to be excused, where a side letter gives one. */
  excuse: z.string().nullable(),
  commitment: Minor,
  before: Minor,
  minor: Minor,
  insideMinor: Minor,
  after: Minor,
  unfunded: Minor,
  parts: z.array(Part),
});

const LineRow = z.strictObject({
  ordinal: z.int(),
  investorId: uuid(),
  investor: z.string(),
  classId: uuid(),
  className: z.string(),
  treatment: z.enum(treatments),
  reason: z.string().nullable(),
  commitment: MoneyAmount,
  before: MoneyAmount,
  amount: MoneyAmount,
  after: MoneyAmount,
  unfunded: MoneyAmount,
  received: MoneyAmount,
  open: MoneyAmount,
  status: z.enum(shownStatuses),
});

const Person = z.strictObject({ id: uuid<UserId>(), name: Name });
const Linked = z.strictObject({ id: uuid(), number: z.int(), title: Name, state: z.enum(callStates) });
const moveNames = callLifecycle.moves.map(({ name }) => name) as [(typeof callLifecycle.moves)[number]['name']];

export const callsQueries = {
  'calls.list': defineQuery({
    summary: 'The capital calls with what came in on each, and where each stands today.',
    input: listInput(['dueOn', 'preparedAt', 'total', 'number'], {
      search: text(120),
      fundId: Fund,
      status: z.enum(shownStatuses),
      kind: z.enum(callKinds),
      priority: z.enum(priorities),
      from: Day,
      until: Day,
    }),
    output: listOutput(CallRow),
    permission: 'calls.view',
    scope: 'fund',
    reads: ['capital_calls', 'receipt_parts', 'call_lines', 'holding_defaults', 'funds', 'users'],
  }),
  'calls.preview': defineQuery({
    summary: 'What a call would be: every share with how it came about, the notice it gives, and everything that is still wrong.',
    input: z.strictObject({ fundId: Fund, ...CallFields, amends: uuid().nullable() }),
    output: z.strictObject({
      fund: Name,
      currency: CurrencyCode,
      total: Minor,
      commitments: Minor,
      problems: z.array(z.strictObject({ about: z.enum(['dates', 'amounts']), code: z.string(), sentence: z.string() })),
      notice: Notice,
      approversNeeded: z.int(),
      uses: z.array(Use),
      lines: z.array(PreviewLine),
      /** Holdings in default, which are not called. */
      leftOut: z.array(z.strictObject({ investorId: uuid(), investor: z.string(), className: z.string(), commitment: Minor })),
    }),
    permission: 'calls.draft',
    scope: 'fund',
    reads: ['capital_calls', 'commitment_events', 'holding_defaults', 'side_letters', 'fund_terms', 'called_moves', 'setting_values'],
  }),
  'calls.home': defineQuery({
    summary: 'One call: its facts, uses, notice, approvals, what replaced it or what it replaces, and what may be done with it.',
    input: z.strictObject({ callId: uuid() }),
    output: z.strictObject({
      call: CallRow.extend({
        method: z.enum(callMethods),
        state: z.enum(callStates),
        cashOnHand: Minor.nullable(),
        urgentReason: z.string().nullable(),
        account: z.strictObject({ id: uuid(), title: Name, bankName: Name }).nullable(),
        reason: z.string().nullable(),
        contentHash: Hash,
        preparer: Person,
        submittedBy: Person.nullable(),
        submittedAt: Moment.nullable(),
        approversNeeded: z.int().nullable(),
        issuedBy: Person.nullable(),
        issuedAt: Moment.nullable(),
        entryId: z.string().nullable(),
        rescindedOn: Day.nullable(),
        rescindedBy: Person.nullable(),
        rescindedAt: Moment.nullable(),
        rescindReason: z.string().nullable(),
        reversalId: z.string().nullable(),
        closingId: uuid().nullable(),
      }),
      uses: z.array(
        Use.extend({
          note: z.string(),
          allocationId: uuid().nullable(),
          project: z.strictObject({ id: uuid(), title: Name }).nullable(),
        }),
      ),
      treatments: CallFields.treatments,
      notice: Notice,
      approvals: z.array(z.strictObject({ tier: z.int(), by: Person, at: Moment, stands: z.boolean() })),
      replaces: Linked.nullable(),
      replacedBy: z.array(Linked),
      moves: z.array(z.strictObject({ name: z.enum(moveNames), unmet: z.array(z.string()) })),
    }),
    permission: 'calls.view',
    scope: 'fund',
    reads: ['capital_calls', 'call_uses', 'call_lines', 'call_approvals', 'receipt_parts', 'holding_defaults', 'users', 'fund_terms'],
  }),
  'calls.lines': defineQuery({
    summary: 'The lines of one call: commitment, called before, this call, after, what is left, what came in.',
    input: listInput(['investor', 'amount', 'ordinal'], {
      callId: uuid(),
      search: text(120),
      treatment: z.enum(treatments),
      investorId: uuid(),
      /** Only lines on which something is still owed. */
      open: z.boolean(),
    }),
    output: listOutput(LineRow),
    permission: 'calls.view',
    scope: 'fund',
    reads: ['call_lines', 'capital_calls', 'receipt_parts', 'holding_defaults', 'investors'],
  }),
  'calls.line': defineQuery({
    summary: 'One line of a call, use by use, with how each share came about.',
    input: z.strictObject({ callId: uuid(), ordinal: z.int().min(0) }),
    output: z.strictObject({ line: LineRow, uses: z.array(Use), parts: z.array(Part) }),
    permission: 'calls.view',
    scope: 'fund',
    reads: ['call_lines', 'call_parts', 'call_uses', 'capital_calls', 'receipt_parts', 'holding_defaults', 'investors'],
  }),
};
