import type { InvestorId } from '#shared/ids.ts';
import { type ReadDb, unnoted } from '../handles.ts';
import { investorImports, investorReferences, investors } from '../schema/index.ts';
import { insert, select, statement, update } from '../statements.ts';

export type InvestorRow = (typeof investors)['$inferSelect'];
export type ImportRecord = (typeof investorImports)['$inferSelect'];
export type ReferenceRow = (typeof investorReferences)['$inferSelect'];

const byId = select(investors, 'WHERE id = ?');
const aliasesOf = select(investors, 'WHERE merged_into = ? ORDER BY merged_on, id');
const ofImport = select(investors, 'WHERE import_id = ? ORDER BY id');
const standing = select(investors, "WHERE status <> 'removed' AND merged_into IS NULL ORDER BY name_key, id");
const referencesOf = select(investorReferences, 'WHERE investor_id = ? ORDER BY ordinal');
const holdersOf = statement(
  `SELECT investors.id, investors.name FROM investor_references JOIN investors ON investors.id = investor_references.investor_id
   WHERE investor_references.system = ? AND investor_references.value = ? AND ended = 0 AND investors.status <> 'removed' ORDER BY investors.id`,
);
const holdersAnywhere = statement(
  `SELECT DISTINCT investors.id FROM investor_references JOIN investors ON investors.id = investor_references.investor_id
   WHERE investor_references.value = ? AND ended = 0 AND investors.status <> 'removed' ORDER BY investors.id`,
);
const importById = select(investorImports, 'WHERE id = ?');
const importsNewest = select(investorImports, 'ORDER BY imported_at DESC, id LIMIT 50');
const usesOf = statement(
  `SELECT 1 AS found FROM user_roles WHERE scope_kind = 'investor' AND scope_id = @id
   UNION ALL SELECT 1 FROM investors WHERE merged_into = @id
   UNION ALL SELECT 1 FROM token_changes WHERE investor_id = @id
   UNION ALL SELECT 1 FROM closing_lines WHERE investor_id = @id
   UNION ALL SELECT 1 FROM transfers WHERE to_investor_id = @id
   UNION ALL SELECT 1 FROM unit_lines WHERE investor_id = @id
   UNION ALL SELECT 1 FROM ledgers CROSS JOIN postings INDEXED BY postings_investor ON postings.fund_id = ledgers.fund_id
     WHERE postings.investor_id = @id LIMIT 1`,
);

export const readInvestor = (db: ReadDb, id: string): InvestorRow | undefined => byId.get(db, id);
export const readAliases = (db: ReadDb, id: string): InvestorRow[] => aliasesOf.all(db, id);
export const readImported = (db: ReadDb, importId: string): InvestorRow[] => ofImport.all(db, importId);
export const readStanding = (db: ReadDb): InvestorRow[] => standing.all(db);
export const readReferences = (db: ReadDb, investorId: string): ReferenceRow[] => referencesOf.all(db, investorId);
export const readImport = (db: ReadDb, id: string): ImportRecord | undefined => importById.get(db, id);
export const readImports = (db: ReadDb): ImportRecord[] => importsNewest.all(db);

/** Who else carries this reference; guarded by the reference itself, not by its holders. */
export const readReferenceHolders = (db: ReadDb, system: string, value: string): readonly Readonly<{ id: string; name: string }>[] =>
  holdersOf(db).all(system, value) as { id: string; name: string }[];

/** Who carries this reference, in whichever system. */
export const readHoldersAnywhere = (db: ReadDb, value: string): readonly string[] => holdersAnywhere(db).pluck().all(value) as string[];

/** Whether something outside its own record stands on an investor: a login, a duplicate merged into it, tokens, commitments, units, or postings. */
export const isInvestorUsed = (db: ReadDb, id: string): boolean => usesOf(db).get({ id }) !== undefined;

/** The investor that stands for this one after merges. */
export function survivorOf(db: ReadDb, id: string): InvestorRow | undefined {
  let row = readInvestor(db, id);
  while (row?.mergedInto) row = readInvestor(db, row.mergedInto);
  return row;
}

/** An investor with all that was merged into it, directly or through others. */
export function memberIds(db: ReadDb, id: string): InvestorId[] {
  const members: InvestorId[] = [id as InvestorId];
  for (const member of members) members.push(...readAliases(db, member).map((alias) => alias.id));
  return members;
}

/** A name for a sentence: it decides nothing, so it is not a read the command stands on. */
export const investorName = (db: ReadDb, id: string): string => unnoted(db, () => readInvestor(db, id)?.name) ?? id;

export const insertInvestor = insert(investors);
export const updateInvestorRow = update(investors, [
  'name',
  'nameKey',
  'kind',
  'country',
  'currency',
  'language',
  'status',
  'statusReason',
  'channel',
  'eDeliveryConsentOn',
  'statements',
  'mergedInto',
  'mergedOn',
  'mergeReason',
  'version',
]);
export const insertReference = insert(investorReferences);
export const endReference = update(investorReferences, ['ended']);
export const insertImport = insert(investorImports);
export const markImportUndone = update(investorImports, ['undoneBy', 'undoneAt', 'undoReason']);
