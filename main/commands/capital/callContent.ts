import { sha256 } from '#db/hash.ts';
import { type CallRecords, readCallRecords } from '#db/tables/callFacts.ts';
import type { CallContent, CallLineRow, CallRow, CallUseRow } from '#db/tables/calls.ts';
import { readProject } from '#db/tables/projects.ts';
import { callFactsOf } from '#main/engine/capital/callFacts.ts';
import { holdingKey } from '#main/engine/capital/callShares.ts';
import { type AskedCall, type CallFacts, type DrawnCall, drawUpCall } from '#main/engine/capital/drawUpCall.ts';
import { chainOf } from '#main/engine/settings/resolve.ts';
import type { CommandInput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { canonicalJson } from '#shared/json.ts';
import type { CallPurpose } from '#shared/model/calls.ts';
import { done } from '#shared/result.ts';
import { checkCalledAllocations } from '../allocations/callable.ts';
import { type Context, type Guard, reads, touches, writes } from '../handler.ts';
import { usableAccount } from './booksOf.ts';

export type Asked = Omit<CommandInput<'calls.redraft'>, 'expectedVersion'>;

export const chainOfFund = ({ fund }: CallRecords) => chainOf({ id: fund.id, type: fund.vehicleType });

/** What drawing up a call stands on. */
export const drawingGuards = ({ fundId, accountId, uses }: Pick<Asked, 'fundId' | 'accountId' | 'uses'>): Guard[] => [
  reads('fund', fundId),
  touches('ledger', fundId),
  reads('commitments', fundId),
  writes('fundCalls', fundId),
  ...(accountId === null ? [] : [reads('fundBankAccounts', 'all')]),
  ...uses.flatMap(({ projectId, allocationId }) => [
    ...(projectId === null ? [] : [reads('project', projectId)]),
    ...(allocationId === null ? [] : [reads('allocation', allocationId)]),
  ]),
];

export function factsFor(
  { db, settings, today }: Context,
  fundId: string,
  on: BusinessDate,
  without?: string,
): Readonly<{ records: CallRecords; facts: CallFacts }> | undefined {
  const records = readCallRecords(db, fundId, on, without);
  if (!records) return undefined;
  const isNoticeFixed = settings.flag('calls.noticeAlways', chainOfFund(records));
  return { records, facts: callFactsOf(records, { on, today, isNoticeFixed }) };
}

/** The call as it was asked for, from what is kept of it. */
export function askedOf(call: CallRow, uses: readonly CallUseRow[], lines: readonly CallLineRow[]): AskedCall {
  return {
    method: call.method,
    priority: call.priority,
    currency: call.currency,
    noticeOn: call.noticeOn,
    dueOn: call.dueOn,
    urgentReason: call.urgentReason,
    cashOnHand: call.cashOnHand,
    uses: uses.map(({ purpose, insideCommitment, minor, percent, need }) => ({
      purpose: purpose as CallPurpose,
      insideCommitment,
      minor: percent === null ? (need ?? minor) : null,
      percent,
    })),
    treatments: lines.flatMap(({ investorId, classId, treatment, reason }) =>
      treatment === 'full' ? [] : [{ investorId, classId, treatment, reason: reason! }],
    ),
  };
}

/** Draws a call up from what was asked and what is on record; the first thing wrong refuses it. */
export function drawUp(context: Context, asked: Asked, without?: string) {
  const { db } = context;
  const { fundId, accountId, currency, dueOn } = asked;
  const found = factsFor(context, fundId, asked.noticeOn, without);
  if (!found) return refuse('notFound', { what: 'fund', id: fundId });
  const { fund, names } = found.records;
  const twice = asked.treatments.find((one, index) => asked.treatments.findIndex((other) => holdingKey(other) === holdingKey(one)) < index);
  if (twice) return refuse('callHoldingTwice', { investor: names.get(twice.investorId) ?? twice.investorId });
  const drawn = drawUpCall(asked, found.facts);
  if (!drawn.ok) return drawn;
  for (const { projectId } of asked.uses) {
    if (projectId !== null && readProject(db, projectId)?.fundId !== fundId)
      return refuse('notFound', { what: `project of ${fund.name}`, id: projectId });
  }
  const named = drawn.value.uses.map(({ minor }, ordinal) => ({ minor, allocationId: asked.uses[ordinal]!.allocationId }));
  const allocated = checkCalledAllocations(db, fundId, named, without);
  if (!allocated.ok) return allocated;
  const account = accountId === null ? done(null) : usableAccount(db, { fundId, accountId, currency, on: dueOn });
  return account.ok ? drawn : account;
}

/** The rows of a call that was drawn up. */
export function rowsOf(callId: string, asked: Pick<Asked, 'uses'>, drawn: DrawnCall): CallContent {
  return {
    uses: drawn.uses.map(({ purpose, insideCommitment, minor, percent, need, basisHash, basisTotal, calledBefore }, ordinal) => ({
      callId,
      ordinal,
      purpose,
      insideCommitment,
      minor,
      percent,
      need,
      allocationId: asked.uses[ordinal]!.allocationId,
      projectId: asked.uses[ordinal]!.projectId,
      note: asked.uses[ordinal]!.note,
      basisHash,
      basisTotal: basisTotal.toString(),
      calledBefore,
    })),
    lines: drawn.lines.map(({ holding, treatment, reason, minor, insideMinor }, ordinal) => ({
      callId,
      ordinal,
      investorId: holding.investorId,
      classId: holding.classId,
      treatment,
      reason,
      commitment: holding.commitment,
      calledBefore: holding.calledInside,
      minor,
      insideMinor,
    })),
    parts: drawn.parts.map(({ use, line, minor, calledBefore, exact }) => ({
      callId,
      useOrdinal: use,
      lineOrdinal: line,
      minor,
      calledBefore,
      exact,
    })),
  };
}

type Hashed = Omit<Asked, 'callId' | 'treatments'> & Readonly<{ amends: string | null; reason: string | null; preparedBy: string }>;

/** Everything an approver looks at, down to every share: any change of it is another content. */
export function hashOf(asked: Hashed, { uses, lines, parts }: CallContent): string {
  const { uses: _uses, ...head } = asked;
  const shares = [
    ...lines.map(({ investorId, classId, treatment, reason, minor, insideMinor, commitment, calledBefore }) =>
      [investorId, classId, treatment, reason ?? '', minor, insideMinor, commitment, calledBefore].join(' '),
    ),
    ...parts.map(({ useOrdinal, lineOrdinal, minor }) => `${useOrdinal} ${lineOrdinal} ${minor}`),
  ];
  return sha256(canonicalJson({ ...head, uses: uses.map(({ callId: _callId, ...use }) => use), shares: sha256(shares.join('\n')) }));
}
