import { purposeTitles, statusTitles } from '../model/calls.ts';

const listed = (names: readonly string[], more: number): string => `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
const stateText = (state: string): string => (statusTitles[state as keyof typeof statusTitles] ?? state).toLowerCase();

export const callsRefusals = {
  callNothing: (_detail: object) => 'This call comes to nothing: every use is zero. Enter an amount, or less cash on hand.',
  callNobody: ({ purpose }: { purpose: string }) =>
    `Nobody is left to share “${purposeTitles[purpose as keyof typeof purposeTitles] ?? purpose}”: every holding is excused from it. Change how holdings take part, or remove the use.`,
  callTooLarge: ({ total }: { total: string }) => `A call of ${total} is more than one call may be. Check the amounts, or split it.`,
  callNoHoldings: ({ fund, on }: { fund: string; on: string }) =>
    `Nobody can be called: ${fund} has no commitments on ${on} outside default. Record its commitments first, or choose a later notice date.`,
  callOverUnfunded: ({ investors, more }: { investors: readonly string[]; more: number }) =>
    `This call passes what is left to be called of ${listed(investors, more)}. Lower the amount, excuse them, or call the rest outside commitments.`,
  callUseWrong: ({ use, problem }: { use: number; problem: string }) => `Use ${use} ${problem}.`,
  callCurrencyWrong: ({ fund, currency, given }: { fund: string; currency: string; given: string }) =>
    `${fund} calls in ${currency}, not ${given}. Enter the amounts in ${currency}.`,
  callHoldingUnknown: ({ fund, investor }: { fund: string; investor: string }) =>
    `${investor} holds nothing of ${fund} that can be called in that class. Take the exception off.`,
  callHoldingTwice: ({ investor }: { investor: string }) => `${investor} is excepted twice in the same class. Keep one exception.`,
  callDatesBackwards: ({ notice, due }: { notice: string; due: string }) =>
    `The due date ${due} lies before the notice of ${notice}. Swap or correct the dates.`,
  callDuePassed: ({ due, today }: { due: string; today: string }) =>
    `The due date ${due} has passed (today is ${today}). Choose a later due date.`,
  callDueClosed: ({ due, because, next }: { due: string; because: string; next: string }) =>
    `No payment arrives on ${due}: it is ${because}. Choose ${next} or another business day.`,
  callNoticeShort: ({
    given,
    needed,
    business,
    shortFor,
    more,
    earliest,
    urgentMay,
  }: {
    given: number;
    needed: number;
    business: boolean;
    shortFor: readonly string[];
    more: number;
    earliest: string;
    urgentMay: boolean;
  }) =>
    `${given} ${business ? 'business ' : ''}days of notice are too few for ${listed(shortFor, more)}: ${needed} are needed. Choose ${earliest} or later as the due date${
      urgentMay ? ', or mark the call urgent and say why' : ''
    }.`,
  callState: ({ call, state, step }: { call: string; state: string; step: string }) =>
    `${call} is ${stateText(state)}, so it cannot be ${step}. Reload it and look at its state.`,
  callNotReady: ({ call, unmet }: { call: string; unmet: readonly string[] }) => `${call} is not ready: ${unmet.join('; ')}.`,
  callByPreparer: ({ call }: { call: string }) => `You prepared or submitted ${call}. Somebody else must approve it.`,
  callApprovedByYou: ({ call }: { call: string }) => `You approved ${call} already. The approval still missing is another person’s.`,
  callChanged: ({ call }: { call: string }) => `${call} is not the one you looked at: it was drawn up again. Read it, then decide.`,
  callStale: ({ call, investors, more }: { call: string; investors: readonly string[]; more: number }) =>
    `What ${call} stands on has changed since it was drawn up: the shares of ${listed(investors, more)} would differ today. Draw it up again and have it approved again.`,
  callBeforeChange: ({ call, on, last }: { call: string; on: string; last: string }) =>
    `${call} cannot be issued on ${on}: commitments to its fund changed on ${last}, and it calls them as they are now. Issue it on ${last} or a later day.`,
  callRescindByIssuer: ({ call }: { call: string }) => `You issued ${call}. Somebody else must rescind it.`,
  callRescindEarly: ({ call, issued }: { call: string; issued: string }) =>
    `${call} was issued on ${issued}, so it cannot be rescinded before. Choose that day or a later one.`,
  callStoodOn: ({ call }: { call: string }) =>
    `A later closing or transfer has carried on what ${call} called, so it stands. Call less, or distribute the difference back.`,
  callNotAmendable: ({ call, because }: { call: string; because: string }) => `${call} cannot be amended: ${because}.`,
  callOfClosing: ({ call }: { call: string }) =>
    `${call} came with a closing that is posted, and stands with it. Correct what it asks at a later closing, or by a transfer.`,
};
