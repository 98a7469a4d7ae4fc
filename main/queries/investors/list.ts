import { equals, type ListDefinition, readPage, type Where } from '#db/list.ts';
import { kycOn } from '#main/engine/investors/kyc.ts';
import { nameKey } from '#main/engine/investors/nameKey.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { InvestorState, KycState } from '#shared/model/investors.ts';
import type { QueryHandler } from '../handler.ts';
import { scopeOf } from './scope.ts';

const OPEN = "('requested', 'callbackRecorded', 'approved')";

/** Text as it stands, or as names compare: without accents, case and legal form. */
function search(text: string): Where {
  const pattern = (value: string): string => `%${value.replace(/[\\%_]/g, (special) => `\\${special}`)}%`;
  return {
    sql: `i.name LIKE ? ESCAPE '\\' OR i.name_key LIKE ? ESCAPE '\\' OR EXISTS (
            SELECT 1 FROM investor_references WHERE investor_id = i.id AND ended = 0 AND value LIKE ? ESCAPE '\\')`,
    params: [pattern(text), pattern(nameKey(text)), pattern(text)],
  };
}

const list: ListDefinition = {
  select: `i.id, i.name, i.kind, i.country, i.currency, i.status, i.added_on, i.version, k.state AS kyc_state, k.expires_on AS kyc_expires_on,
           (SELECT count(*) FROM payee_cases WHERE investor_id = i.id AND state IN ${OPEN}) AS open_cases`,
  from: 'investors i LEFT JOIN investor_kyc k ON k.investor_id = i.id',
  key: 'i.id',
  keyIsInteger: false,
  sort: { name: 'i.name_key', status: 'i.status', country: 'i.country', addedOn: 'i.added_at' },
  defaultSort: { by: 'name', descending: false },
  filter: {
    search,
    status: (status: InvestorState) => ({ sql: 'i.status = ?', params: [status] }),
    kind: equals('i.kind'),
    country: equals('i.country'),
    importId: equals('i.import_id'),
  },
};

type Row = Readonly<
  Record<'id' | 'name' | 'kind' | 'country' | 'status' | 'added_on', string> &
    Record<'currency' | 'kyc_state' | 'kyc_expires_on', string | null> &
    Record<'version' | 'open_cases', bigint>
>;

export const investorList: QueryHandler<'investors.list'> = (context, input) => {
  const asked = input.filter?.status;
  const standing: Where = { sql: asked === 'removed' ? '1' : "i.merged_into IS NULL AND i.status <> 'removed'", params: [] };
  const page = readPage(context.db, list, input, [...scopeOf(context, 'i.id'), standing]);
  const rows = (page.rows as unknown as readonly Row[]).map((row) => {
    const expiresOn = row.kyc_expires_on as BusinessDate | null;
    const kyc = { state: (row.kyc_state ?? 'notStarted') as KycState, risk: null, approvedOn: null, expiresOn };
    return {
      id: row.id as never,
      name: row.name,
      kind: row.kind as never,
      country: row.country,
      currency: row.currency as never,
      status: row.status as never,
      kyc: kycOn(kyc, context.today).state,
      kycExpiresOn: expiresOn,
      openCases: Number(row.open_cases),
      addedOn: row.added_on as BusinessDate,
      version: Number(row.version),
    };
  });
  return { rows, next: page.next, total: page.total };
};

export const notVisible = (id: string) => refuse('notFound', { what: 'investor', id });
