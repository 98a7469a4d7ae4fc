const list = (items: readonly string[]): string => items.join('; ');

export const capitalRefusals = {
  incomeOverlaps: ({ from, until }: { from: string; until: string }) =>
    `The result of ${from} to ${until} was allocated as one period. Choose a period that holds all of it, or one beside it, or reverse that allocation first.`,
  nothingToAllocate: ({ fund, from, until }: { fund: string; from: string; until: string }) =>
    `“${fund}” has no income or expense from ${from} to ${until} that is not allocated yet. Choose another period.`,
  noPartners: ({ fund }: { fund: string }) =>
    `By this basis no partner of “${fund}” takes part on that day. Choose another basis, or record what it stands on first.`,
  overrideElsewhere: ({ account }: { account: string }) =>
    `Account ${account} has nothing to allocate in this period, so no partner can bear a part of it. Remove the override.`,
  overrideTwice: ({ account }: { account: string }) => `A partner has two overrides of account ${account}. Keep one of them.`,
  overridesDoNotTie: ({ account, rest }: { account: string; rest: string }) =>
    `The overrides of account ${account} leave ${rest}, and nobody is left to bear it. Correct an amount, or free a partner.`,
  taxYearOpen: ({ year, endsOn, today }: { year: number; endsOn: string; today: string }) =>
    `Tax year ${year} ends on ${endsOn}, after today (${today}). Record its adjustments once it has ended.`,
  taxLineZero: ({ investor }: { investor: string }) => `The line of “${investor}” has no amount. Enter one, or remove the line.`,
  taxLineTwice: ({ investor }: { investor: string }) => `“${investor}” has two lines. Put them together in one.`,
  taxNeverHeld: ({ investors, fund }: { investors: readonly string[]; fund: string }) =>
    `“${investors.join('”, “')}” never held anything in “${fund}”: no commitment, no units and nothing in its books. Choose partners of the fund, or record first what they hold.`,
  taxReversed: ({ year }: { year: number }) =>
    `This adjustment of tax year ${year} was reversed already. Record a new one if something remains to be corrected.`,
  taxIsReversal: ({ year }: { year: number }) =>
    `This adjustment of tax year ${year} is itself a reversal. Record the original again as a new adjustment instead.`,
  classNotApart: ({ name, investors }: { name: string; investors: readonly string[] }) =>
    `“${name}” cannot be measured by itself: ${investors.join(', ')} hold several classes, and the books keep one capital account per investor. Look at the fund, or at one investor.`,
  benchmarkTaken: ({ name }: { name: string }) =>
    `There is an index called “${name}” already. Add its levels to that one, or choose another name.`,
  levelNotPositive: ({ on, level }: { on: string; level: string }) =>
    `The level of ${on} is ${level}; an index stands above zero. Check the figure at its source.`,
  levelInFuture: ({ on, today }: { on: string; today: string }) =>
    `${on} lies after today (${today}), and no level is known before its day. Check the date.`,
  levelTwice: ({ on }: { on: string }) => `${on} stands in the file twice. Keep the right line and import again.`,
  levelsDiffer: ({ levels }: { levels: readonly string[] }) =>
    `The file differs from levels recorded before: ${list(levels)}. Nothing was imported. Check the file; to record corrections, give the reason.`,
};
