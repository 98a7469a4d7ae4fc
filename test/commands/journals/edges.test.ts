import { describe, expect, test } from 'vitest';
import { csvRecord, parseCsv, unguarded } from '#main/formats/csv.ts';
import type { CommandName } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { codeOf } from '#test/kit/house.ts';
import { addInvestor } from '#test/kit/investors.ts';
import { books, closePeriod, journalInput, line, post } from '#test/kit/ledger.ts';

describe('a closed day', () => {
  test('refuses every step that would post to it, and names it', () => {
    using at = books();
    const { firm, fundId } = at;
    const position = firm.answer('ledger.accounts', { fundId }).rows.find(({ role }) => role === 'currencyPosition')!.code;
    firm.done('ledger.recordRate', { base: 'EUR', quote: 'USD', on: '2026-02-10', rate: '1.25' });
    post(at, [line('1010', 100, 'EUR'), line(position, -100, 'EUR'), line(position, 110), line('1000', -110)]);
    const entryId = post(at, [line('1000', 5), line('5000', -5)]);
    const rows = [line('1000', 7), line('5000', -7)].map((each, index) => ({
      ...each,
      line: index + 2,
      entry: 'J1',
      effectiveOn: '2026-02-10',
      memo: 'Late',
    }));
    const file = { fundId, fileName: 'late.csv', fileHash: 'a'.repeat(64), reason: 'late' };
    const importId = firm.id();
    firm.done('ledger.importJournals', { importId, ...file, rows });
    closePeriod(at, '2026-02-01', '2026-02-28', 'hard');
    const day = '2026-02-10';
    const journal = journalInput(fundId, [line('1000', 5), line('5000', -5)]);
    const steps: readonly (readonly [CommandName, object])[] = [
      ['ledger.postJournal', journal],
      ['ledger.proposeJournal', { journalId: firm.id(), ...journal }],
      ['ledger.reverse', { entryId, effectiveOn: day, reason: 'late' }],
      ['ledger.proposeReversal', { journalId: firm.id(), entryId, effectiveOn: day, reason: 'late' }],
      ['ledger.revalue', { fundId, on: day, reason: 'late' }],
      ['ledger.settle', { fundId, on: day, account: '1010', amount: { minor: '5', currency: 'EUR' }, against: '1000', reason: 'late' }],
      ['ledger.undoImport', { importId, reason: 'late' }],
      ['ledger.proposeUndo', { journalId: firm.id(), importId, reason: 'late' }],
      ['ledger.importJournals', { importId: firm.id(), ...file, fileHash: 'b'.repeat(64), rows }],
    ];
    for (const [name, input] of steps) {
      const reply = firm.run(name, input as never);
      expect(reply.ok ? `${name} was done` : sentenceOf(reply.error), name).toContain('2026-02-10 lies in a closed period');
    }
  });
});

describe('names with every script, and text a spreadsheet would run', () => {
  const names = [
    'Ålesund Pensjonskasse',
    '日本年金基金',
    'صندوق التقاعد',
    'קרן פנסיה',
    'ΣΥΝΤΑΞΗ ΑΕ',
    'กองทุน',
    'Œuvre 👩‍👩‍👧 Trust',
    '=HYPERLINK("x")',
    '+1 Fund',
    '@Fund',
  ];

  test('are kept as they are in the books, found again, and made harmless only in a CSV file', () => {
    using at = books();
    const { firm, fundId } = at;
    for (const name of names) {
      const investorId = addInvestor(firm, name);
      post(at, [line('1000', 5), line('3000', -5, 'USD', investorId)], { memo: `Call of ${name}` });
      const rows = firm.answer('ledger.lines', { fundId, filter: { investorId } }).rows;
      expect(rows.map(({ investor, memo }) => [investor, memo])).toEqual([[name, `Call of ${name}`]]);
      const read = parseCsv(csvRecord([name, `Call of ${name}`])).rows[0]!.cells;
      expect(read.map(unguarded)).toEqual([name, `Call of ${name}`]);
      const text = `entry,date,account,investor,amount\n${csvRecord(['J1', '2026-02-10', '3000', name, '5'])}`;
      expect(firm.answer('ledger.readJournalFile', { fundId, text }).rows[0]).toMatchObject({ investorId });
    }
  });
});

describe('rates', () => {
  test('of a leap day hold for that day and the days after it, in currencies of no, three and eight digits', () => {
    using at = books();
    const { firm } = at;
    const rate = (base: string, quote: string, value: string) =>
      firm.done('ledger.recordRate', { base, quote, on: '2024-02-29', rate: value });
    rate('USD', 'JPY', '150.26');
    rate('KWD', 'USD', '3.2519');
    rate('TKN8:HARBOUR', 'USD', '12.5');
    const convert = (minor: string, currency: string, to: string, on: string) =>
      firm.ask('ledger.convert', { amount: { minor, currency }, to, on });
    const worth = (...of: Parameters<typeof convert>) => {
      const reply = convert(...of);
      return reply.ok ? reply.value.amount.minor : reply.error.code;
    };
    expect(worth('100', 'USD', 'JPY', '2024-02-29')).toBe(150n);
    expect(worth('1234', 'KWD', 'USD', '2024-03-01')).toBe(401n);
    expect(worth('1', 'USD', 'KWD', '2024-03-07')).toBe(3n);
    expect(worth('1', 'TKN8:HARBOUR', 'USD', '2024-02-29')).toBe(0n);
    expect(worth('100000000', 'TKN8:HARBOUR', 'USD', '2024-02-29')).toBe(1250n);
    expect(worth('100', 'USD', 'JPY', '2024-02-28')).toBe('rateMissing');
    expect(worth('100', 'USD', 'JPY', '2024-03-08')).toBe('rateMissing');
    expect(worth(String(10n ** 17n), 'KWD', 'USD', '2024-02-29')).toBe(32_519n * 10n ** 12n);
    expect(worth(String(10n ** 17n), 'USD', 'JPY', '2024-02-29')).toBe('amountTooLarge');
    expect(codeOf(firm.run('ledger.recordRate', { base: 'EUR', quote: 'USD', on: '2023-02-29', rate: '1.1' }))).toBe('invalidInput');
  });
});
