export const fundsRefusals = {
  fundNameTaken: ({ name }: { name: string }) => `A fund named “${name}” exists already. Choose a name that tells them apart.`,
  organisationNameTaken: ({ name }: { name: string }) => `An organisation named “${name}” is recorded already. Use that one.`,
  fundFixed: ({ fund, field, because }: { fund: string; field: string; because: string }) =>
    `The ${field} of ${fund} can no longer change, because ${because}. Start a new fund if it was wrong.`,
  inceptionAfterStart: ({ fund, began }: { fund: string; began: string }) =>
    `${fund} began investing on ${began}, so its inception lies on or before that day. Enter such a date.`,
  moveNotAllowed: ({ fund, status, move }: { fund: string; status: string; move: string }) =>
    `${fund} is ${status}, so “${move}” does not apply. Reload the fund and look at its status.`,
  moveNotReady: ({ fund, unmet }: { fund: string; unmet: readonly string[] }) => `${fund} cannot move on yet: ${unmet.join('; ')}.`,
  moveBeforeLast: ({ fund, on, last }: { fund: string; on: string; last: string }) =>
    `${fund} last changed status on ${last}, so it cannot move on ${on}. Choose ${last} or a later date.`,
  dateInFuture: ({ what, on, today }: { what: string; on: string; today: string }) =>
    `${what} is dated ${on}, after today (${today}). Enter it once that day has come.`,
  fundClosed: ({ fund }: { fund: string }) => `${fund} is closed. Reopen it before adding to it.`,
  classNameTaken: ({ name, fund }: { name: string; fund: string }) => `${fund} already has a class named “${name}”. Choose another name.`,
  classFixed: ({ name }: { name: string }) => `The unit digits of ${name} can no longer change, because it has a NAV. Start a new class.`,
  classClosed: ({ name, on }: { name: string; on: string }) => `${name} was closed on ${on}. Choose an open class.`,
  wrongClassDates: ({ name, opened, closed }: { name: string; opened: string; closed: string }) =>
    `${name} would close on ${closed}, before it opened on ${opened}. Correct the dates.`,
  navAfterClosing: ({ name, on, closed }: { name: string; on: string; closed: string }) =>
    `${name} has a NAV of ${on}, so it cannot have closed on ${closed}. Choose that day or a later one.`,
  linkToSelf: ({ fund }: { fund: string }) => `${fund} cannot be linked to itself. Choose another fund.`,
  linkExists: ({ from, to }: { from: string; to: string }) => `${from} and ${to} are linked already. End that link first.`,
  linkCycle: ({ path }: { path: readonly string[] }) =>
    `This link would lead in a circle: ${path.join(' → ')}. Money must flow one way; check the direction.`,
  linkEnded: ({ on }: { on: string }) => `This link ended on ${on} already.`,
  wrongLinkDates: ({ from, until }: { from: string; until: string }) =>
    `The link would end on ${until}, before it begins on ${from}. Correct the date.`,
  termIncoherent: ({ term, problem }: { term: string; problem: string }) => `${term}: ${problem}. Check the clause and enter it again.`,
  termUnchanged: ({ term, on }: { term: string; on: string }) =>
    `${term} is the same on ${on} already. Change a value, the clause or the date.`,
  bankDetailsWrong: ({ problems }: { problems: readonly string[] }) =>
    `${problems.join(' ')} Compare it with the bank’s own letter and enter it again.`,
  accountTaken: ({ fund }: { fund: string }) =>
    `This account number is recorded for ${fund} already. An account belongs to one fund and purpose only.`,
  ledgerCodeTaken: ({ code, account }: { code: string; account: string }) =>
    `Ledger account ${code} is tied to ${account} already. Give each bank account a ledger account of its own.`,
  accountClosed: ({ account, on }: { account: string; on: string }) => `${account} was closed on ${on}.`,
  wrongAccountDates: ({ opened, closed }: { opened: string; closed: string }) =>
    `The account would close on ${closed}, before it opened on ${opened}. Correct the date.`,
  navTwice: ({ name, on, state }: { name: string; on: string; state: string }) =>
    `${name} already has ${state === 'draft' ? 'a NAV waiting for approval' : 'an approved NAV'} for ${on}. ${state === 'draft' ? 'Withdraw it first.' : 'Correct that one, with a reason.'}`,
  navBeforeOpening: ({ name, on, opened }: { name: string; on: string; opened: string }) =>
    `${name} opened on ${opened}, so it has no NAV on ${on}. Correct the date.`,
  navNeedsUnits: ({ name }: { name: string }) =>
    `${name} is counted in units, so its NAV needs the units outstanding and the NAV per unit.`,
  navWithoutUnits: ({ name }: { name: string }) =>
    `${name} is counted in commitments, so its NAV has no units. Leave the units and the NAV per unit empty.`,
  navDoesNotTie: ({ name, given, computed }: { name: string; given: string; computed: string }) =>
    `Net assets ÷ units of ${name} is ${computed}, not ${given}. Correct one of the three.`,
  unitsTooFine: ({ name, digits }: { name: string; digits: number }) =>
    `${name} is counted to ${digits} decimal places, but these units are finer. Correct the units.`,
  navNotCorrectable: ({ name, on, because }: { name: string; on: string; because: string }) =>
    `The NAV of ${name} for ${on} cannot be corrected, because ${because}.`,
  correctionElsewhere: ({ on }: { on: string }) => `A correction must be of the same class and date (${on}). Enter that date.`,
  correctionNeedsReason: ({ on }: { on: string }) => `Say why the approved NAV for ${on} is corrected.`,
  navDecided: ({ name, on, state }: { name: string; on: string; state: string }) =>
    `The NAV of ${name} for ${on} is already ${state}, so it cannot be decided again.`,
  navByApprover: ({ name, on }: { name: string; on: string }) =>
    `You prepared the NAV of ${name} for ${on}. Somebody else must approve it.`,
  navChanged: ({ name, on }: { name: string; on: string }) =>
    `The NAV of ${name} for ${on} is not the one you looked at. Read it again, then approve.`,
  navOfAnother: ({ preparedBy }: { preparedBy: string }) =>
    `This NAV was prepared by ${preparedBy}. Only they can withdraw it; an approver can reject it.`,
  navMissing: ({ name, on }: { name: string; on: string }) =>
    `${name} has no approved NAV on or before ${on}. Draft one and have it approved.`,
  navStale: ({ name, on, newest, days }: { name: string; on: string; newest: string; days: number }) =>
    `The newest approved NAV of ${name} on ${on} is of ${newest}, more than ${days} days old. Approve a newer one.`,
  projectTitleTaken: ({ title, fund }: { title: string; fund: string }) =>
    `${fund} already has a project named “${title}”. Choose another title.`,
  tokensFixed: ({ title }: { title: string }) =>
    `The token digits of ${title} can no longer change, because its register has entries. Start a new project if they were wrong.`,
  tokenSign: ({ kind, line }: { kind: string; line: number }) =>
    `Line ${line} has the wrong sign for ${kind}: an issue adds tokens, a redemption takes them away, and no line is zero.`,
  tokensUnbalanced: ({ over }: { over: string }) => `A transfer moves tokens, it makes none: these lines sum to ${over}, not to zero.`,
  tokenHolderTwice: ({ investor }: { investor: string }) => `Investor ${investor} is on two lines. Put their tokens on one line.`,
  tokensShort: ({ investor, on, balance }: { investor: string; on: string; balance: string }) =>
    `Investor ${investor} would hold ${balance} tokens on ${on}. Nobody can hold less than none: check the amount and the date.`,
  tokensTooMany: ({ title }: { title: string }) => `${title} would have more tokens than can be counted. Check the amounts.`,
  tokenDateEarly: ({ title, on, opened }: { title: string; on: string; opened: string }) =>
    `${title} began on ${opened}, so its tokens cannot change on ${on}. Correct the date.`,
};
