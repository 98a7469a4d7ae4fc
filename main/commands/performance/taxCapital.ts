import { fundNameIn, readFund } from '#db/tables/funds.ts';
import { insertTaxAdjustment, insertTaxLine, readNeverHeld, readTaxAdjustments, readTaxLines, readTaxReversal } from '#db/tables/income.ts';
import { investorName, readInvestor } from '#db/tables/investors.ts';
import { readLedger } from '#db/tables/ledger.ts';
import { checkTaxLines, checkTaxReversal, lastDayOfYear } from '#main/engine/performance/taxCapital.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done } from '#shared/result.ts';
import { type Handler, reads, writes } from '../handler.ts';
import { fundScope } from '../ledger/post.ts';

export const adjustTaxCapital: Handler<'capital.adjustTax'> = {
  guards: ({ fundId, lines }) => [
    reads('fund', fundId),
    reads('ledger', fundId),
    writes('taxCapital', fundId),
    ...[...new Set(lines.map(({ investorId }) => investorId))].map((id) => reads('investor', id)),
  ],
  claims: ({ adjustmentId }) => [`taxAdjustment:${adjustmentId}`],
  scope: fundScope,

  run({ db, actor, now, today }, { adjustmentId, lines, ...adjustment }) {
    const { fundId, taxYear } = adjustment;
    const fund = readFund(db, fundId);
    if (!fund) return refuse('notFound', { what: 'fund', id: fundId });
    const ledger = readLedger(db, fundId);
    if (!ledger) return refuse('booksMissing', { fund: fund.name });
    const effectiveOn = lastDayOfYear(taxYear, fund.fiscalYearEnd);
    if (effectiveOn > today) return refuse('taxYearOpen', { year: taxYear, endsOn: effectiveOn, today });
    const strangers = lines.map(({ investorId }) => investorId).filter((id) => (readInvestor(db, id)?.status ?? 'removed') === 'removed');
    if (strangers.length > 0) return refuse('investorsUnknown', { ids: [...new Set(strangers)].slice(0, 20) });
    const checked = checkTaxLines(lines, (id) => investorName(db, id));
    if (!checked.ok) return checked;
    const outsiders = readNeverHeld(
      db,
      fundId,
      lines.map(({ investorId }) => investorId),
    );
    if (outsiders.length > 0)
      return refuse('taxNeverHeld', { investors: outsiders.slice(0, 20).map((id) => investorName(db, id)), fund: fund.name });
    const ordinal = readTaxAdjustments(db, fundId).length;
    const recorded = { recordedBy: actor.userId, recordedAt: now };
    insertTaxAdjustment(db, { id: adjustmentId, ...adjustment, ordinal, effectiveOn, reversesId: null, ...recorded });
    lines.forEach(({ investorId, minor }, line) => {
      insertTaxLine(db, { adjustmentId, ordinal: line, fundId, investorId, currency: ledger.currency, minor });
    });
    return done({ ordinal, effectiveOn });
  },
};

export const reverseTaxAdjustment: Handler<'capital.reverseTaxAdjustment'> = {
  guards: ({ fundId }) => [writes('taxCapital', fundId)],
  claims: ({ adjustmentId }) => [`taxAdjustment:${adjustmentId}`],
  scope: fundScope,

  run({ db, actor, now }, { adjustmentId, fundId, reversesId, reason }) {
    const known = readTaxAdjustments(db, fundId);
    const original = known.find(({ id }) => id === reversesId);
    if (!original) return refuse('notFound', { what: `tax adjustment of ${fundNameIn(db, fundId)}`, id: reversesId });
    const checked = checkTaxReversal(original, readTaxReversal(db, reversesId, fundId)?.id);
    if (!checked.ok) return checked;
    const ordinal = known.length;
    insertTaxAdjustment(db, { ...original, id: adjustmentId, ordinal, reason, reversesId, recordedBy: actor.userId, recordedAt: now });
    for (const line of readTaxLines(db, reversesId)) insertTaxLine(db, { ...line, adjustmentId, minor: -line.minor });
    return done({ ordinal });
  },
};
