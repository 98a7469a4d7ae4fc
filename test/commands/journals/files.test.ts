import { describe, expect, test } from 'vitest';
import type { CommandRequest } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { codeOf } from '#test/kit/house.ts';
import { addInvestor } from '#test/kit/investors.ts';
import { addFund, type Books, books, closePeriod, line, post } from '#test/kit/ledger.ts';

type File = CommandRequest<'ledger.importJournals'>;
type Row = File['rows'][number];

const row = (at: number, entry: string, account: string, minor: bigint | number, more: Partial<Row> = {}): Row => ({
  line: at,
  entry,
  effectiveOn: '2026-02-10',
  memo: `Memo of ${entry}`,
  account,
  amount: { minor: String(minor), currency: 'USD' },
  ...more,
});
const pair = (entry: string, first: number, minor: number, more: Partial<Row> = {}): Row[] => [
  row(first, entry, '1000', minor, more),
  row(first + 1, entry, '5000', -minor, more),
];

const file = ({ firm, fundId }: Books, rows: Row[], more: Partial<File> = {}): File => ({
  importId: firm.id(),
  fundId,
  fileName: 'february.csv',
  fileHash: 'a'.repeat(64),
  reason: 'Taken over',
  rows,
  ...more,
});

describe('journals of a file', () => {
  test('are posted all at once, each with its own day and memo, and undone by reversals', () => {
    using at = books();
    const { firm, fundId } = at;
    const rows = [...pair('J1', 2, 100), ...pair('J2', 4, 250, { effectiveOn: '2026-02-20' })];
    const input = file(at, rows);
    expect(firm.done('ledger.importJournals', input)).toEqual({ entries: 2, lines: 4 });
    const listed = firm.answer('ledger.journal', { sort: { by: 'effectiveOn', descending: false } }).rows;
    expect(listed.map(({ effectiveOn, memo, reason }) => [effectiveOn, memo, reason])).toEqual([
      ['2026-02-10', 'Memo of J1', 'Taken over'],
      ['2026-02-20', 'Memo of J2', 'Taken over'],
    ]);
    const again = firm.run('ledger.importJournals', { ...input, importId: firm.id() });
    expect(again.ok ? '' : sentenceOf(again.error)).toContain('The same file was imported on 2026-03-02 as february.csv');
    expect(codeOf(firm.run('ledger.importJournals', { ...input, fileHash: 'b'.repeat(64) }))).toBe('alreadyExists');
    firm.done('ledger.reverse', { entryId: listed[0]!.id, effectiveOn: '2026-02-25', reason: 'twice' });
    expect(firm.done('ledger.undoImport', { importId: input.importId, reason: 'wrong fund' })).toEqual({ entries: 1, lines: 2 });
    expect(firm.answer('ledger.trialBalance', { fundId, on: '2026-02-20' }).rows).toHaveLength(2);
    expect(firm.answer('ledger.trialBalance', { fundId, on: '2026-02-25' }).rows).toEqual([]);
    expect(firm.answer('ledger.imports', { fundId }).rows).toMatchObject([
      { fileName: 'february.csv', entries: 2, lines: 4, undoneBy: 'Olivia Owner', undoReason: 'wrong fund' },
    ]);
    expect(codeOf(firm.run('ledger.undoImport', { importId: input.importId, reason: 'again' }))).toBe('importUndone');
    expect(codeOf(firm.run('ledger.importJournals', { ...input, importId: firm.id() }))).toBe('ok');
  });

  test('are refused as a whole, with every row that cannot be posted', () => {
    using at = books();
    const { firm, investorId } = at;
    closePeriod(at, '2026-01-01', '2026-01-31', 'hard');
    const rows = [
      ...pair('J1', 2, 100),
      row(4, 'J2', '1000', 100),
      row(5, 'J2', '5000', -99),
      row(6, 'J3', '9999', 5),
      row(7, 'J3', '5000', -5),
      row(8, 'J4', '3000', 5),
      row(9, 'J4', '5000', -5, { investorId }),
      row(10, 'J5', '1000', 5, { effectiveOn: '2026-01-31' }),
      row(11, 'J5', '3000', -5, { investorId: firm.id() }),
      row(12, 'J6', '1000', 0),
    ];
    const reply = firm.run('ledger.importJournals', file(at, rows));
    if (reply.ok) throw new Error('it was posted');
    const named = (reply.error.detail.rows as { line: number }[]).map(({ line: at }) => at);
    expect([...new Set(named)]).toEqual([4, 5, 6, 8, 9, 10, 11, 12]);
    const sentence = sentenceOf(reply.error);
    expect(sentence).toContain('line 4: debits and credits of entry J2 differ by USD 0.01 (debits are larger)');
    expect(sentence).toContain('line 6: the chart of this fund has no account 9999');
    expect(sentence).toContain('line 8: account 3000 “Contributed capital” is kept per investor, and none is named');
    expect(sentence).toContain('line 9: account 5000');
    expect(sentence).toContain('line 10: 2026-01-31 lies in a closed period');
    expect(sentence).toContain('line 11: entry J5 is of 2026-01-31, this row of 2026-02-10');
    expect(sentence).toContain('line 12: entry J6 has this row alone');
    expect(sentence).toContain('Nothing was posted.');
    expect(firm.answer('ledger.journal', { totals: true }).total).toBe(0);
    expect(firm.answer('ledger.imports', { fundId: at.fundId }).rows).toEqual([]);
  });

  test('wait for a second person when one of them is above the limit, and so does undoing them', () => {
    using at = books();
    const { firm, fundId, approver } = at;
    const input = file(at, [...pair('J1', 2, 100), ...pair('J2', 4, 1_200_000_000)]);
    expect(codeOf(firm.run('ledger.importJournals', input))).toBe('journalNeedsSecond');
    const { contentHash } = firm.done('ledger.proposeImport', input);
    expect(firm.answer('ledger.proposal', { journalId: input.importId })).toMatchObject({
      kind: 'import',
      title: 'february.csv',
      entries: 2,
      lines: 4,
    });
    expect(firm.done('ledger.approveJournal', { journalId: input.importId, contentHash }, { as: approver }).entries).toBe(2);
    expect(firm.answer('ledger.imports', { fundId }).rows).toMatchObject([{ importedBy: 'Anna Tester', undoneAt: null }]);

    const undo = { importId: input.importId, effectiveOn: '2026-03-01', reason: 'wrong file' };
    expect(codeOf(firm.run('ledger.undoImport', undo))).toBe('journalNeedsSecond');
    const [journalId, twin] = [firm.id(), firm.id()];
    const proposed = firm.done('ledger.proposeUndo', { ...undo, journalId });
    const other = firm.done('ledger.proposeUndo', { ...undo, journalId: twin });
    expect(firm.answer('reports.today', {}, approver).items.find(({ kind }) => kind === 'journalsToApprove')).toMatchObject({ count: 2 });
    firm.done('ledger.approveJournal', { journalId, ...proposed }, { as: approver });
    expect(firm.answer('ledger.trialBalance', { fundId, on: '2026-03-01' }).rows).toEqual([]);
    expect(codeOf(firm.run('ledger.approveJournal', { journalId: twin, ...other }, { as: approver }))).toBe('importUndone');
  });

  test('proposed twice are posted once', () => {
    using at = books();
    const { firm, approver } = at;
    const first = file(at, pair('J1', 2, 100));
    const second = { ...first, importId: firm.id() };
    const proposals = [first, second].map((each) => ({ journalId: each.importId, ...firm.done('ledger.proposeImport', each) }));
    const replies = proposals.map((each) => codeOf(firm.run('ledger.approveJournal', each, { as: approver })));
    expect(replies).toEqual(['ok', 'journalFileKnown']);
  });

  test('of no books, and undoing nothing, are refused', () => {
    using at = books();
    const { firm } = at;
    const input = file(at, pair('J1', 2, 100));
    expect(codeOf(firm.run('ledger.importJournals', { ...input, fundId: addFund(firm, 'Second') }))).toBe('booksMissing');
    expect(codeOf(firm.run('ledger.proposeImport', { ...input, rows: [row(2, 'J1', '1000', 1), row(3, 'J1', '5000', -2)] }))).toBe(
      'journalRowsWrong',
    );
    const undo = { importId: firm.id(), reason: 'x' };
    expect(codeOf(firm.run('ledger.undoImport', undo))).toBe('notFound');
    expect(codeOf(firm.run('ledger.proposeUndo', { ...undo, journalId: firm.id() }))).toBe('notFound');
    firm.done('ledger.importJournals', input);
    const back = { importId: input.importId, reason: 'x' };
    expect(codeOf(firm.run('ledger.undoImport', { ...back, effectiveOn: '2026-02-09' }))).toBe('reversalTooEarly');
    closePeriod(at, '2026-02-01', '2026-02-28', 'hard');
    expect(codeOf(firm.run('ledger.undoImport', back))).toBe('periodLocked');
    const [entry] = firm.answer('ledger.journal', {}).rows;
    firm.done('ledger.reverse', { entryId: entry!.id, effectiveOn: '2026-03-01', reason: 'x' });
    expect(codeOf(firm.run('ledger.undoImport', { ...back, effectiveOn: '2026-03-01' }))).toBe('nothingToUndo');
  });

  test('keep leap days, every digit of every currency, and amounts at the edge', () => {
    using at = books();
    const { firm, fundId, approver } = at;
    const most = 10n ** 17n;
    const of = (entry: string, first: number, minor: bigint, currency: string, effectiveOn: string) => [
      row(first, entry, '1000', minor, { effectiveOn, amount: { minor: String(minor), currency } }),
      row(first + 1, entry, '5000', -minor, { effectiveOn, amount: { minor: String(-minor), currency } }),
    ];
    const rows = [
      ...of('edge', 2, most, 'USD', '2024-02-29'),
      ...of('yen', 4, 7n, 'JPY', '2024-02-29'),
      ...of('dinar', 6, 1234n, 'KWD', '2024-02-29'),
      ...of('token', 8, 12_345_678n, 'TKN8:HARBOUR', '2024-02-29'),
    ];
    const input = file(at, rows);
    const { contentHash } = firm.done('ledger.proposeImport', input);
    firm.done('ledger.approveJournal', { journalId: input.importId, contentHash }, { as: approver });
    const balance = firm.answer('ledger.trialBalance', { fundId, on: '2024-02-29' }).rows.filter(({ account }) => account === '1000');
    expect(balance.map(({ currency, debit }) => [currency, debit?.minor])).toEqual([
      ['JPY', 7n],
      ['KWD', 1234n],
      ['TKN8:HARBOUR', 12_345_678n],
      ['USD', most],
    ]);
    expect(firm.answer('ledger.trialBalance', { fundId, on: '2024-02-28' }).rows).toEqual([]);
  });
});

