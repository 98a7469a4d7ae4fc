import { addDays, businessDate } from '#shared/dates.ts';
import type { FundId, InvestorId } from '#shared/ids.ts';
import { Firm } from './firm.ts';
import type { BigBooks } from './ledger.ts';
import { type Figure, median, quantile, round } from './measure.ts';

const ACCOUNT_LIMIT = 20;
const ACCOUNTS = 60;

/** The capital account of one partner after another in large books: period, fiscal year, since inception, tax and commitment. */
export function accountFigure({ firm, fundId, postings }: BigBooks): Figure {
  const partners = firm.answer('capital.accounts', { fundId, from: '2022-01-01', until: '2022-06-30' }).rows.slice(0, ACCOUNTS);
  const samples = partners.map(({ investorId }) => {
    const started = performance.now();
    const { rows } = firm.answer('capital.account', { investorId, from: '2022-01-01', until: '2022-06-30' });
    const took = performance.now() - started;
    if (rows.length !== 1) throw new Error('a partner of the bench has no capital account');
    return took;
  });
  const p95 = quantile(samples, 0.95);
  return {
    name: `capital account of one partner, ${postings.toLocaleString('en-US')} postings`,
    value: round(p95, 2),
    unit: 'ms',
    limit: `p95 < ${ACCOUNT_LIMIT} ms`,
    ok: p95 < ACCOUNT_LIMIT,
    note: `p50 ${round(median(samples), 2)} ms`,
  };
}

const FUNDS = 50;
const PARTNERS = 2000;
const CALLS = 4;
const FIRST_DUE = businessDate('2025-02-17');
const AT = '2025-02-03T09:00:00.000Z';

type Filled = Readonly<{ firm: Firm; funds: readonly FundId[] }>;

/** Fifty funds, each with two thousand commitments, four calls, most of them paid, and a distribution. */
export async function manyFunds(folder: string): Promise<Filled> {
  const firm = await Firm.begin(folder);
  const funds = openFunds(firm);
  const rows = Array.from({ length: PARTNERS }, (_, at) => ({
    line: at + 2,
    investorId: firm.id(),
    name: `Partner ${at}`,
    kind: 'individual' as const,
    country: 'US',
    currency: 'USD',
    language: 'en',
    reference: null,
    contact: null,
  }));
  firm.done('investors.import', { importId: firm.id(), fileName: 'bench.csv', fileHash: 'd'.repeat(64), system: 'bench', rows });
  const { raw } = firm;
  raw.pragma('foreign_keys = OFF');
  raw.pragma('synchronous = OFF');
  raw.exec('BEGIN');
  for (const fundId of funds)
    fill(
      firm,
      fundId,
      rows.map(({ investorId }) => investorId as InvestorId),
    );
  raw.exec('COMMIT');
  raw.pragma('synchronous = FULL');
  raw.pragma('foreign_keys = ON');
  firm.settle();
  return { firm, funds };
}

function openFunds(firm: Firm): FundId[] {
  const organisationId = firm.id();
  firm.done('funds.addOrganisation', { organisationId, name: 'Bench Management', legalName: '', kind: 'manager', country: 'US' });
  return Array.from({ length: FUNDS }, (_, at) => {
    const fundId = firm.id() as FundId;
    const facts = { legalName: '', vehicleType: 'limitedPartnership', basis: 'commitment', currency: 'USD', country: 'US' } as const;
    const dates = { vintage: 2025, fiscalYearEnd: '12-31', inceptionOn: null, targetSize: null, strategy: '' };
    firm.done('funds.addFund', { fundId, organisationId, name: `Bench Fund ${at}`, ...facts, ...dates });
    firm.done('ledger.openChart', { fundId });
    return fundId;
  });
}

function fill(firm: Firm, fundId: FundId, partners: readonly InvestorId[]): void {
  const { raw, owner } = firm;
  const classId = firm.id();
  const commitment = raw.prepare(
    `INSERT INTO commitment_events (fund_id, ordinal, class_id, investor_id, kind, minor, effective_on, closing_id, reason, recorded_by, recorded_at)
     VALUES (?, ?, ?, ?, 'initial', 100000000, '2025-01-31', 'closing', 'bench', ?, ?)`,
  );
  partners.forEach((investorId, at) => {
    commitment.run(fundId, BigInt(at), classId, investorId, owner, AT);
  });
  for (let call = 0; call < CALLS; call += 1) issue(firm, fundId, classId, partners, call);
  distribute(firm, fundId, partners);
}

