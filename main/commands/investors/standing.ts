import { insertKyc, insertTaxProfile, isTaken, readKyc, readTaxProfile, updateKyc } from '#db/tables/investorRecords.ts';
import { moveKyc, noKyc } from '#main/engine/investors/kyc.ts';
import { planTaxProfile } from '#main/engine/investors/taxForms.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done } from '#shared/result.ts';
import type { Handler } from '../handler.ts';
import { bump, ofInvestor, openInvestor } from './open.ts';

export const recordTax: Handler<'investors.recordTax'> = {
  ...ofInvestor,

  run({ db, actor, now, today }, { profileId, ...profile }) {
    const investor = openInvestor(db, profile.investorId);
    if (!investor.ok) return investor;
    if (isTaken(db, readTaxProfile, profileId)) return refuse('alreadyExists', { what: 'tax profile', id: profileId });
    const expiry = planTaxProfile(profile, today);
    if (!expiry.ok) return expiry;
    insertTaxProfile(db, { ...profile, id: profileId, expiresOn: expiry.value, recordedBy: actor.userId, recordedAt: now });
    return done({ ...bump(db, investor.value), expiresOn: expiry.value });
  },
};

export const moveKycState: Handler<'investors.moveKyc'> = {
  ...ofInvestor,

  run({ db, actor, now, today }, { investorId, expectedVersion, ...move }) {
    const investor = openInvestor(db, investorId, expectedVersion);
    if (!investor.ok) return investor;
    const before = readKyc(db, investorId);
    const after = moveKyc(investor.value.name, before ?? noKyc, move, today);
    if (!after.ok) return after;
    const row = { ...after.value, note: move.note, movedBy: actor.userId, movedAt: now };
    if (before) updateKyc(db, before, row);
    else insertKyc(db, { investorId, ...row });
    return done(bump(db, investor.value));
  },
};