describe('a file of journals as it is read', () => {
  const text = [
    'Journal;Date;Description;Account;LP;Debit;Credit;Ccy',
    "J1;2024-02-29;'=SUM(A1);Cash: operating account;;1.234,50;;",
    'J1;2024-02-29;;3000;Ålesund Pensjonskasse 年金;;1.234,50;',
    'J2;2024-02-29;Fee;EXT-5000;;1.000.000;;JPY',
    'J2;2024-02-29;Fee;1000;;;1.000.000;JPY',
  ].join('\r\n');

  function ready() {
    const at = books();
    const investorId = addInvestor(at.firm, 'Ålesund Pensjonskasse 年金');
    at.firm.done('ledger.mapAccounts', { fundId: at.fundId, codes: [{ account: '5000', externalCode: 'EXT-5000' }] });
    const { fundId, firm } = at;
    return {
      ...at,
      investorId,
      read: (more: string, mapping?: object) =>
        firm.answer('ledger.readJournalFile', { fundId, text: more, ...(mapping ? { mapping } : {}) }),
      [Symbol.dispose]: at[Symbol.dispose],
    };
  }

  test('knows accounts by code, name and the house’s own code, people by name, and takes formulas for text', () => {
    using at = ready();
    const read = at.read(text);
    expect(read.problems).toEqual([]);
    expect(read.mapping).toMatchObject({ entry: 0, effectiveOn: 1, memo: 2, account: 3, investor: 4, debit: 5, credit: 6, currency: 7 });
    expect(read.entries).toMatchObject([
      { entry: 'J1', memo: '=SUM(A1)', lines: 2, amounts: [{ minor: 123_450n, currency: 'USD' }] },
      { entry: 'J2', memo: 'Fee', amounts: [{ minor: 1_000_000n, currency: 'JPY' }] },
    ]);
    expect(read.rows.map(({ line: at, account, investorId, amount }) => [at, account, investorId, amount.minor])).toEqual([
      [2, '1000', null, 123_450n],
      [3, '3000', at.investorId, -123_450n],
      [4, '5000', null, 1_000_000n],
      [5, '1000', null, -1_000_000n],
    ]);
    const input = { importId: at.firm.id(), fundId: at.fundId, fileName: 'j.csv', fileHash: 'b'.repeat(64), reason: 'x', rows: read.rows };
    const { contentHash } = at.firm.done('ledger.proposeImport', input);
    expect(at.firm.done('ledger.approveJournal', { journalId: input.importId, contentHash }, { as: at.approver }).entries).toBe(2);
  });

  test('names every row that cannot be read', () => {
    using at = ready();
    const wrong = [
      'entry,date,account,amount,investor',
      ',2026-02-10,1000,5,',
      'J1,2026-02-30,1000,5,',
      'J2,2026-02-10,9999,5,',
      'J3,2026-02-10,,5,',
      'J4,2026-02-10,1000,,',
      'J5,2026-02-10,1000,five,',
      'J6,2026-02-10,1000,0.001,',
      'J7,2026-02-10,3000,5,Nobody',
      'J8,2026-02-10,1000,9999999999999999999,',
    ].join('\n');
    const { problems, rows } = at.read(wrong);
    expect(rows).toEqual([]);
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(problems[0]!.sentence).toBe('no entry is named');
    expect(problems[1]!.sentence).toBe('“2026-02-30” is not a date such as 2026-11-20');
    expect(problems[7]!.sentence).toBe('there is no one investor “Nobody”');
  });

  test('says which columns are missing, and takes the ones it is given', () => {
    using at = ready();
    const plain = 'a,b,c,d\nJ1,2026-02-10,1000,5\nJ1,2026-02-10,5000,-5\n';
    expect(at.read(plain).problems.map(({ sentence }) => sentence)).toEqual([
      'No column holds “Entry”. Choose it.',
      'No column holds “Effective on”. Choose it.',
      'No column holds “Account”. Choose it.',
      'No column holds an amount. Choose “Debit” and “Credit”, or “Amount (debit positive)”.',
    ]);
    expect(at.read(plain, { entry: 0, effectiveOn: 1, account: 2, amount: 3 })).toMatchObject({ problems: [], entries: [{ memo: 'J1' }] });
    expect(at.read('entry,date,account,amount\n').problems).toEqual([{ line: 1, sentence: 'The file has no rows below its headings.' }]);
    expect(codeOf(at.firm.ask('ledger.readJournalFile', { fundId: addFund(at.firm, 'Second'), text: plain }))).toBe('notFound');
  });

  test('knows an investor by id and by a reference only one has', () => {
    using at = ready();
    const { firm } = at;
    const rows = ['R-1', 'R-2', 'R-2'].map((reference, index) => ({
      line: index + 2,
      investorId: firm.id(),
      name: `Taken over ${index}`,
      kind: 'trust' as const,
      country: 'US',
      currency: 'USD',
      language: 'en',
      reference: index === 2 ? null : reference,
      contact: null,
    }));
    firm.done('investors.import', { importId: firm.id(), fileName: 'a.csv', fileHash: 'd'.repeat(64), system: 'old', rows });
    const of = (who: string) => at.read(`entry,date,account,investor,amount\nJ1,2026-02-10,3000,${who},5\n`).rows[0]?.investorId;
    expect(of('R-1')).toBe(rows[0]!.investorId);
    expect(of(rows[1]!.investorId)).toBe(rows[1]!.investorId);
    expect(of('taken OVER 2')).toBe(rows[2]!.investorId);
    expect(of('R-9')).toBeUndefined();
  });
});

