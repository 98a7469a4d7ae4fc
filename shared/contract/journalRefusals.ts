type RowProblem = Readonly<{ line: number; sentence: string }>;

export const journalRefusals = {
  journalNeedsSecond: ({ amount, limit }: { amount: string; limit: string }) =>
    `This comes to ${amount}, and above ${limit} a second person approves. Propose it instead of posting it.`,
  journalNotComparable: ({ amount, pair, on }: { amount: string; pair: string; on: string }) =>
    `Whether ${amount} needs a second person is not known: there is no rate of ${pair} for ${on}. Record the rate, or propose it instead of posting it.`,
  journalDecided: ({ memo, state }: { memo: string; state: string }) =>
    `“${memo}” was ${state} already, so it cannot be decided again. Propose it anew if it is still wanted.`,
  journalByProposer: ({ memo }: { memo: string }) => `You proposed “${memo}”. Somebody else must approve it.`,
  journalContentChanged: ({ memo }: { memo: string }) => `“${memo}” is not what you looked at. Read it again, then approve.`,
  journalNotProposer: ({ memo, proposedBy }: { memo: string; proposedBy: string }) =>
    `“${memo}” was proposed by ${proposedBy}. Only they can withdraw it; an approver can reject it.`,
  journalRowsWrong: ({ count, rows }: { count: number; rows: readonly RowProblem[] }) =>
    `${count === 1 ? 'One row' : `${count} rows`} of the file cannot be posted: ${rows.map(({ line, sentence }) => `line ${line}: ${sentence}`).join('; ')}. Nothing was posted. Correct the file and import it again.`,
  journalFileKnown: ({ file, on }: { file: string; on: string }) =>
    `The same file was imported on ${on} as ${file}, and its entries stand. Undo that import first, or choose another file.`,
  nothingToUndo: ({ file }: { file: string }) => `Every entry of ${file} was reversed already. There is nothing left to undo.`,
  settleNotMoney: ({ code, name }: { code: string; name: string }) =>
    `Account ${code} “${name}” holds neither money nor a debt. Choose an asset or a liability.`,
  settleCurrency: ({ currency, base }: { currency: string; base: string }) =>
    currency === base
      ? `${base} is the currency of the fund, so nothing is exchanged. Post a journal instead.`
      : `The bank paid in ${currency}, but the books are kept in ${base}. Enter what it paid in ${base}.`,
  settleProceeds: ({ what }: { what: string }) => `${what} must be above zero. Enter it without a sign.`,
  settleBeyond: ({ account, balance, on }: { account: string; balance: string; on: string }) =>
    `Account ${account} holds ${balance} on ${on}, less than this. Enter at most that much, or another day.`,
  positionMixed: ({ currency, entries }: { currency: string; entries: readonly string[] }) =>
    `What ${currency} cost cannot be told, because it was exchanged together with another currency in entry ${entries.join(', ')}. Reverse that and post one entry per currency.`,
  accountTwice: ({ code }: { code: string }) => `Account ${code} is named twice. Give each account one code.`,
};
