import type { ReadDb } from '#db/handles.ts';
import { readCallRecords } from '#db/tables/callFacts.ts';
import { type CallRow, readCall, readCallApprovals, readCallLines, readCallUses, readReplacements } from '#db/tables/calls.ts';
import { isCallMoved } from '#db/tables/commitments.ts';
import { readAccount } from '#db/tables/funds.ts';
import { readProject } from '#db/tables/projects.ts';
import { nameIn } from '#db/tables/users.ts';
import { noticeOf } from '#main/engine/capital/drawUpCall.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { UserId } from '#shared/ids.ts';
import { callLifecycle } from '#shared/model/calls.ts';
import { movesFrom } from '#shared/model/lifecycle.ts';
import type { QueryHandler } from '../handler.ts';
import { factsOn } from './callPreview.ts';
import { listedCall, seenCall, usesOf } from './calls.ts';

type Home = QueryOutput<'calls.home'>;

export const callHome: QueryHandler<'calls.home'> = (context, { callId }) => {
  const { db, userId } = context;
  const call = seenCall(context, callId);
  if (!call) return refuse('notFound', { what: 'capital call', id: callId });
  const approvals = readCallApprovals(db, callId);
  const sentOn = call.issuedOn ?? call.noticeOn;
  const records = readCallRecords(db, call.fundId, sentOn, callId)!;
  const notice = noticeOf({ noticeOn: sentOn, dueOn: call.dueOn }, factsOn(context, records, sentOn));
  const uses = readCallUses(db, callId);
  return {
    call: { ...listedCall(context, call), ...factsOf(db, call) },
    uses: usesOf(db, callId).map((use, index) => ({
      ...use,
      note: uses[index]!.note,
      allocationId: uses[index]!.allocationId,
      project: projectOf(db, uses[index]!.projectId),
    })),
    treatments: readCallLines(db, callId).flatMap(({ investorId, classId, treatment, reason }) =>
      treatment === 'full' ? [] : [{ investorId, classId, treatment, reason: reason! }],
    ),
    notice: { ...notice, shortFor: [...notice.shortFor] },
    approvals: approvals.map(({ tier, decidedBy, decidedAt, revision }) => ({
      tier,
      by: person(db, decidedBy),
      at: decidedAt,
      stands: revision === call.revision,
    })),
    replaces: call.replacesId === null ? null : linked(readCall(db, call.replacesId)!),
    replacedBy: readReplacements(db, callId).map(linked),
    moves: movesFrom(callLifecycle, call.state).map(({ name }) => ({
      name,
      unmet: unmetFor(
        name,
        call,
        userId,
        approvals.filter(({ revision }) => revision === call.revision).map(({ decidedBy }) => decidedBy),
        isCallMoved(db, call.fundId, callId),
      ),
    })),
  };
};

type Move = Home['moves'][number]['name'];

/** Why this person cannot make a move on this call now, in words; what needs the passphrase or a date is asked for later. */
function unmetFor(move: Move, call: CallRow, userId: UserId, approvedBy: readonly UserId[], isStoodOn: boolean): string[] {
  const unmet: string[] = [];
  if (move === 'submit' && call.accountId === null) unmet.push('Choose the bank account investors pay into');
  if (move === 'approve' && (userId === call.preparedBy || userId === call.submittedBy))
    unmet.push('You prepared or submitted it, so somebody else approves');
  if (move === 'approve' && approvedBy.includes(userId)) unmet.push('You approved it already');
  if (move === 'rescind' && call.kind === 'equalisation') unmet.push('It belongs to a closing and is taken back there');
  if (move === 'rescind' && userId === call.issuedBy) unmet.push('You issued it, so somebody else rescinds');
  if (move === 'rescind' && isStoodOn) unmet.push('A later closing or transfer stands on it');
  return unmet;
}

const person = (db: ReadDb, id: UserId) => ({ id, name: nameIn(db, id) });
const linked = ({ id, number, title, state }: CallRow) => ({ id, number, title, state });

function projectOf(db: ReadDb, projectId: string | null): Home['uses'][number]['project'] {
  const project = projectId === null ? undefined : readProject(db, projectId);
  return project ? { id: project.id, title: project.title } : null;
}

function factsOf(db: ReadDb, call: CallRow) {
  const account = call.accountId === null ? undefined : readAccount(db, call.accountId);
  const by = (id: UserId | null) => (id === null ? null : person(db, id));
  return {
    method: call.method,
    state: call.state,
    cashOnHand: call.cashOnHand,
    urgentReason: call.urgentReason,
    account: account ? { id: account.id, title: account.title, bankName: account.bankName } : null,
    reason: call.reason,
    contentHash: call.contentHash,
    preparer: person(db, call.preparedBy),
    submittedBy: by(call.submittedBy),
    submittedAt: call.submittedAt,
    approversNeeded: call.approversNeeded,
    issuedBy: by(call.issuedBy),
    issuedAt: call.issuedAt,
    entryId: call.entryId,
    rescindedOn: call.rescindedOn,
    rescindedBy: by(call.rescindedBy),
    rescindedAt: call.rescindedAt,
    rescindReason: call.rescindReason,
    reversalId: call.reversalId,
    closingId: call.closingId,
  };
}
