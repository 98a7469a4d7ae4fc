export const linesRefusals = {
  lineNameTaken: ({ name, fund }: { name: string; fund: string }) =>
    `${fund} already has a subscription line named “${name}”. Choose another name.`,
  lineDates: ({ opened, matures }: { opened: string; matures: string }) =>
    `The line would mature on ${matures}, not after it was opened on ${opened}. Correct the dates.`,
  accountNotUsable: ({ account, because }: { account: string; because: string }) =>
    `${account} cannot be used here, because ${because}. Choose another account.`,
  lineNotOpen: ({ line, on, because }: { line: string; on: string; because: string }) =>
    `Nothing can be recorded on “${line}” for ${on}, because ${because}. Check the date.`,
  lineMatured: ({ line, on, matures }: { line: string; on: string; matures: string }) =>
    `“${line}” matured on ${matures}, so nothing can be drawn on ${on}. Check the date, or open the line that follows it.`,
  lineOverLimit: ({ line, on, asked, left }: { line: string; on: string; asked: string; left: string }) =>
    `A draw of ${asked} is over the limit of “${line}”: ${left} may still be drawn on ${on}. Draw less, repay first, or record a higher limit.`,
  lineOverBase: ({ line, on, asked, base, left }: { line: string; on: string; asked: string; base: string; left: string }) =>
    `A draw of ${asked} is over the borrowing base of “${line}”: uncalled commitments carry ${base} on ${on}, of which the lines of the fund leave ${left}. Draw less, or repay first.`,
  lineOverpaid: ({ line, what, on, paid, owed }: { line: string; what: string; on: string; paid: string; owed: string }) =>
    `${paid} is more than the ${what} owed on “${line}” from ${on} on (${owed}). Correct the amount or the date${what === 'interest' ? ', or accrue the interest first' : ''}.`,
  accruedAlready: ({ line, until }: { line: string; until: string }) =>
    `The interest of “${line}” is accrued up to ${until} already. Choose a later day.`,
  nothingToAccrue: ({ line, from, until }: { line: string; from: string; until: string }) =>
    `“${line}” cost no interest from ${from} to ${until}. There is nothing to accrue.`,
  movementUndone: ({ line }: { line: string }) => `This movement of “${line}” was taken back already. Reload the line.`,
  movementIsUndo: ({ line }: { line: string }) =>
    `This movement of “${line}” itself takes another back. Record the right one anew instead.`,
  undoTooEarly: ({ line, on }: { line: string; on: string }) =>
    `This movement of “${line}” is of ${on}, so it cannot be taken back before. Choose that day or a later one.`,
  undoLeavesGap: ({ line, on }: { line: string; on: string }) =>
    `Without this movement more would be repaid than owed on “${line}” on ${on}. Take the later payment back first.`,
  lineTermsSame: ({ line, on }: { line: string; on: string }) =>
    `The terms of “${line}” are the same on ${on} already. Change a figure or the date.`,
  lineOverdrawn: ({ line, on, owed, limit }: { line: string; on: string; owed: string; limit: string }) =>
    `${owed} is drawn on “${line}” on ${on}, more than a limit of ${limit}. Record the repayment first.`,
  lineOwes: ({ line, owed, on }: { line: string; owed: string; on: string }) =>
    `${owed} is still owed on “${line}” on ${on}. Repay it, then close the line.`,
  callElsewhere: ({ call, because }: { call: string; because: string }) =>
    `Call ${call} cannot be linked here, because ${because}. Choose another call.`,
};
