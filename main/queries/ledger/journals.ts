import type { ReadDb } from '#db/handles.ts';
import { equals, type ListDefinition, readPage } from '#db/list.ts';
import { fundNameIn } from '#db/tables/funds.ts';
import { investorName, readHoldersAnywhere, readStanding } from '#db/tables/investors.ts';
import {
  externalCodes,
  type ProposalRow,
  readJournalImports,
  readProposal,
  readProposalFacts,
  readProposalSize,
  readProposed,
} from '#db/tables/journals.ts';
import { readChart, readLedger } from '#db/tables/ledger.ts';
import { readLocks } from '#db/tables/periodLocks.ts';
import { nameIn, permittedScopes } from '#db/tables/users.ts';
import { debitsOf } from '#main/engine/ledger/entry.ts';
import { entriesOf, readJournalFile as readFile } from '#main/engine/ledger/journalFile.ts';
import { mayPost } from '#main/engine/ledger/periods.ts';
import { MOST_FILE_LINES } from '#shared/contract/journals.ts';
import { refuse, sentenceOf } from '#shared/contract/refusals.ts';
import { covers } from '#shared/model/access.ts';
import { entryIdOf } from '#shared/model/ledger.ts';
import { inScope, maySee, noFund, seenFund } from '../funds/rows.ts';
import type { QueryHandler } from '../handler.ts';

const proposalList: ListDefinition = {
  select: 'id',
  from: 'journal_proposals',
  key: 'id',
  keyIsInteger: false,
  sort: { proposedAt: 'proposed_at' },
  defaultSort: { by: 'proposedAt', descending: true },
  filter: { fundId: equals('fund_id'), state: equals('state'), kind: equals('kind') },
};

function shownProposal(db: ReadDb, row: ProposalRow) {
  const { id, fundId, kind, fileName, state, reason, proposedBy, proposedAt, decidedBy, decidedAt, decisionReason } = row;
  const { memo, ...facts } = readProposalFacts(db, id);
  return {
    id,
    fundId,
    fund: fundNameIn(db, fundId),
    kind,
    title: fileName ?? memo,
    ...facts,
    ...readProposalSize(db, id),
    state,
    reason,
    proposedBy: nameIn(db, proposedBy),
    proposedById: proposedBy,
    proposedAt,
    decidedBy: decidedBy && nameIn(db, decidedBy),
    decidedAt,
    decisionReason,
  };
}

export const proposals: QueryHandler<'ledger.proposals'> = ({ db, rows }, input) => {
  const page = readPage(db, proposalList, input, inScope(rows, 'journal_proposals.fund_id'));
  const ids = page.rows.map(({ id }) => String(id));
  return { rows: ids.map((id) => shownProposal(db, readProposal(db, id)!)), next: page.next, total: page.total };
};

const SHOWN_LINES = 2000;

export const proposal: QueryHandler<'ledger.proposal'> = ({ db, rows }, { journalId }) => {
  const row = readProposal(db, journalId);
  if (!row || !maySee(rows, row.fundId)) return refuse('notFound', { what: 'proposed journal', id: journalId });
  const entries = readProposed(db, journalId);
  const names = new Map(readChart(db, row.fundId).map(({ code, name }) => [code, name]));
  const postings = entries.flatMap(({ effectiveOn, memo, lines }, entry) =>
    lines.map(({ account, investorId, amount }) => ({ entry: entry + 1, effectiveOn, memo, account, investorId, amount })),
  );
  const [first] = entries;
  return {
    ...shownProposal(db, row),
    evidence: row.evidence as never,
    contentHash: row.contentHash,
    entryId: row.commandId && entryIdOf({ commandId: row.commandId, ordinal: 0 }),
    reverses: first?.reversesCommandId ? entryIdOf({ commandId: first.reversesCommandId, ordinal: first.reversesOrdinal! }) : null,
    postings: postings.slice(0, SHOWN_LINES).map((each) => ({
      ...each,
      accountName: names.get(each.account)!,
      investor: each.investorId && investorName(db, each.investorId),
    })),
    more: Math.max(0, postings.length - SHOWN_LINES),
  };
};

export const journalImports: QueryHandler<'ledger.imports'> = ({ db, rows }, { fundId }) => {
  if (!seenFund(db, rows, fundId)) return noFund(fundId);
  return {
    rows: readJournalImports(db, fundId).map(
      ({ id, fileName, entryCount, lineCount, importedBy, importedAt, undoneBy, undoneAt, undoReason }) => ({
        id,
        fileName,
        entries: entryCount,
        lines: lineCount,
        importedBy: nameIn(db, importedBy),
        importedAt,
        undoneBy: undoneBy && nameIn(db, undoneBy),
        undoneAt,
        undoReason,
      }),
    ),
  };
};

const same = (text: string): string => text.trim().toLowerCase();

/** An account by its own code, by the house's code for it where that is one account's alone, or by its name. */
function accountWords(db: ReadDb, fundId: string): (text: string) => string | undefined {
  const chart = readChart(db, fundId);
  const found = new Map<string, string | null>();
  const put = (text: string, code: string): void => void found.set(same(text), found.has(same(text)) ? null : code);
  for (const [code, external] of externalCodes(db, fundId)) put(external, code);
  for (const { code, name } of chart) put(name, code);
  for (const { code } of chart) found.set(same(code), code);
  return (text) => found.get(same(text)) ?? undefined;
}

/** An investor by id, by name, or by a reference in any system, where only one has it. */
function investorWords(db: ReadDb): (text: string) => string | undefined {
  const byName = Map.groupBy(readStanding(db), ({ name }) => same(name));
  const ids = new Set([...byName.values()].flat().map(({ id }) => id as string));
  return (text) => {
    if (ids.has(text)) return text;
    const named = byName.get(same(text)) ?? [];
    if (named.length > 0) return named.length === 1 ? named[0]!.id : undefined;
    const holders = readHoldersAnywhere(db, text);
    return holders.length === 1 ? holders[0] : undefined;
  };
}

export const readJournalFile: QueryHandler<'ledger.readJournalFile'> = ({ db, rows, userId, today }, { fundId, text, mapping }) => {
  const ledger = seenFund(db, rows, fundId) && readLedger(db, fundId);
  if (!ledger) return noFund(fundId);
  const investorOf = investorWords(db);
  const file = readFile(text, mapping, { base: ledger.currency, accountOf: accountWords(db, fundId), investorOf }, MOST_FILE_LINES);
  const mayLock = permittedScopes(db, userId, 'ledger.lock', today).some((held) => covers(held, { kind: 'fund', id: fundId }));
  const locks = readLocks(db, fundId);
  const { entries, problems } = entriesOf(file.rows, {
    chart: new Map(readChart(db, fundId).map((account) => [account.code, account])),
    isInvestor: () => true,
    spoiled: file.spoiled,
    closed: (on) => {
      const open = mayPost(locks, on, mayLock);
      return open.ok ? undefined : sentenceOf(open.error);
    },
  });
  return {
    headers: [...file.headers],
    mapping: file.mapping,
    rows: [...file.rows],
    problems: [...file.problems, ...problems].sort((left, right) => left.line - right.line),
    entries: entries.map(({ entry, effectiveOn, memo, lines }) => ({
      entry,
      effectiveOn,
      memo,
      lines: lines.length,
      amounts: debitsOf(lines),
    })),
  };
};
