import { type ReadDb, unnoted } from '../handles.ts';
import { investorContacts, investorDocuments, investorKyc, legalEntities, sideLetters, taxProfiles } from '../schema/index.ts';
import { insert, select, statement, update } from '../statements.ts';

export type EntityRow = (typeof legalEntities)['$inferSelect'];
export type ContactRow = (typeof investorContacts)['$inferSelect'];
export type TaxRow = (typeof taxProfiles)['$inferSelect'];
export type KycRow = (typeof investorKyc)['$inferSelect'];
export type TermRow = (typeof sideLetters)['$inferSelect'];
export type DocumentRow = (typeof investorDocuments)['$inferSelect'];

const entityById = select(legalEntities, 'WHERE id = ?');
const entitiesOf = select(legalEntities, 'WHERE investor_id = ? ORDER BY from_on, id');
const contactById = select(investorContacts, 'WHERE id = ?');
const contactsOf = select(investorContacts, 'WHERE investor_id = ? ORDER BY from_on, id');
const taxById = select(taxProfiles, 'WHERE id = ?');
const taxOf = select(taxProfiles, 'WHERE investor_id = ? ORDER BY from_on, recorded_at, id');
const kycOf = select(investorKyc, 'WHERE investor_id = ?');
const termById = select(sideLetters, 'WHERE id = ?');
const termsOf = select(sideLetters, 'WHERE investor_id = ? ORDER BY kind, from_on, id');
const documentById = select(investorDocuments, 'WHERE id = ?');
const documentsOf = select(investorDocuments, 'WHERE investor_id = ? ORDER BY uploaded_at, id');
const emails = statement('SELECT investor_id AS investorId, email FROM investor_contacts WHERE email IS NOT NULL ORDER BY investor_id, id');
const tins = statement('SELECT investor_id AS investorId, tin FROM tax_profiles WHERE tin IS NOT NULL ORDER BY investor_id, id');

export const readEntity = (db: ReadDb, id: string): EntityRow | undefined => entityById.get(db, id);
export const readEntities = (db: ReadDb, investorId: string): EntityRow[] => entitiesOf.all(db, investorId);
export const readContact = (db: ReadDb, id: string): ContactRow | undefined => contactById.get(db, id);
export const readContacts = (db: ReadDb, investorId: string): ContactRow[] => contactsOf.all(db, investorId);
export const readTaxProfile = (db: ReadDb, id: string): TaxRow | undefined => taxById.get(db, id);
export const readTaxProfiles = (db: ReadDb, investorId: string): TaxRow[] => taxOf.all(db, investorId);
export const readKyc = (db: ReadDb, investorId: string): KycRow | undefined => kycOf.get(db, investorId);
export const readTerm = (db: ReadDb, id: string): TermRow | undefined => termById.get(db, id);
export const readTerms = (db: ReadDb, investorId: string): TermRow[] => termsOf.all(db, investorId);
export const readDocument = (db: ReadDb, id: string): DocumentRow | undefined => documentById.get(db, id);
export const readDocuments = (db: ReadDb, investorId: string): DocumentRow[] => documentsOf.all(db, investorId);

export type OfInvestor<Name extends string> = Readonly<{ investorId: string } & Record<Name, string>>;
export const readAllEmails = (db: ReadDb): readonly OfInvestor<'email'>[] => emails(db).all() as OfInvestor<'email'>[];
export const readAllTins = (db: ReadDb): readonly OfInvestor<'tin'>[] => tins(db).all() as OfInvestor<'tin'>[];

/** Whether an id is taken: another investor's record decides nothing else, so it is not a read the command stands on. */
export const isTaken = (db: ReadDb, read: (db: ReadDb, id: string) => unknown, id: string): boolean =>
  unnoted(db, () => read(db, id)) !== undefined;

export const insertEntity = insert(legalEntities);
export const endEntityRow = update(legalEntities, ['untilOn']);
export const insertContact = insert(investorContacts);
export const endContactRow = update(investorContacts, ['untilOn']);
export const insertTaxProfile = insert(taxProfiles);
export const insertKyc = insert(investorKyc);
export const updateKyc = update(investorKyc, ['state', 'risk', 'approvedOn', 'expiresOn', 'note', 'movedBy', 'movedAt']);
export const insertTerm = insert(sideLetters);
export const endTermRow = update(sideLetters, ['untilOn']);
export const insertDocument = insert(investorDocuments);