describe('codes of the house’s own general ledger', () => {
  test('stand beside accounts wherever they are listed, until taken away', () => {
    using at = books();
    const { firm, fundId } = at;
    const map = (codes: { account: string; externalCode: string | null }[]) => firm.run('ledger.mapAccounts', { fundId, codes });
    expect(
      map([
        { account: '1000', externalCode: '100-10' },
        { account: '5000', externalCode: '600' },
      ]),
    ).toMatchObject({ value: { changed: 2 } });
    expect(
      map([
        { account: '1000', externalCode: '100-10' },
        { account: '5000', externalCode: null },
      ]),
    ).toMatchObject({ value: { changed: 1 } });
    expect(codeOf(map([{ account: '9999', externalCode: 'x' }]))).toBe('accountsUnknown');
    expect(
      codeOf(
        map([
          { account: '1000', externalCode: 'x' },
          { account: '1000', externalCode: 'y' },
        ]),
      ),
    ).toBe('accountTwice');
    expect(
      codeOf(firm.run('ledger.mapAccounts', { fundId: addFund(firm, 'Second'), codes: [{ account: '1000', externalCode: 'x' }] })),
    ).toBe('booksMissing');
    post(at, [line('1000', 500), line('5000', -500)], { effectiveOn: '2026-02-10' });
    post(at, [line('1000', -200), line('5000', 200)], { effectiveOn: '2026-03-10' });
    expect(firm.answer('ledger.lines', { fundId }).rows.map(({ account, externalCode }) => [account, externalCode])).toContainEqual([
      '1000',
      '100-10',
    ]);
    expect(firm.answer('ledger.trialBalance', { fundId, on: '2026-02-28' }).rows[0]).toMatchObject({
      account: '1000',
      externalCode: '100-10',
    });
    const period = firm.answer('ledger.periodBalance', { fundId, from: '2026-03-01', until: '2026-03-31' }).rows;
    expect(
      period.map(({ account, externalCode, opening, debit, credit, closing }) => [
        account,
        externalCode,
        opening.minor,
        debit.minor,
        credit.minor,
        closing.minor,
      ]),
    ).toEqual([
      ['1000', '100-10', 500n, 0n, 200n, 300n],
      ['5000', null, -500n, 200n, 0n, -300n],
    ]);
  });
});
