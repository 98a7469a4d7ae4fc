import type { Refusal } from '#shared/result.ts';

type Sentences = Readonly<{ sentenceOf: (refusal: Refusal) => string }>;
let sentences: Sentences | null = null;

/** The words of all refusals are many and a good day needs none: they come with the first refusal, before anybody is told of it. */
export async function fetchSentences(): Promise<void> {
  sentences ??= await import('#shared/contract/refusals.ts').catch(() => null);
}

const sentenceOf = (refusal: Refusal): string =>
  sentences?.sentenceOf(refusal) ?? 'Clearway refused this, but the words for it could not be loaded. Reload the window and try again.';

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

/** The host answered, but not in the shape both sides agreed on: a defect, or a window and a host of different versions. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
  constructor() {
    super('Clearway answered in a way this window does not understand. Reload the window; if this stays, tell your administrator.');
  }
}

/** What the window says of a command whose answer never came, or could not be read: refusals that only the window can give. */
export const unansweredCode = 'unanswered';

export const unreadableCode = 'unreadable';

const ownSentences: Readonly<Record<string, string>> = {
  [unansweredCode]: 'Clearway did not answer. Your entries are kept. Try again: the same step is never done twice.',
  [unreadableCode]:
    'Clearway answered in a way this window does not understand, so the step may have been done. Reload the window and look before you repeat it.',
};

export const sentenceFor = (refusal: Refusal): string => ownSentences[refusal.code] ?? sentenceOf(refusal);
