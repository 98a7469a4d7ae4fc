const list = (items: readonly string[]): string => items.join(', ');

export const ledgerRefusals = {
  booksMissing: ({ fund }: { fund: string }) => `“${fund}” has no books yet. Open them with a starter chart of accounts first.`,
  booksOpen: ({ fund }: { fund: string }) => `The books of “${fund}” are open already. Add single accounts to its chart instead.`,
  accountCodeTaken: ({ code, name }: { code: string; name: string }) => `Account ${code} is “${name}” already. Choose a code that is free.`,
  accountRoleTaken: ({ role, code }: { role: string; code: string }) =>
    `Account ${code} has the role “${role}” in this chart already. Leave the role empty, or choose another.`,
  accountsUnknown: ({ codes }: { codes: readonly string[] }) =>
    `The chart of this fund has no account ${list(codes)}. Correct the code, or add the account first.`,
  lineZero: ({ line }: { line: number }) => `Line ${line} has no amount. Enter one, or remove the line.`,
  investorNeeded: ({ line, code, name }: { line: number; code: string; name: string }) =>
    `Line ${line}: account ${code} “${name}” is kept per investor. Name the investor.`,
  investorNotKept: ({ line, code, name }: { line: number; code: string; name: string }) =>
    `Line ${line}: account ${code} “${name}” is not kept per investor. Remove the investor, or choose an account that is.`,
  investorsUnknown: ({ ids }: { ids: readonly string[] }) => `There is no investor with the id ${list(ids)}. Choose one from the list.`,
  entryUnbalanced: ({ differences }: { differences: readonly string[] }) =>
    `Debits and credits differ by ${list(differences)}. An entry must come to zero in every currency: correct an amount or add a line.`,
  periodLocked: ({ on, until, level }: { on: string; until: string; level: string }) =>
    level === 'hard'
      ? `${on} lies in a closed period (locked until ${until}). Choose a later date, or have the period reopened.`
      : `${on} lies in a period being closed (locked until ${until}); only people who may lock periods still post there. Choose a later date, or ask one of them.`,
  entryReversed: ({ entry, by }: { entry: string; by: string }) =>
    `Entry ${entry} was reversed already, by entry ${by}. Post a new journal if something remains to be corrected.`,
  entryIsReversal: ({ entry, of }: { entry: string; of: string }) =>
    `Entry ${entry} is itself the reversal of ${of}. Post the original again as a new journal instead.`,
  entryOfEvent: ({ entry, source }: { entry: string; source: string }) =>
    `Entry ${entry} was posted by ${source} and stands for it, so it is not reversed by itself. Take back what it came from: rescind the call, return the receipt, or undo the movement.`,
  reversalTooEarly: ({ entry, on }: { entry: string; on: string }) =>
    `Entry ${entry} takes effect on ${on}, so it cannot be undone before. Choose that day or a later one.`,
  periodUnchanged: ({ from, until, level }: { from: string; until: string; level: string }) =>
    `Every day from ${from} to ${until} is ${level} already. Nothing to change.`,
  periodBackwards: ({ from, until }: { from: string; until: string }) =>
    `The period ends on ${until}, before it begins on ${from}. Swap the dates.`,
  periodChangeOpen: ({ from, until, proposedBy }: { from: string; until: string; proposedBy: string }) =>
    `A change of the period ${from} to ${until} by ${proposedBy} is waiting. Have it approved, rejected or withdrawn first.`,
  periodChangeDecided: ({ from, until, state }: { from: string; until: string; state: string }) =>
    `This change of the period ${from} to ${until} is already ${state}, so it cannot be decided again.`,
  periodByProposer: ({ from, until }: { from: string; until: string }) =>
    `You proposed this change of the period ${from} to ${until}. Somebody else must approve it.`,
  periodContentChanged: ({ from, until }: { from: string; until: string }) =>
    `The change of the period ${from} to ${until} is not the one you looked at. Read it again, then approve.`,
  periodNotProposer: ({ proposedBy }: { proposedBy: string }) =>
    `This change was proposed by ${proposedBy}. Only they can withdraw it; an approver can reject it.`,
  rateNotPositive: ({ pair }: { pair: string }) => `The rate of ${pair} must be above zero. Check the figure at its source.`,
  rateSameCurrency: ({ currency }: { currency: string }) => `${currency} in ${currency} needs no rate. Choose two currencies.`,
  rateInFuture: ({ on, today }: { on: string; today: string }) =>
    `${on} lies after today (${today}), and no rate is known before its day. Check the date.`,
  rateKnown: ({ pair, on, rate }: { pair: string; on: string; rate: string }) =>
    `${pair} on ${on} is recorded as ${rate} already. Nothing to change.`,
  rateDiffers: ({ pair, on, rate }: { pair: string; on: string; rate: string }) =>
    `${pair} on ${on} is recorded as ${rate}. To put another rate beside it, give the reason for the correction.`,
  ratesConflict: ({ conflicts }: { conflicts: readonly string[] }) =>
    `The file differs from rates recorded before: ${conflicts.join('; ')}. Nothing was imported. Check the file; correct single rates by hand, with a reason.`,
  rateMissing: ({ pair, on, days }: { pair: string; on: string; days: number }) =>
    `There is no rate of ${pair} for ${on} or the ${days} days before it. Import the rates of that time, or record one by hand.`,
  amountTooLarge: ({ what, most }: { what: string; most: string }) =>
    `${what} comes to more than one amount may hold (${most}). Check the amounts and rates, or work in smaller parts.`,
  nothingToRevalue: ({ fund, on }: { fund: string; on: string }) =>
    `The currency position of “${fund}” is worth what the books say on ${on}. There is nothing to post.`,
  foreignResult: ({ codes }: { codes: readonly string[] }) =>
    `Accounts ${list(codes)} hold income, expense or equity in a foreign currency. Move these to the fund’s currency first, at the rate of their day.`,
  roleMissing: ({ role }: { role: string }) => `No account of this chart has the role “${role}”. Add one first.`,
};
