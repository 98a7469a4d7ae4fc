export const healthRefusals = {
  wrongPassphrase: ({ waitSeconds }: { waitSeconds: number }) =>
    waitSeconds > 0
      ? `That passphrase does not open this workspace. Wait ${waitSeconds} seconds, then try again.`
      : 'That passphrase does not open this workspace. Try again.',
  tooEarly: ({ waitSeconds }: { waitSeconds: number }) => `Too many wrong passphrases. Wait ${waitSeconds} seconds, then try again.`,
  noSuchUser: ({ login }: { login: string }) =>
    `No user with the login ${login} has a passphrase in this workspace. Check the login, or use the recovery phrase.`,
  wrongRecoveryPhrase: ({ problem }: { problem: string }) => `That is not the recovery phrase of this workspace: ${problem}.`,
  keychainRefused: (_: Readonly<Record<string, never>>) =>
    'The keychain of this computer does not open this workspace. Unlock it with your passphrase.',
  passphraseTooShort: ({ shortest }: { shortest: number }) => `Choose a passphrase with at least ${shortest} characters.`,
  lastSlot: ({ user }: { user: string }) =>
    `${user} holds the last key to this workspace. Give somebody else a passphrase, or make a recovery phrase, first.`,
  needsPassphrase: ({ user }: { user: string }) => `${user} has no passphrase yet. An administrator can set one with ${user} present.`,
  noWorkspace: ({ place }: { place: string }) => `There is no Clearway workspace at ${place}. Check the folder, or create one there.`,
  workspaceThere: ({ place }: { place: string }) =>
    `${place} already holds a workspace. Open it, or choose an empty folder: nothing was changed.`,
  folderNotEmpty: ({ place }: { place: string }) => `${place} holds other files. Choose an empty or a new folder.`,
  placeRefused: ({ place, problem }: { place: string; problem: string }) =>
    `${place} cannot be used: ${problem}. Check the path and that you may write there, or choose another folder.`,
  heldElsewhere: ({ place, holder }: { place: string; holder: string }) =>
    `${place} is open in ${holder}. Close it there first; reading from a shell works meanwhile.`,
  keyringMissing: ({ place }: { place: string }) =>
    `keyring.json is missing in ${place}, so nobody can unlock it. Put it back, for instance from the folder backups. No new key was made.`,
  keyringDamaged: ({ place }: { place: string }) =>
    `keyring.json in ${place} cannot be read. Put it back, for instance from the folder backups. No new key was made.`,
  wrongKeyring: ({ place }: { place: string }) =>
    `The keys in keyring.json do not open the workspace in ${place}: they belong to another one. Put the right keyring.json back.`,
  newerWorkspace: ({ place, fileVersion, ownVersion }: { place: string; fileVersion: number; ownVersion: number }) =>
    `${place} was written by a newer Clearway (format ${fileVersion}; this one knows ${ownVersion}). Update Clearway; the file was not touched.`,
  olderWorkspace: ({ place, fileVersion, ownVersion }: { place: string; fileVersion: number; ownVersion: number }) =>
    `${place} was written by an older Clearway (format ${fileVersion}; this one knows ${ownVersion}). Open it once in the application, which backs it up and brings it up to date.`,
  damagedWorkspace: ({ place, problem }: { place: string; problem: string }) =>
    `The workspace in ${place} is damaged: ${problem}. Restore the newest backup; nothing was changed.`,
  behindAnchor: ({ place, seq, expected }: { place: string; seq: number; expected: number }) =>
    `The workspace in ${place} ends at log row ${seq}, but row ${expected} was already seen: an older copy was put in its place. Put the newest file back, or have an owner restore a backup.`,
  anotherHistory: ({ place, seq }: { place: string; seq: number }) =>
    `The workspace in ${place} has another history than the one seen before (at log row ${seq}). Put the right file back, or have an owner restore a backup.`,
  anchorDamaged: ({ place }: { place: string }) =>
    `anchor.json in ${place} is missing or was altered. Put it back, or have an owner restore a backup.`,
  opensNormally: ({ workspace }: { workspace: string }) =>
    `${workspace} opens normally, so it needs no rescue. Unlock it, and restore the backup from Health.`,
  noSuchBackup: ({ name }: { name: string }) => `There is no backup named ${name}. Choose one from the list of backups.`,
  backupDamaged: ({ name, problem }: { name: string; problem: string }) =>
    `The backup ${name} is damaged (${problem}) and was not used. Choose another backup.`,
  practiceOnly: ({ what }: { what: string }) => `${what} works only in a practice workspace such as the demo firm.`,
  jobNotRunning: ({ job, state }: { job: string; state: string }) => `The job ${job} is ${state}, so it cannot be cancelled.`,
  jobNotFailed: ({ job, state }: { job: string; state: string }) => `The job ${job} is ${state}, so there is nothing to retry.`,
  noPrinting: ({ host }: { host: string }) =>
    `${host} cannot write a PDF itself. Use the print dialog of the browser and choose “Save as PDF”.`,
  noDialog: ({ host }: { host: string }) => `${host} has no file dialog. Choose from the list instead.`,
  unknownToken: ({ what }: { what: string }) => `That ${what} is no longer known here. Choose it again.`,
  notAdmitted: (_: Readonly<Record<string, never>>) =>
    'This browser has not been let in. Open the address that Clearway printed when it started.',
  foreignSender: (_: Readonly<Record<string, never>>) =>
    'This request did not come from Clearway’s own window, so it was refused and noted. Close the page that sent it.',
  tooManyRequests: ({ waitSeconds }: { waitSeconds: number }) => `Too many requests. Wait ${waitSeconds} seconds, then try again.`,
  batchLine: ({ line, problem }: { line: number; problem: string }) =>
    `Line ${line}: ${problem}. Correct the line; the lines before it are done.`,
};

/** What keeps a workspace from opening, and what putting a backup in its place mends. */
export const mendedByRestore: ReadonlySet<string> = new Set<keyof typeof healthRefusals>([
  'damagedWorkspace',
  'behindAnchor',
  'anotherHistory',
  'anchorDamaged',
]);
