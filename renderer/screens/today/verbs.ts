import type { CommandName } from '#shared/contract/index.ts';

/** What somebody did, in words, for the list of what happened last. */
const verbs: Readonly<Record<CommandName, string>> = {
  'access.createWorkspace': 'made this workspace',
  'access.addUser': 'added a user',
  'access.updateUser': 'corrected a user',
  'access.disableUser': 'disabled a user',
  'access.enableUser': 'enabled a user again',
  'access.grantRole': 'gave a role',
  'access.revokeRole': 'took a role back',
  'access.notePassphrase': 'set or changed a key',
  'access.setPreferences': 'changed how their window looks',
  'audit.unmask': 'revealed a masked value',
  'audit.noteExport': 'exported a table or report',
  'audit.noteViews': 'opened sensitive records',
  'audit.closeSecurityEvent': 'closed a security event',
  'health.noteRestore': 'restored a backup',
  'settings.propose': 'changed or proposed a business rule',
  'settings.approve': 'approved a rule change',
  'settings.reject': 'turned a rule change down',
  'settings.withdraw': 'withdrew a rule change',
  'settings.updateHouse': 'corrected the house record',
  'settings.setTaxId': 'set the tax id of the house',
};

/** A name from a newer version stands as it is. */
export const verbOf = (name: string): string => (Object.hasOwn(verbs, name) ? verbs[name as CommandName] : `ran ${name}`);
