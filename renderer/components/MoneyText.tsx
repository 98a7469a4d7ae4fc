import { digitsOf } from '#shared/currencies.ts';
import { formatMinor, groupThousands, type Money } from '#shared/money.ts';
import { classes } from './classes.ts';

export type NegativeStyle = 'minus' | 'parens';

type MoneyTextProps = Readonly<{
  amount: Money;
  showCurrency?: boolean;
  negative?: NegativeStyle;
  /** Colours negatives as bad news; the sign still says it. */
  tone?: boolean;
  className?: string;
}>;

/** An exact amount: never rounded, never a float. */
export function MoneyText({ amount, showCurrency = true, negative = 'minus', tone = false, className }: MoneyTextProps) {
  return (
    <span className={classes('tnum whitespace-nowrap', tone && amount.minor < 0n && 'text-bad', className)}>
      {showCurrency && <span className="me-1 text-[0.92em] text-muted">{amount.currency}</span>}
      {amountText(amount, negative)}
    </span>
  );
}

/** "−1,234.50" with a true minus, or "(1,234.50)". */
export function amountText({ minor, currency }: Money, negative: NegativeStyle = 'minus'): string {
  const magnitude = groupThousands(formatMinor(minor < 0n ? -minor : minor, digitsOf(currency)));
  if (minor >= 0n) return magnitude;
  return negative === 'parens' ? `(${magnitude})` : `\u2212${magnitude}`;
}
