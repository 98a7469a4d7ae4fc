import type { ReadDb } from '#db/handles.ts';
import { equals, type ListDefinition, searchIn, type Where } from '#db/list.ts';
import { nameIn } from '#db/tables/users.ts';
import { statusOn } from '#main/engine/capital/status.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import type { CallKind, CallState, ShownStatus, Treatment } from '#shared/model/calls.ts';
import type { Priority } from '#shared/model/tiers.ts';
import { money } from '#shared/money.ts';

const RECEIVED = `coalesce((SELECT sum(part.minor) FROM receipt_parts AS part WHERE part.call_id = capital_calls.id AND part.kind = 'call'), 0)`;
const PAID = `coalesce((SELECT sum(part.minor) FROM receipt_parts AS part
  WHERE part.call_id = call_lines.call_id AND part.line_ordinal = call_lines.ordinal AND part.kind = 'call'), 0)`;
/** Whether the last approved move of the holding until a day declared it in default; the day is the one parameter. */
const LINE_DEFAULTED = `coalesce((SELECT move FROM holding_defaults WHERE holding_defaults.fund_id = capital_calls.fund_id
    AND holding_defaults.investor_id = call_lines.investor_id AND holding_defaults.class_id = call_lines.class_id
    AND holding_defaults.state = 'approved' AND effective_on <= ?
  ORDER BY effective_on DESC, proposed_at DESC, holding_defaults.id DESC LIMIT 1), '') = 'declare'`;
const DEFAULTED = `(EXISTS (SELECT 1 FROM holding_defaults WHERE holding_defaults.fund_id = capital_calls.fund_id AND state = 'approved')
  AND NOT EXISTS (SELECT 1 FROM call_lines WHERE call_lines.call_id = capital_calls.id AND call_lines.minor > ${PAID} AND NOT ${LINE_DEFAULTED}))`;

/** The same order of questions as the engine's `statusOn`, for the filter; a test holds the two together. */
const STATUS = `CASE WHEN capital_calls.state <> 'issued' THEN capital_calls.state WHEN ${RECEIVED} >= capital_calls.total THEN 'paid'
  WHEN ${DEFAULTED} THEN 'defaulted' WHEN capital_calls.due_on < ? THEN 'overdue' WHEN ${RECEIVED} > 0 THEN 'partlyPaid' ELSE 'issued' END`;

export const callList = (today: BusinessDate): ListDefinition => ({
  select: `capital_calls.id, capital_calls.fund_id, funds.name AS fund, number, kind, title, priority, capital_calls.currency, total, line_count,
    notice_on, due_on, issued_on, state, prepared_by, prepared_at, capital_calls.version, ${RECEIVED} AS received`,
  from: 'capital_calls JOIN funds ON funds.id = capital_calls.fund_id',
  key: 'capital_calls.id',
  keyIsInteger: false,
  sort: { dueOn: 'due_on', preparedAt: 'prepared_at', total: 'total', number: 'number' },
  defaultSort: { by: 'dueOn', descending: true },
  filter: {
    search: searchIn(['title', 'funds.name', 'CAST(number AS TEXT)']),
    fundId: equals('capital_calls.fund_id'),
    kind: equals('kind'),
    priority: equals('priority'),
    status: (status: ShownStatus): Where => ({ sql: `${STATUS} = ?`, params: [today, today, status] }),
    from: (day: BusinessDate): Where => ({ sql: 'due_on >= ?', params: [day] }),
    until: (day: BusinessDate): Where => ({ sql: 'due_on <= ?', params: [day] }),
    id: equals('capital_calls.id'),
  },
});

export type ListedCall = Readonly<{
  id: string;
  fund_id: FundId;
  fund: string;
  number: bigint;
  kind: CallKind;
  title: string;
  priority: Priority;
  currency: Currency;
  total: bigint;
  line_count: bigint;
  notice_on: BusinessDate;
  due_on: BusinessDate;
  issued_on: BusinessDate | null;
  state: CallState;
  prepared_by: string;
  prepared_at: Instant;
  version: bigint;
  received: bigint;
}>;

export function shownCall(
  db: ReadDb,
  row: ListedCall,
  today: BusinessDate,
  isDefaulted: boolean,
): QueryOutput<'calls.list'>['rows'][number] {
  const { currency, total, received, state } = row;
  const owed = state === 'issued' && received < total ? total - received : 0n;
  return {
    id: row.id,
    fundId: row.fund_id,
    fund: row.fund,
    number: Number(row.number),
    kind: row.kind,
    title: row.title,
    priority: row.priority,
    total: money(total, currency),
    received: money(received, currency),
    open: money(owed, currency),
    lines: Number(row.line_count),
    noticeOn: row.notice_on,
    dueOn: row.due_on,
    issuedOn: row.issued_on,
    status: statusOn({ state, dueOn: row.due_on, called: total, received, isDefaulted }, today),
    preparedBy: nameIn(db, row.prepared_by),
    preparedAt: row.prepared_at,
    version: Number(row.version),
  };
}

export const lineList = (): ListDefinition => ({
  select: `call_lines.ordinal, call_lines.investor_id, investors.name AS investor, call_lines.class_id, fund_classes.name AS class_name, treatment,
    call_lines.reason, commitment, called_before, call_lines.minor, inside_minor, ${PAID} AS received`,
  from: `call_lines JOIN capital_calls ON capital_calls.id = call_lines.call_id JOIN investors ON investors.id = call_lines.investor_id
    JOIN fund_classes ON fund_classes.id = call_lines.class_id`,
  key: 'call_lines.ordinal',
  keyIsInteger: true,
  sort: { investor: 'investors.name', amount: 'call_lines.minor', ordinal: 'call_lines.ordinal' },
  defaultSort: { by: 'investor', descending: false },
  filter: {
    callId: equals('call_lines.call_id'),
    search: searchIn(['investors.name', 'fund_classes.name']),
    treatment: equals('treatment'),
    investorId: equals('call_lines.investor_id'),
    open: (isOpen: boolean): Where => ({ sql: `call_lines.minor ${isOpen ? '>' : '<='} ${PAID}`, params: [] }),
    ordinal: equals('call_lines.ordinal'),
  },
});

export type ListedLine = Readonly<{
  ordinal: bigint;
  investor_id: string;
  investor: string;
  class_id: string;
  class_name: string;
  treatment: Treatment;
  reason: string | null;
  commitment: bigint;
  called_before: bigint;
  minor: bigint;
  inside_minor: bigint;
  received: bigint;
}>;
type OfCall = Readonly<{ state: CallState; dueOn: BusinessDate; currency: Currency }>;

export function shownLine(
  row: ListedLine,
  { state, dueOn, currency }: OfCall,
  today: BusinessDate,
  isDefaulted: boolean,
): QueryOutput<'calls.lines'>['rows'][number] {
  const { commitment, called_before: before, minor, inside_minor: inside, received } = row;
  const of = (amount: bigint) => money(amount, currency);
  return {
    ordinal: Number(row.ordinal),
    investorId: row.investor_id,
    investor: row.investor,
    classId: row.class_id,
    className: row.class_name,
    treatment: row.treatment,
    reason: row.reason,
    commitment: of(commitment),
    before: of(before),
    amount: of(minor),
    after: of(before + inside),
    unfunded: of(commitment - before - inside),
    received: of(received),
    open: of(state === 'issued' && received < minor ? minor - received : 0n),
    status: statusOn({ state, dueOn, called: minor, received, isDefaulted }, today),
  };
}
