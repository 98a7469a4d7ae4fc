import { findOrganisationByName, insertOrganisation, readOrganisation, updateOrganisationRow } from '#db/tables/funds.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done } from '#shared/result.ts';
import { type Handler, writes } from '../handler.ts';

export const addOrganisation: Handler<'funds.addOrganisation'> = {
  guards: ({ organisationId, name }) => [writes('organisation', organisationId), writes('organisationName', name.toLowerCase())],
  claims: ({ organisationId }) => [`organisation:${organisationId}`],

  run({ db, now }, { organisationId, ...fields }) {
    if (readOrganisation(db, organisationId)) return refuse('alreadyExists', { what: 'organisation', id: organisationId });
    if (findOrganisationByName(db, fields.name)) return refuse('organisationNameTaken', { name: fields.name });
    insertOrganisation(db, { id: organisationId, ...fields, createdAt: now, version: 1 });
    return done({ version: 1 });
  },
};

export const updateOrganisation: Handler<'funds.updateOrganisation'> = {
  guards: ({ organisationId, name }) => [writes('organisation', organisationId), writes('organisationName', name.toLowerCase())],

  run({ db }, { organisationId, expectedVersion, ...fields }) {
    const organisation = readOrganisation(db, organisationId);
    if (!organisation) return refuse('notFound', { what: 'organisation', id: organisationId });
    if (organisation.version !== expectedVersion) return refuse('staleVersion', { what: organisation.name });
    const namesake = findOrganisationByName(db, fields.name);
    if (namesake && namesake.id !== organisationId) return refuse('organisationNameTaken', { name: fields.name });
    const version = organisation.version + 1;
    updateOrganisationRow(db, organisation, { ...fields, version });
    return done({ version });
  },
};
