import type { CommandRequest } from '#shared/contract/index.ts';
import type { FundId, UserId } from '#shared/ids.ts';
import { type House, house } from '#test/kit/house.ts';

export type FundHouse = Readonly<{ firm: House; fundId: FundId; classId: string; organisationId: string; approver: UserId }> & Disposable;

export const evidence = { title: 'Administrator’s NAV pack', reference: 'Vault 7/2026-01', sha256: 'b'.repeat(64) };

export const fundFields = (organisationId: string) => ({
  organisationId,
  name: 'Harbour Fund I',
  legalName: 'Harbour Fund I LP',
  vehicleType: 'limitedPartnership' as const,
  basis: 'units' as CommandRequest<'funds.addFund'>['basis'],
  currency: 'USD',
  country: 'US',
  vintage: 2025,
  fiscalYearEnd: '12-31',
  inceptionOn: '2025-01-15' as string | null,
  targetSize: '25000000000' as string | null,
  strategy: 'Buildings near water',
});

export function addOrganisation(firm: House, name = 'Harbour Management'): string {
  const organisationId = firm.id();
  firm.done('funds.addOrganisation', { organisationId, name, legalName: `${name} LLC`, kind: 'manager', country: 'US' });
  return organisationId;
}

export function addFund(firm: House, organisationId: string, more: Partial<ReturnType<typeof fundFields>> = {}): FundId {
  const fundId = firm.id() as FundId;
  firm.done('funds.addFund', { fundId, ...fundFields(organisationId), ...more });
  return fundId;
}

export function addClass(firm: House, fundId: FundId, name = 'A', unitDigits = 4): string {
  const classId = firm.id();
  firm.done('funds.addClass', { classId, fundId, name, kind: 'class', unitDigits, openedOn: '2025-01-15' });
  return classId;
}

/** A firm with one fund counted in units, one class and an approver. */
export function fundHouse(more: Partial<ReturnType<typeof fundFields>> = {}): FundHouse {
  const firm = house();
  const organisationId = addOrganisation(firm);
  const fundId = addFund(firm, organisationId, more);
  const classId = addClass(firm, fundId);
  const approver = firm.addUser('anna', 'approver');
  return { firm, fundId, classId, organisationId, approver, [Symbol.dispose]: () => firm[Symbol.dispose]() };
}

type Draft = Partial<CommandRequest<'funds.draftNav'>>;

export const navInput = ({ firm, fundId, classId }: FundHouse, asOfOn: string, price: number, more: Draft = {}) => ({
  navId: firm.id(),
  fundId,
  classId,
  asOfOn,
  netAssets: String(price * 100 * 1000),
  units: '1000',
  navPerUnit: String(price),
  mark: 'ex' as const,
  evidence,
  corrects: null,
  ...more,
});

export function approvedNav(at: FundHouse, asOfOn: string, price: number, more: Draft = {}): string {
  const input = navInput(at, asOfOn, price, more);
  const { contentHash } = at.firm.done('funds.draftNav', input);
  at.firm.done('funds.approveNav', { navId: input.navId, fundId: at.fundId, contentHash }, { as: at.approver });
  return input.navId;
}
