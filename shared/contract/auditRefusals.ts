export const auditRefusals = {
  nothingMasked: ({ entity, field }: { entity: string; field: string }) => `${entity} has no masked field named ${field}.`,
  eventAboutYou: ({ kind, others }: { kind: string; others: readonly string[] }) =>
    `The security event “${kind}” is about you. Somebody else must look into it and close it: ${others.join(', ')}.`,
  eventClosed: ({ kind, by }: { kind: string; by: string }) => `The security event “${kind}” was already closed by ${by}.`,
  grantExpired: ({ at }: { at: string }) => `This permission to see the value ended at ${at}. Reveal it again, with a reason.`,
  grantOfAnother: ({ id }: { id: string }) => `The grant ${id} belongs to somebody else. Reveal the value yourself, with a reason.`,
};
