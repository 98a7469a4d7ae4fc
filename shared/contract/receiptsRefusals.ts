type Row = Readonly<{ line: number; sentence: string }>;

export const receiptsRefusals = {
  callNotIssued: ({ call, state }: { call: string; state: string }) =>
    `${call} is ${state}, so nothing is owed on it yet. Hold the money in advance or in suspense until the call is issued.`,
  callRescinded: ({ call, on }: { call: string; on: string }) =>
    `${call} was rescinded on ${on}, so it takes no money. Record it as an advance of the investor, or in suspense.`,
  beforeCallIssued: ({ call, on, issued }: { call: string; on: string; issued: string }) =>
    `${call} was issued on ${issued}, after ${on}. Record the money as an advance and apply it from ${issued} on.`,
  partOverOpen: ({ what, open, paid }: { what: string; open: string; paid: string }) =>
    `${what} has ${open} open, less than ${paid}. Somebody may have recorded a payment meanwhile: reload, and hold what is over in advance.`,
  partTwice: ({ what }: { what: string }) => `${what} is named twice. Put both amounts into one part.`,
  partsDoNotSum: ({ parts, amount }: { parts: string; amount: string }) =>
    `The parts come to ${parts}, but ${amount} came in. Change a part, or put the rest in suspense.`,
  receiptCurrency: ({ given, fund, currency }: { given: string; fund: string; currency: string }) =>
    `${fund} is kept in ${currency}, but this receipt is in ${given}. Record what the bank credited, in ${currency}.`,
  receiptTwice: ({ amount, on, reference, recorded }: { amount: string; on: string; reference: string; recorded: string; id: string }) =>
    `${amount} with the reference “${reference}” was recorded for this account and ${on} already (${recorded}). If this is a second payment, confirm it as one.`,
  receiptNotAlike: ({ id }: { id: string }) =>
    `The receipt ${id} that this one is confirmed beside is not like it: account, day, amount and reference must be the same. Leave the confirmation out.`,
  receiptRowsWrong: ({ count, rows }: { count: number; rows: readonly Row[] }) =>
    `${count} ${count === 1 ? 'row' : 'rows'} cannot be recorded: ${rows.map(({ line, sentence }) => `row ${line}: ${sentence}`).join(' ')} Nothing was recorded. Correct them and record again.`,
  receiptReturned: ({ amount, on }: { amount: string; on: string }) =>
    `The receipt of ${amount} was returned on ${on}. Nothing more can be done with it.`,
  receiptIsReturn: ({ on }: { on: string }) =>
    `This is itself the return of a receipt, of ${on}. Record money that came again as a new receipt.`,
  suspenseTooLittle: ({ asked, left }: { asked: string; left: string }) =>
    `${asked} is more than this receipt still has in suspense (${left}). Lower the amounts.`,
  beforeReceived: ({ on, received }: { on: string; received: string }) =>
    `${on} lies before ${received}, the day this money last moved. Choose that day or a later one.`,
  advanceTooLittle: ({ investor, asked, left, on }: { investor: string; asked: string; left: string; on: string }) =>
    `${investor} has ${left} in advance on ${on}, less than ${asked}. Lower the amount or choose a later day.`,
  advanceOfAnother: ({ what, investor }: { what: string; investor: string }) =>
    `${what} is not owed by ${investor}. Choose one of the investor’s own lines.`,
  interestTermMissing: ({ fund, on }: { fund: string; on: string }) =>
    `${fund} has no term for default interest on ${on}. Record it in the terms of the fund first.`,
  interestNotDue: ({ call, until }: { call: string; until: string }) =>
    `Nothing of ${call} bears default interest up to ${until} that is not billed already. Look at the grace days, or choose a later day.`,
  waiverTooMuch: ({ asked, open }: { asked: string; open: string }) =>
    `${asked} is more than is open on this bill (${open}). Lower the amount.`,
  waiverWaiting: ({ proposedBy }: { proposedBy: string }) =>
    `A waiver of this bill by ${proposedBy} is waiting. Have it approved, rejected or withdrawn first.`,
  beforeBilled: ({ on, until }: { on: string; until: string }) =>
    `This bill runs until ${until}, so it cannot be waived on ${on}. Choose ${until} or a later day.`,
  waiverDecided: ({ state }: { state: string }) => `This waiver is already ${state}, so it cannot be decided again.`,
  waiverByProposer: ({ amount }: { amount: string }) => `You proposed to waive ${amount}. Somebody else must approve it.`,
  waiverChanged: ({ amount }: { amount: string }) => `The waiver of ${amount} is not the one you looked at. Read it again, then approve.`,
  waiverOfAnother: ({ proposedBy }: { proposedBy: string }) =>
    `This waiver was proposed by ${proposedBy}. Only they can withdraw it; an approver can reject it.`,
};
