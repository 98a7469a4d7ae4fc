import { expect, test } from 'vitest';
import { readJob, readJobFile } from '#db/operational.ts';
import { parseCsv } from '#main/formats/csv.ts';
import { createJobQueue } from '#main/jobs/queue.ts';
import { utcDateOf } from '#shared/dates.ts';
import { KEY } from '#test/kit/house.ts';
import { addInvestor } from '#test/kit/investors.ts';
import { books, line, post } from '#test/kit/ledger.ts';
import { jobId, TestClock } from './queueKit.ts';

/** The journal and the trial balance of a period, as the window asks for their files. */
test.each([
  [
    'ledger.lines',
    { filter: { from: '2026-03-01', until: '2026-03-31' } },
    ['effectiveOn', 'account', 'externalCode', 'investor', 'memo', 'debit', 'credit'],
    [
      ['2026-03-10', '1000', '100-10', '', "'=Call of March", '75.00', ''],
      ['2026-03-10', '3000', '', 'Ålesund 年金', "'=Call of March", '', '75.00'],
    ],
  ],
  [
    'ledger.periodBalance',
    { from: '2026-03-01', until: '2026-03-31' },
    ['account', 'externalCode', 'opening', 'debit', 'credit', 'closing'],
    [
      ['1000', '100-10', '50.00', '75.00', '0.00', '125.00'],
      ['3000', '', '-50.00', '0.00', '75.00', '-125.00'],
    ],
  ],
] as const)('%s of a period goes into a file with the codes of the house’s own ledger', async (query, input, columns, expected) => {
  using at = books();
  const { firm, fundId } = at;
  const investorId = addInvestor(firm, 'Ålesund 年金');
  firm.done('ledger.mapAccounts', { fundId, codes: [{ account: '1000', externalCode: '100-10' }] });
  post(at, [line('1000', 50_00), line('3000', -50_00, 'USD', investorId)], { effectiveOn: '2026-02-10', memo: 'Call of February' });
  post(at, [line('1000', 75_00), line('3000', -75_00, 'USD', investorId)], { effectiveOn: '2026-03-10', memo: '=Call of March' });
  const clock = new TestClock();
  clock.at = firm.now;
  const queue = createJobQueue({
    write: firm.db,
    openWorker: () => ({ folder: firm.folder, file: firm.file, key: new Uint8Array(KEY), workspaceId: '' }),
    now: () => clock.at,
    ids: () => jobId(1),
    retryMinutes: () => [1],
    onChanged: () => undefined,
    scheduler: clock.scheduler,
  });
  queue.start();
  try {
    const order = {
      ...{ query, input: { fundId, ...input }, format: 'csv', columns: columns.map((key) => ({ key, title: key })) },
      ...{ userId: firm.owner, now: clock.at, today: utcDateOf(clock.at) },
    };
    const asked = queue.enqueue({ kind: 'audit.export', title: 'Test', input: order, startedBy: firm.owner });
    await queue.drain();
    if (!asked.ok) throw new Error(asked.error.code);
    expect(readJob(firm.reader, asked.value.jobId)).toMatchObject({ state: 'done' });
    const text = new TextDecoder().decode(readJobFile(firm.reader, asked.value.jobId)!.content);
    const rows = parseCsv(text).rows.map(({ cells }) => cells);
    const head = rows.find((cells) => columns.every((key) => cells.includes(key)))!;
    const body = rows.filter(([first]) => expected.some(([wanted]) => wanted === first));
    expect(body.map((cells) => columns.map((key) => cells[head.indexOf(key)]))).toEqual(expected);
  } finally {
    await queue.stop();
  }
});
