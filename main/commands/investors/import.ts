import type { WriteDb } from '#db/handles.ts';
import { insertContact, isTaken, readContact } from '#db/tables/investorRecords.ts';
import {
  insertImport,
  insertInvestor,
  insertReference,
  isInvestorUsed,
  markImportUndone,
  readImport,
  readImported,
  readInvestor,
  readReferenceHolders,
  updateInvestorRow,
} from '#db/tables/investors.ts';
import type { CommandInput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { investorLifecycle } from '#shared/model/investors.ts';
import { nextState } from '#shared/model/lifecycle.ts';
import { done } from '#shared/result.ts';
import { type Context, type Guard, type Handler, writes } from '../handler.ts';
import { guardReference, prospect } from './record.ts';

type Input = CommandInput<'investors.import'>;
type Row = Input['rows'][number];
type Problem = Readonly<{ line: number; sentence: string }>;

const SHOWN = 20;

function importGuards({ importId, system, rows }: Input): readonly Guard[] {
  const guards: Guard[] = [writes('investorImport', importId)];
  for (const { investorId, reference } of rows) {
    guards.push(writes('investor', investorId));
    if (reference !== null) guards.push(guardReference({ system, value: reference }));
  }
  return guards;
}

export const importInvestors: Handler<'investors.import'> = {
  guards: importGuards,

  run(context, input) {
    const { db, actor, now } = context;
    const { importId, fileName, fileHash, rows } = input;
    if (readImport(db, importId)) return refuse('alreadyExists', { what: 'import', id: importId });
    const problems = problemsOf(db, input);
    if (problems.length > 0) return refuse('importRowsWrong', { count: problems.length, rows: problems.slice(0, SHOWN) });
    insertImport(db, {
      id: importId,
      fileName,
      fileHash,
      rowCount: rows.length,
      importedBy: actor.userId,
      importedAt: now,
      undoneBy: null,
      undoneAt: null,
      undoReason: null,
    });
    for (const row of rows) importRow(context, input, row);
    return done({ added: rows.length });
  },
};

/** One sentence for each row that cannot be: its first fault. */
function problemsOf(db: WriteDb, { rows, system }: Input): Problem[] {
  const lines = new Map<string, number>();
  return rows.flatMap((row) => {
    const { line, investorId, reference, contact } = row;
    const keys = [investorId, ...(contact ? [contact.contactId] : []), ...(reference === null ? [] : [`reference ${reference}`])];
    const twice = keys.map((key) => lines.get(key)).find((earlier) => earlier !== undefined);
    for (const key of keys) lines.set(key, line);
    if (twice !== undefined) return [{ line, sentence: `an id or the reference is that of line ${twice}` }];
    const sentence = faultOf(db, system, row);
    return sentence === undefined ? [] : [{ line, sentence }];
  });
}

function faultOf(db: WriteDb, system: string, { investorId, reference, contact, name }: Row): string | undefined {
  if (isTaken(db, readInvestor, investorId)) return `${name} was imported already under this id`;
  if (contact && isTaken(db, readContact, contact.contactId)) return 'its contact exists already';
  if (contact && contact.email === null && contact.phone === null) return 'its contact has neither an e-mail address nor a phone number';
  const holder = reference === null ? undefined : readReferenceHolders(db, system, reference)[0];
  return holder && `${reference} is the reference of ${holder.name} already`;
}

function importRow({ db, now, today }: Context, { importId, system }: Input, row: Row): void {
  const { line: _line, investorId, reference, contact, ...facts } = row;
  insertInvestor(db, prospect({ ...facts, id: investorId, importId, today, now }));
  if (reference !== null) insertReference(db, { investorId, ordinal: 0, system, value: reference, ended: false });
  if (contact)
    insertContact(db, {
      id: contact.contactId,
      investorId,
      role: 'notice',
      name: contact.name,
      email: contact.email,
      phone: contact.phone,
      fromOn: today,
      untilOn: null,
      replaces: null,
      recordedOn: today,
      recordedAt: now,
    });
}

export const undoImport: Handler<'investors.undoImport'> = {
  guards: ({ importId }, db) => [writes('investorImport', importId), ...readImported(db, importId).map(({ id }) => writes('investor', id))],

  run({ db, actor, now }, { importId, reason }) {
    const record = readImport(db, importId);
    if (!record) return refuse('notFound', { what: 'import', id: importId });
    if (record.undoneAt !== null) return refuse('importUndone', { file: record.fileName, on: record.undoneAt.slice(0, 10) });
    const imported = readImported(db, importId);
    const used = imported.filter(({ id, version }) => version > 1 || isInvestorUsed(db, id));
    if (used.length > 0) {
      const names = used.slice(0, 3).map(({ name }) => name);
      return refuse('importStands', { count: used.length, investors: `${names.join(', ')}${used.length > 3 ? ' and more' : ''}` });
    }
    for (const investor of imported) {
      const status = nextState(investorLifecycle, investor.status, 'undoImport') ?? investor.status;
      updateInvestorRow(db, investor, { ...investor, status, statusReason: reason, version: investor.version + 1 });
    }
    markImportUndone(db, record, { undoneBy: actor.userId, undoneAt: now, undoReason: reason });
    return done({ removed: imported.length });
  },
};
