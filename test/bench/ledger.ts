import { businessDate, dateOfDayNumber, dayNumber } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import { Firm } from './firm.ts';
import { type Figure, interleaved, median, quantile, round } from './measure.ts';

const FIRST_DAY = dayNumber(businessDate('2019-01-02'));
const DAYS = 2500;
const INVESTORS = 500;
const LINES = 4;
const IN_ONE_TRANSACTION = 50_000;

export type BigBooks = Readonly<{ firm: Firm; fundId: FundId; postings: number }>;

const entryCommand = (entry: number): string => `0193abcd-0002-7000-8000-${entry.toString(16).padStart(12, '0')}`;

/** Books of a fund with as many postings as asked, in entries of four lines over seven years: written as fast as the driver can. */
export async function bigBooks(folder: string, postings: number): Promise<BigBooks> {
  const firm = await Firm.begin(folder);
  const fundId = openBooks(firm);
  const investors = addInvestors(firm);
  const { raw } = firm;
  const chart = firm.answer('ledger.accounts', { fundId }).rows;
  const plain = chart.filter(({ isControl }) => !isControl).map(({ code }) => code);
  const control = chart.filter(({ isControl }) => isControl).map(({ code }) => code);
  const entry = raw.prepare(
    `INSERT INTO entries (command_id, ordinal, fund_id, kind, source, effective_on, recorded_by, recorded_at, memo, evidence)
     VALUES (?, 0, ?, 'event', 'bench', ?, ?, ?, 'Bench', '[]')`,
  );
  const posting = raw.prepare(
    `INSERT INTO postings (command_id, entry_ordinal, ordinal, fund_id, account, investor_id, effective_on, recorded_at, currency, minor)
     VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  raw.pragma('synchronous = OFF');
  raw.exec('BEGIN');
  for (let at = 0; at < postings / LINES; at += 1) {
    const day = dateOfDayNumber(FIRST_DAY + (at % DAYS));
    const known = `${dateOfDayNumber(FIRST_DAY + (at % DAYS) + (at % 40))}T12:00:00.000Z`;
    const id = entryCommand(at);
    entry.run(id, fundId, day, firm.owner, known);
    const [left, right] = [BigInt(1 + ((at * 7919) % 9_999_999)), BigInt(1 + ((at * 104_729) % 999_983))];
    const foreign = at % 10 === 0 ? 'EUR' : 'USD';
    posting.run(id, 0n, fundId, plain[at % plain.length], null, day, known, foreign, left);
    posting.run(id, 1n, fundId, plain[(at * 3 + 1) % plain.length], null, day, known, foreign, -left);
    posting.run(id, 2n, fundId, control[at % control.length], investors[at % INVESTORS], day, known, 'USD', right);
    posting.run(id, 3n, fundId, control[(at + 1) % control.length], investors[at % INVESTORS], day, known, 'USD', -right);
    if (at % IN_ONE_TRANSACTION === 0) raw.exec('COMMIT; BEGIN');
  }
  raw.exec('COMMIT');
  raw.pragma('synchronous = FULL');
  firm.settle();
  return { firm, fundId, postings };
}

function openBooks(firm: Firm): FundId {
  const [organisationId, fundId] = [firm.id(), firm.id() as FundId];
  firm.done('funds.addOrganisation', { organisationId, name: 'Bench Management', legalName: '', kind: 'manager', country: 'US' });
  firm.done('funds.addFund', {
    fundId,
    organisationId,
    name: 'Bench Fund',
    legalName: '',
    vehicleType: 'limitedPartnership',
    basis: 'commitment',
    currency: 'USD',
    country: 'US',
    vintage: 2019,
    fiscalYearEnd: '12-31',
    inceptionOn: null,
    targetSize: null,
    strategy: '',
  });
  firm.done('ledger.openChart', { fundId });
  return fundId;
}

function addInvestors(firm: Firm): string[] {
  const rows = Array.from({ length: INVESTORS }, (_, at) => ({
    line: at + 2,
    investorId: firm.id(),
    name: `Investor ${at}`,
    kind: 'individual' as const,
    country: 'US',
    currency: 'USD',
    language: 'en',
    reference: null,
    contact: null,
  }));
  firm.done('investors.import', { importId: firm.id(), fileName: 'bench.csv', fileHash: 'd'.repeat(64), system: 'bench', rows });
  return rows.map(({ investorId }) => investorId);
}

const BALANCE_ROUNDS = 9;
const BALANCE_LIMIT = 1.5;

type Asked = Readonly<{ what: string; on: string; knownAt?: string }>;
/** Any date: today, the middle of the years, and the middle as it was known some weeks later. */
export const askedBalances: readonly Asked[] = [
  { what: 'today', on: '2026-03-02' },
  { what: 'years back', on: '2022-06-30' },
  { what: 'years back, as known then', on: '2022-06-30', knownAt: '2022-07-10T00:00:00.000Z' },
];

/** The trial balance as people ask for it, beside the shortest SQL that says the same on the same connection settings. */
export function balanceFigure({ firm, fundId, postings }: BigBooks, { what, on, knownAt }: Asked): Figure {
  const byHand = firm.raw.prepare(
    `SELECT account, currency, sum(minor) AS minor FROM postings
     WHERE fund_id = ? AND effective_on <= ?${knownAt === undefined ? '' : ' AND recorded_at <= ?'} GROUP BY account, currency`,
  );
  const params = knownAt === undefined ? [fundId, on] : [fundId, on, knownAt];
  let [asked, aggregated] = [0, 0];
  const samples = interleaved(BALANCE_ROUNDS, 2, {
    left() {
      const started = performance.now();
      asked = firm.answer('ledger.trialBalance', { fundId, on, ...(knownAt === undefined ? {} : { knownAt }) }).rows.length;
      return performance.now() - started;
    },
    right() {
      const started = performance.now();
      aggregated = (byHand.all(...params) as { minor: bigint }[]).filter(({ minor }) => minor !== 0n).length;
      return performance.now() - started;
    },
  });
  if (asked !== aggregated || asked === 0) throw new Error(`the trial balance has ${asked} rows, the aggregate ${aggregated}`);
  const [whole, raw] = [median(samples.left), median(samples.right)];
  return {
    name: `trial balance of ${postings.toLocaleString('en-US')} postings, ${what}`,
    value: round(whole, 1),
    unit: 'ms',
    ratio: round(whole / raw, 2),
    limit: `≤ ${BALANCE_LIMIT}× the aggregate by hand`,
    ok: whole / raw <= BALANCE_LIMIT,
    note: `by hand ${round(raw, 1)} ms`,
  };
}

const JOURNAL_PAGES = 40;
const JOURNAL_LIMIT = 20;

/** The journal of the whole house, page after page by day. */
export function journalFigure({ firm, postings }: BigBooks): Figure {
  const samples: number[] = [];
  let after: string | undefined;
  for (let page = 0; page < JOURNAL_PAGES; page += 1) {
    const started = performance.now();
    const { next } = firm.answer('ledger.journal', { limit: 100, ...(after === undefined ? {} : { after }) });
    samples.push(performance.now() - started);
    after = next ?? undefined;
  }
  const p95 = quantile(samples, 0.95);
  return {
    name: `100 entries of the house’s journal, ${(postings / LINES).toLocaleString('en-US')} by day`,
    value: round(p95, 1),
    unit: 'ms',
    limit: `p95 < ${JOURNAL_LIMIT} ms`,
    ok: p95 < JOURNAL_LIMIT,
    note: `p50 ${round(median(samples), 1)} ms`,
  };
}
