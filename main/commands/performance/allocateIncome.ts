import type { WriteDb } from '#db/handles.ts';
import { fundNameIn } from '#db/tables/funds.ts';
import { insertIncomeAllocation, insertIncomeLine, readIncomeAllocations, readIncomeBooks } from '#db/tables/income.ts';
import { readInvestor } from '#db/tables/investors.ts';
import { allocateIncome as allocate } from '#main/engine/performance/allocateIncome.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { entryRefOf } from '#shared/model/ledger.ts';
import { done } from '#shared/result.ts';
import { type Handler, reads, writes } from '../handler.ts';
import { fundScope, postEntry, postingGuards } from '../ledger/post.ts';

/** Whether an earlier allocation still stands depends on whether its entry was reversed. */
const earlier = (db: WriteDb, fundId: string) =>
  readIncomeAllocations(db, fundId).map(({ commandId, entryOrdinal }) => reads('entry', `${commandId}.${entryOrdinal}`));

export const allocateIncome: Handler<'ledger.allocateIncome'> = {
  guards: ({ fundId, overrides }, db) => [
    ...postingGuards(
      fundId,
      overrides.map(({ investorId }) => investorId),
    ),
    writes('income', fundId),
    reads('commitments', fundId),
    ...earlier(db, fundId),
  ],
  claims: ({ allocationId }) => [`income:${allocationId}`],
  scope: fundScope,

  run(context, { allocationId, reason, evidence, ...order }) {
    const { db, today, actor, now, commandId } = context;
    const { fundId, fromOn, untilOn, basis, overrides } = order;
    const fund = fundNameIn(db, fundId);
    const books = readIncomeBooks(db, order);
    if (!books) return refuse('booksMissing', { fund });
    const strangers = [...new Set(overrides.map(({ investorId }) => investorId))].filter(
      (id) => (readInvestor(db, id)?.status ?? 'removed') === 'removed',
    );
    if (strangers.length > 0) return refuse('investorsUnknown', { ids: strangers.slice(0, 20) });
    const decision = allocate({ fromOn, untilOn }, { ...books, fund, overrides, today });
    if (!decision.ok) return decision;
    const { net, parts, lines, partners } = decision.value;
    const memo = `Result of ${fromOn} to ${untilOn} allocated to ${partners} partners`;
    const entry = { fundId, kind: 'event', source: 'ledger.allocateIncome', effectiveOn: untilOn, memo, reason, evidence, lines } as const;
    const entryId = postEntry(context, entry);
    if (!entryId.ok) return entryId;
    insertIncomeAllocation(db, {
      id: allocationId,
      fundId,
      ordinal: books.standing.length,
      fromOn,
      untilOn,
      basis,
      overrides: overrides.map(({ account, investorId, minor }) => ({ account, investorId, minor: String(minor) })),
      netMinor: net.minor,
      currency: net.currency,
      commandId,
      entryOrdinal: entryRefOf(entryId.value).ordinal,
      reason,
      recordedBy: actor.userId,
      recordedAt: now,
    });
    parts.forEach((part, ordinal) => {
      insertIncomeLine(db, { allocationId, ordinal, fundId, ...part });
    });
    return done({ entryId: entryId.value, net, partners });
  },
};
