import { readFileSync, writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { Shell } from './shell.ts';

const usual = {
  currency: 'USD',
  style: 'european',
  carry: '0.20',
  catchUp: '1',
  pref: { rate: '0.08', compounding: 'annual', dayCount: 'act/365f' },
  flows: [
    { date: '2020-01-01', contribution: '100.00' },
    { date: '2025-01-01', distribution: '200.00' },
  ],
};

test('one JSON line and exit 0, without a workspace; a wrong case is a sentence and exit 2', async () => {
  using shell = new Shell();
  writeFileSync(shell.path('case.json'), JSON.stringify(usual));
  const ran = await shell.run(['waterfall', '--file', shell.path('case.json')]);
  expect([ran.code, ran.lines.length]).toEqual([0, 1]);
  expect(JSON.parse(ran.out)).toMatchObject({ lp: '180.00', gp: '20.00', events: [{ pref: '46.93' }] });

  writeFileSync(shell.path('case.json'), JSON.stringify({ ...usual, catchUp: '0.1' }));
  const refused = await shell.run(['waterfall', '--file', shell.path('case.json')]);
  expect([refused.code, refused.out]).toEqual([2, '']);
  expect(refused.err).toContain('catchUp makes a catch-up that never catches up');
  expect((await shell.run(['waterfall', '--file', shell.path('none.json')])).err).toContain('could not be read (ENOENT)');
  const { out } = await shell.run(['waterfall', '--help']);
  expect(out).toContain('clearway waterfall --file CASE.json');
  writeFileSync(shell.path('case.json'), out.slice(out.indexOf('{"currency"'), out.indexOf('style     ')));
  expect((await shell.run(['waterfall', '--file', shell.path('case.json')])).out).toContain('"lp":"180.00","gp":"20.00"');
});

test('a workbook is written once, and never over another file', async () => {
  using shell = new Shell();
  writeFileSync(shell.path('case.json'), JSON.stringify(usual));
  const args = ['waterfall', '--file', shell.path('case.json'), '--excel'];
  expect((await shell.run([...args, shell.path('twin.xlsx')])).code).toBe(0);
  const bytes = readFileSync(shell.path('twin.xlsx'));
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes.buffer as ArrayBuffer);
  expect(book.worksheets.map(({ name }) => name)).toEqual(['Results', 'Terms', 'Flows', 'Shares', 'Waterfall', 'Growth']);

  const again = await shell.run([...args, shell.path('twin.xlsx')]);
  expect([again.code, again.out]).toEqual([2, '']);
  expect(again.err).toContain('exists already. Name a new file.');
  expect(readFileSync(shell.path('twin.xlsx'))).toEqual(bytes);
  expect((await shell.run([...args, shell.path('no/twin.xlsx')])).err).toContain('could not be written (ENOENT)');
});
