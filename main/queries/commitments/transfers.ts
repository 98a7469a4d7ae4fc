import type { ReadDb } from '#db/handles.ts';
import { sha256 } from '#db/hash.ts';
import { equals, type ListDefinition, readPage } from '#db/list.ts';
import { readTransferFacts } from '#db/tables/commitmentFacts.ts';
import { type FundRow, readClass, readFund } from '#db/tables/funds.ts';
import { readChart } from '#db/tables/ledger.ts';
import { readTransfer, readTransferLines, readTransfers, type TransferRow } from '#db/tables/transfers.ts';
import {
  checkBuyer,
  checkTransfer,
  outcomeOfTransfer,
  type TransferFacts,
  transferFactsOf,
  transferText,
} from '#main/engine/commitments/transfer.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { refuse, sentenceOf } from '#shared/contract/refusals.ts';
import { money } from '#shared/money.ts';
import { inScope, maySee, noFund, seenFund } from '../funds/rows.ts';
import type { QueryContext, QueryHandler } from '../handler.ts';
import { shownSteps } from './closings.ts';
import { shownName, withMembers } from './rows.ts';

type Work = QueryOutput<'commitments.previewTransfer'>;
type Wanted = Pick<TransferRow, 'classId' | 'fromInvestorId' | 'toInvestorId' | 'effectiveOn' | 'minor' | 'reversesId'>;

function factsOf({ db, today }: QueryContext, fund: FundRow, content: Wanted): TransferFacts {
  return transferFactsOf(fund, readTransferFacts(db, { ...content, fundId: fund.id }), today);
}

/** What a transfer would do today, what is wrong with it, and the hash an approval would be given to. */
function workOf(context: QueryContext, fund: FundRow, content: Wanted): Readonly<{ work: Work; contentHash: string }> {
  const { db } = context;
  const facts = factsOf(context, fund, content);
  const outcome = outcomeOfTransfer(content, facts);
  const checked = checkTransfer(content, facts);
  const ready = checked.ok ? checkBuyer(content, facts) : checked;
  const side = (which: 'from' | 'to', investorId: TransferRow['fromInvestorId']) => ({
    investorId,
    investor: shownName(db, investorId),
    ...outcome[which],
  });
  const work = {
    currency: fund.currency,
    from: side('from', content.fromInvestorId),
    to: side('to', content.toInvestorId),
    capital: outcome.capital.map(({ account, name, from, to, moved }) => ({ account, name, fromBefore: from, toBefore: to, moved })),
    problem: checked.ok ? null : sentenceOf(checked.error),
    unmet: checked.ok && !ready.ok ? sentenceOf(ready.error) : null,
  };
  return { work, contentHash: sha256(transferText(content, outcome)) };
}

function shownTransfer(db: ReadDb, transfer: TransferRow): QueryOutput<'commitments.transfers'>['rows'][number] {
  const { id, fundId, number, classId, fromInvestorId, toInvestorId, effectiveOn, minor, reversesId } = transfer;
  const fund = readFund(db, fundId)!;
  return {
    id,
    fundId,
    fund: fund.name,
    number,
    classId,
    className: readClass(db, classId)!.name,
    fromInvestorId,
    from: shownName(db, fromInvestorId),
    toInvestorId,
    to: shownName(db, toInvestorId),
    effectiveOn,
    amount: money(minor, fund.currency),
    reverses: reversesId === null ? null : readTransfer(db, reversesId)!.number,
    ...shownSteps(db, transfer),
  };
}

const transferList: ListDefinition = {
  select: 'id',
  from: 'transfers',
  key: 'id',
  keyIsInteger: false,
  sort: { effectiveOn: 'effective_on', preparedAt: 'prepared_at' },
  defaultSort: { by: 'effectiveOn', descending: true },
  filter: { fundId: equals('fund_id'), state: equals('state'), investorId: withMembers(['from_investor_id', 'to_investor_id']) },
};

export const transfers: QueryHandler<'commitments.transfers'> = ({ db, rows: scope }, input) => {
  const page = readPage(db, transferList, input, inScope(scope, 'fund_id'));
  return { rows: page.rows.map(({ id }) => shownTransfer(db, readTransfer(db, id as string)!)), next: page.next, total: page.total };
};

/** Both sides of a posted transfer as they were when it was posted. */
function postedWork({ db }: QueryContext, fund: FundRow, transfer: TransferRow): Work {
  const lines = readTransferLines(db, transfer.id);
  const names = new Map(readChart(db, fund.id).map(({ code, name }) => [code, name]));
  const capital = lines.flatMap(({ account, fromBefore, toBefore, minor }) =>
    account === null ? [] : [{ account, name: names.get(account) ?? account, fromBefore, toBefore, moved: minor }],
  );
  const amounts = (kind: 'commitment' | 'called' | 'capital', of: 'fromBefore' | 'toBefore' | 'minor'): bigint =>
    lines.filter((line) => line.kind === kind).reduce((sum, line) => sum + line[of], 0n);
  const side = (investorId: TransferRow['fromInvestorId'], of: 'fromBefore' | 'toBefore', sign: bigint) => {
    const before = { commitment: amounts('commitment', of), called: amounts('called', of), capital: amounts('capital', of) };
    const after = {
      commitment: before.commitment + sign * amounts('commitment', 'minor'),
      called: before.called + sign * amounts('called', 'minor'),
      capital: before.capital + sign * amounts('capital', 'minor'),
    };
    return { investorId, investor: shownName(db, investorId), before, after };
  };
  return {
    currency: fund.currency,
    from: side(transfer.fromInvestorId, 'fromBefore', -1n),
    to: side(transfer.toInvestorId, 'toBefore', 1n),
    capital,
    problem: null,
    unmet: null,
  };
}

export const transfer: QueryHandler<'commitments.transfer'> = (context, { transferId }) => {
  const { db, rows: scope } = context;
  const row = readTransfer(db, transferId);
  const fund = row && seenFund(db, scope, row.fundId);
  if (!row || !fund) return refuse('notFound', { what: 'transfer', id: transferId });
  const isPosted = row.state === 'posted';
  const worked = isPosted ? { work: postedWork(context, fund, row), contentHash: row.contentHash! } : workOf(context, fund, row);
  const isReversed = readTransfers(db, fund.id).some(({ reversesId, state }) => reversesId === row.id && state !== 'cancelled');
  return {
    transfer: {
      ...shownTransfer(db, row),
      reason: row.reason,
      evidence: row.evidence as never,
      mayReverse: isPosted && row.reversesId === null && !isReversed,
    },
    contentHash: worked.contentHash,
    isChanged: row.state === 'approved' && worked.contentHash !== row.contentHash,
    ...worked.work,
  };
};

export const previewTransfer: QueryHandler<'commitments.previewTransfer'> = (context, { fundId, ...content }) => {
  const fund = maySee(context.rows, fundId) ? readFund(context.db, fundId) : undefined;
  return fund ? workOf(context, fund, { ...content, reversesId: null }).work : noFund(fundId);
};
