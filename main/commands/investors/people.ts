import {
  endContactRow,
  endEntityRow,
  insertContact,
  insertEntity,
  isTaken,
  readContact,
  readContacts,
  readEntities,
  readEntity,
} from '#db/tables/investorRecords.ts';
import { dayBefore, endPeriod } from '#main/engine/investors/sideLetters.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done } from '#shared/result.ts';
import type { Handler } from '../handler.ts';
import { bump, ofInvestor, openInvestor } from './open.ts';

export const addEntity: Handler<'investors.addEntity'> = {
  ...ofInvestor,

  run({ db }, { entityId, ...entity }) {
    const investor = openInvestor(db, entity.investorId);
    if (!investor.ok) return investor;
    if (isTaken(db, readEntity, entityId)) return refuse('alreadyExists', { what: 'legal entity', id: entityId });
    insertEntity(db, { ...entity, id: entityId, untilOn: null });
    return done(bump(db, investor.value));
  },
};

export const endEntity: Handler<'investors.endEntity'> = {
  ...ofInvestor,

  run({ db }, { investorId, entityId, untilOn }) {
    const investor = openInvestor(db, investorId);
    if (!investor.ok) return investor;
    const entity = readEntities(db, investorId).find(({ id }) => id === entityId);
    if (!entity) return refuse('notFound', { what: `legal entity of ${investor.value.name}`, id: entityId });
    const end = endPeriod(entity.name, entity, untilOn);
    if (!end.ok) return end;
    endEntityRow(db, entity, { untilOn });
    return done(bump(db, investor.value));
  },
};

export const addContact: Handler<'investors.addContact'> = {
  ...ofInvestor,

  run({ db, now, today }, { contactId, ...contact }) {
    const { investorId, name, email, phone, fromOn, replaces } = contact;
    const investor = openInvestor(db, investorId);
    if (!investor.ok) return investor;
    if (isTaken(db, readContact, contactId)) return refuse('alreadyExists', { what: 'contact', id: contactId });
    if (email === null && phone === null) return refuse('contactUnreachable', { contact: name });
    const earlier = readContacts(db, investorId).find(({ id }) => id === replaces);
    if (replaces !== null && !earlier) return refuse('notFound', { what: `contact of ${investor.value.name}`, id: replaces });
    if (earlier) {
      const end = endPeriod(earlier.name, earlier, dayBefore(fromOn));
      if (!end.ok) return end;
      endContactRow(db, earlier, { untilOn: end.value });
    }
    insertContact(db, { ...contact, id: contactId, untilOn: null, recordedOn: today, recordedAt: now });
    return done(bump(db, investor.value));
  },
};

export const endContact: Handler<'investors.endContact'> = {
  ...ofInvestor,

  run({ db }, { investorId, contactId, untilOn }) {
    const investor = openInvestor(db, investorId);
    if (!investor.ok) return investor;
    const contact = readContacts(db, investorId).find(({ id }) => id === contactId);
    if (!contact) return refuse('notFound', { what: `contact of ${investor.value.name}`, id: contactId });
    const end = endPeriod(contact.name, contact, untilOn);
    if (!end.ok) return end;
    endContactRow(db, contact, { untilOn });
    return done(bump(db, investor.value));
  },
};
