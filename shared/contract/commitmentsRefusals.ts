const listed = (items: readonly string[], count: number = items.length): string =>
  `${items.join('; ')}${count > items.length ? `; and ${count - items.length} more` : ''}`;

export const commitmentsRefusals = {
  closingBeforeInception: ({ fund, on, inception }: { fund: string; on: string; inception: string }) =>
    `${fund} begins on ${inception}, so no closing is held on ${on}. Choose that day or a later one, or correct the inception of the fund.`,
  closingBeforeFirst: ({ fund, on }: { fund: string; on: string }) =>
    `${fund} has had no first closing on or before ${on}. Post the first closing, then hold this one.`,
  closingFirstTwice: ({ fund, on }: { fund: string; on: string }) =>
    `${fund} held its first closing on ${on}. Record these commitments at a subsequent or final closing.`,
  closingAfterFinal: ({ fund, on }: { fund: string; on: string }) =>
    `${fund} held its final closing on ${on}; nobody is admitted after it. Use a transfer instead.`,
  closingOutOfOrder: ({ fund, on, last }: { fund: string; on: string; last: string }) =>
    `A closing or transfer of ${fund} took effect on ${last}, so a closing cannot be held on ${on}. Choose ${last} or a later day.`,
  closingOpen: ({ fund, number }: { fund: string; number: number }) =>
    `Closing ${number} of ${fund} is still being prepared. Post or cancel it before drafting another.`,
  closingTerms: ({ kind }: { kind: string }) =>
    kind === 'first'
      ? 'A first closing has nothing to equalise. Leave the equalisation terms out.'
      : 'A later closing needs its equalisation terms: rate, compounding, day count and due date. Enter a rate of 0 where no interest is due.',
  closingDueBefore: ({ held, due }: { held: string; due: string }) =>
    `The catch-up would be due on ${due}, before the closing of ${held}. Choose a later due date.`,
  closingLinesWrong: ({ problems, count }: { problems: readonly string[]; count: number }) =>
    `${listed(problems, count)}. Correct these commitments and save again.`,
  closingOverTarget: ({ fund, target, total }: { fund: string; target: string; total: string }) =>
    `${fund} would have commitments of ${total}, above its target of ${target}. Lower the commitments, raise the target, or change the rule that caps commitments.`,
  closingAccountWrong: ({ account, because }: { account: string; because: string }) =>
    `${account} cannot be used: ${because}. Choose an open account of this fund in its currency.`,
  closingAccountMissing: ({ fund }: { fund: string }) =>
    `Newcomers owe a catch-up to ${fund}, and no account is named to pay it into. Revise the closing and choose one.`,
  closingKyc: ({ investors, count }: { investors: readonly string[]; count: number }) =>
    `${listed(investors, count)}. Finish KYC first, or take these commitments out of the closing.`,
  closingOverCommitment: ({ investor, called, commitment }: { investor: string; called: string; commitment: string }) =>
    `${investor} would have been called ${called} of a commitment of ${commitment}. Raise its commitment, or hold the closing without it.`,
  stepNotNow: ({ what, state, move }: { what: string; state: string; move: string }) =>
    `${what} is ${state}, so it cannot be ${move}. Reload it and look at where it stands.`,
  stepByApprover: ({ what }: { what: string }) => `You prepared ${what}. Somebody else must approve it.`,
  stepChanged: ({ what }: { what: string }) =>
    `${what} is no longer what was read: it, or what it is computed from, has changed. Look at it again; an approval given before must be given anew.`,
  holdingUnknown: ({ investor, on }: { investor: string; on: string }) =>
    `${investor} has no commitment in this class on ${on}. Choose the class and day of the holding.`,
  reduceBeyond: ({ investor, commitment, called, most }: { investor: string; commitment: string; called: string; most: string }) =>
    `${investor} committed ${commitment} and was called ${called} of it, so at most ${most} can be taken off. Enter that or less.`,
  reduceNotWhole: ({ investor, open }: { investor: string; open: string }) =>
    `A cancellation ends all that is not called of the commitment of ${investor}: ${open}. Enter that amount, or record a decrease.`,
  reduceOutOfOrder: ({ investor, on, last }: { investor: string; on: string; last: string }) =>
    `The commitment of ${investor} last changed on ${last}, so it cannot change on ${on}. Choose ${last} or a later day.`,
  transferToSelf: ({ investor }: { investor: string }) => `${investor} would transfer to itself. Choose another investor.`,
  transferBeyond: ({ investor, held, asked }: { investor: string; held: string; asked: string }) =>
    `${investor} holds a commitment of ${held} in this class, and ${asked} would be transferred. Transfer at most what is held.`,
  transferOutOfOrder: ({ what, on, last }: { what: string; on: string; last: string }) =>
    `${what} took effect on ${last} on the holdings as they were, so a transfer cannot take effect on ${on}. Choose ${last} or a later day.`,
  transferPartyWrong: ({ investor, because }: { investor: string; because: string }) =>
    `${investor} cannot take part in this transfer: ${because}. Choose another investor, or settle that first.`,
  transferKyc: ({ investor, because }: { investor: string; because: string }) =>
    `${investor} cannot receive the holding yet: ${because}. Finish KYC first.`,
  transferOpen: ({ investor, number }: { investor: string; number: number }) =>
    `Transfer ${number} of the holding of ${investor} is still being prepared. Post or cancel it before drafting another.`,
  transferNotReversible: ({ number, because }: { number: number; because: string }) =>
    `Transfer ${number} cannot be reversed: ${because}. Draft a new transfer in the other direction instead.`,
  defaultNotApplicable: ({ investor, on, isInDefault }: { investor: string; on: string; isInDefault: boolean }) =>
    isInDefault
      ? `${investor} is in default on ${on} already, or a later declaration stands. Declare it cured instead, or choose a later day.`
      : `${investor} is not in default on ${on}. Choose a later day, or check the holding.`,
  defaultWaits: ({ investor, proposedBy }: { investor: string; proposedBy: string }) =>
    `A change for ${investor}, proposed by ${proposedBy}, waits for a decision. Have it decided first.`,
  defaultDecided: ({ investor, state }: { investor: string; state: string }) =>
    `The proposal for ${investor} was ${state} already. Reload the list.`,
  defaultOfAnother: ({ proposedBy }: { proposedBy: string }) =>
    `${proposedBy} proposed this. Only they take it back; you can reject it with a reason.`,
  refundEarly: ({ what, on, from }: { what: string; on: string; from: string }) =>
    `${what} on ${on}, before ${from}. Choose that day or a later one.`,
  refundBeyond: ({ investor, owed, asked }: { investor: string; owed: string; asked: string }) =>
    `${investor} is owed ${owed} by this closing, and ${asked} would be paid. Enter at most what is owed.`,
  refundReversed: ({ ordinal }: { ordinal: number }) =>
    `Payout ${ordinal + 1} of this closing cannot come back: it came back before, or is itself the return of one. Choose another.`,
};
