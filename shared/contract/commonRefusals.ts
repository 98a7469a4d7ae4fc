export type InputIssue = Readonly<{ path: string; message: string }>;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a claim is on, in words: `periodLock:<id>` is a period lock. Its id tells nobody anything. */
const claimText = (claim: string): string =>
  claim
    .split(':')
    .filter((part) => !ID.test(part))
    .map((part) => part.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`))
    .join(', ');

export const commonRefusals = {
  invalidInput: ({ issues }: { issues: readonly InputIssue[] }) =>
    `${issues.map(({ path, message }) => (path ? `${path} ${message}` : message)).join('; ')}. Correct this and send it again.`,
  notPermitted: ({ name, needs }: { name: string; needs: string }) =>
    `Your roles do not allow ${name} here (it needs ${needs}). Ask an owner or administrator.`,
  stepUpNeeded: ({ name }: { name: string }) => `${name} needs your passphrase again. Enter it and repeat the step.`,
  commandIdReused: ({ id }: { id: string }) => `The command id ${id} was already used for something else. Start the step again.`,
  staleVersion: ({ what }: { what: string }) => `${what} was changed by somebody else since you opened it. Reload it and look again.`,
  locked: ({ workspace }: { workspace: string }) => `${workspace} is locked. Unlock it and repeat the step.`,
  unknownName: ({ name }: { name: string }) => `There is no command or query named ${name}. Run “clearway contract” for the list.`,
  notFound: ({ what, id }: { what: string; id: string }) =>
    `There is no ${what} with the id ${id}. It may never have existed, or the list is old: reload it.`,
  alreadyExists: ({ what, id }: { what: string; id: string }) => `A ${what} with the id ${id} exists already. Use a new id.`,
  notSignedIn: ({ workspace }: { workspace: string }) =>
    `Nobody active is signed in to ${workspace}. Unlock it with the passphrase of an active user.`,
  diskFull: ({ workspace }: { workspace: string }) =>
    `The disk that holds ${workspace} is full. Nothing was written. Free some space and repeat the step.`,
  incident: ({ id }: { id: string }) =>
    `Something unexpected went wrong and nothing was written (incident ${id}). Try again; if it happens again, send the incident id to your administrator.`,
  claimTaken: ({ claim }: { claim: string }) =>
    `This was already done once for the same record (${claimText(claim)}) and cannot be done again. Reload to see it, or start anew for something new.`,
};
