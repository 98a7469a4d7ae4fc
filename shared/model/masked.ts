/** Which fields are shown masked; a reveal is a command, so it is on the record. */
export const maskedFields: Readonly<Record<string, readonly string[]>> = {
  bankAccount: ['accountNumber', 'routing', 'bic'],
  fund: ['taxId'],
  fundBankAccount: ['accountNumber', 'routingNumber', 'bic'],
  house: ['taxId'],
  taxProfile: ['tin'],
};

export const isMaskedField = (entity: string, field: string): boolean =>
  Object.hasOwn(maskedFields, entity) && (maskedFields[entity]?.includes(field) ?? false);
