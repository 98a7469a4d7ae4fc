/** One unmet condition, said as a sentence, with a way to reach the place where it can be met. */
export type Reason = Readonly<{ text: string; goTo?: (() => void) | undefined }>;
