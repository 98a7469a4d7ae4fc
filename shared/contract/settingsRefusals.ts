export const settingsRefusals = {
  valueOutOfRange: ({ rule, allowed }: { rule: string; allowed: string }) => `“${rule}” takes ${allowed}. Enter such a value.`,
  notPerFund: ({ rule }: { rule: string }) => `“${rule}” holds for the whole house and has no value per fund. Change it for the house.`,
  effectiveInPast: ({ rule, today }: { rule: string; today: string }) =>
    `“${rule}” cannot change before today (${today}). Choose today or a later date.`,
  unchanged: ({ rule, value }: { rule: string; value: string }) => `“${rule}” is ${value} on that date already. Nothing to change.`,
  proposalOpen: ({ rule, proposedBy }: { rule: string; proposedBy: string }) =>
    `A change of “${rule}” by ${proposedBy} is waiting. Have it approved, rejected or withdrawn first.`,
  notProposed: ({ rule, state }: { rule: string; state: string }) =>
    `This change of “${rule}” is already ${state}, so it cannot be decided again.`,
  approverIsProposer: ({ rule }: { rule: string }) => `You proposed this change of “${rule}”. Somebody else must approve it.`,
  notProposer: ({ rule, proposedBy }: { rule: string; proposedBy: string }) =>
    `This change of “${rule}” was proposed by ${proposedBy}. Only they can withdraw it; an approver can reject it.`,
  contentChanged: ({ rule }: { rule: string }) => `The change of “${rule}” is not the one you looked at. Read it again, then approve.`,
  proposalLapsed: ({ rule, days }: { rule: string; days: number }) =>
    `This change of “${rule}” waited more than ${days} days and lapsed. Propose it again.`,
  unknownTimeZone: ({ timeZone }: { timeZone: string }) => `There is no time zone named ${timeZone}. Choose one such as Europe/Zurich.`,
  taxIdMalformed: ({ expected }: { expected: string }) =>
    `The tax id is not written as ${expected}. Check it against the letter of the authority.`,
};
