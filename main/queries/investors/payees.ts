import type { ReadDb } from '#db/handles.ts';
import { equals, type ListDefinition, readPage } from '#db/list.ts';
import { readContact } from '#db/tables/investorRecords.ts';
import { investorName, survivorOf } from '#db/tables/investors.ts';
import { type AccountRow, type CaseRow, readAccount, readAccountEnds, readCase, readUses } from '#db/tables/payees.ts';
import { nameIn } from '#db/tables/users.ts';
import { approvableFrom } from '#main/engine/investors/payees.ts';
import { masked, maskedIfAny } from '#main/engine/settings/taxId.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { Instant } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import type { QueryContext, QueryHandler } from '../handler.ts';
import { maySee, scopeOf } from './scope.ts';

/** The investor that stands for the one the case was opened for: an alias leads to it through however many merges. */
const SURVIVOR = `(WITH RECURSIVE chain(id, into_id) AS (
    SELECT id, merged_into FROM investors WHERE id = c.investor_id
    UNION ALL SELECT investors.id, investors.merged_into FROM investors JOIN chain ON investors.id = chain.into_id)
  SELECT id FROM chain WHERE into_id IS NULL)`;

const list: ListDefinition = {
  select: 'c.id',
  from: 'payee_cases c',
  key: 'c.id',
  keyIsInteger: false,
  sort: { requestedAt: 'c.requested_at', state: 'c.state' },
  defaultSort: { by: 'requestedAt', descending: false },
  filter: {
    state: equals('c.state'),
    open: (open: boolean) => ({ sql: `c.state ${open ? '' : 'NOT '}IN ('requested', 'callbackRecorded', 'approved')`, params: [] }),
    investorId: (id: string) => ({ sql: `${SURVIVOR} = ?`, params: [id] }),
  },
};

export const payeeCases: QueryHandler<'investors.payeeCases'> = (context, input) => {
  const page = readPage(context.db, list, input, scopeOf(context, SURVIVOR));
  const rows = page.rows.map(({ id }) => readCase(context.db, id as string)).filter((row) => row !== undefined);
  return { rows: rows.map((row) => caseLine(context, row)), next: page.next, total: page.total };
};

export function caseLine({ db, settings }: Pick<QueryContext, 'db' | 'settings'>, row: CaseRow) {
  const { id, investorId, kind, state, source, receivedOn, requestedAt, requestedBy } = row;
  const from = approvableFrom(row, settings.integer('investors.payeeCoolOffDays'));
  const investor = investorName(db, investorId);
  return {
    id,
    investorId,
    investor,
    kind,
    state,
    source,
    receivedOn,
    requestedAt,
    requestedBy: nameIn(db, requestedBy),
    approvableFrom: from,
  };
}

/** An account as everybody but its revealer sees it. */
export function accountOf(db: ReadDb, row: AccountRow) {
  const { investorId, accountNumber, routing, bic, street, postCode, town, addressCountry, verifiedByWay, ...rest } = row;
  const ended = readAccountEnds(db, investorId).find(({ accountId }) => accountId === row.id);
  const uses = readUses(db, investorId).filter((use) => use.accountId === row.id && use.untilAt === null);
  return {
    ...rest,
    ofId: investorId,
    accountNumberMasked: masked(accountNumber),
    routingMasked: maskedIfAny(routing),
    bicMasked: maskedIfAny(bic),
    address: { street, postCode, town, country: addressCountry },
    verifiedBy: verifiedByWay,
    ended: ended ? { on: ended.endedOn, reason: ended.reason } : null,
    usedFor: uses.map(({ fundId }) => fundId),
  };
}

const personOf = (db: ReadDb, id: UserId | null, at: Instant | null) => (id && at ? { id, name: nameIn(db, id), at } : null);

export const payeeCase: QueryHandler<'investors.payeeCase'> = (context, { caseId }) => {
  const { db } = context;
  const row = readCase(db, caseId);
  const stands = row && survivorOf(db, row.investorId);
  const account = row && readAccount(db, row.accountId);
  const requested = row && personOf(db, row.requestedBy, row.requestedAt);
  if (!stands || !account || !requested || !maySee(context, stands.id)) return refuse('notFound', { what: 'payee change', id: caseId });
  const replaced = row.replacesAccountId === null ? undefined : readAccount(db, row.replacesAccountId);
  const by = personOf(db, row.callbackBy, row.callbackAt);
  return {
    ...caseLineOf(context, row),
    note: row.note,
    account: accountOf(db, account),
    replaces: replaced ? accountOf(db, replaced) : null,
    useFor: row.useFor as (string | null)[],
    requested,
    callback: by && {
      by,
      number: row.callbackNumber ?? '',
      contact: readContact(db, row.callbackContactId ?? '')?.name ?? '',
      spokeWith: row.callbackSpokeWith ?? '',
      note: row.callbackNote ?? '',
    },
    approved: personOf(db, row.approvedBy, row.approvedAt),
    closed: personOf(db, row.closedBy, row.closedAt),
    closeReason: row.closeReason,
    requestedOn: row.requestedOn,
    contentHash: row.contentHash,
  };
};

function caseLineOf(context: Pick<QueryContext, 'db' | 'settings'>, row: CaseRow) {
  const { requestedAt: _at, requestedBy: _by, ...line } = caseLine(context, row);
  return line;
}
