import type { WriteDb } from '#db/handles.ts';
import {
  type FundRow,
  findFundByName,
  fundNameIn,
  insertFund,
  insertStatusChange,
  readAccounts,
  readClasses,
  readFund,
  readOrganisation,
  readStatusChanges,
  updateFundRow,
  updateFundStatus,
} from '#db/tables/funds.ts';
import { readLedger } from '#db/tables/ledger.ts';
import { readNavs } from '#db/tables/navs.ts';
import { readProjectsOf } from '#db/tables/projects.ts';
import { permittedScopes } from '#db/tables/users.ts';
import { moveFund } from '#main/engine/funds/lifecycle.ts';
import type { CommandInput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { FundId } from '#shared/ids.ts';
import { covers, type GrantScope } from '#shared/model/access.ts';
import { done } from '#shared/result.ts';
import { type Context, type Handler, reads, writes } from '../handler.ts';

export const inFund = ({ fundId }: Readonly<{ fundId: FundId }>): readonly GrantScope[] => [{ kind: 'fund', id: fundId }];
/** The name of a fund for a refusal; a fund the person may not see stays unnamed. */
export function fundNamer({ db, actor, today }: Context): (fundId: string) => string {
  const seen = permittedScopes(db, actor.userId, 'funds.view', today);
  return (fundId) => (seen.some((held) => covers(held, { kind: 'fund', id: fundId })) ? fundNameIn(db, fundId) : 'another fund');
}

export const noFund = (fundId: string) => refuse('notFound', { what: 'fund', id: fundId });

export const addFund: Handler<'funds.addFund'> = {
  guards: ({ fundId, name, organisationId }) => [
    writes('fund', fundId),
    writes('fundName', name.toLowerCase()),
    reads('organisation', organisationId),
  ],
  claims: ({ fundId }) => [`fund:${fundId}`],
  scope: ({ fundId }) => [{ kind: 'house', id: null }, ...inFund({ fundId })],

  run({ db, now }, { fundId, ...fields }) {
    if (readFund(db, fundId)) return refuse('alreadyExists', { what: 'fund', id: fundId });
    if (!readOrganisation(db, fields.organisationId)) return refuse('notFound', { what: 'organisation', id: fields.organisationId });
    if (findFundByName(db, fields.name)) return refuse('fundNameTaken', { name: fields.name });
    insertFund(db, { id: fundId, ...fields, status: 'raising', createdAt: now, version: 1 });
    return done({ version: 1, status: 'raising' });
  },
};

export const updateFund: Handler<'funds.updateFund'> = {
  guards: ({ fundId, name, organisationId }) => [
    writes('fund', fundId),
    writes('fundName', name.toLowerCase()),
    reads('organisation', organisationId),
    reads('fundBankAccounts', 'all'),
    reads('fundProjects', fundId),
    reads('ledger', fundId),
  ],
  scope: inFund,

  run({ db }, { fundId, expectedVersion, ...fields }) {
    const fund = readFund(db, fundId);
    if (!fund) return noFund(fundId);
    if (fund.version !== expectedVersion) return refuse('staleVersion', { what: fund.name });
    if (!readOrganisation(db, fields.organisationId)) return refuse('notFound', { what: 'organisation', id: fields.organisationId });
    const namesake = findFundByName(db, fields.name);
    if (namesake && namesake.id !== fundId) return refuse('fundNameTaken', { name: fields.name });
    const began = readStatusChanges(db, fundId)[0]?.effectiveOn;
    if (began !== undefined && (fields.inceptionOn === null || fields.inceptionOn > began))
      return refuse('inceptionAfterStart', { fund: fund.name, began });
    const fixed = fixedField(db, fund, fields);
    if (fixed) return refuse('fundFixed', { fund: fund.name, ...fixed });
    const version = fund.version + 1;
    updateFundRow(db, fund, { ...fields, version });
    return done({ version });
  },
};

/** Amounts already stand in the currency, and holdings in the basis, once anything hangs on the fund. */
function fixedField(db: WriteDb, fund: FundRow, { basis, currency }: Pick<CommandInput<'funds.updateFund'>, 'basis' | 'currency'>) {
  if (currency !== fund.currency && readLedger(db, fund.id)) return { field: 'currency', because: 'its books are open' };
  const field = basis !== fund.basis ? 'way of counting' : currency !== fund.currency ? 'currency' : undefined;
  if (field === undefined) return undefined;
  if (readClasses(db, fund.id).length > 0) return { field, because: 'it has classes' };
  if (readAccounts(db, fund.id).length > 0) return { field, because: 'it has bank accounts' };
  return readProjectsOf(db, fund.id).length > 0 ? { field, because: 'it has projects' } : undefined;
}

export const moveStatus: Handler<'funds.move'> = {
  guards: ({ fundId }) => [writes('fund', fundId), reads('fundBankAccounts', 'all')],
  scope: inFund,

  run({ db, actor, now, today }, { fundId, expectedVersion, move, effectiveOn, reason }) {
    const fund = readFund(db, fundId);
    if (!fund) return noFund(fundId);
    if (fund.version !== expectedVersion) return refuse('staleVersion', { what: fund.name });
    const changes = readStatusChanges(db, fundId);
    const standing = {
      fund,
      classes: readClasses(db, fundId),
      accounts: readAccounts(db, fundId),
      navs: readNavs(db, fundId),
      lastChangeOn: changes.at(-1)?.effectiveOn ?? null,
    };
    const moved = moveFund(move, standing, effectiveOn, today);
    if (!moved.ok) return moved;
    const version = fund.version + 1;
    updateFundStatus(db, fund, { status: moved.value, version });
    insertStatusChange(db, {
      fundId,
      ordinal: changes.length,
      fromStatus: fund.status,
      toStatus: moved.value,
      effectiveOn,
      reason,
      changedBy: actor.userId,
      changedAt: now,
    });
    return done({ version, status: moved.value });
  },
};
