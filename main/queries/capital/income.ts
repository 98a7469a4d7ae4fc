import { fundNameIn } from '#db/tables/funds.ts';
import { readIncomeAllocations, readIncomeBooks, readTaxAdjustments, readTaxLines } from '#db/tables/income.ts';
import { investorName } from '#db/tables/investors.ts';
import { readLedger, readReversal } from '#db/tables/ledger.ts';
import { nameIn } from '#db/tables/users.ts';
import { allocateIncome } from '#main/engine/performance/allocateIncome.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { InvestorId } from '#shared/ids.ts';
import { entryIdOf } from '#shared/model/ledger.ts';
import { money } from '#shared/money.ts';
import { noFund, seenFund } from '../funds/rows.ts';
import type { QueryHandler } from '../handler.ts';
import { shareText } from './seen.ts';

export const incomePreview: QueryHandler<'capital.incomePreview'> = ({ db, rows: scope, today }, { overrides, ...order }) => {
  const { fundId, fromOn, untilOn } = order;
  if (!seenFund(db, scope, fundId)) return noFund(fundId);
  const fund = fundNameIn(db, fundId);
  const books = readIncomeBooks(db, order);
  if (!books) return refuse('booksMissing', { fund });
  const decision = allocateIncome({ fromOn, untilOn }, { ...books, fund, overrides, today });
  if (!decision.ok) return decision;
  const { net, parts } = decision.value;
  const byPartner = Map.groupBy(parts, ({ investorId }) => investorId);
  const names = new Map(books.chart.map(({ code, name }) => [code, name]));
  return {
    net,
    accounts: books.result.map(({ account, minor }) => ({
      account,
      name: names.get(account) ?? account,
      amount: money(-minor, books.currency),
    })),
    rows: [...byPartner].map(([investorId, own]) => {
      const minor = own.reduce((sum, part) => sum + part.minor, 0n);
      const share = net.minor < 0n ? shareText(-minor, -net.minor) : shareText(minor, net.minor);
      return { investorId: investorId as InvestorId, investor: investorName(db, investorId), amount: money(minor, books.currency), share };
    }),
  };
};

export const incomeAllocations: QueryHandler<'capital.incomeAllocations'> = ({ db, rows: scope }, { fundId }) => {
  if (!seenFund(db, scope, fundId)) return noFund(fundId);
  return {
    rows: readIncomeAllocations(db, fundId)
      .map(({ id, fromOn, untilOn, basis, overrides, netMinor, currency, commandId, entryOrdinal, reason, recordedBy, recordedAt }) => {
        const entry = { commandId, ordinal: entryOrdinal };
        const reversal = readReversal(db, entry);
        return {
          id,
          fromOn,
          untilOn,
          basis,
          overrides: (overrides as readonly unknown[]).length,
          net: money(netMinor, currency),
          entryId: entryIdOf(entry),
          reversedBy: reversal ? entryIdOf(reversal) : null,
          reason,
          recordedBy: nameIn(db, recordedBy),
          recordedAt,
        };
      })
      .reverse(),
  };
};

export const taxAdjustments: QueryHandler<'capital.taxAdjustments'> = ({ db, rows: scope }, { fundId }) => {
  const fund = seenFund(db, scope, fundId);
  if (!fund) return noFund(fundId);
  const currency = readLedger(db, fundId)?.currency ?? fund.currency;
  const all = readTaxAdjustments(db, fundId);
  const undone = new Set(all.map(({ reversesId }) => reversesId));
  return {
    rows: all
      .map(({ id, taxYear, effectiveOn, kind, source, reason, reversesId, recordedBy, recordedAt }) => {
        const lines = readTaxLines(db, id);
        return {
          id,
          taxYear,
          effectiveOn,
          kind,
          source,
          reason,
          amount: money(
            lines.reduce((sum, { minor }) => sum + minor, 0n),
            currency,
          ),
          partners: lines.length,
          reverses: reversesId,
          reversed: undone.has(id),
          recordedBy: nameIn(db, recordedBy),
          recordedAt,
        };
      })
      .reverse(),
  };
};
