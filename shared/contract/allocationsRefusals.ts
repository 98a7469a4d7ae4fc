type InFund = Readonly<{ fund: string }>;
type AndRule = InFund & Readonly<{ rule: string }>;
/** Amounts in words, with their currency. */
type Amounts = Readonly<{ given: string; limit: string }>;

/** What a person can do about a limit. `most` is what every rule together leaves room for; null where that is nothing. */
const tooMuch = ({ rule, fund, most }: AndRule & { most: string | null }): string =>
  `${most === null ? 'Use another fund' : `Allocate at most ${most} and put the rest into another fund`}, or have “${rule}” changed for ${fund} in Settings.`;
const tooLittle = ({ rule, fund }: AndRule): string => `Raise the amount, or have “${rule}” changed for ${fund} in Settings.`;

export const allocationsRefusals = {
  allocationFundTwice: ({ fund }: InFund) => `${fund} is on two lines. Put its amount on one line.`,
  allocationCurrency: ({ fund, currency, given }: InFund & { currency: string; given: string }) =>
    `${fund} is kept in ${currency}, but this amount is in ${given}. Enter the amount in ${currency}.`,
  allocationNotInvesting: ({ fund, status, rule }: AndRule & { status: string }) =>
    `${fund} is ${status}, and “${rule}” is on. Move the fund to investing, use another fund, or have the rule changed for ${fund} in Settings.`,
  allocationPeriodOver: ({ fund, on, until, years, rule }: AndRule & { on: string; until: string; years: number }) =>
    `The investment period of ${fund} (“${rule}”: ${years} ${years === 1 ? 'year' : 'years'}) ended on ${until}, before ${on}. Use another fund, or have the rule changed for ${fund} in Settings.`,
  allocationNoCommitments: ({ fund, on }: InFund & { on: string }) =>
    `${fund} has no commitments on ${on}, so nothing of it can be allocated. Record a closing first.`,
  allocationTooSmall: (detail: AndRule & Amounts) =>
    `${detail.given} from ${detail.fund} is less than “${detail.rule}” allows (${detail.limit}). ${tooLittle(detail)}`,
  allocationTooLarge: (detail: AndRule & Amounts & { most: string | null }) =>
    `${detail.given} from ${detail.fund} is more than “${detail.rule}” allows (${detail.limit}). ${tooMuch(detail)}`,
  allocationShareTooSmall: (detail: AndRule & Amounts & { percent: number }) =>
    `${detail.given} from ${detail.fund} is less than “${detail.rule}” allows (${detail.percent} % of commitments, ${detail.limit}). ${tooLittle(detail)}`,
  allocationShareTooLarge: (detail: AndRule & Amounts & { percent: number; most: string | null }) =>
    `${detail.given} from ${detail.fund} is more than “${detail.rule}” allows (${detail.percent} % of commitments, ${detail.limit}). ${tooMuch(detail)}`,
  allocationConcentrated: (detail: AndRule & Amounts & { percent: number; together: string; most: string | null }) =>
    `With ${detail.given}, ${detail.fund} would have ${detail.together} in this deal or project; “${detail.rule}” allows ${detail.percent} % of commitments (${detail.limit}). ${tooMuch(detail)}`,
  allocationUnavailable: ({ fund, given, limit }: InFund & Amounts) =>
    `${fund} has ${limit} of commitments that are neither called nor allocated, less than ${given}. Allocate at most that, put the rest into another fund, or cancel an allocation that is no longer needed.`,
  allocationBreaksRules: ({ problems }: { problems: readonly string[] }) => problems.join(' '),
  allocationDecided: ({ name, state }: { name: string; state: string }) => `${name} is already ${state}, so this can no longer be done.`,
  allocationByApprover: ({ name }: { name: string }) => `You proposed ${name}. Somebody else must approve it.`,
  allocationChanged: ({ name }: { name: string }) => `${name} is not what you looked at. Read it again, then approve.`,
  allocationApprovedByYou: ({ name, left }: { name: string; left: number }) =>
    `You approved ${name} already. It waits for ${left} other ${left === 1 ? 'person' : 'people'}.`,
  allocationNotCallable: ({ name, state }: { name: string; state: string }) =>
    `${name} is ${state}, so nothing can be called for it. ${state === 'proposed' ? 'Have it approved first.' : 'Propose another and have it approved.'}`,
  allocationOverCalled: ({ name, wanted, open }: { name: string; wanted: string; open: string }) =>
    `${wanted} would be called for ${name}, which has ${open} left to call. Lower the amount, or propose a further allocation.`,
  allocationCalled: ({ name, called }: { name: string; called: string }) =>
    `${called} of ${name} has been called, so it cannot be cancelled. Rescind those calls first.`,
};
