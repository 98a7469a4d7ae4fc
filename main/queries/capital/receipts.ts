import type { ReadDb } from '#db/handles.ts';
import { equals, type ListDefinition, readPage, searchIn } from '#db/list.ts';
import { readCall } from '#db/tables/calls.ts';
import { fundNameIn, readAccount } from '#db/tables/funds.ts';
import { investorName } from '#db/tables/investors.ts';
import { type ReceiptPartRow, type ReceiptRow, readParts, readReceipt, readReturn } from '#db/tables/receipts.ts';
import { nameIn } from '#db/tables/users.ts';
import { inSuspense, positionsOf, receiptState } from '#main/engine/capital/receipts.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { money } from '#shared/money.ts';
import { inScope, maySee } from '../funds/rows.ts';
import type { QueryHandler } from '../handler.ts';

const withPart = (column: string) => (value: string) => ({
  sql: `EXISTS (SELECT 1 FROM receipt_parts WHERE receipt_parts.receipt_id = receipts.id AND ${column} = ?)`,
  params: [value],
});
const SUSPENSE = `(SELECT coalesce(sum(part.minor), 0) FROM receipt_parts AS part WHERE part.receipt_id = receipts.id AND part.kind = 'suspense')`;
const NOT_RETURNED = 'NOT EXISTS (SELECT 1 FROM receipts AS back WHERE back.reverses_id = receipts.id)';

const definition: ListDefinition = {
  select: 'receipts.id',
  from: 'receipts',
  key: 'receipts.id',
  keyIsInteger: false,
  sort: { receivedOn: 'receipts.received_on', recordedAt: 'receipts.recorded_at', payer: 'receipts.payer' },
  defaultSort: { by: 'receivedOn', descending: true },
  filter: {
    fundId: equals('receipts.fund_id'),
    accountId: equals('receipts.account_id'),
    callId: withPart('receipt_parts.call_id'),
    investorId: withPart('receipt_parts.investor_id'),
    from: (day: BusinessDate) => ({ sql: 'receipts.received_on >= ?', params: [day] }),
    until: (day: BusinessDate) => ({ sql: 'receipts.received_on <= ?', params: [day] }),
    inSuspense: (held: boolean) => ({
      sql: `${held ? '' : 'NOT '}(receipts.minor > 0 AND ${SUSPENSE} > 0 AND ${NOT_RETURNED})`,
      params: [],
    }),
    search: searchIn(['receipts.payer', 'receipts.reference']),
  },
};

const MOST_NAMED = 3;

/** What a receipt pays, in a few words: the investors of a call, or that it is held. */
function paysWords(db: ReadDb, parts: readonly ReceiptPartRow[]): string {
  const positions = positionsOf(parts);
  const words = positions.map(({ kind, callId, investorId }) => {
    if (kind === 'suspense') return 'suspense';
    const investor = investorName(db, investorId!);
    if (kind === 'advance') return `${investor}, in advance`;
    const number = readCall(db, callId!)!.number;
    return kind === 'call' ? `${investor}, call ${number}` : `${investor}, interest of call ${number}`;
  });
  const more = words.length - MOST_NAMED;
  return `${words.slice(0, MOST_NAMED).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

function shownReceipt(db: ReadDb, receipt: ReceiptRow) {
  const { id, fundId, accountId, receivedOn, minor, currency, method, reference, payer, recordedBy, recordedAt } = receipt;
  const parts = readParts(db, id);
  const returned = readReturn(db, id);
  const suspense = returned ? 0n : inSuspense(parts);
  return {
    parts,
    returned,
    row: {
      id,
      fundId,
      fund: fundNameIn(db, fundId),
      accountId,
      account: readAccount(db, accountId)!.title,
      receivedOn,
      amount: money(minor, currency),
      suspense: money(suspense, currency),
      method,
      reference,
      payer,
      state: receiptState(receipt, suspense, returned !== undefined),
      pays: paysWords(db, parts),
      recordedBy: nameIn(db, recordedBy),
      recordedAt,
    },
  };
}

export const receiptList: QueryHandler<'receipts.list'> = ({ db, rows: scope }, input) => {
  const page = readPage(db, definition, input, inScope(scope, 'receipts.fund_id'));
  return { rows: page.rows.map(({ id }) => shownReceipt(db, readReceipt(db, id as string)!).row), next: page.next, total: page.total };
};

export const oneReceipt: QueryHandler<'receipts.receipt'> = ({ db, rows: scope }, { receiptId }) => {
  const receipt = readReceipt(db, receiptId);
  if (!receipt || !maySee(scope, receipt.fundId)) return refuse('notFound', { what: 'receipt', id: receiptId });
  const { row, parts, returned } = shownReceipt(db, receipt);
  return {
    ...row,
    reason: receipt.reason,
    reverses: receipt.reversesId,
    returnedBy: returned ? { id: returned.id, on: returned.receivedOn } : null,
    secondOf: receipt.secondOf,
    parts: parts.map(({ ordinal, kind, callId, investorId, minor, effectiveOn, recordedAt }) => {
      const call = callId === null ? undefined : readCall(db, callId);
      return {
        ordinal,
        kind,
        callId,
        call: call ? `${call.number} ${call.title}` : null,
        investorId,
        investor: investorId && investorName(db, investorId),
        amount: money(minor, receipt.currency),
        effectiveOn,
        recordedAt,
      };
    }),
  };
};
