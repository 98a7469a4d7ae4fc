type RowProblem = Readonly<{ line: number; sentence: string }>;

export const investorsRefusals = {
  investorMerged: ({ investor, into }: { investor: string; into: string }) =>
    `${investor} was merged into ${into}. Open ${into} and make the change there, or undo the merge first.`,
  investorRemoved: ({ investor }: { investor: string }) =>
    `${investor} was taken back when its import was undone. Add the investor again, or import it again.`,
  referenceTaken: ({ system, value, investor }: { system: string; value: string; investor: string }) =>
    `${value} in ${system} is already the reference of ${investor}. Correct the reference, or open ${investor}.`,
  investorState: ({ investor, state, move }: { investor: string; state: string; move: string }) =>
    `${investor} is ${state}, so “${move}” is not possible. Reload the record to see what is.`,
  kycBlocks: ({ investor, why }: { investor: string; why: string }) => `${investor} is blocked: ${why}. Complete KYC first.`,
  kycState: ({ investor, state, move }: { investor: string; state: string; move: string }) =>
    `KYC of ${investor} is ${state}, so “${move}” is not possible now. Reload the record to see what is.`,
  kycExpiryMissing: ({ investor, today }: { investor: string; today: string }) =>
    `KYC of ${investor} needs a risk rating and an expiry after ${today} to be approved. Enter both.`,
  reasonMissing: ({ what }: { what: string }) => `${what} needs a reason. Say why.`,
  wrongPeriod: ({ what, from, until }: { what: string; from: string; until: string }) =>
    `${what} begins on ${from} and cannot end on ${until}. Choose an end on or after its beginning.`,
  recordEnded: ({ what, on }: { what: string; on: string }) => `${what} ended on ${on} already. It stays as it is; add a new one instead.`,
  contactUnreachable: ({ contact }: { contact: string }) =>
    `${contact} has neither an e-mail address nor a phone number. Enter one of them.`,
  taxFormWrong: ({ form, why }: { form: string; why: string }) => `${form} ${why}. Correct the tax profile.`,
  tinMalformed: ({ expected }: { expected: string }) => `The taxpayer id is not written as ${expected}. Check it against the form.`,
  accountWrong: ({ field, why }: { field: string; why: string }) => `${field}: ${why}. Check it against the bank’s letter.`,
  accountState: ({ account, state }: { account: string; state: string }) =>
    `The account at ${account} is ${state}, so it cannot be used for this. Choose an account in force.`,
  payeeCaseOpen: ({ investor }: { investor: string }) =>
    `A payee change of ${investor} is still open. Finish, reject or withdraw it first.`,
  payeeState: ({ investor, state, move }: { investor: string; state: string; move: string }) =>
    `This payee change of ${investor} is ${state}, so “${move}” is not possible. Reload the case to see what is.`,
  payeeContentChanged: ({ investor }: { investor: string }) =>
    `The payee change of ${investor} is not the one you looked at. Read it again, then approve.`,
  payeeSecondPerson: ({ investor }: { investor: string }) =>
    `You requested this payee change of ${investor}. Somebody else must approve it.`,
  payeeThirdPerson: ({ investor }: { investor: string }) =>
    `You made the callback for this payee change, which came from the login of ${investor}. Somebody else must approve it.`,
  payeeCoolOff: ({ investor, days, until }: { investor: string; days: number; until: string }) =>
    `This payee change of ${investor} rests for ${days} days. Approve it on ${until} or later.`,
  callbackNumberMissing: ({ contact }: { contact: string }) => `${contact} has no phone number on file. Choose another contact.`,
  callbackNotOnFile: ({ contact, received }: { contact: string; received: string }) =>
    `The number of ${contact} was not on file when the request arrived on ${received}. Call a number that was.`,
  callbackTooNew: ({ contact, recorded, days }: { contact: string; recorded: string; days: number }) =>
    `The number of ${contact} was recorded on ${recorded}, less than ${days} days before the request. Call an older number.`,
  callbackByRequester: ({ investor }: { investor: string }) =>
    `You requested this payee change of ${investor}. Somebody else must make the callback.`,
  receivedInFuture: ({ today }: { today: string }) => `A request cannot arrive after today (${today}). Correct the day it arrived.`,
  notRequester: ({ requestedBy }: { requestedBy: string }) =>
    `This payee change was requested by ${requestedBy}. Only they can withdraw it; an approver can reject it.`,
  electionPercent: (_detail: Record<string, never>) =>
    'A reinvestment in part needs the part, above 0 and below 100 per cent; no other election has one. Correct it.',
  electionTarget: (_detail: Record<string, never>) =>
    'A reinvestment into another class needs that class; no other election has one. Correct it.',
  payeeMissing: ({ investor, fund }: { investor: string; fund: string }) =>
    `${investor} has no bank account in force for ${fund}. Record a payee change first.`,
  payeeMerged: ({ investor, fund }: { investor: string; fund: string }) =>
    `The position in ${fund} is held by ${investor}, which was merged and has no bank account of its own. Transfer the position, or undo the merge and record a payee change.`,
  payeeEnded: ({ investor, fund }: { investor: string; fund: string }) =>
    `The bank account of ${investor} for ${fund} was ended, so money is held. Record a payee change that names another.`,
  payeeUseMissing: ({ investor }: { investor: string }) =>
    `The payee change of ${investor} names no use for the account. Choose every fund or at least one fund.`,
  termWrong: ({ term, why }: { term: string; why: string }) => `${term} ${why}. Correct the term.`,
  termOverlaps: ({ term, from, until }: { term: string; from: string; until: string }) =>
    `${term} is already agreed from ${from} until ${until}. End that term the day before the new one begins.`,
  uriNotAllowed: ({ schemes }: { schemes: string }) =>
    `A document may be referred to by ${schemes} only. Put it where such an address leads and enter that.`,
  importRowsWrong: ({ count, rows }: { count: number; rows: readonly RowProblem[] }) =>
    `${count === 1 ? 'One row' : `${count} rows`} cannot be imported: ${rows.map(({ line, sentence }) => `line ${line}: ${sentence}`).join('; ')}. Correct them in place and import again.`,
  importUndone: ({ file, on }: { file: string; on: string }) => `The import of ${file} was undone on ${on} already.`,
  importStands: ({ count, investors }: { count: number; investors: string }) =>
    `${count === 1 ? 'One imported investor has' : `${count} imported investors have`} been worked on since (${investors}), so the import cannot be undone. Deactivate single investors instead.`,
  mergeSelf: ({ investor }: { investor: string }) => `${investor} cannot be merged into itself. Choose two different investors.`,
  notMerged: ({ investor }: { investor: string }) => `${investor} is not merged into anything. Nothing to undo.`,
};
