import type { WriteDb } from '#db/handles.ts';
import { readContacts } from '#db/tables/investorRecords.ts';
import { type InvestorRow, readInvestor } from '#db/tables/investors.ts';
import { type CaseRow, endUse, insertUse, readAccounts, readCases, readUses, updateAccount, updateCase } from '#db/tables/payees.ts';
import { nameIn } from '#db/tables/users.ts';
import { approvePayee, movePayee, planCallback } from '#main/engine/investors/payees.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { AccountState, PayeeState } from '#shared/model/investors.ts';
import { done, type Result } from '#shared/result.ts';
import type { Context, Handler } from '../handler.ts';
import { bump, ofInvestor } from './open.ts';
import { accountInForce } from './payeeRequest.ts';

type ByCase = Readonly<{ investorId: string; caseId: string }>;
type Open = Readonly<{ investor: InvestorRow; payee: CaseRow }>;

function openCase(db: WriteDb, { investorId, caseId }: ByCase): Result<Open, 'notFound'> {
  const investor = readInvestor(db, investorId);
  if (!investor) return refuse('notFound', { what: 'investor', id: investorId });
  const payee = readCases(db, investorId).find(({ id }) => id === caseId);
  return payee ? done({ investor, payee }) : refuse('notFound', { what: `payee change of ${investor.name}`, id: caseId });
}

function record(db: WriteDb, { investor, payee }: Open, state: PayeeState, patch: Partial<CaseRow>) {
  updateCase(db, payee, { ...payee, ...patch, state });
  return done({ state, ...bump(db, investor) });
}

export const recordCallback: Handler<'investors.recordCallback'> = {
  ...ofInvestor,

  run({ db, actor, now, settings }, { contactId, spokeWith, note, ...key }) {
    const open = openCase(db, key);
    if (!open.ok) return open;
    const { investor, payee } = open.value;
    const contact = readContacts(db, investor.id).find(({ id }) => id === contactId);
    if (!contact) return refuse('notFound', { what: `contact of ${investor.name}`, id: contactId });
    const number = planCallback(investor.name, payee, contact, {
      ageDays: settings.integer('investors.callbackNumberDays'),
      byAnother: settings.flag('investors.callbackByAnother'),
      investorAddedOn: investor.addedOn,
      caller: actor.userId,
    });
    if (!number.ok) return number;
    return record(db, open.value, 'callbackRecorded', {
      callbackContactId: contactId,
      callbackNumber: number.value,
      callbackSpokeWith: spokeWith,
      callbackNote: note,
      callbackBy: actor.userId,
      callbackAt: now,
    });
  },
};

export const approvePayeeChange: Handler<'investors.approvePayeeChange'> = {
  ...ofInvestor,

  run({ db, actor, now, today, settings }, { contentHash, ...key }) {
    const open = openCase(db, key);
    if (!open.ok) return open;
    const { investor, payee } = open.value;
    const coolOffDays = settings.integer('investors.payeeCoolOffDays');
    const move = approvePayee(investor.name, payee, { approver: actor.userId, contentHash, today, coolOffDays });
    return move.ok ? record(db, open.value, move.value, { approvedBy: actor.userId, approvedAt: now }) : move;
  },
};

export const applyPayeeChange: Handler<'investors.applyPayeeChange'> = {
  ...ofInvestor,

  run(context, key) {
    const { db, actor, now } = context;
    const open = openCase(db, key);
    if (!open.ok) return open;
    const { investor, payee } = open.value;
    const move = movePayee(investor.name, payee, 'apply');
    if (!move.ok) return move;
    const accounts = readAccounts(db, investor.id);
    const replaced = payee.replacesAccountId;
    const standing = payee.kind === 'useFor' ? payee.accountId : replaced;
    const before = standing === null ? null : accountInForce(accounts, standing, investor.name);
    if (before?.ok === false) return before;
    const account = accounts.find(({ id }) => id === payee.accountId);
    if (account?.state === 'pending')
      updateAccount(db, account, { state: 'inForce', verifiedOn: context.today, verifiedByWay: 'callback' });
    const moved = readUses(db, investor.id).filter((use) => use.untilAt === null && use.accountId === replaced);
    putToUse(context, payee, replaced === null ? (payee.useFor as (string | null)[]) : moved.map(({ fundId }) => fundId));
    if (before?.ok && replaced !== null) updateAccount(db, before.value, { ...before.value, state: 'replaced' });
    return record(db, open.value, move.value, { closedBy: actor.userId, closedAt: now });
  },
};

/** From now on these funds pay to the account of the case; what they paid to before is ended, not lost. */
function putToUse({ db, now }: Context, { investorId, accountId, id: caseId }: CaseRow, funds: readonly (string | null)[]): void {
  const uses = readUses(db, investorId);
  for (const use of uses) if (use.untilAt === null && funds.includes(use.fundId)) endUse(db, use, { untilAt: now });
  for (const [index, fundId] of funds.entries())
    insertUse(db, { investorId, ordinal: uses.length + index, fundId, accountId, caseId, sinceAt: now, untilAt: null });
}

/** Ends a case without effect; the account that was asked for is never used. */
function close({ db, actor, now }: Context, open: Open, move: 'reject' | 'withdraw', reason: string) {
  const to = movePayee(open.investor.name, open.payee, move);
  if (!to.ok) return to;
  const account = readAccounts(db, open.investor.id).find(({ id }) => id === open.payee.accountId);
  const refused: AccountState = 'refused';
  if (account?.state === 'pending') updateAccount(db, account, { ...account, state: refused });
  return record(db, open, to.value, { closedBy: actor.userId, closedAt: now, closeReason: reason });
}

export const rejectPayeeChange: Handler<'investors.rejectPayeeChange'> = {
  ...ofInvestor,

  run(context, { reason, ...key }) {
    const open = openCase(context.db, key);
    return open.ok ? close(context, open.value, 'reject', reason) : open;
  },
};

export const withdrawPayeeChange: Handler<'investors.withdrawPayeeChange'> = {
  ...ofInvestor,

  run(context, { reason, ...key }) {
    const open = openCase(context.db, key);
    if (!open.ok) return open;
    const { requestedBy } = open.value.payee;
    if (requestedBy !== context.actor.userId) return refuse('notRequester', { requestedBy: nameIn(context.db, requestedBy) });
    return close(context, open.value, 'withdraw', reason);
  },
};
