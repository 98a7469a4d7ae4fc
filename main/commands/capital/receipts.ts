import { fundNameIn } from '#db/tables/funds.ts';
import { insertReceipt, type ReceiptRow, readAlike } from '#db/tables/receipts.ts';
import { type OpenBook, type PlacedPart, type PlacingRefusal, place, sumOfParts } from '#main/engine/capital/receipts.ts';
import type { CommandInput } from '#shared/contract/index.ts';
import { refuse, sentenceOf } from '#shared/contract/refusals.ts';
import type { FundId } from '#shared/ids.ts';
import { formatMoney, type Money, money } from '#shared/money.ts';
import { done, type Result } from '#shared/result.ts';
import { type Context, type Handler, reads } from '../handler.ts';
import { fundScope, postEntry } from '../ledger/post.ts';
import { booksOf, line as posting, usableAccount } from './booksOf.ts';
import { appendParts, creditsOf, openBook, PLACE_ROLES, type PlaceBooks, placingGuards } from './receiptBook.ts';

type Row = CommandInput<'receipts.recordMany'>['rows'][number];
type NewReceipt = Omit<Row, 'line'>;
type Into = Readonly<{ fundId: FundId; accountId: string; books: PlaceBooks; source: string }>;
type FactRefusal =
  | 'dateInFuture'
  | 'receiptCurrency'
  | 'notFound'
  | 'accountNotUsable'
  | 'partsDoNotSum'
  | 'receiptTwice'
  | 'receiptNotAlike';
type RowRefusal = FactRefusal | PlacingRefusal | 'periodLocked' | 'alreadyExists';

const shown = (amount: Money): string => formatMoney(amount);

/** Whether a receipt may be recorded as it is: its date, currency and account, that its parts come to it, and that it is not there yet. */
function checkFacts({ db, today }: Context, { fundId, accountId, books }: Into, receipt: NewReceipt): Result<string, FactRefusal> {
  const { amount, receivedOn, parts, reference } = receipt;
  if (receivedOn > today) return refuse('dateInFuture', { what: `The receipt of ${shown(amount)}`, on: receivedOn, today });
  if (amount.currency !== books.currency)
    return refuse('receiptCurrency', { given: amount.currency, fund: fundNameIn(db, fundId), currency: books.currency });
  const account = usableAccount(db, { fundId, accountId, currency: books.currency, on: receivedOn });
  if (!account.ok) return account;
  const sum = sumOfParts(parts);
  if (sum !== amount.minor) return refuse('partsDoNotSum', { parts: shown({ ...amount, minor: sum }), amount: shown(amount) });
  const alike = readAlike(db, accountId, receivedOn, amount.minor, reference);
  if (receipt.secondOf === null && alike[0])
    return refuse('receiptTwice', {
      amount: shown(amount),
      on: receivedOn,
      reference,
      recorded: alike[0].recordedAt.slice(0, 10),
      id: alike[0].id,
    });
  if (receipt.secondOf !== null && !alike.some(({ id }) => id === receipt.secondOf))
    return refuse('receiptNotAlike', { id: receipt.secondOf });
  return done(books.cashOf(account.value));
}

const memoOf = ({ payer, reference }: Pick<ReceiptRow, 'payer' | 'reference'>): string =>
  ['Receipt', payer === '' ? '' : `from ${payer}`, reference === '' ? '' : `(${reference})`].filter((word) => word !== '').join(' ');

/** Checks, posts and writes one receipt; what it paid is open no more for the next. */
function recordOne(context: Context, into: Into, book: OpenBook, receipt: NewReceipt, ordinal: number): Result<PlacedPart[], RowRefusal> {
  const { db, actor, now } = context;
  const { fundId, accountId, books, source } = into;
  const { receiptId, receivedOn, amount, method, reference, payer, parts, secondOf } = receipt;
  const cash = checkFacts(context, into, receipt);
  if (!cash.ok) return cash;
  const placed = place(book, parts, receivedOn);
  if (!placed.ok) return placed;
  const { minor, currency } = amount;
  const lines = [posting(cash.value, minor, currency), ...creditsOf(placed.value, books)];
  const memo = memoOf(receipt);
  const entry = { fundId, kind: 'event', source, effectiveOn: receivedOn, memo, reason: null, evidence: [], lines, ordinal } as const;
  const posted = postEntry(context, entry);
  if (!posted.ok) return posted;
  const facts = { fundId, accountId, receivedOn, currency, minor, method, reference, payer, secondOf };
  insertReceipt(db, { id: receiptId, ...facts, reversesId: null, reason: null, recordedBy: actor.userId, recordedAt: now });
  appendParts(context, { receiptId, fundId, effectiveOn: receivedOn, valueOn: receivedOn }, placed.value, 0);
  return placed;
}

export const recordReceipt: Handler<'receipts.record'> = {
  guards: ({ fundId, parts }) => [...placingGuards(fundId, parts), reads('fundBankAccounts', 'all')],
  claims: ({ receiptId }) => [`receipt:${receiptId}`],
  scope: fundScope,

  run(context, { fundId, accountId, ...receipt }) {
    const books = booksOf(context.db, fundId, PLACE_ROLES);
    if (!books.ok) return books;
    const book = openBook(context.db, fundId, books.value.currency, receipt.parts);
    const into = { fundId, accountId, books: books.value, source: 'receipts.record' };
    const placed = recordOne(context, into, book, receipt, 0);
    if (!placed.ok) return placed;
    const open = sumOfParts(placed.value.filter(({ kind }) => kind === 'suspense'));
    return done({ open: money(open, books.value.currency) });
  },
};

const MOST_SHOWN = 20;

export const recordReceipts: Handler<'receipts.recordMany'> = {
  guards: ({ fundId, rows }) => [
    ...placingGuards(
      fundId,
      rows.flatMap(({ parts }) => parts),
    ),
    reads('fundBankAccounts', 'all'),
  ],
  claims: ({ rows }) => rows.map(({ receiptId }) => `receipt:${receiptId}`),
  scope: fundScope,

  run(context, { fundId, accountId, rows }) {
    const books = booksOf(context.db, fundId, PLACE_ROLES);
    if (!books.ok) return books;
    const { currency } = books.value;
    const book = openBook(
      context.db,
      fundId,
      currency,
      rows.flatMap(({ parts }) => parts),
    );
    const into = { fundId, accountId, books: books.value, source: 'receipts.recordMany' };
    const problems: { line: number; sentence: string }[] = [];
    const ids = new Set<string>();
    rows.forEach((row, ordinal) => {
      const outcome = ids.has(row.receiptId)
        ? refuse('alreadyExists', { what: 'receipt', id: row.receiptId })
        : recordOne(context, into, book, row, ordinal);
      ids.add(row.receiptId);
      if (!outcome.ok) problems.push({ line: row.line, sentence: sentenceOf(outcome.error) });
    });
    if (problems.length > 0) return refuse('receiptRowsWrong', { count: problems.length, rows: problems.slice(0, MOST_SHOWN) });
    const total = rows.reduce((sum, { amount }) => sum + amount.minor, 0n);
    return done({ recorded: rows.length, total: money(total, currency) });
  },
};
