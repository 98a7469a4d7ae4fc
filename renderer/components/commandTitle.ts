import type { CommandName } from '#shared/contract/index.ts';

/** What a step is called in the log, short enough for a column. */
const titles: Readonly<Record<CommandName, string>> = {
  'access.createWorkspace': 'Create workspace',
  'access.addUser': 'Add user',
  'access.updateUser': 'Correct user',
  'access.disableUser': 'Disable user',
  'access.enableUser': 'Enable user',
  'access.grantRole': 'Grant role',
  'access.revokeRole': 'Revoke role',
  'access.notePassphrase': 'Key set or changed',
  'access.setPreferences': 'Change preferences',
  'audit.unmask': 'Reveal masked value',
  'audit.noteExport': 'Export',
  'audit.noteViews': 'Open sensitive records',
  'audit.closeSecurityEvent': 'Close security event',
  'funds.addBankAccount': 'Add fund bank account',
  'funds.addClass': 'Add class',
  'funds.addFund': 'Add fund',
  'funds.addOrganisation': 'Add organisation',
  'funds.approveNav': 'Approve NAV',
  'funds.closeBankAccount': 'Close fund bank account',
  'funds.draftNav': 'Draft NAV',
  'funds.endLink': 'End link of funds',
  'funds.link': 'Link funds',
  'funds.move': 'Move fund',
  'funds.recordTerm': 'Record fund term',
  'funds.rejectNav': 'Reject NAV',
  'funds.updateBankAccount': 'Correct fund bank account',
  'funds.updateClass': 'Correct class',
  'funds.updateFund': 'Correct fund',
  'funds.updateOrganisation': 'Correct organisation',
  'funds.withdrawNav': 'Withdraw NAV',
  'health.noteRestore': 'Restore backup',
  'projects.addProject': 'Add project',
  'projects.recordTokens': 'Change token register',
  'projects.updateProject': 'Correct project',
  'ledger.addAccount': 'Add account',
  'ledger.approveLock': 'Approve change of a period',
  'ledger.importEcbRates': 'Import ECB rates',
  'ledger.lockPeriod': 'Propose closing of a period',
  'ledger.openChart': 'Open books',
  'ledger.postJournal': 'Post journal',
  'ledger.recordRate': 'Record exchange rate',
  'ledger.rejectLock': 'Reject change of a period',
  'ledger.revalue': 'Revalue currencies',
  'ledger.reverse': 'Reverse entry',
  'ledger.unlockPeriod': 'Propose reopening of a period',
  'ledger.withdrawLock': 'Withdraw change of a period',
  'settings.propose': 'Propose rule change',
  'settings.approve': 'Approve rule change',
  'settings.reject': 'Reject rule change',
  'settings.withdraw': 'Withdraw rule change',
  'settings.updateHouse': 'Correct house record',
  'settings.setTaxId': 'Set tax id',
};

const words = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A name from another version is read from its own words. */
export const commandTitle = (name: string): string =>
  Object.hasOwn(titles, name) ? titles[name as CommandName] : capital(words(name.slice(name.indexOf('.') + 1)));

/** `fromOn` and `from_on` as a person reads them: "From on". */
export const fieldTitle = (name: string): string => capital(words(name.replaceAll('_', ' ')).trim());
