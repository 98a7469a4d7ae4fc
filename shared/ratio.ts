/** A fraction of two whole numbers, so that a third is a third. */
export type Ratio = Readonly<{ over: bigint; under: bigint }>;

/** `0.08` or `1/2`; `undefined` when the text is neither. */
export function ratioOf(text: string): Ratio | undefined {
  const fraction = /^(\d{1,20})\/(\d{1,20})$/.exec(text);
  if (fraction) return BigInt(fraction[2]!) === 0n ? undefined : { over: BigInt(fraction[1]!), under: BigInt(fraction[2]!) };
  const decimal = /^(\d{1,20})(?:\.(\d{1,64}))?$/.exec(text);
  if (!decimal) return undefined;
  const digits = decimal[2] ?? '';
  return { over: BigInt(decimal[1]! + digits), under: 10n ** BigInt(digits.length) };
}

export const compareRatios = (left: Ratio, right: Ratio): number => {
  const [first, second] = [left.over * right.under, right.over * left.under];
  return first === second ? 0 : first < second ? -1 : 1;
};
