import { sentenceOf } from '#shared/contract/refusals.ts';
import type { Refusal } from '#shared/result.ts';

/** The host said no, and why: `message` is the sentence for a person. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(sentenceOf(refusal));
    this.refusal = refusal;
  }
}

/** The host gave no answer, so nothing is known about what it did. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
  readonly stranger: boolean;
  constructor(stranger = false) {
    super(
      stranger
        ? 'Clearway does not know this window. Open it again from the address that Clearway printed when it started.'
        : 'Clearway did not answer. What you entered is still here; try again when the connection is back.',
    );
    this.stranger = stranger;
  }
}

/** What the window says of a command whose answer never came; it is a refusal like the others, but only the window can give it. */
export const unansweredCode = 'unanswered';

export const sentenceFor = (refusal: Refusal): string =>
  refusal.code === unansweredCode
    ? 'Clearway did not answer. Your entries are kept. Try again: the same step is never done twice.'
    : sentenceOf(refusal);
