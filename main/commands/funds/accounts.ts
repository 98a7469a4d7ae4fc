import {
  closeAccountRow,
  type FundAccountRow,
  findAccountByNumber,
  insertAccount,
  readAccount,
  readAccounts,
  readFund,
  updateAccountRow,
} from '#db/tables/funds.ts';
import { readProject } from '#db/tables/projects.ts';
import { checkBankDetails } from '#main/engine/funds/bankDetails.ts';
import type { CommandInput } from '#shared/contract/index.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { done } from '#shared/result.ts';
import { type Handler, reads, writes } from '../handler.ts';
import { fundNamer, inFund, noFund } from './fund.ts';

const everyAccount = writes('fundBankAccounts', 'all');

export const addBankAccount: Handler<'funds.addBankAccount'> = {
  guards: ({ fundId, projectId }) => [everyAccount, reads('fund', fundId), ...(projectId === null ? [] : [reads('project', projectId)])],
  claims: ({ accountId }) => [`fundBankAccount:${accountId}`],
  scope: inFund,

  run(context, input) {
    const { db } = context;
    const { accountId, fundId, projectId, ...fields } = input;
    const fund = readFund(db, fundId);
    if (!fund) return noFund(fundId);
    if (fund.status === 'closed') return refuse('fundClosed', { fund: fund.name });
    if (projectId !== null && readProject(db, projectId)?.fundId !== fundId)
      return refuse('notFound', { what: `project of ${fund.name}`, id: projectId });
    const checked = checkBankDetails(input);
    if (!checked.ok) return checked;
    const numbers = checked.value;
    const holder = findAccountByNumber(db, fields.scheme, numbers.accountNumber, numbers.routingNumber);
    if (holder) return refuse('accountTaken', { fund: fundNamer(context)(holder.fundId) });
    const tied = tiedTo(readAccounts(db, fundId), input);
    if (tied) return refuse('ledgerCodeTaken', { code: fields.ledgerCode, account: tied.title });
    insertAccount(db, { id: accountId, fundId, projectId, ...fields, ...numbers, closedOn: null, version: 1 });
    return done({ version: 1 });
  },
};

const tiedTo = (
  accounts: readonly FundAccountRow[],
  { accountId, ledgerCode }: Pick<CommandInput<'funds.addBankAccount'>, 'accountId' | 'ledgerCode'>,
) => accounts.find((account) => account.id !== accountId && account.closedOn === null && account.ledgerCode === ledgerCode);

export const updateBankAccount: Handler<'funds.updateBankAccount'> = {
  guards: () => [everyAccount],
  scope: inFund,

  run({ db }, { accountId, fundId, expectedVersion, title, bankName, ledgerCode }) {
    const account = readAccount(db, accountId);
    if (account?.fundId !== fundId) return refuse('notFound', { what: 'bank account of this fund', id: accountId });
    if (account.version !== expectedVersion) return refuse('staleVersion', { what: account.title });
    if (account.closedOn !== null) return refuse('accountClosed', { account: account.title, on: account.closedOn });
    const tied = tiedTo(readAccounts(db, fundId), { accountId, ledgerCode });
    if (tied) return refuse('ledgerCodeTaken', { code: ledgerCode, account: tied.title });
    const version = account.version + 1;
    updateAccountRow(db, account, { title, bankName, ledgerCode, version });
    return done({ version });
  },
};

export const closeBankAccount: Handler<'funds.closeBankAccount'> = {
  guards: () => [everyAccount],
  scope: inFund,

  run({ db }, { accountId, fundId, expectedVersion, closedOn }) {
    const account = readAccount(db, accountId);
    if (account?.fundId !== fundId) return refuse('notFound', { what: 'bank account of this fund', id: accountId });
    if (account.version !== expectedVersion) return refuse('staleVersion', { what: account.title });
    if (account.closedOn !== null) return refuse('accountClosed', { account: account.title, on: account.closedOn });
    if (closedOn < account.openedOn) return refuse('wrongAccountDates', { opened: account.openedOn, closed: closedOn });
    const version = account.version + 1;
    closeAccountRow(db, account, { closedOn, version });
    return done({ version });
  },
};
