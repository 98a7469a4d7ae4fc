export const accessRefusals = {
  loginTaken: ({ login }: { login: string }) => `The login ${login} is already in use. Choose another.`,
  ownerOnly: ({ role }: { role: string }) => `Only an owner can give or take the role ${role}. Ask an owner.`,
  lastOwner: ({ user }: { user: string }) => `${user} is the last active owner. Make somebody else an owner first.`,
  ownAccess: ({ user }: { user: string }) => `${user} cannot change their own access. Ask another owner or administrator.`,
  userDisabled: ({ user }: { user: string }) => `${user} is disabled. Enable the user first.`,
  userActive: ({ user }: { user: string }) => `${user} is already active.`,
  auditorNeedsEnd: ({ user, latest }: { user: string; latest: string }) =>
    `An auditor role must end. Give ${user} an end date on or before ${latest}.`,
  wrongDates: ({ from, until }: { from: string; until: string }) =>
    `The role would end (${until}) before it starts (${from}). Correct the dates.`,
  startsInPast: ({ from, today }: { from: string; today: string }) =>
    `A role cannot begin before today (${today}), but this one would on ${from}. Choose today or a later date.`,
  scopeNeedsId: ({ kind }: { kind: string }) =>
    `A role limited to one ${kind} needs to say which. Choose the ${kind}, or give the role for the whole house.`,
  scopeTooWide: ({ role, kind }: { role: string; kind: string }) =>
    `The role ${role} cannot cover ${kind === 'house' ? 'the whole house' : `a ${kind}`}. Choose a narrower scope.`,
  roleHeld: ({ user, role }: { user: string; role: string }) =>
    `${user} already holds the role ${role} there. Change its dates by revoking it first.`,
  roleRevoked: ({ user, role }: { user: string; role: string }) => `The role ${role} of ${user} was already revoked.`,
};
