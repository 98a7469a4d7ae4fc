import type { ReadDb } from '#db/handles.ts';
import { readContacts, readDocuments, readEntities, readKyc, readTaxProfiles, readTerms } from '#db/tables/investorRecords.ts';
import { type InvestorRow, memberIds, readInvestor, readReferences, survivorOf } from '#db/tables/investors.ts';
import { readAccounts, readCases } from '#db/tables/payees.ts';
import { nameIn } from '#db/tables/users.ts';
import { isKycDue, kycBlock, kycOn, noKyc } from '#main/engine/investors/kyc.ts';
import { formState, profileOn } from '#main/engine/investors/taxForms.ts';
import { masked } from '#main/engine/settings/taxId.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { holdsOn } from '#shared/model/investors.ts';
import type { QueryContext, QueryHandler } from '../handler.ts';
import { notVisible } from './list.ts';
import { accountOf, caseLine } from './payees.ts';
import { maySee } from './scope.ts';

type Home = QueryOutput<'investors.home'>;

export const home: QueryHandler<'investors.home'> = (context, { investorId, on = context.today }) => {
  const { db, rows } = context;
  const investor = survivorOf(db, investorId);
  if (!investor || !maySee(context, investor.id)) return notVisible(investorId);
  const members = memberIds(db, investor.id);
  const each = <Row>(read: (db: ReadDb, id: string) => readonly Row[]): Row[] => members.flatMap((id) => [...read(db, id)]);
  const tax = taxOf(context, members, on);
  const kyc = kycOf(context, investor, on);
  return {
    // What the house thinks and says of an investor among its own people is not for the investor's login.
    investor: rows.wholeHouse ? factsOf(db, investor) : { ...factsOf(db, investor), statusReason: null },
    openedAs: investorId === investor.id ? null : investorId,
    aliases: members
      .filter((id) => id !== investor.id)
      .flatMap((id) => aliasOf(db, id))
      .map((alias) => (rows.wholeHouse ? alias : { ...alias, reason: '' })),
    blocks: blocksOf(context, investor, tax, on),
    entities: each(readEntities).map(({ investorId: ofId, ...entity }) => ({ ...entity, ofId })),
    contacts: each(readContacts).map(({ investorId: ofId, recordedAt: _at, ...contact }) => ({
      ...contact,
      ofId,
      inForce: holdsOn(contact, on),
    })),
    tax,
    kyc: rows.wholeHouse ? kyc : { ...kyc, risk: null, note: '' },
    accounts: each(readAccounts).map((account) => accountOf(db, account)),
    cases: each(readCases).map((row) => caseLine(context, row)),
    terms: each(readTerms).map(({ id, investorId: ofId, fundId, term, fromOn, untilOn, documentId }) => ({
      id,
      ofId,
      fundId,
      term: term as Home['terms'][number]['term'],
      fromOn,
      untilOn,
      documentId,
      inForce: holdsOn({ fromOn, untilOn }, on),
    })),
    documents: each(readDocuments).map(({ investorId: ofId, uploadedBy, ...document }) => ({
      ...document,
      ofId,
      uploadedBy: nameIn(db, uploadedBy),
    })),
  };
};

function factsOf(db: ReadDb, row: InvestorRow): Home['investor'] {
  const { nameKey: _key, mergedInto: _into, mergedOn: _on, mergeReason: _why, addedAt: _at, ...facts } = row;
  const references = readReferences(db, row.id).filter(({ ended }) => !ended);
  return { ...facts, references: references.map(({ system, value }) => ({ system, value })) };
}

function aliasOf(db: ReadDb, id: string): Home['aliases'] {
  const row = readInvestor(db, id);
  if (!row || row.mergedOn === null) return [];
  return [{ id: row.id, name: row.name, mergedOn: row.mergedOn, reason: row.mergeReason ?? '', version: row.version }];
}

function taxOf({ db, settings }: QueryContext, members: readonly string[], on: BusinessDate): Home['tax'] {
  const warningDays = settings.integer('investors.formWarningDays');
  return members.flatMap((member) => {
    const profiles = readTaxProfiles(db, member);
    const current = profileOn(profiles, on);
    return profiles.map(({ investorId: ofId, tin, untilChange: _until, recordedBy: _by, recordedAt: _at, ...profile }) => ({
      ...profile,
      ofId,
      tinMasked: tin === null ? null : masked(tin),
      inForce: profile.id === current?.id,
      state: formState(profile.form, profile.expiresOn, on, warningDays),
    }));
  });
}

function kycOf({ db, settings }: QueryContext, { id }: InvestorRow, on: BusinessDate): Home['kyc'] {
  const row = readKyc(db, id);
  const { state, risk, approvedOn, expiresOn } = kycOn(row ?? noKyc, on);
  return {
    state,
    risk,
    approvedOn,
    expiresOn,
    note: row?.note ?? '',
    due: isKycDue(row ?? noKyc, on, settings.integer('investors.kycWarningDays')),
  };
}

const standingText = {
  prospect: 'It is still a prospect',
  inactive: 'It is inactive',
  removed: 'It was taken back with its import',
} as const;

/** Everything that would stop a payment or a new commitment today. */
function blocksOf({ db }: QueryContext, { id, status }: InvestorRow, tax: Home['tax'], on: BusinessDate): string[] {
  const kyc = kycBlock(readKyc(db, id) ?? noKyc, on);
  const form = tax.find(({ ofId, inForce }) => ofId === id && inForce);
  const paid = readAccounts(db, id).some((account) => account.state === 'inForce');
  return [
    ...(status === 'active' ? [] : [standingText[status]]),
    ...(kyc === undefined ? [] : [kyc]),
    ...(form?.form ? [] : ['No tax form is on file']),
    ...(form?.state === 'expired' ? [`The ${form.form} ended on ${form.expiresOn}`] : []),
    ...(paid ? [] : ['No bank account is in force']),
  ];
}
