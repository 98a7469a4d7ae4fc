import { addDays, type BusinessDate } from '#shared/dates.ts';
import type { House } from './harness.ts';
import { type Person, prove } from './people.ts';

export type CommittedFund = Readonly<{ fundId: string; classId: string; today: BusinessDate }>;

const bare = { kind: 'trust', country: 'US', currency: 'USD', language: 'en', references: [] };

async function knownInvestor(house: House, name: string, today: BusinessDate): Promise<string> {
  const investorId = house.newId();
  await house.command('investors.add', { investorId, name, ...bare });
  const move = { investorId, note: '' };
  await house.command('investors.moveKyc', { ...move, expectedVersion: 1, move: 'start', risk: null, expiresOn: null });
  const { investor } = (await house.query('investors.home', { investorId })) as { investor: { version: number } };
  const approval = { move: 'approve', risk: 'low', expiresOn: addDays(today, 700), expectedVersion: investor.version };
  await house.command('investors.moveKyc', { ...move, ...approval });
  return investorId;
}

/** A fund that is investing, with 100,000,000.00 committed by three investors; the owner posts what the approver approved. */
export async function committedFund(house: House, name: string, owner: Person, approver: Person): Promise<CommittedFund> {
  const { today } = (await house.query('access.me', {})) as { today: BusinessDate };
  const began = addDays(today, -400);
  const [organisationId, fundId, classId, closingId] = [house.newId(), house.newId(), house.newId(), house.newId()];
  const organisation = { organisationId, name: `${name} Management`, legalName: '', kind: 'manager', country: 'US' };
  await house.command('funds.addOrganisation', organisation);
  await house.command('funds.addFund', {
    fundId,
    organisationId,
    name,
    legalName: '',
    vehicleType: 'limitedPartnership',
    basis: 'commitment',
    currency: 'USD',
    country: 'US',
    vintage: 2025,
    fiscalYearEnd: '12-31',
    inceptionOn: began,
    targetSize: null,
    strategy: '',
  });
  await house.command('ledger.openChart', { fundId });
  await house.command('funds.addClass', { classId, fundId, name: 'A', kind: 'class', unitDigits: 4, openedOn: began });
  const lines: { investorId: string; classId: string; minor: string }[] = [];
  for (const [investor, minor] of [
    ['Alder Pension Fund', '5000000000'],
    ['Birch Family Trust', '3000000000'],
    ['Cedar Endowment', '2000000000'],
  ] as const)
    lines.push({ investorId: await knownInvestor(house, `${investor} of ${name}`, today), classId, minor });
  const heldOn = addDays(today, -60);
  await house.command('commitments.draftClosing', {
    closingId,
    fundId,
    kind: 'first',
    heldOn,
    terms: null,
    accountId: null,
    note: '',
    lines,
  });
  await house.signIn(approver.login, approver.passphrase);
  await prove(house, approver.passphrase);
  const { contentHash } = (await house.query('commitments.closing', { closingId })) as { contentHash: string };
  const { version } = (await house.command('commitments.approveClosing', { closingId, fundId, contentHash })) as { version: number };
  await house.signIn(owner.login, owner.passphrase);
  await house.command('commitments.postClosing', { closingId, fundId, expectedVersion: version, callId: house.newId() });
  const move = { move: 'startInvesting', effectiveOn: heldOn, reason: 'First closing' };
  await house.command('funds.move', { fundId, expectedVersion: 1, ...move });
  return { fundId, classId, today };
}
