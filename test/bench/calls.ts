import { runCommand } from '#main/commands/runCommand.ts';
import type { CommandName, CommandOutput, CommandRequest } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { addMilliseconds, utcDateOf } from '#shared/dates.ts';
import type { FundId, InvestorId, UserId } from '#shared/ids.ts';
import { Twin } from './commands.ts';
import { Firm } from './firm.ts';
import { type Figure, median, round } from './measure.ts';

const INVESTORS = 10_000;
const LIMIT = 2;
const ROUNDS = 6;
const WARM_UP = 2;

type Fund = Readonly<{ firm: Firm; fundId: FundId; accountId: string; approver: UserId }>;
type Sample = Readonly<{ whole: number; raw: number }>;

/** A fund with ten thousand commitments. */
async function begin(folder: string): Promise<Fund> {
  const firm = await Firm.begin(folder);
  const [fundId, classId, accountId, organisationId] = [firm.id() as FundId, firm.id(), firm.id(), firm.id()];
  const approver = firm.id() as UserId;
  const roles = [{ role: 'approver' as const, scope: { kind: 'house' as const, id: null } }];
  firm.done('access.addUser', { userId: approver, login: 'anna', name: 'Anna', roles });
  firm.done('funds.addOrganisation', { organisationId, name: 'Manager', legalName: '', kind: 'manager', country: 'US' });
  firm.done('funds.addFund', {
    fundId,
    organisationId,
    name: 'Bench Fund',
    legalName: '',
    vehicleType: 'limitedPartnership',
    basis: 'commitment',
    currency: 'USD',
    country: 'US',
    vintage: 2026,
    fiscalYearEnd: '12-31',
    inceptionOn: null,
    targetSize: null,
    strategy: '',
  });
  firm.done('ledger.openChart', { fundId });
  firm.done('funds.addClass', { classId, fundId, name: 'A', kind: 'class', unitDigits: 4, openedOn: '2025-01-15' });
  firm.done('funds.addBankAccount', {
    accountId,
    fundId,
    projectId: null,
    purpose: 'operating',
    title: 'Operating account',
    bankName: 'Bench Bank',
    holder: 'Bench Fund',
    country: 'US',
    currency: 'USD',
    scheme: 'other',
    accountNumber: '12345678',
    routingNumber: null,
    bic: null,
    ledgerCode: '1000',
    openedOn: '2025-01-15',
  });
  commit(firm, fundId, classId);
  firm.settleIn();
  return { firm, fundId, accountId, approver };
}

