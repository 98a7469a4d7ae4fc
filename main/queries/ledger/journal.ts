import type { ReadDb } from '#db/handles.ts';
import { equals, type ListDefinition, readPage, searchIn } from '#db/list.ts';
import { investorName } from '#db/tables/investors.ts';
import { type EntryRow, readChart, readEntry, readPostings, readReversal, readSize } from '#db/tables/ledger.ts';
import { nameIn } from '#db/tables/users.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { entryIdOf, entryRefOf } from '#shared/model/ledger.ts';
import { inScope, maySee } from '../funds/rows.ts';
import type { QueryHandler } from '../handler.ts';

const withPosting = (column: string) => (value: string) => ({
  sql: `EXISTS (SELECT 1 FROM postings WHERE postings.command_id = entries.command_id AND entry_ordinal = entries.ordinal AND ${column} = ?)`,
  params: [value],
});

const entryList: ListDefinition = {
  select: 'entries.command_id, entries.ordinal',
  from: 'entries',
  key: "printf('%s.%06d', entries.command_id, entries.ordinal)",
  keyIsInteger: false,
  sort: { effectiveOn: 'entries.effective_on', recordedAt: 'entries.recorded_at' },
  defaultSort: { by: 'effectiveOn', descending: true },
  filter: {
    fundId: equals('entries.fund_id'),
    from: (day: BusinessDate) => ({ sql: 'entries.effective_on >= ?', params: [day] }),
    until: (day: BusinessDate) => ({ sql: 'entries.effective_on <= ?', params: [day] }),
    account: withPosting('account'),
    investorId: withPosting('investor_id'),
    kind: equals('entries.kind'),
    search: searchIn(['entries.memo', 'entries.reason', 'entries.command_id']),
  },
};

type Listed = Readonly<{ command_id: never; ordinal: bigint }>;

function shownEntry(db: ReadDb, entry: EntryRow) {
  const { fundId, effectiveOn, recordedAt, recordedBy, kind, memo, reason, reversesCommandId, reversesOrdinal } = entry;
  const reversal = readReversal(db, entry);
  return {
    id: entryIdOf(entry),
    fundId,
    effectiveOn,
    recordedAt,
    recordedBy: nameIn(db, recordedBy),
    kind,
    memo,
    reason,
    ...readSize(db, entry),
    reverses: reversesCommandId === null ? null : entryIdOf({ commandId: reversesCommandId, ordinal: reversesOrdinal! }),
    reversedBy: reversal ? entryIdOf(reversal) : null,
  };
}

export const journal: QueryHandler<'ledger.journal'> = ({ db, rows }, input) => {
  const page = readPage(db, entryList, input, inScope(rows, 'entries.fund_id'));
  const listed = page.rows as unknown as readonly Listed[];
  return {
    rows: listed.map(({ command_id: commandId, ordinal }) => shownEntry(db, readEntry(db, { commandId, ordinal: Number(ordinal) })!)),
    next: page.next,
    total: page.total,
  };
};

export const entry: QueryHandler<'ledger.entry'> = ({ db, rows }, { entryId }) => {
  const ref = entryRefOf(entryId);
  const found = readEntry(db, ref);
  if (!found || !maySee(rows, found.fundId)) return refuse('notFound', { what: 'entry', id: entryId });
  const names = new Map(readChart(db, found.fundId).map(({ code, name }) => [code, name]));
  return {
    ...shownEntry(db, found),
    source: found.source,
    evidence: found.evidence as never,
    postings: readPostings(db, ref).map(({ account, investorId, minor, currency }) => ({
      account,
      accountName: names.get(account)!,
      investorId,
      investor: investorId && investorName(db, investorId),
      amount: { minor, currency },
    })),
  };
};
