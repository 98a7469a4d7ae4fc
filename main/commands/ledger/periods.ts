import type { WriteDb } from '#db/handles.ts';
import { sha256 } from '#db/hash.ts';
import { fundNameIn } from '#db/tables/funds.ts';
import { readLedger } from '#db/tables/ledger.ts';
import { insertLock, markLockDecided, readLock, readLocks } from '#db/tables/periodLocks.ts';
import { nameIn } from '#db/tables/users.ts';
import { approveLock as approve, proposeLock, rejectLock as reject, withdrawLock as withdraw } from '#main/engine/ledger/periods.ts';
import type { CommandInput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { canonicalJson } from '#shared/json.ts';
import type { LockChange, LockLevel, LockState } from '#shared/model/ledger.ts';
import { done } from '#shared/result.ts';
import { type Context, type Guard, type Handler, reads, writes } from '../handler.ts';
import { fundScope } from './post.ts';

type Wanted = CommandInput<'ledger.unlockPeriod'> & Readonly<{ level: LockLevel }>;

const proposalGuards = ({ fundId }: Readonly<{ fundId: string }>): Guard[] => [reads('ledger', fundId), writes('periods', fundId)];

const claims = ({ lockId }: Readonly<{ lockId: string }>): string[] => [`periodLock:${lockId}`];

function propose({ db, actor, now }: Context, { lockId, ...wanted }: Wanted) {
  const { fundId } = wanted;
  if (!readLedger(db, fundId)) return refuse('booksMissing', { fund: fundNameIn(db, fundId) });
  const decision = proposeLock(wanted, readLocks(db, fundId), (id) => nameIn(db, id));
  if (!decision.ok) return decision;
  const contentHash = sha256(canonicalJson({ ...wanted, proposedBy: actor.userId }));
  insertLock(db, {
    ...wanted,
    id: lockId,
    state: 'proposed',
    turn: null,
    proposedBy: actor.userId,
    proposedAt: now,
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
    contentHash,
  });
  return done({ contentHash });
}

export const lockPeriod: Handler<'ledger.lockPeriod'> = { guards: proposalGuards, claims, scope: fundScope, run: propose };

export const unlockPeriod: Handler<'ledger.unlockPeriod'> = {
  guards: proposalGuards,
  claims,
  scope: fundScope,
  run: (context, input) => propose(context, { ...input, level: 'open' }),
};

type ById = Readonly<{ lockId: string }>;

const decision = {
  guards({ lockId }: ById, db: WriteDb): Guard[] {
    const lock = readLock(db, lockId);
    return lock ? [writes('periods', lock.fundId)] : [];
  },
  scope({ lockId }: ById, db: WriteDb) {
    const lock = readLock(db, lockId);
    return [lock ? ({ kind: 'fund', id: lock.fundId } as const) : ({ kind: 'house', id: null } as const)];
  },
};

const unknown = (id: string) => refuse('notFound', { what: 'period change', id });

function record({ db, actor, now }: Context, lock: LockChange, state: LockState, decisionReason: string | null): void {
  const approved = readLocks(db, lock.fundId).filter(({ turn }) => turn !== null).length;
  const turn = state === 'approved' ? approved + 1 : null;
  markLockDecided(db, lock, { state, turn, decidedBy: actor.userId, decidedAt: now, decisionReason });
}

export const approveLock: Handler<'ledger.approveLock'> = {
  ...decision,

  run(context, { lockId, contentHash }) {
    const lock = readLock(context.db, lockId);
    if (!lock) return unknown(lockId);
    const approved = approve(lock, contentHash, context.actor.userId);
    if (!approved.ok) return approved;
    record(context, lock, approved.value, null);
    return done({ level: lock.level });
  },
};

export const rejectLock: Handler<'ledger.rejectLock'> = {
  ...decision,

  run(context, { lockId, reason }) {
    const lock = readLock(context.db, lockId);
    if (!lock) return unknown(lockId);
    const rejected = reject(lock);
    if (!rejected.ok) return rejected;
    record(context, lock, rejected.value, reason);
    return done({});
  },
};

export const withdrawLock: Handler<'ledger.withdrawLock'> = {
  ...decision,

  run(context, { lockId }) {
    const lock = readLock(context.db, lockId);
    if (!lock) return unknown(lockId);
    const withdrawn = withdraw(lock, context.actor.userId, (id) => nameIn(context.db, id));
    if (!withdrawn.ok) return withdrawn;
    record(context, lock, withdrawn.value, null);
    return done({});
  },
};
