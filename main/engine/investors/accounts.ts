import { bicFault, compact, ibanFault, ibanLengthOf, routingFault } from '#shared/bankNumbers.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { AccountDetails } from '#shared/model/investors.ts';
import { done, type Result } from '#shared/result.ts';

/** The account as it will be stored, numbers without spaces; or what a bank would send back. */
export function checkAccount<Details extends AccountDetails>(given: Details): Result<Details, 'accountWrong'> {
  const details = {
    ...given,
    accountNumber: compact(given.accountNumber),
    routing: given.routing === null ? null : compact(given.routing),
    bic: given.bic === null ? null : compact(given.bic),
  };
  const fault = numberFault(details) ?? routingFaultOf(details) ?? bicFaultOf(details);
  return fault ? refuse('accountWrong', fault) : done(details);
}

type Fault = Readonly<{ field: string; why: string }> | undefined;

function numberFault({ numberKind, accountNumber, bankCountry }: AccountDetails): Fault {
  if (numberKind === 'account') {
    if (!/^[A-Z0-9-]{4,34}$/.test(accountNumber))
      return { field: 'Account number', why: 'it has four to thirty-four letters, digits or dashes' };
    return ibanFault(accountNumber) === undefined ? { field: 'Account number', why: 'this is an IBAN; enter it as one' } : undefined;
  }
  const why = ibanFault(accountNumber);
  if (why !== undefined) return { field: 'IBAN', why };
  return accountNumber.slice(0, 2) === bankCountry
    ? undefined
    : { field: 'IBAN', why: `it is of an account in ${accountNumber.slice(0, 2)}, and the bank is in ${bankCountry}` };
}

function routingFaultOf({ routing, numberKind, bankCountry }: AccountDetails): Fault {
  if (routing === null)
    return bankCountry === 'US' ? { field: 'Routing number', why: 'an account at a bank in the US needs one' } : undefined;
  if (numberKind === 'iban' || bankCountry !== 'US') return { field: 'Routing number', why: 'only an account at a bank in the US has one' };
  const why = routingFault(routing);
  return why === undefined ? undefined : { field: 'Routing number', why };
}

function bicFaultOf({ bic, numberKind, bankCountry }: AccountDetails): Fault {
  if (bic === null) {
    const reachable = bankCountry === 'US' || numberKind === 'iban' || ibanLengthOf(bankCountry) !== undefined;
    return reachable ? undefined : { field: 'BIC', why: `a bank in ${bankCountry} is reached by its BIC` };
  }
  const why = bicFault(bic, bankCountry);
  return why === undefined ? undefined : { field: 'BIC', why };
}
