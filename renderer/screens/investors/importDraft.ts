import type { SheetDraft } from '#renderer/components/sheet/sheetDraft.ts';
import { newId } from '#renderer/data/newId.ts';
import type { CommandRequest, QueryOutput, QueryRequest } from '#shared/contract/index.ts';
import type { ImportField } from '#shared/model/investors.ts';

export type ReadImport = QueryOutput<'investors.readFile'>;
export type RawRow = ReadImport['rows'][number];
export type CheckedRows = QueryOutput<'investors.checkRows'>;
export type Mapping = NonNullable<QueryRequest<'investors.readFile'>['mapping']>;
export type ImportRows = CommandRequest<'investors.import'>['rows'];

/** The rows with what was typed over them; an emptied cell is a field that is not there. */
export function withDraft(rows: readonly RawRow[], draft: SheetDraft): RawRow[] {
  return rows.map((row) => {
    const typed = draft[String(row.line)];
    if (!typed) return row;
    const fields: Partial<Record<ImportField, string>> = { ...row.fields };
    for (const [field, text] of Object.entries(typed) as [ImportField, string][]) {
      if (text.trim() === '') delete fields[field];
      else fields[field] = text.trim();
    }
    return { ...row, fields };
  });
}

/** Every record gets its id here, once, so that sending the same rows again cannot add them twice. */
export const withIds = (ready: CheckedRows['ready']): ImportRows =>
  ready.map(({ contact, ...row }) => ({ ...row, investorId: newId(), contact: contact && { ...contact, contactId: newId() } }));

export async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
