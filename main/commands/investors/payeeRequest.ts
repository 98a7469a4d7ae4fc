import type { WriteDb } from '#db/handles.ts';
import { sha256 } from '#db/hash.ts';
import { isTaken } from '#db/tables/investorRecords.ts';
import {
  type AccountRow,
  type CaseRow,
  insertAccount,
  insertCase,
  readAccount,
  readAccounts,
  readCase,
  readCases,
} from '#db/tables/payees.ts';
import { permittedScopes } from '#db/tables/users.ts';
import { checkAccount } from '#main/engine/investors/accounts.ts';
import type { CommandInput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { canonicalJson } from '#shared/json.ts';
import { isOpenCase, payeeLifecycle } from '#shared/model/investors.ts';
import { done, type Refused, type Result } from '#shared/result.ts';
import type { Context, Handler } from '../handler.ts';
import { bump, guardInvestor, openInvestor, readsFund, scopeInvestor, unknownFund } from './open.ts';

type Input = CommandInput<'investors.requestPayeeChange'>;
type Details = NonNullable<Input['details']>;

export const requestPayeeChange: Handler<'investors.requestPayeeChange'> = {
  guards: (input) => [...guardInvestor(input), ...input.useFor.flatMap(readsFund)],
  scope: scopeInvestor,

  run(context, given) {
    const { db, today, actor } = context;
    const investor = openInvestor(db, given.investorId);
    if (!investor.ok) return investor;
    const { name } = investor.value;
    if (isTaken(db, readCase, given.caseId)) return refuse('alreadyExists', { what: 'payee change', id: given.caseId });
    if (given.receivedOn > today) return refuse('receivedInFuture', { today });
    if (readCases(db, given.investorId).some(({ state }) => isOpenCase(state))) return refuse('payeeCaseOpen', { investor: name });
    const strange = unknownFund(db, given.useFor);
    if (strange) return strange;
    const shape = shapeRefusal(db, name, given);
    if (shape) return shape;
    const details = given.details === null ? done(null) : checkAccount(given.details);
    if (!details.ok) return details;
    const ofHouse = permittedScopes(db, actor.userId, 'investors.payeeChange', today).some(({ kind }) => kind === 'house');
    const source = ofHouse ? given.source : 'portal';
    const input: Input = { ...given, source, details: details.value, useFor: [...new Set(given.useFor)] };
    if (details.value) insertAccount(db, accountRow(input, details.value));
    const row = caseRow(context, input);
    insertCase(db, row);
    return done({ state: row.state, ...bump(db, investor.value), contentHash: row.contentHash });
  },
};

type ShapeRefusal = Refused<'invalidInput' | 'alreadyExists' | 'notFound' | 'accountState' | 'payeeUseMissing'>;

/** What each kind of case carries: a new account and its uses, a new account in place of one, or one in force and its further uses. */
function shapeRefusal(
  db: WriteDb,
  investor: string,
  { kind, details, replacesAccountId, useFor, accountId, investorId }: Input,
): ShapeRefusal | undefined {
  const issue = (path: string, message: string) => refuse('invalidInput', { issues: [{ path, message }] });
  if ((kind === 'useFor') !== (details === null))
    return issue('details', kind === 'useFor' ? 'an account in force keeps its details' : 'the account is missing');
  if ((kind === 'replace') !== (replacesAccountId !== null))
    return issue('replacesAccountId', kind === 'replace' ? 'name the account that is replaced' : 'only a changed account replaces one');
  if (kind === 'replace' && useFor.length > 0) return issue('useFor', 'a changed account keeps the uses of the one it replaces');
  if (kind === 'useFor' && useFor.length === 0) return refuse('payeeUseMissing', { investor });
  if (kind !== 'useFor' && isTaken(db, readAccount, accountId)) return refuse('alreadyExists', { what: 'bank account', id: accountId });
  const standing = kind === 'useFor' ? accountId : replacesAccountId;
  if (standing === null) return undefined;
  const account = accountInForce(readAccounts(db, investorId), standing, investor);
  return account.ok ? undefined : account;
}

/** The account, when money may leave for it today. */
export function accountInForce(
  accounts: readonly AccountRow[],
  id: string,
  investor: string,
): Result<AccountRow, 'notFound' | 'accountState'> {
  const account = accounts.find((row) => row.id === id);
  if (!account) return refuse('notFound', { what: `bank account of ${investor}`, id });
  return account.state === 'inForce' ? done(account) : refuse('accountState', { account: account.bankName, state: account.state });
}

const accountRow = ({ investorId, accountId, caseId }: Input, { address, currency, ...details }: Details): AccountRow => ({
  ...details,
  currency,
  street: address.street,
  postCode: address.postCode,
  town: address.town,
  addressCountry: address.country,
  id: accountId,
  investorId,
  caseId,
  state: 'pending',
  verifiedOn: null,
  verifiedByWay: null,
});

function caseRow({ actor, now, today }: Context, { caseId, details, ...content }: Input): CaseRow {
  return {
    ...content,
    id: caseId,
    state: payeeLifecycle.initial,
    requestedBy: actor.userId,
    requestedOn: today,
    requestedAt: now,
    callbackContactId: null,
    callbackNumber: null,
    callbackSpokeWith: null,
    callbackNote: null,
    callbackBy: null,
    callbackAt: null,
    approvedBy: null,
    approvedAt: null,
    closedBy: null,
    closedAt: null,
    closeReason: null,
    contentHash: sha256(canonicalJson({ ...content, details, requestedBy: actor.userId })),
  };
}
