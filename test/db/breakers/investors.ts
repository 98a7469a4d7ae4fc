import { type House, house } from '#test/kit/house.ts';
import { addContact, addInvestor, goTo, payeeRequest, payTo } from '#test/kit/investors.ts';
import { type Breakers, copied } from './meddle.ts';

/** An investor paid to an account in force with a second account asked for, one merged into another, and an import. */
function investors(): House {
  const firm = house();
  const people = { maker: firm.addUser('ada', 'accountant'), checker: firm.addUser('clara', 'approver') };
  const investorId = addInvestor(firm, 'Alder Trust', { references: [{ system: 'crm', value: 'A-1' }] });
  const contactId = addContact(firm, investorId);
  const other = addInvestor(firm, 'Birch Pension', { references: [{ system: 'crm', value: 'B-1' }] });
  firm.done('investors.merge', { investorId: addInvestor(firm, 'Birch'), expectedVersion: 1, intoId: other, reason: 'same plan' });
  const rows = ['Cedar', 'Dogwood'].map((name, index) => ({
    line: index + 2,
    investorId: firm.id(),
    name,
    kind: 'individual' as const,
    country: 'US',
    currency: 'USD',
    language: 'en',
    reference: null,
    contact: null,
  }));
  firm.done('investors.import', { importId: firm.id(), fileName: 'two.csv', fileHash: 'd'.repeat(64), system: 'crm', rows });
  goTo(firm, '2026-05-04');
  payTo(firm, { ...people, contactId }, payeeRequest(firm, investorId), '2026-05-07');
  firm.done('investors.requestPayeeChange', payeeRequest(firm, investorId, { useFor: [] }));
  return firm;
}

const other = "(SELECT id FROM investors WHERE name = 'Birch Pension')";
const useEnded = 'UPDATE account_uses SET until_at = since_at';

export const investorBreakers: Breakers = {
  records: 'investors',
  sound: investors,
  broken: {
    'investors.mergedLead': [
      `UPDATE investors SET merged_into = (SELECT id FROM investors WHERE name = 'Birch'), merged_on = '2026-05-07' WHERE id = ${other}`,
      `UPDATE investors SET status = 'removed' WHERE id = ${other}`,
    ],
    'investors.oneReference': ["UPDATE investor_references SET value = 'A-1'"],
    'investors.payeeTwoPeople': [
      "UPDATE payee_cases SET approved_by = requested_by WHERE state = 'inForce'",
      "UPDATE payee_cases SET approved_by = NULL, approved_at = NULL WHERE state = 'inForce'",
      "UPDATE payee_cases SET source = 'portal', approved_by = callback_by WHERE state = 'inForce'",
      "UPDATE payee_cases SET callback_by = NULL, callback_at = NULL WHERE state = 'inForce'",
      "UPDATE payee_cases SET closed_by = NULL, closed_at = NULL WHERE state = 'inForce'",
      "UPDATE payee_cases SET closed_by = requested_by, closed_at = requested_at WHERE state = 'requested'",
    ],
    'investors.accountThroughCase': [
      "UPDATE bank_accounts SET case_id = 'nowhere' WHERE state = 'inForce'",
      "UPDATE bank_accounts SET state = 'inForce' WHERE state = 'pending'",
      "UPDATE bank_accounts SET state = 'refused' WHERE state = 'pending'",
      `${useEnded}; UPDATE bank_accounts SET state = 'pending' WHERE state = 'inForce'`,
      `${useEnded}; UPDATE bank_accounts SET investor_id = ${other} WHERE state = 'pending'`,
    ],
    'investors.usesInForce': [
      `UPDATE account_uses SET investor_id = ${other}`,
      "UPDATE bank_accounts SET state = 'replaced' WHERE state = 'inForce'",
      copied('account_uses', 'true', "ordinal = 1, fund_id = 'any', account_id = (SELECT id FROM bank_accounts WHERE state = 'pending')"),
    ],
    'investors.endedAccounts': [
      "INSERT INTO account_ends SELECT id, investor_id, '2026-05-07', 'closed', (SELECT id FROM users LIMIT 1), 'now' FROM bank_accounts WHERE state = 'inForce'",
    ],
    'investors.wordsNumbered': [
      `INSERT INTO reinvestment_elections SELECT id, 1, NULL, '2026-05-07', 'cash', NULL, NULL, 'form', (SELECT id FROM users LIMIT 1), 'now' FROM investors WHERE id = ${other}`,
      `INSERT INTO notice_choices SELECT id, 1, NULL, 1, 0, 'form', (SELECT id FROM users LIMIT 1), 'now' FROM investors WHERE id = ${other}`,
    ],
    'investors.callbackOnFile': [
      `UPDATE investor_contacts SET investor_id = ${other}`,
      'UPDATE investor_contacts SET phone = NULL',
      "UPDATE payee_cases SET callback_number = '+1 617 555 0199' WHERE callback_by IS NOT NULL",
      "UPDATE investor_contacts SET recorded_on = '2026-05-04'",
      'UPDATE payee_cases SET callback_contact_id = NULL',
    ],
    'investors.importsWhole': [
      'UPDATE investor_imports SET row_count = 3',
      "UPDATE investors SET status = 'removed' WHERE name = 'Cedar'",
      'UPDATE investor_imports SET undone_by = imported_by, undone_at = imported_at',
    ],
  },
};
