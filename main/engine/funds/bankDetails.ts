import { bicFault, compact, ibanFault, routingFault } from '#shared/bankNumbers.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { AccountScheme } from '#shared/model/funds.ts';
import { done, type Result } from '#shared/result.ts';

export type BankDetails = Readonly<{
  scheme: AccountScheme;
  country: string;
  accountNumber: string;
  routingNumber: string | null;
  bic: string | null;
}>;
type Numbers = Pick<BankDetails, 'accountNumber' | 'routingNumber' | 'bic'>;

/** The numbers as banks write them on the wire, or every fault in them at once. */
export function checkBankDetails({ scheme, country, ...typed }: BankDetails): Result<Numbers, 'bankDetailsWrong'> {
  const numbers: Numbers = {
    accountNumber: compact(typed.accountNumber),
    routingNumber: typed.routingNumber === null ? null : compact(typed.routingNumber),
    bic: typed.bic === null ? null : compact(typed.bic),
  };
  const problems = [accountFault(scheme, country, numbers), routingProblem(scheme, numbers), bicProblem(country, numbers)].filter(
    (problem) => problem !== undefined,
  );
  return problems.length > 0 ? refuse('bankDetailsWrong', { problems }) : done(numbers);
}

function accountFault(scheme: AccountScheme, country: string, { accountNumber }: Numbers): string | undefined {
  if (scheme === 'us')
    return /^[A-Z0-9]{4,17}$/.test(accountNumber) ? undefined : 'A US account number has four to seventeen digits or letters.';
  if (scheme === 'other')
    return /^[A-Z0-9-]{4,34}$/.test(accountNumber) ? undefined : 'An account number has four to thirty-four letters, digits or dashes.';
  const fault = ibanFault(accountNumber);
  if (fault !== undefined) return `The IBAN is wrong: ${fault}.`;
  return accountNumber.startsWith(country) ? undefined : `The IBAN is of ${accountNumber.slice(0, 2)}, but the bank is in ${country}.`;
}

function routingProblem(scheme: AccountScheme, { routingNumber }: Numbers): string | undefined {
  if (scheme !== 'us') return routingNumber === null ? undefined : 'Only a US account has a routing number.';
  if (routingNumber === null) return 'A US account needs a routing number.';
  const fault = routingFault(routingNumber);
  return fault === undefined ? undefined : `The routing number is wrong: ${fault}.`;
}

function bicProblem(country: string, { bic }: Numbers): string | undefined {
  const fault = bic === null ? undefined : bicFault(bic, country);
  return fault === undefined ? undefined : `The BIC is wrong: ${fault}.`;
}
