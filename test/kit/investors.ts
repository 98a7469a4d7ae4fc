import type { CommandRequest } from '#shared/contract/index.ts';
import { businessDate, instant } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import type { House } from './house.ts';

export const germanIban = 'DE89 3704 0044 0532 0130 00';
export const swissIban = 'CH93 0076 2011 6238 5295 7';

export function addInvestor(firm: House, name = 'Alder Trust', more: Partial<CommandRequest<'investors.add'>> = {}): string {
  const investorId = firm.id();
  firm.done('investors.add', { investorId, name, kind: 'trust', country: 'US', currency: 'USD', language: 'en', references: [], ...more });
  return investorId;
}

export function addContact(firm: House, investorId: string, more: Partial<CommandRequest<'investors.addContact'>> = {}): string {
  const contactId = firm.id();
  firm.done('investors.addContact', {
    investorId,
    contactId,
    role: 'wires',
    name: 'Wanda Wire',
    email: null,
    phone: '+1 617 555 0100',
    fromOn: '2026-01-01',
    replaces: null,
    ...more,
  });
  return contactId;
}

export const account = (more: object = {}): NonNullable<CommandRequest<'investors.requestPayeeChange'>['details']> => ({
  holder: 'Alder Trust',
  bankName: 'First Harbor Bank',
  bankCountry: 'US',
  currency: 'USD',
  numberKind: 'account',
  accountNumber: '000123456789',
  routing: '021000021',
  bic: null,
  address: { street: '1 Main Street', postCode: '02110', town: 'Boston', country: 'US' },
  ...more,
});

export const payeeRequest = (
  firm: House,
  investorId: string,
  more: Partial<CommandRequest<'investors.requestPayeeChange'>> = {},
): CommandRequest<'investors.requestPayeeChange'> => ({
  investorId,
  caseId: firm.id(),
  kind: 'new',
  accountId: firm.id(),
  details: account(),
  replacesAccountId: null,
  useFor: [null],
  source: 'email',
  receivedOn: firm.now.slice(0, 10),
  note: '',
  ...more,
});

/** Moves the house to a later day. */
export function goTo(firm: House, day: string): void {
  firm.now = instant(`${businessDate(day)}T09:00:00.000Z`);
}

/** A payee change carried to its end by the people it takes; the firm is some days older afterwards. */
export function payTo(
  firm: House,
  people: Readonly<{ maker: UserId; checker: UserId; contactId: string }>,
  request: CommandRequest<'investors.requestPayeeChange'>,
  approveOn: string,
): void {
  const { investorId, caseId } = request;
  const { contentHash } = firm.done('investors.requestPayeeChange', request);
  firm.done(
    'investors.recordCallback',
    { investorId, caseId, contactId: people.contactId, spokeWith: 'Wanda Wire', note: '' },
    { as: people.maker },
  );
  goTo(firm, approveOn);
  firm.done('investors.approvePayeeChange', { investorId, caseId, contentHash }, { as: people.checker });
  firm.done('investors.applyPayeeChange', { investorId, caseId });
}
