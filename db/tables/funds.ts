import type { BusinessDate } from '#shared/dates.ts';
import { type ReadDb, unnoted } from '../handles.ts';
import { fundBankAccounts, fundClasses, fundLinks, fundStatusChanges, funds, organisations } from '../schema/index.ts';
import { insert, select, update } from '../statements.ts';

export type OrganisationRow = (typeof organisations)['$inferSelect'];
export type FundRow = (typeof funds)['$inferSelect'];
export type FundClassRow = (typeof fundClasses)['$inferSelect'];
export type FundLinkRow = (typeof fundLinks)['$inferSelect'];
export type FundAccountRow = (typeof fundBankAccounts)['$inferSelect'];

const byName = (entity: string) => (name: string) => [{ entity, id: name.toLowerCase() }];
const inFund = (fundId: string) => [{ entity: 'fund', id: fundId }];

const organisationById = select(organisations, 'WHERE id = ?');
const organisationByName = select(organisations, 'WHERE lower(name) = lower(?)', byName('organisationName'));
const fundById = select(funds, 'WHERE id = ?');
const fundByName = select(funds, 'WHERE lower(name) = lower(?)', byName('fundName'));
const classById = select(fundClasses, 'WHERE id = ?');
const classesOf = select(fundClasses, 'WHERE fund_id = ? ORDER BY opened_on, name', inFund);
const changesOf = select(fundStatusChanges, 'WHERE fund_id = ? ORDER BY ordinal', inFund);
const linkById = select(fundLinks, 'WHERE id = ?');
const everyLink = select(fundLinks, 'ORDER BY from_on, id', () => [{ entity: 'fundLinks', id: 'all' }]);
const linksOf = select(fundLinks, 'WHERE from_fund_id = ? OR to_fund_id = ? ORDER BY from_on, id');
const accountById = select(fundBankAccounts, 'WHERE id = ?');
const allAccounts = [{ entity: 'fundBankAccounts', id: 'all' }];
const accountsOf = select(
  fundBankAccounts,
  'WHERE fund_id = ? ORDER BY closed_on IS NOT NULL, purpose, title, id',
  (_fundId: string) => allAccounts,
);
const accountByNumber = select(
  fundBankAccounts,
  "WHERE scheme = ? AND account_number = ? AND coalesce(routing_number, '') = ? LIMIT 1",
  (_scheme: string, _number: string, _routing: string) => allAccounts,
);

export const readOrganisation = (db: ReadDb, id: string) => organisationById.get(db, id);
export const findOrganisationByName = (db: ReadDb, name: string) => organisationByName.get(db, name);
export const insertOrganisation = insert(organisations);
export const updateOrganisationRow = update(organisations, ['name', 'legalName', 'kind', 'country', 'version']);

export const readFund = (db: ReadDb, id: string) => fundById.get(db, id);
export const findFundByName = (db: ReadDb, name: string) => fundByName.get(db, name);
export const insertFund = insert(funds);
export const updateFundRow = update(funds, [
  'organisationId',
  'name',
  'legalName',
  'vehicleType',
  'basis',
  'currency',
  'country',
  'vintage',
  'fiscalYearEnd',
  'inceptionOn',
  'targetSize',
  'strategy',
  'version',
]);
export const updateFundStatus = update(funds, ['status', 'version']);
export const readStatusChanges = (db: ReadDb, fundId: string) => changesOf.all(db, fundId);
export const insertStatusChange = insert(fundStatusChanges);

export const readClass = (db: ReadDb, id: string) => classById.get(db, id);
export const readClasses = (db: ReadDb, fundId: string) => classesOf.all(db, fundId);
export const insertClass = insert(fundClasses);
export const updateClassRow = update(fundClasses, ['name', 'kind', 'unitDigits', 'openedOn', 'closedOn', 'version']);

export const readLink = (db: ReadDb, id: string) => linkById.get(db, id);
export const readLinks = (db: ReadDb) => everyLink.all(db);
export const readLinksOf = (db: ReadDb, fundId: string) => linksOf.all(db, fundId, fundId);
export const insertLink = insert(fundLinks);
const endLinkRow = update(fundLinks, ['untilOn']);
export const endLink = (db: Parameters<typeof endLinkRow>[0], link: FundLinkRow, untilOn: BusinessDate): void =>
  endLinkRow(db, link, { untilOn });

export const readAccount = (db: ReadDb, id: string) => accountById.get(db, id);
export const readAccounts = (db: ReadDb, fundId: string) => accountsOf.all(db, fundId);
export const findAccountByNumber = (db: ReadDb, scheme: string, accountNumber: string, routingNumber: string | null) =>
  accountByNumber.get(db, scheme, accountNumber, routingNumber ?? '');
export const insertAccount = insert(fundBankAccounts);
export const updateAccountRow = update(fundBankAccounts, ['title', 'bankName', 'ledgerCode', 'version']);
export const closeAccountRow = update(fundBankAccounts, ['closedOn', 'version']);

/** The name of a fund for a sentence: it decides nothing, so it is not a read the command stands on. */
export const fundNameIn = (db: ReadDb, fundId: string): string => unnoted(db, () => readFund(db, fundId)?.name) ?? fundId;