function commit(firm: Firm, fundId: FundId, classId: string): void {
  const rows = Array.from({ length: INVESTORS }, (_, at) => ({
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
  const closing = { closingId: firm.id(), kind: 'first', heldOn: '2026-01-15', terms: null, accountId: null, note: '' } as const;
  firm.done('commitments.draftClosing', {
    ...closing,
    fundId,
    lines: [{ investorId: rows[0]!.investorId as InvestorId, classId, minor: '1' }],
  });
  const event = firm.raw.prepare(`INSERT INTO commitment_events
    (fund_id, ordinal, class_id, investor_id, kind, minor, effective_on, closing_id, transfer_id, reason, recorded_by, recorded_at)
    VALUES (?, ?, ?, ?, 'initial', ?, '2026-01-15', ?, NULL, '', ?, ?)`);
  firm.raw.transaction(() => {
    rows.forEach(({ investorId }, at) => {
      event.run(fundId, BigInt(at), classId, investorId, BigInt(1_000_000_00 + at * 7919), closing.closingId, firm.owner, firm.now);
    });
  })();
}

/** How long one command took, whoever runs it, and what it answered. */
function run<Name extends CommandName>(firm: Firm, name: Name, input: CommandRequest<Name>, userId: UserId = firm.owner) {
  firm.now = addMilliseconds(firm.now, 1000);
  const actor = { userId, transport: 'window', device: 'bench', origin: null, steppedUp: true } as const;
  const call = { name, id: firm.id(), input, actor, now: firm.now, today: utcDateOf(firm.now) };
  const started = performance.now();
  const { reply } = runCommand(firm.db, call);
  const took = performance.now() - started;
  if (!reply.ok) throw new Error(`${name} was refused: ${sentenceOf(reply.error)}`);
  return { took, value: reply.value as CommandOutput<Name> };
}

const headOf = (firm: Firm, callId: string) =>
  firm.raw
    .prepare(
      `SELECT state, submitted_by, submitted_at, approvers_needed, revision, issued_on, issued_by, issued_at, entry_id, version, id
       FROM capital_calls WHERE id = ?`,
    )
    .raw(true)
    .get(callId) as unknown[];

function oneCall({ firm, fundId, accountId, approver }: Fund, twin: Twin): Readonly<Record<'drafted' | 'approved' | 'issued', Sample>> {
  const callId = firm.id();
  const update = twin.prepared(`UPDATE capital_calls SET state = ?, submitted_by = ?, submitted_at = ?, approvers_needed = ?, revision = ?,
    issued_on = ?, issued_by = ?, issued_at = ?, entry_id = ?, version = ? WHERE id = ?`);
  const sameHead = () => {
    const head = headOf(firm, callId);
    return () => void update.run(...head);
  };
  const use = { insideCommitment: true, percent: null, allocationId: null, projectId: null, note: '' };
  const draft = run(firm, 'calls.draft', {
    callId,
    fundId,
    title: 'Bench call',
    method: 'amount',
    priority: 'normal',
    currency: 'USD',
    noticeOn: '2026-03-02',
    dueOn: '2026-03-17',
    urgentReason: null,
    accountId,
    cashOnHand: null,
    uses: [{ ...use, purpose: 'investment', minor: '987654321' }],
    treatments: [],
    amends: null,
  });
  const drafted = twin.time([
    twin.copyOf('capital_calls', 'id = ?', callId),
    ...['call_uses', 'call_lines', 'call_parts'].map((table) => twin.copyOf(table, 'call_id = ?', callId)),
    twin.lastLogRow(),
  ]);
  run(firm, 'calls.submit', { callId, fundId, expectedVersion: 1 });
  twin.time([sameHead(), twin.lastLogRow()]);
  const { contentHash } = draft.value;
  const approve = run(firm, 'calls.approve', { callId, fundId, contentHash }, approver);
  const approved = twin.time([sameHead(), twin.copyOf('call_approvals', 'call_id = ?', callId), twin.lastLogRow()]);
  const expectedVersion = approve.value.version;
  if (approve.value.state !== 'approved') throw new Error('a call of the bench needs one approval');
  const issue = run(firm, 'calls.issue', { callId, fundId, expectedVersion, contentHash, issuedOn: '2026-03-02' });
  const commandId = issue.value.entryId.slice(0, 36);
  const posted = ['entries', 'postings'].map((table) => twin.copyOf(table, 'command_id = ?', commandId));
  const issued = twin.time([...posted, sameHead(), twin.lastLogRow()]);
  return {
    drafted: { whole: draft.took, raw: drafted },
    approved: { whole: approve.took, raw: approved },
    issued: { whole: issue.took, raw: issued },
  };
}

/** A call over ten thousand investors drafted, approved and issued, each beside raw inserts of the same rows. */
export async function callFigures(folder: string): Promise<readonly Figure[]> {
  const fund = await begin(folder);
  const twin = new Twin(fund.firm, `${folder}-raw`);
  const rounds = Array.from({ length: ROUNDS + WARM_UP }, () => oneCall(fund, twin)).slice(WARM_UP);
  twin.close();
  fund.firm.close();
  return (['drafted', 'approved', 'issued'] as const).map((step) => {
    const whole = median(rounds.map((each) => each[step].whole));
    const raw = median(rounds.map((each) => each[step].raw));
    return {
      name: `capital call over 10,000 LPs ${step}`,
      value: round(whole, 1),
      unit: 'ms',
      ratio: round(whole / raw, 2),
      limit: `≤ ${LIMIT}×`,
      ok: whole / raw <= LIMIT,
      note: `raw ${round(raw, 1)} ms`,
    };
  });
}
