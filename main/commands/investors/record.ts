import type { WriteDb } from '#db/handles.ts';
import { readKyc } from '#db/tables/investorRecords.ts';
import {
  endReference,
  type InvestorRow,
  insertInvestor,
  insertReference,
  readInvestor,
  readReferenceHolders,
  readReferences,
} from '#db/tables/investors.ts';
import { kycBlock, noKyc } from '#main/engine/investors/kyc.ts';
import { nameKey } from '#main/engine/investors/nameKey.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { InvestorId } from '#shared/ids.ts';
import { investorLifecycle } from '#shared/model/investors.ts';
import { nextState } from '#shared/model/lifecycle.ts';
import { done, type Refused } from '#shared/result.ts';
import { type Guard, type Handler, writes } from '../handler.ts';
import { bump, guardInvestor, ofInvestor, openInvestor, scopeInvestor } from './open.ts';

type Reference = Readonly<{ system: string; value: string }>;

export const guardReference = ({ system, value }: Reference): Guard => writes('investorReference', `${system}:${value}`);

const guards = (input: Readonly<{ investorId: string; references: readonly Reference[] }>): readonly Guard[] => [
  ...guardInvestor(input),
  ...input.references.map(guardReference),
];

type NewInvestor = Pick<InvestorRow, 'name' | 'kind' | 'country' | 'currency' | 'language'> &
  Readonly<{ id: InvestorId; importId: string | null; today: BusinessDate; now: Instant }>;

/** A fresh prospect: told by post until it says otherwise. */
export const prospect = ({ today, now, ...facts }: NewInvestor): InvestorRow => ({
  ...facts,
  nameKey: nameKey(facts.name),
  status: investorLifecycle.initial,
  statusReason: null,
  channel: 'post',
  eDeliveryConsentOn: null,
  statements: 'quarterly',
  mergedInto: null,
  mergedOn: null,
  mergeReason: null,
  addedOn: today,
  addedAt: now,
  version: 1,
});

/** The first reference that another investor carries, or that stands in the list twice. */
function takenReference(db: WriteDb, investorId: string, references: readonly Reference[]): Refused<'referenceTaken'> | undefined {
  const seen = new Set<string>();
  for (const { system, value } of references) {
    const key = JSON.stringify([system, value]);
    const holder = readReferenceHolders(db, system, value).find(({ id }) => id !== investorId);
    if (holder || seen.has(key)) return refuse('referenceTaken', { system, value, investor: holder?.name ?? 'this investor' });
    seen.add(key);
  }
  return undefined;
}

export const addInvestor: Handler<'investors.add'> = {
  guards,
  scope: scopeInvestor,

  run({ db, now, today }, { investorId, references, ...facts }) {
    if (readInvestor(db, investorId)) return refuse('alreadyExists', { what: 'investor', id: investorId });
    const taken = takenReference(db, investorId, references);
    if (taken) return taken;
    insertInvestor(db, prospect({ ...facts, id: investorId, importId: null, today, now }));
    for (const [ordinal, reference] of references.entries()) insertReference(db, { investorId, ordinal, ...reference, ended: false });
    return done({ version: 1 });
  },
};

export const updateInvestor: Handler<'investors.update'> = {
  guards,
  scope: scopeInvestor,

  run({ db }, { investorId, expectedVersion, references, ...facts }) {
    const investor = openInvestor(db, investorId, expectedVersion);
    if (!investor.ok) return investor;
    const taken = takenReference(db, investorId, references);
    if (taken) return taken;
    keepReferences(db, investorId, references);
    return done(bump(db, investor.value, { ...facts, nameKey: nameKey(facts.name) }));
  },
};

/** References that are no longer named are ended; those already there stay as they are. */
function keepReferences(db: WriteDb, investorId: InvestorId, wanted: readonly Reference[]): void {
  const rows = readReferences(db, investorId);
  const isSame = (left: Reference, right: Reference): boolean => left.system === right.system && left.value === right.value;
  for (const row of rows) {
    const ended = !wanted.some((reference) => isSame(reference, row));
    if (ended !== row.ended) endReference(db, row, { ended });
  }
  const fresh = wanted.filter((reference) => !rows.some((row) => isSame(row, reference)));
  for (const [index, reference] of fresh.entries())
    insertReference(db, { investorId, ordinal: rows.length + index, ...reference, ended: false });
}

export const setStatus: Handler<'investors.setStatus'> = {
  ...ofInvestor,

  run({ db, today }, { investorId, expectedVersion, move, reason }) {
    const investor = openInvestor(db, investorId, expectedVersion);
    if (!investor.ok) return investor;
    const { name, status } = investor.value;
    const to = nextState(investorLifecycle, status, move);
    if (!to) return refuse('investorState', { investor: name, state: status, move });
    const why = move === 'activate' ? kycBlock(readKyc(db, investorId) ?? noKyc, today) : undefined;
    if (why !== undefined) return refuse('kycBlocks', { investor: name, why });
    if (move === 'deactivate' && reason === undefined) return refuse('reasonMissing', { what: `Deactivating ${name}` });
    return done(bump(db, investor.value, { status: to, statusReason: reason ?? null }));
  },
};

export const setPreferences: Handler<'investors.setPreferences'> = {
  ...ofInvestor,

  run({ db }, { investorId, expectedVersion, ...preferences }) {
    const investor = openInvestor(db, investorId, expectedVersion);
    return investor.ok ? done(bump(db, investor.value, preferences)) : investor;
  },
};