function issue({ raw, owner }: Firm, fundId: FundId, classId: string, partners: readonly InvestorId[], number: number): void {
  const callId = `${fundId.slice(0, 35)}${number}`;
  const dueOn = addDays(FIRST_DUE, number * 60);
  raw
    .prepare(
      `INSERT INTO capital_calls (id, fund_id, number, kind, title, method, priority, currency, total, line_count, as_of_on, notice_on, due_on, state,
         prepared_by, prepared_at, revision, content_hash, issued_on, issued_by, issued_at, entry_id, version)
       VALUES (?, ?, ?, 'capital', 'Bench', 'amount', 'normal', 'USD', ?, ?, ?, ?, ?, 'issued', ?, ?, 1, '', ?, ?, ?, 'bench', 4)`,
    )
    .run(
      callId,
      fundId,
      BigInt(number + 1),
      BigInt(partners.length) * 5_000_000n,
      BigInt(partners.length),
      dueOn,
      dueOn,
      dueOn,
      owner,
      AT,
      dueOn,
      owner,
      AT,
    );
  const line = raw.prepare(
    `INSERT INTO call_lines (call_id, ordinal, investor_id, class_id, treatment, commitment, called_before, minor, inside_minor)
     VALUES (?, ?, ?, ?, 'full', 100000000, 0, 5000000, 5000000)`,
  );
  const part = raw.prepare(
    `INSERT INTO receipt_parts (receipt_id, ordinal, fund_id, kind, call_id, line_ordinal, investor_id, minor, effective_on, value_on, command_id, recorded_at)
     VALUES (?, 0, ?, 'call', ?, ?, ?, 5000000, ?, ?, 'bench', ?)`,
  );
  partners.forEach((investorId, at) => {
    line.run(callId, BigInt(at), investorId, classId);
    const paidOn = addDays(dueOn, (at % 25) - 5);
    if (at % 20 > 0) part.run(`${callId}-${at}`, fundId, callId, BigInt(at), investorId, paidOn, paidOn, AT);
  });
}

function distribute({ raw, owner }: Firm, fundId: FundId, partners: readonly InvestorId[]): void {
  const commandId = `${fundId.slice(0, 34)}dd`;
  const on = '2025-12-15';
  raw
    .prepare(
      `INSERT INTO entries (command_id, ordinal, fund_id, kind, source, effective_on, recorded_by, recorded_at, memo, evidence)
       VALUES (?, 0, ?, 'event', 'bench', ?, ?, ?, 'Bench', '[]')`,
    )
    .run(commandId, fundId, on, owner, AT);
  const posting = raw.prepare(
    `INSERT INTO postings (command_id, entry_ordinal, ordinal, fund_id, account, investor_id, effective_on, recorded_at, currency, minor)
     VALUES (?, 0, ?, ?, ?, ?, ?, ?, 'USD', ?)`,
  );
  partners.forEach((investorId, at) => {
    posting.run(commandId, BigInt(at), fundId, '3110', investorId, on, AT, 1000n);
  });
  posting.run(commandId, BigInt(partners.length), fundId, '1000', null, on, AT, -1000n * BigInt(partners.length));
}

const METRICS_LIMIT = 2000;
const ROUNDS = 5;

/** Every figure of every fund worked out anew, ageing and expected collection with them: nothing of it is kept anywhere. */
export function metricsFigure({ firm, funds }: Filled): Figure {
  const asked = { on: businessDate('2026-01-31') };
  const samples: number[] = [];
  for (let at = 0; at < ROUNDS; at += 1) {
    const started = performance.now();
    for (const fundId of funds) {
      const { figures } = firm.answer('capital.metrics', { fundId, ...asked });
      if (figures[0]?.money?.minor !== 100_000_000n * BigInt(PARTNERS)) throw new Error('the metrics of the bench are wrong');
    }
    samples.push(performance.now() - started);
  }
  const started = performance.now();
  const { rows } = firm.answer('capital.funds', asked);
  const together = performance.now() - started;
  if (rows.length !== FUNDS) throw new Error('a fund of the bench is missing');
  const took = median(samples);
  return {
    name: `all capital figures of ${FUNDS} funds × ${PARTNERS.toLocaleString('en-US')} partners`,
    value: round(took, 1),
    unit: 'ms',
    limit: `< ${METRICS_LIMIT / 1000} s`,
    ok: took < METRICS_LIMIT,
    note: `as one list ${round(together, 1)} ms`,
  };
}
