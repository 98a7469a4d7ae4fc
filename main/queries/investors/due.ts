import { sha256 } from '#db/hash.ts';
import { readAllEmails, readAllTins, readKyc, readTaxProfiles } from '#db/tables/investorRecords.ts';
import { readImports, readReferenceHolders, readStanding } from '#db/tables/investors.ts';
import { nameIn } from '#db/tables/users.ts';
import { findDuplicates } from '#main/engine/investors/duplicates.ts';
import { checkRows, likelyTwice, readFile } from '#main/engine/investors/importRows.ts';
import { isKycDue, kycStateTitles } from '#main/engine/investors/kyc.ts';
import { tinKey } from '#main/engine/investors/nameKey.ts';
import { formState, profileOn } from '#main/engine/investors/taxForms.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { QueryContext, QueryHandler } from '../handler.ts';
import { visibleIds } from './scope.ts';

export const duplicates: QueryHandler<'investors.duplicates'> = ({ db }) => {
  const standing = readStanding(db);
  const emails = Map.groupBy(readAllEmails(db), ({ investorId }) => investorId);
  const tins = Map.groupBy(readAllTins(db), ({ investorId }) => investorId);
  const groups = findDuplicates(
    standing.map(({ id, name }) => ({
      id,
      name,
      emails: emails.get(id)?.map(({ email }) => email) ?? [],
      tinHashes: tins.get(id)?.map(({ tin }) => sha256(tinKey(tin))) ?? [],
    })),
  );
  const byId = new Map(standing.map((row) => [row.id as string, row]));
  return {
    groups: groups.map(({ ids, reasons }) => ({
      reasons: [...reasons],
      investors: ids.map((id) => {
        const { id: own, name, kind, country, status, addedOn, version } = byId.get(id)!;
        return { id: own, name, kind, country, status, addedOn, version };
      }),
    })),
  };
};

type Expiring = QueryOutput<'investors.expiring'>['rows'];

/** Forms in force and approvals whose end is near or past, soonest first. */
export function expiringRows(context: Pick<QueryContext, 'db' | 'rows' | 'today' | 'settings'>): Expiring {
  const { db, today, settings } = context;
  const visible = visibleIds(context);
  const formDays = settings.integer('investors.formWarningDays');
  const kycDays = settings.integer('investors.kycWarningDays');
  const rows: Expiring[number][] = [];
  for (const { id: investorId, name: investor, status } of readStanding(db)) {
    if (status === 'inactive' || (visible && !visible.has(investorId))) continue;
    const form = profileOn(readTaxProfiles(db, investorId), today);
    const state = form && formState(form.form, form.expiresOn, today, formDays);
    if (form?.expiresOn && (state === 'expiring' || state === 'expired'))
      rows.push({ investorId, investor, what: 'form', detail: form.form ?? '', expiresOn: form.expiresOn, ended: state === 'expired' });
    const kyc = readKyc(db, investorId);
    if (kyc?.expiresOn && isKycDue(kyc, today, kycDays))
      rows.push({
        investorId,
        investor,
        what: 'kyc',
        detail: kycStateTitles[kyc.state],
        expiresOn: kyc.expiresOn,
        ended: kyc.expiresOn < today,
      });
  }
  return rows.sort((left, right) => (left.expiresOn < right.expiresOn ? -1 : left.expiresOn > right.expiresOn ? 1 : 0));
}

export const expiring: QueryHandler<'investors.expiring'> = (context) => ({ rows: expiringRows(context) });

export const imports: QueryHandler<'investors.imports'> = ({ db }) => ({
  imports: readImports(db).map(({ id, fileName, rowCount, importedBy, importedAt, undoneBy, undoneAt }) => ({
    id,
    fileName,
    rows: rowCount,
    importedBy: nameIn(db, importedBy),
    importedAt,
    undoneBy: undoneBy && nameIn(db, undoneBy),
    undoneAt,
  })),
});

export const readImportFile: QueryHandler<'investors.readFile'> = (_context, { text, mapping }) => {
  const file = readFile(text, mapping as never);
  return {
    headers: [...file.headers],
    mapping: file.mapping,
    rows: file.rows.map(({ line, fields }) => ({ line, fields })),
    problems: [...file.problems],
  };
};

export const checkImportRows: QueryHandler<'investors.checkRows'> = ({ db }, { system, rows }) => {
  const { ready, problems } = checkRows(rows as never);
  const taken = ready.flatMap(({ line, reference }) => {
    const holder = reference === null ? undefined : readReferenceHolders(db, system, reference)[0];
    return holder ? [{ line, field: 'reference' as const, sentence: `${reference} is the reference of ${holder.name} already.` }] : [];
  });
  const refused = new Set(taken.map(({ line }) => line));
  const kept = ready.filter(({ line }) => !refused.has(line));
  const known = new Map(readStanding(db).map(({ nameKey, name }) => [nameKey, name]));
  return { ready: [...kept], problems: [...problems, ...taken], warnings: likelyTwice(kept, known) };
};
