/** The words in what was typed or pasted: numbered, separated by anything, in any case. */
export const wordsIn = (typed: string): readonly string[] => typed.toLowerCase().match(/[a-z]+/g) ?? [];

/** The places a person is asked for, to show that the words are on paper: early, middle and late, the same for the same words. */
export const checkedPlaces: readonly [number, number, number] = [4, 11, 19];

/** Which of the asked words are still missing or wrong. */
export const wrongPlaces = (words: readonly string[], answers: Readonly<Record<number, string>>): readonly number[] =>
  checkedPlaces.filter((place) => (answers[place] ?? '').trim().toLowerCase() !== words[place - 1]);
